"""In a real browser: a safety question goes another way, its card comes at once, and what was missed comes back."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from course.attempts import actions as attempts
from course.history.model import Attempt
from course.items import BranchingCase, Item, Matching, Ordering
from tests.cast import Cast
from tests.conftest import SetClock
from tests.pages.conftest import LAPTOP, PHONE, Device

Make = Callable[..., Device]
SIZES = pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])


@pytest.fixture
def app(kinds_app: Flask) -> Flask:
    return kinds_app


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def choose(page: Page, value: int) -> None:
    page.locator(f"input[name=chosen][value='{value}']").check(force=True)


def find(page: Page, item: Item, button: str) -> None:
    """Give the right answer to the question on the page."""
    if isinstance(item, BranchingCase):
        for choice in item.key:
            choose(page, choice)
            can_end = page.get_by_text("How sure are you of your way through this story?").count()
            press(page, button if can_end else "Go on")
        return
    if isinstance(item, Matching):
        for at, row in enumerate(item.rows):
            page.get_by_label(row, exact=True).select_option(label=item.responses[item.key[at]])
    elif isinstance(item, Ordering):
        in_order(page, item)
    else:
        for position in item.key:
            choose(page, position)
    press(page, button)


def in_order(page: Page, item: Ordering) -> None:
    for place, words in enumerate(item.rows):
        if page.locator(".app-order--list").count() == 0:
            page.get_by_label(words, exact=True).select_option(label=str(place + 1))
            continue
        while page.locator(".app-order__step .govuk-label").all_inner_texts().index(words) > place:
            page.get_by_role("button", name=f"Move up: {words}", exact=True).click()


@SIZES
@SCRIPT
def test_from_a_missed_safety_question_to_a_review(
    device: Make, app: Flask, cast: Cast, at: SetClock, viewport: dict[str, int], javascript: bool
) -> None:
    bank = app.extensions["course"].modules[0].bank
    rosa = device(viewport, who=cast.rosa, javascript=javascript)
    page = rosa.open("/quizzes/one-of-each")
    press(page, "Start the quiz")
    with app.app_context():
        attempt: Attempt = attempts.get_attempt(rosa.path().split("/")[2], of=cast.rosa)
    base = f"/attempts/{attempt.summary.public_id}"
    safety = next(one for one in attempt.answers if one.item.must_pass)

    # the card comes at once, inside the quiz, and the question can be tried again
    rosa.open(f"{base}/{safety.number}")
    choose(page, 1)
    press(page, "Save and go on")
    assert heading(page) == "Please look at this first"
    expect(page.get_by_role("heading", name="Give it time if:")).to_be_visible()
    at.forward(minutes=1)
    press(page, "Try this question again")
    choose(page, 0)
    press(page, "I think so")
    assert heading(page) == "You found it"

    # the rest is left open; the result leads to what was missed
    rosa.open(base)
    press(page, "Hand in and see the answers")
    expect(page.locator(".app-score")).to_contain_text("0 of 7 points")
    at.forward(minutes=1)
    press(page, "Practise what I missed")
    found = 0
    while heading(page) != "You have found them all":
        item = bank.find_item(rosa.path().rpartition("/")[2])
        assert item is not None
        find(page, item, "I’m sure")
        assert heading(page) == "You found it"
        found += 1
        at.forward(minutes=1)
        press(page, "Next question")
    assert found == 6, "seven were missed, and one of them was found already"

    # a second attempt, all right: what changed is told, and the module is passed
    rosa.open("/quizzes/one-of-each")
    press(page, "Take the quiz again")
    with app.app_context():
        again = attempts.get_attempt(rosa.path().split("/")[2], of=cast.rosa)
        for one in again.answers:
            attempts.save_answer(again, one.number, one.item.key, at())
    rosa.open(f"/attempts/{again.summary.public_id}")
    press(page, "Hand in and see the answers")
    expect(page.get_by_role("heading", name="What changed since last time")).to_be_visible()
    expect(page.get_by_text("more than before").first).to_be_visible()


@SIZES
def test_a_minute_of_repair_and_the_review_of_the_next_day(
    device: Make, app: Flask, cast: Cast, at: SetClock, viewport: dict[str, int]
) -> None:
    rosa = device(viewport, who=cast.rosa)
    page = rosa.open("/practice/one-of-each/safety-a")
    choose(page, 1)
    press(page, "I’m sure")
    assert heading(page) == "One minute, because this one matters"
    expect(page.locator(".app-key")).to_be_visible()
    assert page.locator(".app-figure").count() == 0, "neither the section nor the question has a drawing here"
    choose(page, 0)
    press(page, "I think so")
    assert heading(page) == "You found it"

    at.forward(days=1)
    tomorrow = device(viewport, who=cast.rosa)
    page = tomorrow.open("/")
    page.get_by_role("link", name="Review, about two minutes").click()
    press(page, "Start")
    choose(page, 0)
    press(page, "I’m sure")
    press(page, "Go on with the review")
    expect(page.get_by_text("That was today’s review.")).to_be_visible()


def test_an_address_for_a_calendar_is_made_and_shown_once(device: Make, cast: Cast) -> None:
    rosa = device(PHONE, who=cast.rosa)
    page = rosa.open("/review/calendar")
    press(page, "Make the address")
    address = page.locator(".app-joincard__address").inner_text()
    assert address.startswith(f"{rosa.address}/calendar/")
    assert page.request.get(address).headers["content-type"].startswith("text/calendar")
    rosa.open("/review/calendar")
    assert page.locator(".app-joincard__address").count() == 0
