"""Every drawing of the real course as Chromium sets its words: fonts differ from machine to machine, boxes do not."""

from collections.abc import Callable

import pytest
from flask import Flask

from course.content.drawing import FIGURE_WIDTH
from course.content.loader import load_course
from course.content.model import Course
from course.paths import shipped
from tests.cast import Cast
from tests.pages.conftest import LAPTOP, PHONE, Device

INSIDE = 3
"""Units of a drawing (320 wide) that are left free between its words and its edge."""

WORDS = """width => [...document.querySelectorAll("svg.app-figure__svg")].flatMap(drawing => {
    const box = drawing.getBoundingClientRect(), unit = box.width / width;
    return [...drawing.querySelectorAll("text")].map(text => {
        const words = text.getBoundingClientRect();
        const free = [words.left - box.left, box.right - words.right, words.top - box.top, box.bottom - words.bottom];
        return [drawing.getAttribute("aria-labelledby").split(" ")[0], text.textContent, Math.min(...free) / unit];
    });
})"""


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course(shipped("lessons"), shipped("quizzes"))


@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["390", "1280"])
def test_no_words_leave_their_drawing(
    device: Callable[..., Device], app: Flask, cast: Cast, course: Course, viewport: dict[str, int]
) -> None:
    app.extensions["course"] = course
    page = device(viewport, who=cast.ada).open("/admin/figures")
    found = page.evaluate(WORDS, FIGURE_WIDTH)
    assert len(found) > 2 * len(course.figures)
    assert [(name, words, round(free, 1)) for name, words, free in found if free < INSIDE] == []
