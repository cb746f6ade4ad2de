"""The glossary for everyone; reviews, help lines, coverage and all figures for admins."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from course.content.model import Course, Review
from course.people.model import Person
from tests.browser import Browser, words_of
from tests.cast import Cast
from tests.conftest import SetClock

SignIn = Callable[[Person], Browser]


def test_the_glossary_has_every_word_with_the_lesson_that_uses_it(stranger: Browser) -> None:
    page = stranger.get("/glossary")
    words = [words_of(entry) for entry in page.all("div", class_="app-glossary__word")]
    assert words == [
        "dusk The time when the sun has just gone down. Lesson 3: Songs at dawn Hear it dusk",
        "sunflower A tall yellow flower. Lesson 2: At the feeder Hear it sunflower",
    ]
    assert page.links["Lesson 3: Songs at dawn"] == "/lessons/songs-at-dawn"


def test_the_glossary_is_linked_from_every_page(stranger: Browser) -> None:
    assert stranger.get("/sign-in").links["Words to know"] == "/glossary"


def test_a_word_is_a_button_that_names_its_card(stranger: Browser) -> None:
    page = stranger.get("/lessons/songs-at-dawn")
    button = page.one("button", class_="app-word")
    card = page.one("div", class_="app-words__word")
    assert words_of(button) == "dusk"
    assert button.get("popovertarget") == card.get("id") == "word-dusk"
    assert "The time when the sun has just gone down." in words_of(card)


def test_an_admin_sees_that_lessons_are_not_yet_reviewed(signed_in: SignIn, cast: Cast) -> None:
    page = signed_in(cast.ada).get("/admin/content")
    assert page.text.count("Not yet reviewed") == 6
    assert "6 of 6 statements are taught." in page.text


def test_a_review_shows_its_day(signed_in: SignIn, cast: Cast, app: Flask, small_course: Course) -> None:
    first, *others = small_course.modules
    lesson = replace(first.lesson, review=Review(clinical=date(2026, 11, 20)))
    app.extensions["course"] = replace(small_course, modules=(replace(first, lesson=lesson), *others))
    text = signed_in(cast.ada).get("/admin/content").text
    assert "November 20, 2026" in text
    assert text.count("Not yet reviewed") == 5


@pytest.mark.parametrize(
    ("today", "overdue"), [(datetime(2027, 4, 30, tzinfo=UTC), False), (datetime(2027, 5, 1, tzinfo=UTC), True)]
)
def test_a_help_line_that_was_not_checked_for_long_is_told_and_nothing_stops(
    signed_in: SignIn, cast: Cast, at: SetClock, today: datetime, overdue: bool
) -> None:
    at.moment = today
    page = signed_in(cast.ada).get("/admin/content")
    assert ("A help line was not checked for a long time" in page.text) is overdue
    assert ("Call it again" in page.text) is overdue
    assert signed_in(cast.rosa).get("/help").status == 200


def test_all_figures_stand_side_by_side_by_day_and_by_night(
    signed_in: SignIn, cast: Cast, small_course: Course
) -> None:
    page = signed_in(cast.ada).get("/admin/figures")
    cards = page.all("article", class_="app-figures__card")
    assert [card.get("id") for card in cards] == sorted(small_course.figures)
    assert page.html.count('<svg class="app-figure__svg"') == 2 * len(cards)
    for figure in small_course.figures.values():
        assert figure.description in page.text


def test_an_admin_finds_the_way_and_nobody_else_sees_it(signed_in: SignIn, cast: Cast) -> None:
    way = "The content: reviews, help lines, figures"
    assert signed_in(cast.ada).get("/me").links[way] == "/admin/content"
    assert way not in signed_in(cast.ines).get("/me").links
    assert signed_in(cast.ada).get("/admin/content").links["All figures side by side"] == "/admin/figures"
