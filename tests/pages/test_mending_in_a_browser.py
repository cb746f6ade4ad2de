"""What trainers and authors change afterwards, as a learner sees it in a real browser; and the number to call."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from course.attempts import rescoring
from course.content.loader import load_course
from course.content.model import Course, Stem
from course.items import SingleBestAnswer
from course.paths import shipped
from tests.builders import take_quiz
from tests.cast import Cast
from tests.conftest import SetClock
from tests.journeys.test_mending_a_bank import REASON, mended
from tests.pages.conftest import LAPTOP, PHONE, Device
from tests.pages.test_every_page import violations

Make = Callable[..., Device]
SIZES = pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["390", "1280"])
FINGER = 44


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def is_fit(one: Device) -> None:
    assert violations(one) == []
    assert one.is_as_wide_as_its_screen()


# ---------------------------------------------------------------- a pause


@SIZES
def test_a_learner_sees_the_pause_that_a_trainer_asked_for(
    device: Make, app: Flask, cast: Cast, small_course: Course, at: SetClock, viewport: dict[str, int]
) -> None:
    # Ines asks for it
    ines = device(viewport, who=cast.ines)
    page = ines.open(f"/groups/{cast.tuesday.public_id}")
    page.get_by_role("link", name="Look after the group").click()
    page.get_by_role("link", name="Taking a quiz again: set a pause").click()
    page.locator("input[name=wanted][value=yes]").check(force=True)
    page.locator("input[name=attempts]").fill("1")
    page.locator("input[name=hours]").fill("24")
    press(page, "Save")

    # Rosa tries the quiz, and it goes another way
    at.forward(minutes=1)
    with app.app_context():
        attempt = take_quiz(small_course.modules[1], cast.rosa, at(), right=0)
    at.forward(minutes=1)
    rosa = device(viewport, who=cast.rosa)
    for path in (f"/attempts/{attempt.summary.public_id}", "/quizzes/at-the-feeder"):
        page = rosa.open(path)
        expect(page.get_by_text("Your group asks for a pause after some attempts.")).to_be_visible()
        expect(page.get_by_role("button", name="Take the quiz again")).to_have_count(0)
        is_fit(rosa)
    expect(page.get_by_role("button", name="Practise first")).to_be_visible()

    # and when the pause is over, she can go on
    at.forward(days=1, minutes=10)
    rosa = device(viewport, who=cast.rosa)
    page = rosa.open("/quizzes/at-the-feeder")
    expect(page.get_by_text("Your group asks for a pause")).to_have_count(0)
    press(page, "Take the quiz again")
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()


# ---------------------------------------------------------------- a bank that was mended


@SIZES
def test_a_correction_a_void_question_and_new_points_stand_beside_old_answers(
    device: Make, app: Flask, cast: Cast, small_course: Course, at: SetClock, viewport: dict[str, int]
) -> None:
    with app.app_context():
        attempt = take_quiz(small_course.modules[1], cast.rosa, at(), right=0)
    stems = {answer.item.id: answer.item.stem for answer in attempt.answers}
    rosa = device(viewport, who=cast.rosa)
    page = rosa.open(f"/attempts/{attempt.summary.public_id}")
    expect(page.locator(".app-score")).to_contain_text("0 of 3 points")

    # an author corrects one question and takes another out of the count
    corrected = mended(small_course, "good-food", stem="Which foods, then?", correction="The question was unclear.")
    changed = mended(corrected, "which-seeds", void=True, void_reason=REASON)
    app.extensions["course"] = changed
    rosa.open(f"/attempts/{attempt.summary.public_id}")
    told = page.locator(".app-answer").filter(has_text=stems["good-food"])
    expect(told.get_by_text("Corrected since you answered: The question was unclear.")).to_be_visible()
    void = page.locator(".app-answer").filter(has_text=stems["which-seeds"])
    expect(void.get_by_text(f"This question has been taken out of the count: {REASON}")).to_be_visible()
    expect(void.get_by_text("the full point for it when the quizzes are scored again.")).to_be_visible()
    expect(page.locator(".app-score")).to_contain_text("0 of 3 points")
    is_fit(rosa)

    # scoring again gives the point, and says so
    with app.app_context():
        assert [rise.given.item.id for rise in rescoring.apply(changed, at())] == ["which-seeds"]
    rosa.open(f"/attempts/{attempt.summary.public_id}")
    expect(page.locator(".app-score")).to_contain_text("1 of 3 points")
    expect(void.get_by_text("Everybody gets the full point for it.")).to_be_visible()
    expect(void.get_by_text("You found it")).to_be_visible()
    expect(page.get_by_text("was scored again on")).to_contain_text(f"1 point more. {REASON}")
    is_fit(rosa)


@SIZES
def test_a_point_in_an_attempt_that_was_open_is_there_when_it_is_handed_in(
    device: Make, app: Flask, cast: Cast, small_course: Course, viewport: dict[str, int]
) -> None:
    rosa = device(viewport, who=cast.rosa)
    page = rosa.open("/quizzes/at-the-feeder")
    press(page, "Start the quiz")
    app.extensions["course"] = mended(small_course, "which-seeds", void=True, void_reason=REASON)
    page.get_by_role("link", name="See all questions, or hand in").or_(
        page.get_by_role("button", name="See all questions, or hand in")
    ).click()
    press(page, "Hand in and see the answers")
    expect(page.locator(".app-score")).to_contain_text("1 of 3 points")
    expect(page.get_by_text(f"This question has been taken out of the count: {REASON}")).to_be_visible()


# ---------------------------------------------------------------- the number to call


@SIZES
def test_the_number_to_call_is_never_folded_away_on_a_repair_card(
    device: Make, app: Flask, cast: Cast, viewport: dict[str, int]
) -> None:
    course = load_course(shipped("lessons"), shipped("quizzes"))
    app.extensions["course"] = course
    rosa = device(viewport, who=cast.rosa)
    page = rosa.open("/practice/infection-warning-signs/hot-sore-feels-well")
    item = course.get_module(Stem("infection-warning-signs")).bank.find_item("hot-sore-feels-well")
    assert isinstance(item, SingleBestAnswer)
    wrong = next(at for at in range(3) if at not in item.key)
    page.locator(f"input[name=chosen][value='{wrong}']").check(force=True)
    with page.expect_navigation():
        page.get_by_role("button", name="I’m sure").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One minute, because this one matters")
    expect(page.locator("main .app-figure").first).to_be_visible()
    call = page.locator("main").get_by_role("link", name="Call 911", exact=True).first
    expect(call).to_be_visible()
    assert call.get_attribute("href") == "tel:911"
    box = call.bounding_box()
    assert box is not None
    assert box["height"] >= FINGER
    assert box["y"] < viewport["height"], "before anything is scrolled"
    is_fit(rosa)
