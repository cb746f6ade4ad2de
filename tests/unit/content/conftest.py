"""The small course, whole or as a copy that a test may break."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from course.content import load_course, read_course
from course.content.model import Course

SMALL_COURSE = Path(__file__).parents[2] / "small_course"


LESSON = "lessons/robins-and-redstarts.md"
SHORT_LESSON = "lessons/at-the-feeder.md"
LAST_LESSON = "lessons/songs-at-dawn.md"
HELP_PAGE = "lessons/help.md"
BANK = "quizzes/robins-and-redstarts.yaml"
FULL_BANK = "quizzes/at-the-feeder.yaml"
LAST_BANK = "quizzes/songs-at-dawn.yaml"
SOURCES = "lessons/sources.yaml"
HELP_LINES = "lessons/help-lines.yaml"
CONTENTS = "lessons/contents.yaml"
DRAWING = "lessons/figures/tail.svg"


class Broken(NamedTuple):
    """A rule, the file that breaks it, the place that changes there (None: the whole file), and what is said."""

    rule: str
    file: str
    old: str | None
    new: str | bytes
    line: int
    sentence: str


class Desk:
    """An author's copy of the small course."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lessons, self.quizzes = folder / "lessons", folder / "quizzes"

    def replace(self, file: str, old: str, new: str) -> None:
        """Change one place in a file; a test that no longer finds it says so."""
        text = (self.folder / file).read_text("utf-8")
        assert text.count(old) >= 1, f"{file} does not hold {old!r} any more; mend this test."
        self.write(file, text.replace(old, new, 1))

    def write(self, file: str, text: str | bytes) -> None:
        path = self.folder / file
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def break_rule(self, broken: Broken) -> None:
        if broken.old is None or isinstance(broken.new, bytes):
            self.write(broken.file, broken.new)
        else:
            self.replace(broken.file, broken.old, broken.new)

    def slips(self) -> list[str]:
        """What an author is told."""
        course, slips = read_course(self.lessons, self.quizzes)
        assert (course is None) == any(not slip.is_warning for slip in slips)
        return [str(slip) for slip in slips]


@pytest.fixture(scope="session")
def course() -> Course:
    return load_course(SMALL_COURSE / "lessons", SMALL_COURSE / "quizzes")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    shutil.copytree(SMALL_COURSE, tmp_path / "course")
    return Desk(tmp_path / "course")


@pytest.fixture
def html_of(desk: Desk) -> Callable[[str], str]:
    """The HTML of a lesson's section with this Markdown in it; the course must load with it."""

    def render(markdown: str) -> str:
        desk.replace("lessons/at-the-feeder.md", "Some take them from the hand.", f"\n\n{markdown}\n")
        lesson = load_course(desk.lessons, desk.quizzes).get_module("at-the-feeder").lesson
        return "".join(block.html for block in lesson.sections[0].blocks if hasattr(block, "html"))

    return render
