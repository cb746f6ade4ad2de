"""Rosa meets every kind of question in a quiz, without a script: she answers, is explained to, and comes back to it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from course.attempts import actions as attempts
from course.content.model import Course
from course.database import db
from course.history.model import Attempt
from course.items import KINDS, Asks, BranchingCase, Item, Ordering
from course.people.model import Person
from tests.browser import Browser, Page, words_of
from tests.cast import Cast
from tests.journeys.conftest import as_fields

QUIZ = "/quizzes/one-of-each"
OTHER_KINDS = [kind for kind in KINDS if kind != "branching case"]


@pytest.fixture
def app(kinds_app: Flask) -> Flask:
    return kinds_app


@pytest.fixture
def attempt_of(app: Flask, cast: Cast) -> Callable[[Browser], Attempt]:
    """Rosa's attempt as it is recorded now."""

    def look(browser: Browser) -> Attempt:
        with app.app_context():
            return attempts.get_attempt(browser.page.url.split("/attempts/")[1].split("/")[0], of=cast.rosa)

    return look


Look = Callable[[Browser], Attempt]


@pytest.fixture
def begun(rosa: Browser, attempt_of: Look) -> Attempt:
    rosa.get(QUIZ)
    rosa.submit("Start the quiz")
    return attempt_of(rosa)


def go_to(browser: Browser, attempt: Attempt, kind: str) -> tuple[Item, str]:
    """Open the question of this kind; gives the item and its address."""
    answer = next(one for one in attempt.answers if one.item.kind == kind and not one.item.must_pass)
    address = f"/attempts/{attempt.summary.public_id}/{answer.number}"
    browser.get(address)
    return answer.item, address


def answered(attempt: Attempt, item: Item) -> tuple[int, ...] | None:
    return next(answer.chosen for answer in attempt.answers if answer.item.id == item.id)


def hand_in(browser: Browser, attempt: Attempt) -> Page:
    browser.get(f"/attempts/{attempt.summary.public_id}")
    return browser.submit("Hand in and see the answers")


def explained(page: Page, item: Item) -> str:
    """What a result says of one item."""
    found = [section for section in page.all("section", class_="app-answer") if item.stem in words_of(section)]
    assert len(found) == 1
    return words_of(found[0])


def walk(browser: Browser, choices: list[int]) -> Page:
    """Make these choices, one scene after the other."""
    for choice in choices:
        browser.submit("Save and go on", chosen=str(choice))
    return browser.page


def test_an_attempt_asks_every_kind_once(begun: Attempt) -> None:
    kinds = sorted(answer.item.kind for answer in begun.answers if not answer.item.must_pass)
    assert kinds == sorted(KINDS)


# ---------------------------------------------------------------- answers


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_the_key_earns_the_point_and_is_explained(rosa: Browser, begun: Attempt, attempt_of: Look, kind: str) -> None:
    item, _address = go_to(rosa, begun, kind)
    rosa.submit("Save and go on", **as_fields(item, item.key, rosa.page))
    assert answered(attempt_of(rosa), item) == item.key
    page = hand_in(rosa, begun)
    said = explained(page, item)
    assert "You found it" in said
    assert "1 of 7 points" in page.text
    for text in item.texts():
        assert text.words in said, f"{text.kind} is not explained"
    assert "Read again: How a nest is made" in said


@pytest.mark.parametrize(
    ("kind", "given", "share"),
    [
        ("multiple response", (0,), "50%"),
        ("multiple response", (0, 1, 2), "50%"),
        ("matching", (0, 2, 1), "33%"),
        ("matching", (0, -1, -1), "33%"),
        ("ordering", (0, 1, 3, 2), "33%"),
        ("ordering", (-1, 0, 1, -1), "33%"),
        ("hotspot", (0,), "50%"),
    ],
)
def test_part_of_an_answer_earns_part_of_the_point(
    rosa: Browser, begun: Attempt, kind: str, given: tuple[int, ...], share: str
) -> None:
    item, _address = go_to(rosa, begun, kind)
    rosa.submit("Save and go on", **as_fields(item, given, rosa.page))
    assert f"You found part of it ({share} of the point)" in explained(hand_in(rosa, begun), item)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("single best answer", (1,)),
        ("multiple response", (0, 1, 2, 3)),
        ("multiple response", (0, 2)),
        ("matching", (0, 0, 0)),
        ("matching", (3, 2, 1)),
        ("ordering", (3, 2, 1, 0)),
        ("hotspot", (0, 1, 2, 3)),
    ],
)
def test_what_fits_nothing_earns_nothing_and_is_told_kindly(
    rosa: Browser, begun: Attempt, kind: str, given: tuple[int, ...]
) -> None:
    item, _address = go_to(rosa, begun, kind)
    rosa.submit("Save and go on", **as_fields(item, given, rosa.page))
    page = hand_in(rosa, begun)
    assert "Not this time" in explained(page, item)
    assert "0 of 7 points" in page.text
    assert "wrong" not in page.text.lower()


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_an_answer_is_there_when_one_comes_back(rosa: Browser, begun: Attempt, attempt_of: Look, kind: str) -> None:
    item, address = go_to(rosa, begun, kind)
    rosa.submit("Save and go on", **as_fields(item, item.key, rosa.page))
    rosa.get(address)
    rosa.submit("Save and go on")  # the form as it stands
    assert answered(attempt_of(rosa), item) == item.key


PLUS_AND_MINUS = "Each one that fits counts for you, each other one against you."
ALL_IS_NOTHING = "Choosing everything earns nothing."


@pytest.mark.parametrize("kind", KINDS)
def test_the_question_says_how_it_is_scored(rosa: Browser, begun: Attempt, kind: str) -> None:
    go_to(rosa, begun, kind)
    said = {
        "single best answer": "The best one earns the point.",
        "multiple response": f"{PLUS_AND_MINUS} {ALL_IS_NOTHING}",
        "matching": "Every line that fits counts. The same answer everywhere earns nothing.",
        "ordering": "Every two neighbors in the right order count.",
        "hotspot": f"{PLUS_AND_MINUS} {ALL_IS_NOTHING}",
        "branching case": "but what is not safe counts as nothing, however kind it is.",
    }[kind]
    assert said in rosa.page.text


# ---------------------------------------------------------------- what cannot be taken


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("single best answer", "Choose one answer"),
        ("multiple response", "Choose at least one answer"),
        ("matching", "Choose an answer for one of them"),
        ("ordering", "Give at least one of them a place"),
        ("hotspot", "Choose at least one answer"),
        ("branching case", "Choose what to do"),
    ],
)
def test_no_answer_is_asked_for_in_a_sentence_that_leads_to_the_field(
    rosa: Browser, begun: Attempt, attempt_of: Look, kind: str, sentence: str
) -> None:
    item, _address = go_to(rosa, begun, kind)
    page = rosa.submit("Save and go on", status=422)
    assert page.errors == [sentence]
    assert answered(attempt_of(rosa), item) is None


def test_two_steps_in_one_place_are_told_and_what_was_given_stays(
    rosa: Browser, begun: Attempt, attempt_of: Look
) -> None:
    item, _address = go_to(rosa, begun, "ordering")
    assert isinstance(item, Ordering)
    sent = as_fields(item, (0, 1, 1, 3), rosa.page)
    page = rosa.submit("Save and go on", status=422, **sent)
    assert page.errors == ["Two steps have place 2. Give each its own place"]
    assert answered(attempt_of(rosa), item) is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_way_to_all_questions_takes_the_answer_along(
    rosa: Browser, begun: Attempt, attempt_of: Look, kind: str
) -> None:
    item, address = go_to(rosa, begun, kind)
    page = rosa.submit("See all questions, or hand in")
    assert page.h1 == "Your answers so far", "nothing chosen is nothing to mend"
    rosa.get(address)
    fields = {"chosen": "0"} if kind == "branching case" else as_fields(item, item.key, rosa.page)
    page = rosa.submit("See all questions, or hand in", **fields)
    assert page.h1 == "Your answers so far"
    assert answered(attempt_of(rosa), item) == (item.key[:1] if kind == "branching case" else item.key)


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_can_be_skipped(rosa: Browser, begun: Attempt, attempt_of: Look, kind: str) -> None:
    item, address = go_to(rosa, begun, kind)
    rosa.submit("Skip for now")
    assert not rosa.page.url.endswith(address)
    assert answered(attempt_of(rosa), item) is None
    assert "You left this one open" in explained(hand_in(rosa, begun), item)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("single best answer", {"chosen": "7"}),
        ("multiple response", {"chosen": ["0", "9"]}),
        ("matching", {"row-0": "12"}),
        ("ordering", {"row-0": "-2"}),
        ("hotspot", {"chosen": "x"}),
        ("branching case", {"chosen": "2"}),
    ],
)
def test_what_the_page_does_not_offer_is_not_taken(
    rosa: Browser, begun: Attempt, attempt_of: Look, kind: str, fields: dict[str, str]
) -> None:
    item, address = go_to(rosa, begun, kind)
    rosa.post(address, data=fields, status=422)
    assert answered(attempt_of(rosa), item) is None


# ---------------------------------------------------------------- places on a drawing


def test_a_place_on_the_drawing_is_a_second_label_of_its_checkbox(rosa: Browser, begun: Attempt) -> None:
    """So that a tap works without a script, and the list says the same in words."""
    item, _address = go_to(rosa, begun, "hotspot")
    page = rosa.page
    boxes = [box.get("id") for box in page.all("input", type="checkbox")]
    zones = [label.get("for") for label in page.all("label", class_="app-hotspot__zone")]
    assert zones == boxes
    listed = [words_of(label) for label in page.all("label", class_="govuk-checkboxes__label")]
    assert listed == [f"{number}. {text.words}" for number, text in enumerate(
        (text for text in item.texts() if text.kind == "option"), start=1)]  # fmt: skip


# ---------------------------------------------------------------- a story


def test_a_story_goes_on_by_each_choice_and_another_device_goes_on_from_there(
    rosa: Browser, begun: Attempt, attempt_of: Look, signed_in: Callable[[Person], Browser], cast: Cast
) -> None:
    item, address = go_to(rosa, begun, "branching case")
    assert "A child runs up to it." in rosa.page.text
    walk(rosa, [0])
    assert "You both watch. The bird does not move." in rosa.page.text
    assert "You chose: Ask the child to stand back with you." in rosa.page.text
    assert answered(attempt_of(rosa), item) == (0,)
    phone = signed_in(cast.rosa)
    phone.get(address)
    walk(phone, [0])
    assert "somebody has come to look at the bird" in phone.page.text
    assert answered(attempt_of(phone), item) == (0, 0) == item.key
    assert "You found it" in explained(hand_in(phone, begun), item)


def test_a_choice_that_is_sent_twice_is_one_choice(
    rosa: Browser, begun: Attempt, attempt_of: Look, twin_of: Callable[..., Browser]
) -> None:
    """A double tap, or a page that is sent again: it must not choose in the next scene too."""
    item, _address = go_to(rosa, begun, "branching case")
    second_tap = twin_of(rosa)
    walk(rosa, [1])
    page = walk(second_tap, [1])
    assert answered(attempt_of(rosa), item) == (1,)
    assert "The child begins to cry." in page.text


def test_a_choice_that_was_not_the_best_has_a_road_back(rosa: Browser, begun: Attempt, attempt_of: Look) -> None:
    item, _address = go_to(rosa, begun, "branching case")
    walk(rosa, [1])
    assert "The child begins to cry." in rosa.page.text
    walk(rosa, [0, 0])
    assert answered(attempt_of(rosa), item) == (1, 0, 0)
    said = explained(hand_in(rosa, begun), item)
    assert "You found part of it (75% of the point)" in said, "(0.25 + 1 + 1) / 3"
    assert "Partly safe · not kind yet" in said
    assert "A better way: Ask the child to stand back with you." in said
    assert "Safe and kind" in said


def test_a_story_that_is_left_half_way_counts_as_begun(rosa: Browser, begun: Attempt, app: Flask) -> None:
    item, _address = go_to(rosa, begun, "branching case")
    assert isinstance(item, BranchingCase)
    walk(rosa, [0])
    page = rosa.get(f"/attempts/{begun.summary.public_id}")
    states = [words_of(each) for each in page.all("div", class_="govuk-task-list__status")]
    assert states.count("Begun") == 1
    with app.app_context():
        for one in begun.answers:
            if one.item.id != item.id:
                attempts.save_answer(begun, one.number, one.item.key, begun.summary.started_at)
    page = rosa.get(f"/attempts/{begun.summary.public_id}")
    assert "1 question is not finished yet." in page.text
    rosa.get(QUIZ)
    assert rosa.submit("Go on with the quiz").h1 == item.stem, "the way back leads to it"
    assert "You found part of it (50% of the point)" in explained(hand_in(rosa, begun), item)


def test_a_story_that_has_ended_takes_no_more_choices(rosa: Browser, begun: Attempt, attempt_of: Look) -> None:
    item, address = go_to(rosa, begun, "branching case")
    walk(rosa, [0, 0])
    assert not rosa.page.all("input", type="radio")
    rosa.post(address, data={"chosen": "1"}, status=302)
    assert answered(attempt_of(rosa), item) == (0, 0)
    page = rosa.click("Go on")
    assert page.h1 != item.stem


# ---------------------------------------------------------------- by itself, while the page is open


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_what_is_chosen_is_saved_while_the_page_is_open(
    rosa: Browser, begun: Attempt, attempt_of: Look, beacon: Callable[..., object], kind: str
) -> None:
    item, address = go_to(rosa, begun, kind)
    assert "data-autosave" in rosa.page.html
    beacon(rosa, address, "autosave", **as_fields(item, item.key, rosa.page))
    assert answered(attempt_of(rosa), item) == item.key
    if item.asks is not Asks.ONE:
        empty = tuple(-1 for _ in item.key) if item.asks is Asks.ROWS else ()
        beacon(rosa, address, "autosave", **as_fields(item, empty, rosa.page))
        assert answered(attempt_of(rosa), item) is None, "taking everything back is no answer"


@pytest.mark.parametrize("nonsense", ["abc", "99", "-7", "9" * 5000, "1.5", "\x00", "💥"])
@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_nonsense_is_refused_quietly_whichever_way_it_comes(
    rosa: Browser, begun: Attempt, attempt_of: Look, beacon: Callable[..., TestResponse], kind: str, nonsense: str
) -> None:
    item, address = go_to(rosa, begun, kind)
    fields = {"chosen": nonsense, "row-0": nonsense, "row-1": "0"}
    assert beacon(rosa, address, "autosave", **fields).status_code == 422
    assert rosa.post(address, data=fields, status=422).errors
    assert answered(attempt_of(rosa), item) is None


def test_the_same_box_many_times_is_kept_once(rosa: Browser, begun: Attempt, attempt_of: Look) -> None:
    item, address = go_to(rosa, begun, "multiple response")
    rosa.post(address, data={"chosen": ["0"] * 500})
    assert answered(attempt_of(rosa), item) == (0,)


def test_a_drawing_that_is_gone_leaves_its_list(
    rosa: Browser, begun: Attempt, every_kind: Course, opened_with: Callable[[Course], Flask],
    twin_of: Callable[..., Browser], attempt_of: Look,
) -> None:  # fmt: skip
    """Its author renamed the figure while somebody was taking the quiz."""
    item, address = go_to(rosa, begun, "hotspot")
    later = twin_of(rosa, on=opened_with(replace(every_kind, figures={})))
    later.get(address)
    later.submit("Save and go on", **as_fields(item, item.key, later.page))
    assert "You found it" in explained(hand_in(later, begun), item)


@pytest.mark.parametrize("kind", ["branching case", "safety"])
def test_what_cannot_be_taken_back_waits_for_the_button(
    rosa: Browser, begun: Attempt, attempt_of: Look, beacon: Callable[..., object], kind: str
) -> None:
    """A safety question shows its card when it is missed, and a story goes on: a slip of the finger must do neither."""
    answer = next(one for one in begun.answers if (one.item.must_pass if kind == "safety" else one.item.kind == kind))
    address = f"/attempts/{begun.summary.public_id}/{answer.number}"
    rosa.get(address)
    assert "data-autosave" not in rosa.page.html
    sent = beacon(rosa, address, "autosave", chosen="1")
    assert sent.status_code == 422  # type: ignore[attr-defined]
    assert answered(attempt_of(rosa), answer.item) is None


@pytest.fixture(autouse=True)
def at_the_end(app: Flask) -> Iterator[None]:
    yield
    with app.app_context():
        db.session.remove()


def test_the_course_is_read_whole(every_kind: Course) -> None:
    assert {item.kind for item in every_kind.modules[0].bank.items} == set(KINDS)
