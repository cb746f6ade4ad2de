"""The whole course as text: the passages of every lesson, bank, drawing and word list, beside the course itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from course.content.loader import HELP
from course.content.model import Course
from course.content.page_file import make_page_reader, read_page
from course.content.yaml_file import Document, read_yaml
from course.editorial.passages import Passage, list_passages, passage
from course.items import Item


@dataclass(frozen=True)
class Manuscript:
    """A course that can be loaded, and its text. `lessons` and `banks` are by stem; `help_page` is open to everyone."""

    course: Course
    lessons: Mapping[str, tuple[Passage, ...]]
    banks: Mapping[str, tuple[Passage, ...]]
    help_page: tuple[Passage, ...]
    drawings: tuple[Passage, ...]
    glossary: tuple[Passage, ...]
    documents: Mapping[str, Document]
    """The YAML files by name (`quizzes/x.yaml`), for the lines of what is not a passage."""
    fronts: Mapping[str, Document]
    """The front matter of the lessons by stem."""

    @property
    def pages(self) -> Iterator[tuple[Passage, ...]]:
        """Each lesson, then the help page."""
        yield from self.lessons.values()
        yield self.help_page

    @property
    def passages(self) -> Iterator[Passage]:
        """Every passage that a learner can read, in the order of the course."""
        for page in self.pages:
            yield from page
        for bank in self.banks.values():
            yield from bank
        yield from self.drawings
        yield from self.glossary

    def line_of_front(self, stem: str, objective: str) -> int:
        """The line of an objective in the front matter of a lesson."""
        return self.fronts[stem].line_of("objectives", objective)

    def line_of_item(self, stem: str, item_id: str, *place: str | int) -> tuple[str, int]:
        """File and line of an item, or of one of its fields."""
        document = self.documents[f"quizzes/{stem}.yaml"]
        at = next(at for at, entry in enumerate(document.data["items"]) if entry["id"] == item_id)
        return document.file, document.line_of("items", at, *place)


def read_manuscript(course: Course, lessons: Path, quizzes: Path) -> Manuscript:
    """The text of a course that has just been read from these folders."""
    stems = [module.stem for module in course.modules]
    documents = {
        f"{folder.name}/{name}.yaml": _document(folder, name)
        for folder, names in ((quizzes, stems), (lessons, ("sources", "help-lines", "glossary")))
        for name in names
    }
    reader = make_page_reader()

    found = {
        stem: read_page(lessons / f"{stem}.md", f"{lessons.name}/{stem}.md", reader, []) for stem in (*stems, HELP)
    }
    pages = {stem: page for stem, page in found.items() if page}
    texts = {stem: tuple(list_passages(page)) for stem, page in pages.items()}
    return Manuscript(
        course=course,
        lessons={stem: texts.get(stem, ()) for stem in stems},
        banks={
            module.stem: tuple(
                each
                for item in module.bank.open_items
                for each in _item_passages(item, documents[f"{quizzes.name}/{module.stem}.yaml"])
            )
            for module in course.modules
        },
        help_page=texts.get(HELP, ()),
        drawings=tuple(_drawing_passages(course, lessons)),
        glossary=tuple(_glossary_passages(course, documents[f"{lessons.name}/glossary.yaml"])),
        documents=documents,
        fronts={stem: page.front for stem, page in pages.items()},
    )


def _document(folder: Path, name: str) -> Document:
    """A file that could be read a moment ago; without lines should it have changed since."""
    file = f"{folder.name}/{name}.yaml"
    return read_yaml(folder / f"{name}.yaml", file, []) or Document(file, {"items": [], "terms": []}, {})


def _item_passages(item: Item, document: Document) -> Iterator[Passage]:
    at = next((at for at, entry in enumerate(document.data["items"]) if entry["id"] == item.id), 0)

    def made(kind: str, text: str | None, *place: str | int) -> Iterator[Passage]:
        if text:
            yield passage(document.file, document.line_of("items", at, *place), item.id, kind, text)

    yield from made("stem", item.stem, "stem")
    yield from made("content note", item.content_note, "content-note")
    for text in item.texts():
        yield from made(text.kind, text.words, *text.place)
    yield from made("closing", item.after, "after")


def _drawing_passages(course: Course, lessons: Path) -> Iterator[Passage]:
    for figure in course.figures.values():
        file = f"{lessons.name}/figures/{figure.name}.svg"
        for kind, text in (("title", figure.title), ("alt text", figure.description), *_labels(figure.labels)):
            yield passage(file, 1, figure.name, kind, text)


def _labels(labels: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return (("label", label) for label in labels)


def _glossary_passages(course: Course, document: Document) -> Iterator[Passage]:
    for at, term in enumerate(course.glossary):
        yield passage(document.file, document.line_of("terms", at, "meaning"), term.id, "meaning", term.meaning)
