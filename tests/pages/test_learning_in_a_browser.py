"""The learner's way in real Chromium, on a phone and on a laptop, with JavaScript and without."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from course.attempts import actions as attempts
from course.content.model import Course
from course.history import readings
from tests.cast import PASSWORD, Cast
from tests.pages.conftest import LAPTOP, PHONE, Device

SIZES = pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])


def answer_and_go_on(page: Page) -> None:
    """The first choice, whatever it is; a safety question that goes another way shows its card first."""
    page.locator(".govuk-radios__input, .govuk-checkboxes__input").first.check(force=True)
    with page.expect_navigation():
        page.get_by_role("button", name="Save and go on").click()
    if page.get_by_role("heading", level=1).inner_text() == "Please look at this first":
        page.get_by_role("button", name="Go on with the quiz").click()


@SIZES
@SCRIPT
def test_from_the_join_link_to_a_result(
    device: Callable[..., Device], cast: Cast, small_course: Course, viewport: dict[str, int], javascript: bool
) -> None:
    module = small_course.modules[0]
    phone = device(viewport, javascript=javascript)
    page = phone.open(f"/join/{cast.code}")
    page.get_by_label("A name for the course").fill("Night owl")
    page.get_by_label("Password").fill("seven calm harbors")
    page.get_by_role("button", name="Make my account and join").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery code")
    page.get_by_role("button", name="I have written it down").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Night owl")

    page.locator("main .govuk-button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(module.lesson.title)
    page.get_by_role("button", name="Go on to the quiz").click()
    page.get_by_role("button", name="Start the quiz").click()
    for number in range(1, module.bank.drawn + 1):
        expect(page.get_by_text(f"Question {number} of {module.bank.drawn}")).to_be_visible()
        answer_and_go_on(page)
    page.get_by_role("button", name="Hand in and see the answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your result: attempt 1")
    expect(page.locator(".app-answer")).to_have_count(module.bank.drawn)


def test_a_choice_is_saved_at_once_and_another_device_goes_on(
    device: Callable[..., Device], app: Flask, cast: Cast, small_course: Course
) -> None:
    """A phone that is closed right after a tap loses nothing."""
    phone = device(PHONE, who=cast.rosa)
    page = phone.open(f"/quizzes/{small_course.modules[1].stem}")
    page.get_by_role("button", name="Start the quiz").click()
    attempt_id = phone.path().split("/")[2]
    page.locator("input[name=chosen]").nth(1).check(force=True)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    chosen = page.locator("input[name=chosen]").nth(1).get_attribute("value")
    page.close()

    with app.app_context():
        attempt = attempts.get_attempt(attempt_id, of=cast.rosa)
    assert attempt.answers[0].chosen == (int(chosen or "-1"),)
    laptop = device(LAPTOP, who=cast.rosa)
    laptop.open(f"/attempts/{attempt_id}/1")
    expect(laptop.page.locator(f"input[name=chosen][value='{chosen}']")).to_be_checked()


def test_reading_keeps_the_place_by_itself(
    device: Callable[..., Device], app: Flask, cast: Cast, small_course: Course
) -> None:
    module = small_course.modules[0]
    target = module.lesson.sections[2]
    phone = device(PHONE, who=cast.rosa)
    page = phone.open(f"/lessons/{module.stem}")
    with page.expect_request(lambda request: request.method == "POST" and target.id in (request.post_data or "")):
        page.locator(f"section#{target.id}").evaluate("element => element.scrollIntoView()")
    page.wait_for_timeout(200)
    phone.open("/help")
    with app.app_context():
        reading = readings.list_readings([cast.rosa.id], module.stem)[(cast.rosa.id, module.stem)]
    assert reading.section == target.id
    page = phone.open(f"/lessons/{module.stem}")
    page.get_by_role("link", name=target.title, exact=True).first.click()
    assert page.url.endswith(f"#{target.id}")


@SCRIPT
def test_a_question_inside_the_lesson_is_answered_in_place(
    device: Callable[..., Device], small_course: Course, javascript: bool
) -> None:
    stem = next(
        module.stem
        for module in small_course.modules
        for section in module.lesson.sections
        for block in section.blocks
        if hasattr(block, "item")
    )
    phone = device(PHONE, javascript=javascript)
    page = phone.open(f"/lessons/{stem}")
    check = page.locator(".app-check").first
    expect(check.locator(".app-check__answer").first).to_be_hidden()
    check.locator("summary").first.click()
    expect(check.locator(".app-check__answer").first).to_be_visible()
    expect(check.get_by_text(re.compile("Best answer|Not this one|This one fits")).first).to_be_visible()


def test_errors_take_the_focus_and_keep_what_was_typed(device: Callable[..., Device]) -> None:
    phone = device(PHONE)
    page = phone.open("/sign-up")
    page.get_by_label("A name for the course").fill("Night owl")
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Make my account").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_label("A name for the course")).to_have_value("Night owl")
    page.locator(".govuk-error-summary a").click()
    expect(page.get_by_label("Password")).to_be_focused()
    phone.messages.clear()  # Chromium itself reports the status 422


def test_a_quiz_can_be_taken_with_the_keyboard_alone(
    device: Callable[..., Device], cast: Cast, small_course: Course
) -> None:
    module = small_course.modules[0]
    laptop = device(LAPTOP, who=cast.rosa)
    page = laptop.open(f"/quizzes/{module.stem}")
    page.get_by_role("button", name="Start the quiz").press("Enter")
    for _number in range(module.bank.drawn):
        page.locator("input[name=chosen]").first.focus()
        page.keyboard.press("Space")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        if page.get_by_role("heading", level=1).inner_text() == "Please look at this first":
            with page.expect_navigation():
                page.get_by_role("button", name="Go on with the quiz").press("Enter")
    page.get_by_role("button", name="Hand in and see the answers").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your result: attempt 1")


def test_leaving_with_shift_leaves_no_way_back(device: Callable[..., Device], cast: Cast) -> None:
    """The neutral site is out of reach here, so its place is taken by a plain page once the server has answered."""
    phone = device(PHONE, who=cast.rosa)
    answers = []

    def leave(route: Route) -> None:
        answers.append(route.fetch(max_redirects=0))
        route.fulfill(status=200, body="<title>Weather</title><p>Sunny", content_type="text/html")

    phone.open("/help")
    page = phone.open("/")
    page.route("**/leave", leave)
    for _press in range(3):
        page.keyboard.press("Shift")
    expect(page).to_have_title("Weather")
    assert answers[0].status == 302
    assert answers[0].headers["location"].startswith("https://")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Help now")  # not the private page before it
    assert "Rosa" not in phone.open("/").content()


@pytest.mark.parametrize("path", ["/", "/lessons/robins-and-redstarts", "/help", "/sign-up"])
def test_shift_leaves_for_who_is_not_signed_in_too(device: Callable[..., Device], path: str) -> None:
    phone = device(PHONE)
    page = phone.open(path)
    page.route(
        "**/leave", lambda route: route.fulfill(status=200, body="<title>Weather</title>", content_type="text/html")
    )
    for _press in range(3):
        page.keyboard.press("Shift")
    expect(page).to_have_title("Weather")


def test_signing_in_by_hand(device: Callable[..., Device]) -> None:
    phone = device(PHONE)
    page = phone.open("/sign-in")
    page.get_by_label("Your name in the course").fill("rosa")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Rosa")


def test_on_a_phone_leaving_is_never_tapped_in_place_of_a_button(
    device: Callable[..., Device], cast: Cast, small_course: Course
) -> None:
    """The way out is a bar of its own: what it covers it covers wholly, so no button shows beside it."""
    phone = device(PHONE, who=cast.rosa)
    page = phone.open(f"/quizzes/{small_course.modules[0].stem}")
    page.get_by_role("button", name="Start the quiz").click()
    box = page.get_by_role("link", name="Leave this page").bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, PHONE["width"])
    assert box["height"] >= 44
    assert box["y"] + box["height"] == PHONE["height"]
