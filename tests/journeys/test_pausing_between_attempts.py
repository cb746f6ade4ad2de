"""Ines may ask her group for a pause between attempts; Rosa reads until when, and what she can do till then."""

from collections.abc import Callable

import pytest
from flask import Flask

from course.content.model import Course
from course.groups import actions as groups
from course.groups.model import RetakePause
from course.people.model import Person
from tests.browser import Browser
from tests.builders import MONDAY, take_quiz
from tests.cast import Cast
from tests.conftest import SetClock

QUIZ = "/quizzes/at-the-feeder"
NOTE = "Your group asks for a pause after some attempts."


@pytest.fixture
def pause_of_a_day(app: Flask, cast: Cast) -> None:
    """After two attempts, a day."""
    with app.app_context():
        groups.set_retake_pause(cast.tuesday, RetakePause(2, 24), MONDAY)


@pytest.fixture
def takes(app: Flask, cast: Cast, small_course: Course, at: SetClock) -> Callable[[int], None]:
    """Rosa hands in an attempt with so many right answers (two of three reach the mark)."""

    def take(right: int) -> None:
        with app.app_context():
            take_quiz(small_course.modules[1], cast.rosa, at(), right=right)

    return take


def can_start(browser: Browser) -> bool:
    browser.get(QUIZ)
    return any("quiz" in (button.text or "") for button in browser.page.all("button"))


def test_nobody_pauses_unless_somebody_asked_for_it(rosa: Browser, takes: Callable[[int], None]) -> None:
    for _ in range(6):
        takes(0)
        assert can_start(rosa)
        assert NOTE not in rosa.page.text


def test_after_so_many_attempts_the_page_says_from_when_on_and_what_can_be_done(
    rosa: Browser,
    pause_of_a_day: None,
    takes: Callable[[int], None],
    after_days: Callable[[int], Browser],
    at: SetClock,
) -> None:
    takes(0)
    assert can_start(rosa)
    takes(0)
    page = rosa.get(QUIZ)
    assert NOTE in page.text
    assert "Until then you can read the lesson, practise, and look up help at any time. Nothing is lost." in page.text
    assert not can_start(rosa)
    rosa.get("/review/calendar")  # any page with a form: somebody posts all the same
    page = rosa.post(QUIZ)
    assert page.url == QUIZ
    assert NOTE in page.text
    assert "Your result" not in page.text
    rosa.click("Practise first")
    rosa.click("Start")
    assert rosa.page.status == 200
    back = after_days(2)
    assert can_start(back)
    assert NOTE not in back.page.text


def test_the_result_says_it_too(
    rosa: Browser, pause_of_a_day: None, takes: Callable[[int], None], app: Flask, cast: Cast, small_course: Course
) -> None:
    takes(0)
    takes(1)
    rosa.get(QUIZ)
    page = rosa.click("Attempt 2")
    assert NOTE in page.text
    assert "Take the quiz again with other questions" not in page.text
    assert "Practise what I missed" in page.links


def test_the_pause_ends_on_the_minute_that_the_page_says(
    signed_in: Callable[[Person], Browser],
    pause_of_a_day: None,
    takes: Callable[[int], None],
    at: SetClock,
    cast: Cast,
) -> None:
    takes(0)
    takes(0)
    at.forward(hours=24, minutes=4)
    rosa = signed_in(cast.rosa)
    assert not can_start(rosa), "the second was handed in five minutes after it was begun"
    at.forward(minutes=1)
    assert can_start(rosa)


def test_who_reached_the_mark_never_waits(rosa: Browser, pause_of_a_day: None, takes: Callable[[int], None]) -> None:
    takes(3)
    takes(0)
    assert can_start(rosa)


def test_an_attempt_that_is_open_can_always_be_gone_on_with(
    rosa: Browser, app: Flask, cast: Cast, takes: Callable[[int], None]
) -> None:
    takes(0)
    rosa.get(QUIZ)
    rosa.submit("Take the quiz again")
    with app.app_context():
        groups.set_retake_pause(cast.tuesday, RetakePause(1, 300), MONDAY)
    rosa.get(QUIZ)
    assert rosa.submit("Go on with the quiz").status == 200


def test_of_two_groups_the_gentler_wish_counts(
    rosa: Browser, app: Flask, cast: Cast, pause_of_a_day: None, takes: Callable[[int], None], at: SetClock
) -> None:
    takes(0)
    takes(0)
    assert not can_start(rosa)
    with app.app_context():
        groups.join_group(cast.northside, cast.rosa, at())
    assert can_start(rosa), "one of the groups asks for no pause"


# ---------------------------------------------------------------- asking for it


def test_a_trainer_asks_for_a_pause_and_takes_it_back(
    ines: Browser, rosa: Browser, cast: Cast, takes: Callable[[int], None]
) -> None:
    ines.get(f"/groups/{cast.tuesday.public_id}")
    ines.click("Look after the group: code, trainers, pauses, archive")
    ines.click("Taking a quiz again: set a pause")
    page = ines.submit("Save", wanted="yes", attempts="1", hours="48")
    assert "Saved. It counts from the next attempt on." in page.text
    takes(0)
    assert not can_start(rosa)
    ines.get(f"/groups/{cast.tuesday.public_id}/retakes")
    ines.submit("Save")  # as it stands
    assert not can_start(rosa)
    ines.get(f"/groups/{cast.tuesday.public_id}/retakes")
    ines.submit("Save", wanted="no")
    assert can_start(rosa)


def test_what_was_handed_in_before_the_pause_was_asked_for_does_not_count(
    ines: Browser, rosa: Browser, cast: Cast, takes: Callable[[int], None], at: SetClock
) -> None:
    takes(0)
    takes(0)
    at.forward(minutes=20)
    settings = f"/groups/{cast.tuesday.public_id}/retakes"
    ines.get(settings)
    ines.submit("Save", wanted="yes", attempts="2", hours="336")
    assert can_start(rosa)
    at.forward(minutes=1)
    takes(0)
    assert can_start(rosa)
    at.forward(minutes=8)
    ines.get(settings)
    ines.submit("Save")  # as it stands: the count does not begin anew
    takes(0)
    assert not can_start(rosa)


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"wanted": "yes"}, ["Write after how many attempts", "Write for how many hours"]),
        ({"wanted": "yes", "attempts": "0", "hours": "5"}, ["Write a number of attempts from 1 to 20"]),
        ({"wanted": "yes", "attempts": "3", "hours": "500"},
         ["Write a number of hours from 1 to 336, which is two weeks"]),
        ({"wanted": "perhaps"}, ["Not a valid choice."]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_and_what_was_typed_stays(
    ines: Browser, cast: Cast, fields: dict[str, str], errors: list[str]
) -> None:
    address = f"/groups/{cast.tuesday.public_id}/retakes"
    ines.get(address)
    page = ines.post(address, data=fields, status=422)
    assert page.errors == errors
    for name in ("attempts", "hours"):
        assert page.one("input", name=name).get("value") == fields.get(name, "")
