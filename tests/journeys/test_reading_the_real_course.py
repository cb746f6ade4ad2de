"""The ten lessons as they stand, opened one by one as anybody opens them."""

from collections.abc import Iterator

import pytest
from flask import Flask

from course.app import create_app
from course.content import load_course
from course.content.directives import PROVES_NOTHING
from course.content.model import Course
from course.database import db
from course.paths import shipped
from course.settings import Settings
from tests.browser import Browser, words_of


@pytest.fixture(scope="module")
def real_course() -> Course:
    return load_course(shipped("lessons"), shipped("quizzes"))


@pytest.fixture
def app(settings: Settings, real_course: Course) -> Iterator[Flask]:
    """The real course in place of the small one."""
    app = create_app(settings, real_course)
    yield app
    with app.app_context():
        db.engine.dispose()


def test_every_lesson_opens_and_leads_on_to_the_next(stranger: Browser, real_course: Course) -> None:
    stranger.get("/")
    read = [stranger.click("Start reading").h1]
    while onward := stranger.page.all("a", rel="next"):
        read.append(stranger.click(words_of(onward[0])).h1)
    assert read == [module.lesson.title for module in real_course.modules]


def test_the_line_on_marks_stands_once_on_a_screen(stranger: Browser, real_course: Course) -> None:
    """A question in the text leaves the line to its section where the section has it, and says it where it has not."""
    for module in real_course.modules:
        page = stranger.get(f"/lessons/{module.stem}")
        for section in page.all("section", data_section=""):
            assert words_of(section).count(PROVES_NOTHING) <= 1, (module.stem, section.get("id"))
        asked = [check for check in page.all("section", class_="app-check") if PROVES_NOTHING in words_of(check)]
        lined = {
            section.get("id")
            for section in page.all("section", data_section="")
            if section.get("id") and PROVES_NOTHING in words_of(section)
        }
        written = {section.id for section in module.lesson.sections if _has_line(section.blocks)}
        assert written <= lined
        assert len(asked) == len(lined - written)


def _has_line(blocks: tuple[object, ...]) -> bool:
    return any(PROVES_NOTHING in getattr(block, "html", "") for block in blocks)


def test_every_word_to_tap_has_its_card_and_every_card_its_word(stranger: Browser, real_course: Course) -> None:
    for path in ("/help", *(f"/lessons/{module.stem}" for module in real_course.modules)):
        page = stranger.get(path)
        wanted = {button.get("popovertarget") for button in page.all("button", class_="app-word")}
        assert wanted == {card.get("id") for card in page.all("div", class_="app-words__word")}


def test_the_glossary_names_a_lesson_for_every_word_that_one_uses(stranger: Browser, real_course: Course) -> None:
    page = stranger.get("/glossary")
    assert len(page.all("div", class_="app-glossary__word")) == len(real_course.glossary)
    used = {term.id for module in real_course.modules for term in module.lesson.terms}
    linked = {word.get("id") for word in page.all("div", class_="app-glossary__word") if list(word.iter("a"))}
    assert linked == used
