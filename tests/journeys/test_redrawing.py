"""Authors draw a picture anew after people have answered: what was shown stays beside the answers."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from course.attempts import actions as attempts
from course.attempts import rescoring
from course.content import load_course
from course.content.model import Course
from course.database import db
from course.history.model import Attempt
from course.history.tables import FigureVersionRow
from course.items import Hotspot
from tests.browser import Browser, Page, words_of
from tests.builders import MONDAY, take_quiz
from tests.cast import Cast
from tests.conftest import EVERY_KIND, SetClock
from tests.journeys.conftest import as_fields, with_bank

Open = Callable[[Course], Flask]
TwinOf = Callable[..., Browser]
NOW_THERE = '<circle class="fig-warn" cx="160" cy="110" r="9"/></svg>'


@pytest.fixture
def app(kinds_app: Flask) -> Flask:
    return kinds_app


@pytest.fixture
def redrawn(tmp_path: Path) -> Course:
    """The course in which the garden has one thing more, and is higher."""
    folder = shutil.copytree(EVERY_KIND, tmp_path / "redrawn")
    drawing = folder / "lessons" / "figures" / "a-garden.svg"
    text = drawing.read_text().replace("</svg>", NOW_THERE)
    drawing.write_text(text.replace("0 0 320 220", "0 0 320 240").replace("four numbered places", "five places"))
    return load_course(folder / "lessons", folder / "quizzes")


def with_places(course: Course, turns_key: bool = False, **changes: object) -> Course:
    """The course in which both questions on the garden were changed; `turns_key`: what did not fit fits now."""
    bank = course.modules[0].bank

    def changed(place: Hotspot) -> Hotspot:
        zones = tuple(zone.model_copy(update={"right": zone.right != turns_key}) for zone in place.options)
        return place.model_copy(update={"options": zones, **changes})

    items = tuple(changed(item) if isinstance(item, Hotspot) else item for item in bank.items)
    return with_bank(course, 0, replace(bank, items=items))


def with_one_form(course: Course) -> Course:
    """The course in which there is one question on the garden."""
    bank = course.modules[0].bank
    items = [item.model_copy(update={"retired": item.id == "places-b" or item.retired}) for item in bank.items]
    return with_bank(course, 0, replace(bank, items=tuple(items)))


def drawings_on(page: Page) -> list[str]:
    """Old or new, for each drawing of the garden on a page."""
    found = re.findall(r'<svg class="app-figure__svg".*?</svg>', page.response.get_data(as_text=True), re.DOTALL)
    return ["new" if 'r="9"' in svg else "old" for svg in found if "a-garden-title" in svg]


@pytest.fixture
def taken(app: Flask, cast: Cast, every_kind: Course, at: SetClock) -> Attempt:
    """Rosa took the quiz and missed everything."""
    with app.app_context():
        return take_quiz(every_kind.modules[0], cast.rosa, at(), right=0)


# ---------------------------------------------------------------- what was shown stays


def test_a_result_shows_the_drawing_that_was_shown(
    rosa: Browser, ines: Browser, cast: Cast, taken: Attempt, redrawn: Course, opened_with: Open, twin_of: TwinOf
) -> None:
    address = f"/attempts/{taken.summary.public_id}"
    assert drawings_on(rosa.get(address)) == ["old"]
    other = opened_with(redrawn)
    assert drawings_on(twin_of(rosa, on=other).get(address)) == ["old"]
    of_trainer = f"/groups/{cast.tuesday.public_id}/learners/{cast.rosa.public_id}{address}"
    assert drawings_on(twin_of(ines, on=other).get(of_trainer)) == ["old"]


def test_practice_feedback_shows_the_drawing_that_was_shown(
    rosa: Browser, every_kind: Course, redrawn: Course, opened_with: Open, twin_of: TwinOf
) -> None:
    rosa.get("/practice/one-of-each/places-a")
    item = every_kind.modules[0].bank.find_item("places-a")
    assert item
    answered = rosa.submit("I think so", **as_fields(item, item.key, rosa.page))
    browser = twin_of(rosa, on=opened_with(redrawn))
    assert drawings_on(browser.get(answered.url)) == ["old"]
    assert drawings_on(browser.get("/practice/one-of-each/places-a")) == ["new"], "today's question has today's drawing"


def test_an_attempt_that_is_open_goes_on_with_the_drawing_it_began_with(
    rosa: Browser, app: Flask, cast: Cast, every_kind: Course, redrawn: Course, opened_with: Open, twin_of: TwinOf
) -> None:
    rosa.get("/quizzes/one-of-each")
    rosa.submit("Start the quiz")
    public_id = rosa.page.url.split("/")[-2]
    with app.app_context():
        attempt = attempts.get_attempt(public_id, of=cast.rosa)
    number = next(answer.number for answer in attempt.answers if isinstance(answer.item, Hotspot))
    page = twin_of(rosa, on=opened_with(redrawn)).get(f"/attempts/{public_id}/{number}")
    assert drawings_on(page) == ["old"]
    assert 'class="app-hotspot__zones" viewBox="0 0 320 220"' in page.response.get_data(as_text=True)


def test_the_next_attempt_has_the_new_drawing_and_each_is_kept_once(
    rosa: Browser, cast: Cast, taken: Attempt, redrawn: Course, opened_with: Open, twin_of: TwinOf
) -> None:
    other = opened_with(redrawn)
    with other.app_context():
        again = [take_quiz(redrawn.modules[0], cast.rosa, MONDAY + timedelta(days=day)) for day in (1, 2)]
        assert db.session.execute(select(func.count()).select_from(FigureVersionRow)).scalar_one() == 2
    assert drawings_on(twin_of(rosa, on=other).get(f"/attempts/{again[0].summary.public_id}")) == ["new"]


# ---------------------------------------------------------------- a drawing is a part of the version


def test_trainers_read_the_answers_to_each_drawing_apart(
    ines: Browser, cast: Cast, taken: Attempt, redrawn: Course, opened_with: Open, twin_of: TwinOf
) -> None:
    other = opened_with(redrawn)
    address = f"/groups/{cast.tuesday.public_id}/items/one-of-each"
    page = twin_of(ines, on=other).get(address)
    assert words_of(page.one("main")).count("An earlier wording or drawing of this question.") == 1


def test_a_correction_speaks_to_those_who_saw_the_old_drawing(
    rosa: Browser, cast: Cast, taken: Attempt, redrawn: Course, opened_with: Open, twin_of: TwinOf
) -> None:
    changed = with_places(redrawn, correction="The pond was hard to see.")
    other = opened_with(changed)
    told = "Corrected since you answered: The pond was hard to see."
    assert told in twin_of(rosa, on=other).get(f"/attempts/{taken.summary.public_id}").text
    with other.app_context():
        again = take_quiz(changed.modules[0], cast.rosa, MONDAY + timedelta(days=1))
    assert told not in twin_of(rosa, on=other).get(f"/attempts/{again.summary.public_id}").text


def test_another_key_for_another_drawing_says_nothing_about_old_answers_unless_the_author_does(
    taken: Attempt, redrawn: Course, opened_with: Open
) -> None:
    def rises(course: Course) -> set[str]:
        with opened_with(course).app_context():
            return {rise.given.item.id for rise in rescoring.find_rises(course)}

    asked = {answer.item.id for answer in taken.answers if isinstance(answer.item, Hotspot)}
    assert rises(with_places(redrawn, turns_key=True)) == set()
    assert rises(with_places(redrawn, turns_key=True, correction="The pond was moved.")) == asked


# ---------------------------------------------------------------- what was kept before drawings were


def test_what_was_kept_before_shows_todays_drawing_and_counts_as_todays_question(
    rosa: Browser,
    ines: Browser,
    app: Flask,
    cast: Cast,
    every_kind: Course,
    redrawn: Course,
    opened_with: Open,
    twin_of: TwinOf,
    at: SetClock,
) -> None:
    with app.app_context():
        then = with_one_form(with_places(every_kind, drawing=None))
        before = take_quiz(then.modules[0], cast.rosa, at(), right=0)
    today = with_one_form(with_places(redrawn, correction="The pond was hard to see."))
    other = opened_with(today)
    page = twin_of(rosa, on=other).get(f"/attempts/{before.summary.public_id}")
    assert drawings_on(page) == ["new"]
    assert "Corrected since" not in page.text, "nobody knows that it was another drawing"
    with other.app_context():
        take_quiz(today.modules[0], cast.tomas, at())
    address = f"/groups/{cast.tuesday.public_id}/items/one-of-each"
    blocks = words_of(twin_of(ines, on=other).get(address).one("main"))
    assert "An earlier wording" not in blocks
    (garden,) = (answer.item for answer in before.answers if isinstance(answer.item, Hotspot))
    assert blocks.count(f"See it as learners do: {garden.stem}") == 1, "one line for both"
    with other.app_context():
        assert rescoring.changed_items(today.modules[0].bank) == {}
        assert list(rescoring.find_rises(today)) == []
