"""The real lessons and quizzes: they load, lack nothing, and each file that needs mending fails by its own name."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from course.content import read_course
from course.content.figures import TONES
from course.content.model import CheckBlock, Course, FigureBlock, Section, TextBlock
from course.content.slip import Slip
from course.editorial.coverage import coverage
from course.editorial.gate import check_course

ROOT = Path(__file__).parents[2]
LESSONS, QUIZZES = ROOT / "lessons", ROOT / "quizzes"
COMMON = ("contents.yaml", "sources.yaml", "glossary.yaml", "help-lines.yaml", "help.md")
WRITTEN_ON = date(2026, 11, 23)
"""The age of help lines is for `course check` to warn of; a test must not begin to fail one morning."""

OUTLINE = [
    "what-track-marks-are",
    "where-marks-appear",
    "how-marks-look-over-time",
    "telling-marks-apart",
    "infection-warning-signs",
    "deeper-health-risks",
    "healing-and-scars",
    "other-signs-and-withdrawal",
    "prevention-and-treatment",
    "talking-and-getting-help",
]
"""Ten lessons, in this order; stems stay for ever."""

FILES = sorted(
    {f"lessons/{name}" for name in COMMON}
    | {f"lessons/{path.name}" for path in LESSONS.glob("*.md")}
    | {f"lessons/figures/{path.name}" for path in LESSONS.glob("figures/*.svg")}
    | {f"quizzes/{path.name}" for path in QUIZZES.glob("*.yaml")}
)


@pytest.fixture(scope="module")
def read() -> tuple[Course | None, Sequence[Slip]]:
    course, slips = read_course(LESSONS, QUIZZES)
    return course, slips + (check_course(course, LESSONS, QUIZZES, today=WRITTEN_ON) if course else [])


@pytest.mark.parametrize("file", FILES)
def test_a_file_has_nothing_to_mend(read: tuple[Course | None, Sequence[Slip]], file: str) -> None:
    assert [str(slip) for slip in read[1] if slip.file == file] == []


def test_the_course_loads_and_no_other_file_has_anything_to_mend(read: tuple[Course | None, Sequence[Slip]]) -> None:
    course, slips = read
    assert [str(slip) for slip in slips if slip.file not in FILES] == []
    assert course is not None
    assert [module.stem for module in course.modules] == OUTLINE


# ---------------------------------------------------------------- what the course promises as a whole


def loaded(read: tuple[Course | None, Sequence[Slip]]) -> Course:
    assert read[0] is not None
    return read[0]


def test_all_258_statements_are_taught_in_their_lesson(read: tuple[Course | None, Sequence[Slip]]) -> None:
    rows = coverage(loaded(read))
    assert len(rows) == 258
    assert [row.statement.id for row in rows if not row.is_taught] == []


def test_every_box_is_shown_where_it_belongs(read: tuple[Course | None, Sequence[Slip]]) -> None:
    shown = {
        module.number: sorted(
            source
            for source in frozenset().union(*(section.statements for section in module.lesson.sections))
            if source.startswith("B-")
        )
        for module in loaded(read).modules
    }
    missing = {number: sorted(set(boxes) - set(shown[number])) for number, boxes in BOXES.items()}
    assert {number: boxes for number, boxes in missing.items() if boxes} == {}


BOXES = {
    1: ("B-13", "B-24"),
    2: ("B-17",),
    3: ("B-01",),
    4: ("B-16", "B-26", "B-27"),
    5: ("B-01", "B-02", "B-03", "B-08", "B-09", "B-25"),
    6: ("B-04", "B-05", "B-06", "B-07", "B-11", "B-12"),
    8: ("B-06", "B-10", "B-14"),
    9: ("B-18", "B-19", "B-20", "B-21", "B-23"),
    10: ("B-06", "B-15", "B-22"),
}
"""Which facts from beyond the source stand in which lesson (the outline of the course)."""


def test_a_box_never_leans_on_a_secondary_source_alone(read: tuple[Course | None, Sequence[Slip]]) -> None:
    for box in loaded(read).beyond.values():
        assert box.references, box.id
        assert {reference.grade for reference in box.references} - {"X"}, box.id
        assert all(reference.organization and reference.title for reference in box.references), box.id
        assert box.looked_up, box.id


@pytest.mark.parametrize("number", range(1, 11))
def test_a_lesson_is_a_path(read: tuple[Course | None, Sequence[Slip]], number: int) -> None:
    lesson = loaded(read).modules[number - 1].lesson
    first, last = lesson.sections[0], lesson.sections[-1]
    assert 'class="app-vignette"' in html_of(first), "begin with the story"
    assert 'class="app-vignette"' in html_of(last), "let the story return"
    assert 'class="app-now"' in html_of(last), "end with what to do now"
    checks = [block for section in lesson.sections for block in section.blocks if isinstance(block, CheckBlock)]
    assert 2 <= len(checks) <= 3
    assert 7 <= lesson.minutes <= 12
    figures = [block for section in lesson.sections for block in section.blocks if isinstance(block, FigureBlock)]
    assert len(figures) >= 2


@pytest.mark.parametrize("number", [4, 5, 8])
def test_a_worked_example_comes_before_the_last_practice(
    read: tuple[Course | None, Sequence[Slip]], number: int
) -> None:
    sections = loaded(read).modules[number - 1].lesson.sections
    example = next(at for at, section in enumerate(sections) if "example" in section.id)
    practice = max(
        at for at, section in enumerate(sections) if any(isinstance(block, CheckBlock) for block in section.blocks)
    )
    assert example <= practice


@pytest.mark.parametrize("number", [5, 6, 8, 10])
def test_the_numbers_stand_first_where_a_lesson_may_frighten(
    read: tuple[Course | None, Sequence[Slip]], number: int
) -> None:
    start = html_of(loaded(read).modules[number - 1].lesson.sections[0])
    before_the_story = start.partition('class="app-vignette"')[0]
    assert all(f'href="tel:{number}"' in before_the_story for number in ("911", "988", "18006624357"))


def test_there_are_23_figures_each_in_its_lesson(read: tuple[Course | None, Sequence[Slip]]) -> None:
    course = loaded(read)
    numbered = {figure.number for figure in course.figures.values() if figure.number}
    assert sorted(numbered) == [f"FIG-{number:02}" for number in range(1, 24)]
    shown = {
        block.figure.number: module.number
        for module in course.modules
        for section in module.lesson.sections
        for block in section.blocks
        if isinstance(block, FigureBlock) and block.figure.number
    }
    assert shown == {f"FIG-{number:02}": lesson for lesson, numbers in FIGURES.items() for number in numbers}


FIGURES = {
    1: (1, 2),
    2: (3, 4),
    3: (5, 6),
    4: (7, 8, 9),
    5: (10, 11),
    6: (12, 13),
    7: (14, 15),
    8: (16, 17, 18),
    9: (19, 20),
    10: (21, 22, 23),
}


def test_the_four_skin_tones_are_drawn_about_equally_often(read: tuple[Course | None, Sequence[Slip]]) -> None:
    drawings = Counter(
        tone for figure in loaded(read).figures.values() for tone in {skin.tone for skin in figure.skins}
    )
    assert set(drawings) == set(TONES)
    assert min(drawings.values()) >= 0.75 * max(drawings.values()), drawings


def test_the_glossary_has_forty_to_sixty_words(read: tuple[Course | None, Sequence[Slip]]) -> None:
    assert 40 <= len(loaded(read).glossary) <= 60


def test_the_help_page_has_its_cards(read: tuple[Course | None, Sequence[Slip]]) -> None:
    page = loaded(read).help_page
    for card in ("overdose", "sepsis", "abscess", "chest-pain", "suicide"):
        section = page.find_section(card)
        assert section, card
        assert "app-care" in html_of(section), card


def test_help_lines_say_what_a_caller_needs(read: tuple[Course | None, Sequence[Slip]]) -> None:
    lines = loaded(read).help_lines
    assert [line.number for line in lines] == ["911", "988", "1-800-662-4357", "1-800-222-1222"]
    for line in lines:
        assert line.region
        assert line.hours
        assert line.languages
        assert line.what_for
        assert line.source


def html_of(section: Section) -> str:
    return "".join(block.html for block in section.blocks if isinstance(block, TextBlock))
