"""The real lessons and quizzes: they load, lack nothing, and each file that needs mending fails by its own name."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from course.content import check_course, read_course
from course.content.model import Course, Slip

ROOT = Path(__file__).parents[2]
LESSONS, QUIZZES = ROOT / "lessons", ROOT / "quizzes"
COMMON = ("contents.yaml", "sources.yaml", "help-lines.yaml", "help.md")
WRITTEN_ON = date(2026, 11, 23)
"""The age of help lines is for `course check` to warn of; a test must not begin to fail one morning."""

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
    assert len(course.modules) >= 1
