"""Rosa comes back for two minutes: what she passed returns when it is due, five at a time, with a calendar to help."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from icalendar import Calendar

from course.content.model import Course
from course.history.log import list_log
from course.history.model import Occasion
from tests.browser import Browser, words_of
from tests.builders import take_quiz
from tests.cast import Cast
from tests.conftest import SetClock

AfterDays = Callable[[int], Browser]
Contents = Callable[[], dict[str, list[tuple[object, ...]]]]


@pytest.fixture
def passed(app: Flask, cast: Cast, small_course: Course, at: SetClock) -> None:
    """Rosa has passed the first quiz, with eight questions, just now."""
    with app.app_context():
        take_quiz(small_course.modules[0], cast.rosa, at())


def answer_one(browser: Browser) -> None:
    """The first choice of the question on the page."""
    kind = "radio" if browser.page.all("input", type="radio") else "checkbox"
    browser.submit("I think so", chosen=browser.page.all("input", type=kind)[0].get("value", ""))


def session(browser: Browser) -> int:
    """Go through the review until its own page comes back; gives the number of questions."""
    count = 0
    while browser.page.h1 != "Review":
        assert count < 20, "a review has an end"
        answer_one(browser)
        count += 1
        if "Not now: go on" in browser.page.links:
            browser.click("Not now: go on")
        else:
            browser.click("Go on with the review")
    return count


def test_nothing_waits_before_anything_was_passed(
    rosa: Browser, app: Flask, cast: Cast, small_course: Course, at: SetClock, after_days: AfterDays
) -> None:
    assert "Nothing waits today." in rosa.get("/review").text
    assert "has come back" not in rosa.get("/").text
    with app.app_context():
        take_quiz(small_course.modules[0], cast.rosa, at(), right=2)
    assert "have come back" not in after_days(30).get("/").text, "a quiz that was not passed brings no review"


def test_what_was_passed_comes_back_after_days_five_at_a_time(
    rosa: Browser, passed: None, after_days: AfterDays, app: Flask, cast: Cast
) -> None:
    page = rosa.get("/review")
    assert "Nothing waits today." in page.text
    assert "The next question comes back on" in page.text
    rosa = after_days(3)
    assert "5 questions have come back." in rosa.get("/").text
    rosa.click("Review, about two minutes")
    assert "About two minutes. You can stop at any question." in rosa.page.text
    rosa.click("Start")
    assert session(rosa) == 5
    assert "That was today’s review." in rosa.page.text
    assert "have come back" not in rosa.get("/").text, "enough for today"
    rosa.get("/review")
    rosa.click("A few more")
    assert session(rosa) == 3
    with app.app_context():
        answers = [line for line in list_log(cast.rosa.id) if line.occasion is Occasion.REVIEW]
    assert len({line.item_id for line in answers}) == len(answers) == 8


def test_stopping_half_way_keeps_the_rest_for_later(passed: None, after_days: AfterDays) -> None:
    rosa = after_days(3)
    rosa.get("/review")
    rosa.click("Start")
    answer_one(rosa)
    assert "4 questions have come back." in rosa.get("/").text
    assert "Go on" in rosa.get("/review").links


def test_what_is_known_comes_back_later_each_time(passed: None, after_days: AfterDays) -> None:
    """The days are those of the fsrs library; here only that they grow."""
    waits = []
    for _ in range(3):
        days, rosa = 0, after_days(0)
        while "Start" not in rosa.get("/review").links:
            days, rosa = days + 1, after_days(1)
            assert days < 100
        waits.append(days)
        while rosa.get("/review/next?more=yes").h1 != "Review":
            rosa.submit("I think so", chosen=_right_positions(rosa))
            assert rosa.page.h1 == "You found it"
    assert waits[0] < waits[1] < waits[2]


def _right_positions(browser: Browser) -> list[str]:
    course: Course = browser.app.extensions["course"]
    stem, item_id = browser.page.url.split("?")[0].split("/")[-2:]
    item = course.get_module(stem).bank.find_item(item_id)
    assert item is not None
    return [str(at) for at in item.key]


# ---------------------------------------------------------------- a reminder without an e-mail


@pytest.fixture
def feed(rosa: Browser) -> str:
    """The address of Rosa's calendar, as it is shown once."""
    rosa.get("/review/calendar")
    rosa.submit("Make the address")
    return words_of(rosa.page.one("p", class_="app-joincard__address")).removeprefix("http://localhost")


def test_a_calendar_reads_on_which_days_and_nothing_else(
    rosa: Browser, stranger: Browser, feed: str, passed: None, at: SetClock
) -> None:
    answer = stranger.client.get(feed)
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/calendar")
    assert answer.headers["Cache-Control"] == "no-store"
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    assert events
    days = [event["dtstart"].dt for event in events]
    assert days == sorted(set(days))
    assert all(timedelta(0) < day - at().date() < timedelta(days=400) for day in days)
    assert {str(event["summary"]) for event in events} == {"Two minutes"}
    text = answer.get_data(as_text=True).lower()
    for telling in ("rosa", "bird", "course", "quiz", "http", "heroin", "localhost"):
        assert telling not in text, telling
    assert stranger.client.get(feed).data == answer.data, "nothing has changed, so nothing is new"


def test_what_waits_is_reminded_of_today(feed: str, stranger: Browser, passed: None, at: SetClock) -> None:
    at.forward(days=60)
    events = Calendar.from_ical(stranger.client.get(feed).data).walk("VEVENT")
    assert [event["dtstart"].dt for event in events] == [at().date()]


def test_without_anything_to_review_the_calendar_is_empty_but_there(stranger: Browser, feed: str) -> None:
    answer = stranger.client.get(feed)
    assert answer.status_code == 200
    assert Calendar.from_ical(answer.data).walk("VEVENT") == []


def test_the_address_is_shown_once_renewed_and_ended(rosa: Browser, stranger: Browser, feed: str) -> None:
    page = rosa.get("/review/calendar")
    assert feed not in page.html
    assert "There is an address for your calendar." in page.text
    rosa.submit("Make a new address")
    new = words_of(rosa.page.one("p", class_="app-joincard__address")).removeprefix("http://localhost")
    assert new != feed
    assert stranger.client.get(feed).status_code == 404
    assert stranger.client.get(new).status_code == 200
    rosa.get("/review/calendar")
    rosa.submit("End the reminders")
    assert stranger.client.get(new).status_code == 404
    assert "Make the address" in [words_of(button) for button in rosa.page.all("button")]


def test_an_address_that_was_ended_before_it_was_looked_at_is_not_shown(rosa: Browser) -> None:
    rosa.get("/review/calendar")
    rosa.post("/review/calendar", status=302)
    rosa.post("/review/calendar/end", status=302)
    assert "/calendar/" not in rosa.get("/review/calendar").html.replace("/review/calendar", "")


def test_only_a_digest_of_the_address_is_kept(
    feed: str, contents: Callable[[], dict[str, list[tuple[object, ...]]]]
) -> None:
    secret = feed.rpartition("/")[2].removesuffix(".ics")
    assert len(secret) >= 32
    assert all(secret not in str(row) for rows in contents().values() for row in rows)


@pytest.mark.parametrize("address", ["/calendar/.ics", "/calendar/x.ics", "/calendar/rosa.ics"])
def test_a_guess_finds_nothing(stranger: Browser, feed: str, address: str) -> None:
    assert stranger.client.get(address).status_code == 404
