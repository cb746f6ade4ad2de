"""The small course as a copy that a test may break, and what the gate says about it."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from course.content import load_course
from course.editorial.gate import check_course
from tests.unit.content.conftest import SMALL_COURSE, Desk

TODAY = date(2026, 11, 23)

Lacks = Callable[..., list[str]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    shutil.copytree(SMALL_COURSE, tmp_path / "course")
    return Desk(tmp_path / "course")


@pytest.fixture
def lacks(desk: Desk) -> Lacks:
    """What the gate says about the desk's copy, as an author reads it."""

    def told(today: date = TODAY) -> list[str]:
        course = load_course(desk.lessons, desk.quizzes)
        return [str(slip) for slip in check_course(course, desk.lessons, desk.quizzes, today=today)]

    return told
