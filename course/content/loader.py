"""Reads the whole course from its files and says everything that is wrong with them in one run."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt

from course.content.bank_file import WrittenBank, list_doubled_items, list_loose_ends, read_bank
from course.content.citations import Citations
from course.content.common_files import (
    list_stems,
    list_unlisted,
    list_unpaired,
    read_contents,
    read_drawings,
    read_glossary,
    read_help_lines,
    read_sources,
)
from course.content.glossary import Glossary
from course.content.links import LinkedPage, list_dead_links
from course.content.model import Course, HelpPage, Lesson, Module, Review, Section, Source, Stem
from course.content.page_file import Page, make_page_reader, read_page, read_sections
from course.content.page_slips import list_links
from course.content.shelf import Drawings, Questions, Shelf, Sources
from course.content.slip import Slip
from course.content.written import HelpFront, LessonFront, checked

Read = tuple[tuple[Section, ...], tuple[Source, ...]]

HELP = "help"
"""The stem of the help page, which has no bank."""


class ContentInError(Exception):
    """The course cannot be loaded; `slips` says what to mend, one line each."""

    def __init__(self, slips: Sequence[Slip]) -> None:
        super().__init__("\n".join(str(slip) for slip in slips))
        self.slips = tuple(slips)


def load_course(lessons: Path, quizzes: Path) -> Course:
    """The course; raises ContentInError with every slip when anything in it has to be mended."""
    course, slips = read_course(lessons, quizzes)
    if course is None:
        raise ContentInError(slips)
    return course


def read_course(lessons: Path, quizzes: Path) -> tuple[Course | None, list[Slip]]:
    """The course, or None when anything has to be mended, and all slips in the order of files and lines."""
    slips: list[Slip] = []
    course = _read(lessons, quizzes, slips)
    in_order = sorted(set(slips), key=lambda slip: (slip.file, slip.line, slip.sentence))
    return (None if any(not slip.is_warning for slip in slips) else course), in_order


def _read(lessons: Path, quizzes: Path, slips: list[Slip]) -> Course | None:
    files = list_stems(lessons, quizzes, HELP)
    slips.extend(list_unpaired(files))
    found = read_contents(lessons, slips)
    slips.extend(list_unlisted(*found, files) if found else [])
    stems = tuple(dict.fromkeys(found[0].modules if found else files))
    sources = read_sources(lessons, slips)
    glossary = read_glossary(lessons, sources, slips)
    desk = _Desk(lessons, quizzes, sources, read_drawings(lessons, slips), Glossary(glossary), slips)
    help_page = desk.read_help_page()
    modules = [desk.read_module(number, stem) for number, stem in enumerate(stems, 1)]
    help_lines = read_help_lines(lessons, slips)
    slips.extend(list_doubled_items(desk.banks))
    slips.extend(list_dead_links(desk.pages, frozenset([*stems, HELP]), HELP))
    if found is None or help_page is None or None in modules:
        return None
    return Course(
        title=found[0].title,
        modules=tuple(module for module in modules if module),
        statements=desk.sources.statements,
        beyond=desk.sources.beyond,
        figures=desk.drawings.figures,
        help_lines=help_lines,
        help_page=help_page,
        glossary=glossary,
    )


@dataclass
class _Desk:
    """What all pages lean on, and what has been read and found so far."""

    lessons: Path
    quizzes: Path
    sources: Sources
    drawings: Drawings
    glossary: Glossary
    slips: list[Slip]
    reader: MarkdownIt = field(default_factory=make_page_reader)
    banks: list[WrittenBank] = field(default_factory=list)
    pages: dict[str, LinkedPage] = field(default_factory=dict)

    def read_module(self, number: int, stem: str) -> Module | None:
        """A lesson and its bank; slips of one are found even when the other cannot be read."""
        bank_path, lesson_path = self.quizzes / f"{stem}.yaml", self.lessons / f"{stem}.md"
        bank = (
            read_bank(bank_path, f"{self.quizzes.name}/{stem}.yaml", self.drawings, self.slips)
            if bank_path.exists()
            else None
        )
        page = self.read_page(lesson_path) if lesson_path.exists() else None
        lesson = self.read_lesson(page, Stem(stem), bank) if page else None
        if bank:
            self.banks.append(bank)
            self.slips.extend(list_loose_ends(bank, lesson, self.pages.get(HELP), self.sources, self.drawings))
        return Module(Stem(stem), number, lesson, bank.bank) if lesson and bank else None

    def read_page(self, path: Path) -> Page | None:
        return read_page(path, f"{self.lessons.name}/{path.name}", self.reader, self.slips)

    def read_lesson(self, page: Page, stem: Stem, bank: WrittenBank | None) -> Lesson | None:
        front = checked(LessonFront, page.front, self.slips)
        sections, sources = self.read_sections(page, stem, bank.questions if bank else Questions(is_broken=True))
        if front is None:
            return None
        review = Review(front.reviewed.clinical, front.reviewed.lived_experience)
        return Lesson(
            stem, front.title, front.minutes, front.promise, dict(front.objectives), sections, sources, review
        )

    def read_help_page(self) -> HelpPage | None:
        page = self.read_page(self.lessons / f"{HELP}.md")
        if page is None:
            return None
        front = checked(HelpFront, page.front, self.slips)
        sections, sources = self.read_sections(page, HELP, Questions())
        return HelpPage(front.title, sections, sources) if front else None

    def read_sections(self, page: Page, stem: str, questions: Questions) -> Read:
        citations = Citations(self.sources)
        shelf = Shelf(self.sources, self.drawings, questions, self.glossary, self.slips)
        sections = read_sections(page, self.reader, shelf, citations)
        sources = citations.sources()
        ids = {section.id for section in sections} | {f"source-{source.number}" for source in sources}
        self.pages[stem] = LinkedPage(page.file, stem, frozenset(ids), tuple(list_links(page.tokens)))
        return sections, sources
