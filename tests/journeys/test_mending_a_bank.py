"""Authors mend a bank after people have answered: old attempts stay, notes stand beside them, points only rise."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from click.testing import CliRunner
from flask import Flask

from course import cli
from course.attempts import actions as attempts
from course.attempts import rescoring
from course.attempts.actions import get_attempt
from course.content.model import Course
from course.history.model import Attempt
from course.items import ChoosingItem, Option
from tests.browser import Browser, words_of
from tests.builders import MONDAY, take_quiz
from tests.cast import Cast
from tests.conftest import SetClock
from tests.journeys.conftest import with_bank

Contents = Callable[[], dict[str, list[tuple[object, ...]]]]
Open = Callable[[Course], Flask]
TwinOf = Callable[..., Browser]
REASON = "Two of its answers can be right."


@pytest.fixture
def taken(app: Flask, cast: Cast, small_course: Course, at: SetClock) -> Attempt:
    """Rosa missed all three questions of the second quiz."""
    with app.app_context():
        return take_quiz(small_course.modules[1], cast.rosa, at(), right=0)


def mended(course: Course, item_id: str, **changes: object) -> Course:
    """The course in which one item of the second bank was changed."""
    bank = course.modules[1].bank
    items = tuple(item.model_copy(update=changes) if item.id == item_id else item for item in bank.items)
    return with_bank(course, 1, replace(bank, items=items))


def with_other_key(course: Course, item_id: str, **changes: object) -> Course:
    """The same options, of which what Rosa chose is now the right one."""
    item = course.modules[1].bank.find_item(item_id)
    assert isinstance(item, ChoosingItem)
    options = tuple(Option(text=option.text, why=option.why, right=not option.right) for option in item.options)
    return mended(course, item_id, options=options, **changes)


def read_again(browser: Browser, attempt: Attempt) -> str:
    return browser.get(f"/attempts/{attempt.summary.public_id}").text


def test_a_correction_stands_beside_old_answers_and_what_was_shown_stays(
    rosa: Browser, taken: Attempt, small_course: Course, opened_with: Open, twin_of: TwinOf
) -> None:
    before = read_again(rosa, taken)
    changed = mended(small_course, "which-seeds", stem="Which seeds now?", correction="The question was unclear.")
    browser = twin_of(rosa, on=opened_with(changed))
    after = read_again(browser, taken)
    assert "Corrected since you answered: The question was unclear." in after
    assert "Which seeds now?" not in after
    assert after.replace("Corrected since you answered: The question was unclear. ", "") == before


def test_who_met_the_corrected_question_reads_no_note(
    rosa: Browser, app: Flask, cast: Cast, small_course: Course, opened_with: Open, twin_of: TwinOf, at: SetClock
) -> None:
    changed = mended(small_course, "which-seeds", stem="Which seeds now?", correction="The question was unclear.")
    other = opened_with(changed)
    with other.app_context():
        attempt = take_quiz(changed.modules[1], cast.rosa, at())
    text = read_again(twin_of(rosa, on=other), attempt)
    assert "Which seeds now?" in text
    assert "Corrected since" not in text


def test_a_void_question_is_asked_no_more_and_old_answers_say_why(
    rosa: Browser, taken: Attempt, small_course: Course, opened_with: Open, twin_of: TwinOf
) -> None:
    other = opened_with(mended(small_course, "which-seeds", void=True, void_reason=REASON))
    browser = twin_of(rosa, on=other)
    assert f"This question has been taken out of the count: {REASON}" in read_again(browser, taken)
    assert "Everybody gets the full point for it when the quizzes are scored again." in browser.page.text
    browser.submit("Take the quiz again with other questions")
    assert "Question 1 of 2" in browser.page.text, "the bank of three has two left"
    browser.get("/practice/at-the-feeder/which-seeds", status=404)


def test_an_attempt_that_was_open_gets_the_full_point_when_it_is_handed_in(
    rosa: Browser, app: Flask, small_course: Course, opened_with: Open, twin_of: TwinOf
) -> None:
    rosa.get("/quizzes/at-the-feeder")
    rosa.submit("Start the quiz")
    other = opened_with(mended(small_course, "which-seeds", void=True, void_reason=REASON))
    browser = twin_of(rosa, on=other)
    browser.get("/quizzes/at-the-feeder")
    browser.submit("Go on with the quiz")
    browser.submit("See all questions, or hand in")
    browser.submit("Hand in and see the answers")
    assert "1 of 3 points" in browser.page.text


# ---------------------------------------------------------------- practising what was missed


def retired(course: Course, *item_ids: str) -> Course:
    for item_id in item_ids:
        course = mended(course, item_id, retired=True)
    return course


def find(browser: Browser, attempt: Attempt, item_id: str, course: Course) -> None:
    item = course.modules[1].bank.find_item(item_id)
    assert item
    browser.get(f"/practice/at-the-feeder/{item_id}")
    browser.submit("I think so", chosen=[str(position) for position in item.key])
    assert browser.page.h1 == "You found it"


FOUND = "Every question that you missed in this attempt has now been answered right."
OTHERS_FOUND = "Every other question that you missed in this attempt has now been answered right."


@pytest.mark.parametrize(
    ("found", "gone", "title", "said", "not_said"),
    [
        (3, 0, "You have found them all", FOUND, "not asked any more"),
        (0, 3, "Nothing is left to practise here", "3 questions that you missed are not asked any more.", "right."),
        (0, 1, None, "", ""),
        (2, 1, "You have found all that is still asked", OTHERS_FOUND, FOUND),
        (1, 2, "You have found all that is still asked", "2 questions that you missed are not asked any more.", FOUND),
    ],
)
def test_what_left_the_bank_is_never_said_to_be_found(
    rosa: Browser,
    taken: Attempt,
    small_course: Course,
    opened_with: Open,
    twin_of: TwinOf,
    at: SetClock,
    found: int,
    gone: int,
    title: str | None,
    said: str,
    not_said: str,
) -> None:
    asked = [item.id for item in small_course.modules[1].bank.open_items]
    at.forward(minutes=10)
    for item_id in asked[:found]:
        find(rosa, taken, item_id, small_course)
    browser = twin_of(rosa, on=opened_with(retired(small_course, *asked[3 - gone :])))
    page = browser.get(f"/attempts/{taken.summary.public_id}/missed", status=200 if title else 302)
    if title is None:
        assert "why=missed" in page.response.headers["Location"], "two are still there to be found"
        return
    assert page.h1 == title
    assert said in page.text
    assert not_said not in words_of(page.one("main"))


# ---------------------------------------------------------------- scoring again


def rises(app: Flask, course: Course) -> Mapping[str, tuple[float, float, str]]:
    with app.app_context():
        return {
            rise.given.item.id: (rise.given.points, rise.after, rise.reason) for rise in rescoring.find_rises(course)
        }


def apply(app: Flask, course: Course, at: SetClock) -> None:
    with app.app_context():
        rescoring.apply(course, at())


def test_two_who_apply_at_once_do_not_give_the_same_points_twice(
    taken: Attempt, small_course: Course, opened_with: Open, cast: Cast, at: SetClock
) -> None:
    changed = mended(small_course, "which-seeds", void=True, void_reason=REASON)
    other = opened_with(changed)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: apply(other, changed, at), range(8)))
    with other.app_context():
        again = get_attempt(taken.summary.public_id, of=cast.rosa)
    assert [correction.change for correction in again.corrections] == [1.0]
    assert again.summary.points == 1.0


def test_a_question_that_asks_something_else_now_says_nothing_about_old_answers(
    app: Flask, taken: Attempt, small_course: Course
) -> None:
    turned = with_other_key(small_course, "good-food", stem="Which food do robins leave?")
    assert rises(app, turned) == {}
    said = with_other_key(small_course, "good-food", stem="Which food, then?", correction="The stem was unclear.")
    assert rises(app, said) == {"good-food": (0.0, 0.5, "The stem was unclear.")}


def test_listing_changes_nothing_and_applying_adds_facts_alone(
    rosa: Browser,
    taken: Attempt,
    small_course: Course,
    opened_with: Open,
    twin_of: TwinOf,
    contents: Contents,
    at: SetClock,
) -> None:
    changed = mended(small_course, "which-seeds", void=True, void_reason=REASON)
    other, before = opened_with(changed), contents()
    assert rises(other, changed) == {"which-seeds": (0.0, 1.0, REASON)}
    assert contents() == before
    apply(other, changed, at)
    after = contents()
    assert len(after.pop("score_correction")) == 1
    before.pop("score_correction")
    assert after == before, "nothing that was there has changed"
    browser = twin_of(rosa, on=other)
    text = read_again(browser, taken)
    assert "1 of 3 points" in text
    number = next(answer.number for answer in taken.answers if answer.item.id == "which-seeds")
    assert f"Question {number} was scored again on" in text
    assert f"1 point more. {REASON}" in text
    assert "Everybody gets the full point for it." in text
    assert "when the quizzes are scored again" not in text
    assert rises(other, changed) == {}, "doing it twice is doing it once"


def test_another_key_for_the_same_options_raises_points(
    taken: Attempt, small_course: Course, opened_with: Open
) -> None:
    changed = with_other_key(small_course, "good-food", correction="Nuts are fine, too.")
    assert rises(opened_with(changed), changed) == {"good-food": (0.0, 0.5, "Nuts are fine, too.")}
    several = with_other_key(small_course, "good-food")
    chosen = next(answer.chosen for answer in taken.answers if answer.item.id == "good-food")
    assert chosen
    assert rises(opened_with(several), several) == {"good-food": (0.0, 0.5, "The question was corrected.")}


def test_points_never_fall(app: Flask, cast: Cast, small_course: Course, opened_with: Open, at: SetClock) -> None:
    with app.app_context():
        take_quiz(small_course.modules[1], cast.rosa, at())
    changed = with_other_key(small_course, "good-food")
    assert rises(opened_with(changed), changed) == {}


def test_a_question_with_other_options_says_nothing_about_old_answers(
    taken: Attempt, small_course: Course, opened_with: Open
) -> None:
    item = small_course.modules[1].bank.find_item("good-food")
    assert isinstance(item, ChoosingItem)
    options = tuple(Option(text=f"Other {at}", why="So.", right=at > 1) for at in range(4))
    changed = mended(small_course, "good-food", options=options)
    assert rises(opened_with(changed), changed) == {}


def test_an_attempt_that_is_still_open_is_let_be(
    rosa: Browser, app: Flask, cast: Cast, small_course: Course, opened_with: Open
) -> None:
    with app.app_context():
        attempts.start(small_course.modules[1], cast.rosa, MONDAY)
    changed = mended(small_course, "which-seeds", void=True, void_reason=REASON)
    assert rises(opened_with(changed), changed) == {}


def test_passing_follows_from_the_points_that_there_are_now(
    rosa: Browser, app: Flask, cast: Cast, small_course: Course, opened_with: Open, twin_of: TwinOf, at: SetClock
) -> None:
    with app.app_context():
        attempt = take_quiz(small_course.modules[1], cast.rosa, at(), right=1)
    missed = next(answer.item.id for answer in attempt.answers if answer.points == 0)
    assert "0 of 3 modules passed" in rosa.get("/").text
    changed = mended(small_course, missed, void=True, void_reason=REASON)
    other = opened_with(changed)
    apply(other, changed, at)
    assert "1 of 3 modules passed" in twin_of(rosa, on=other).get("/").text


def test_a_trainer_sees_the_same_points_and_the_same_note(
    ines: Browser, taken: Attempt, cast: Cast, small_course: Course, opened_with: Open, twin_of: TwinOf, at: SetClock
) -> None:
    changed = mended(small_course, "which-seeds", void=True, void_reason=REASON)
    other = opened_with(changed)
    apply(other, changed, at)
    page = twin_of(ines, on=other).get(
        f"/groups/{cast.tuesday.public_id}/learners/{cast.rosa.public_id}/attempts/{taken.summary.public_id}"
    )
    assert "1 of 3 points (33%)" in page.text
    assert REASON in words_of(page.one("main"))


# ---------------------------------------------------------------- the command


def test_the_command_lists_first_and_writes_only_when_it_is_told_to(
    app: Flask, taken: Attempt, small_course: Course, monkeypatch: pytest.MonkeyPatch, contents: Contents, cast: Cast
) -> None:
    changed = mended(small_course, "which-seeds", void=True, void_reason=REASON)
    monkeypatch.setattr(cli, "read_settings", lambda: app.extensions["settings"])
    monkeypatch.setattr(cli, "create_app", lambda settings: _with(app, changed))
    before = contents()
    listed = CliRunner().invoke(cli.main, ["rescore"])
    number = next(answer.number for answer in taken.answers if answer.item.id == "which-seeds")
    line = f"at-the-feeder  attempt {taken.summary.public_id}, question {number} (which-seeds): 0.00 → 1.00  {REASON}"
    assert listed.exit_code == 0, listed.output
    assert listed.output.splitlines() == [
        line,
        "1 answer would rise; nothing was changed. Add --apply to do it.",
    ]
    assert contents() == before
    assert CliRunner().invoke(cli.main, ["rescore", "--apply"]).output.splitlines() == [line, "1 answer scored again."]
    assert contents() != before
    assert CliRunner().invoke(cli.main, ["rescore"]).output.startswith("0 answers would rise")


def _with(app: Flask, course: Course) -> Flask:
    app.extensions["course"] = course
    return app
