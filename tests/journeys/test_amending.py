"""Ines scores an answer again, or lets a quiz begin afresh; Rosa reads who did it and why, and nothing is lost."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from course.amendments import actions as amendments
from course.amendments.rules import Wanted
from course.attempts import actions as attempts
from course.attempts import rescoring
from course.content.model import Course
from course.groups import actions as groups
from course.groups.model import RetakePause
from course.history.model import Occasion, Reason
from course.people.model import Person
from course.practice import actions as practice
from course.study import actions as study
from tests.browser import Browser, words_of
from tests.builders import MONDAY, take_quiz
from tests.cast import Cast
from tests.conftest import SetClock

SignIn = Callable[[Person], Browser]


@pytest.fixture
def taken(app: Flask, cast: Cast, small_course: Course, at: SetClock) -> str:
    """Rosa found one of three; gives the attempt's id."""
    with app.app_context():
        return take_quiz(small_course.modules[1], cast.rosa, at(), right=1).summary.public_id


@pytest.fixture
def learner(cast: Cast) -> str:
    return f"/groups/{cast.tuesday.public_id}/learners/{cast.rosa.public_id}"


def missed_number(page_text: str) -> int:
    """The first question with a link to score it again."""
    found = re.search(r"Score question (\d) again", page_text)
    assert found, page_text
    return int(found[1])


# ---------------------------------------------------------------- points


def test_more_points_with_a_reason_reach_the_learner_and_the_log(
    ines: Browser, rosa: Browser, signed_in: SignIn, cast: Cast, taken: str, learner: str
) -> None:
    page = ines.get(f"{learner}/attempts/{taken}")
    number = missed_number(page.text)
    page = ines.click(f"Score question {number} again")
    assert "Not this time" in page.text, "the answer is seen as it was"
    page = ines.submit("Save", wanted="full", reason="fits too")
    assert "Rosa reads it with your name and the reason." in page.text
    sentence = f"Ines scored question {number} again on"
    assert sentence in page.text
    assert "2 of 3 points (66%)" in page.text
    assert f"Score question {number} again" in page.links, "it can be taken back"

    told = rosa.get(f"/attempts/{taken}")
    assert sentence in told.text
    assert "1 point more. The answer fits too." in told.text
    assert "You reached the pass mark" in told.text, "66 of 60 percent"
    assert [line[1:4] for line in audit(signed_in(cast.ada), "score corrected")] == [
        ["Score corrected", "Ines", "Rosa"]
    ]
    assert row_of(ines, cast, "Rosa")[1] == "✓ Passed best 66%, 1 attempt"


def test_a_correction_is_taken_back_as_a_new_fact(ines: Browser, rosa: Browser, taken: str, learner: str) -> None:
    number = missed_number(ines.get(f"{learner}/attempts/{taken}").text)
    address = f"{learner}/attempts/{taken}/{number}/points"
    ines.get(address)
    ines.submit("Save", wanted="half", reason="unclear")
    page = ines.get(address)
    assert "As it was scored: 0% of the point" in page.text
    page = ines.submit("Save", wanted="as scored")
    assert "1 of 3 points (33%)" in page.text
    told = rosa.get(f"/attempts/{taken}").text
    assert "0.5 points more. The question was not clear." in told
    assert "0.5 points less. An earlier correction was taken back." in told


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": "talked"}, "Choose how many points"),
        ({"wanted": "full"}, "Choose why"),
        ({"wanted": "full", "reason": "taken back"}, "Choose why"),
        ({"wanted": "as scored"}, "Not a valid choice."),
    ],
)
def test_points_need_a_number_and_a_reason(
    ines: Browser, taken: str, learner: str, fields: dict[str, str], sentence: str
) -> None:
    number = missed_number(ines.get(f"{learner}/attempts/{taken}").text)
    ines.get(f"{learner}/attempts/{taken}/{number}/points")
    page = ines.submit("Save", status=422, **fields)
    assert page.errors == [sentence]
    for name, value in fields.items():
        ticked = [each for each in page.all("input", name=name) if each.get("checked") is not None]
        assert [each.get("value") for each in ticked] in ([value], []), "what was chosen stays chosen"
    assert "1 of 3 points" in ines.get(f"{learner}/attempts/{taken}").text


def test_two_trainers_at_once_give_the_point_once(app: Flask, cast: Cast, taken: str, small_course: Course) -> None:
    with app.app_context():
        number = next(answer.number for answer in attempts.get_attempt(taken, cast.rosa).answers if not answer.points)
        given = (cast.tuesday, cast.rosa, taken, number, Wanted.FULL, Reason.TALKED, cast.ines, MONDAY)
        amendments.correct_points(*given)
        with pytest.raises(amendments.NothingToChange):
            amendments.correct_points(*given)
        assert attempts.get_attempt(taken, cast.rosa).summary.points == 2
        assert list(rescoring.find_rises(small_course)) == [], "the bank has nothing to add"


def test_an_answer_with_the_full_point_and_an_open_attempt_cannot_be_changed(
    ines: Browser, app: Flask, cast: Cast, small_course: Course, taken: str, learner: str, at: SetClock
) -> None:
    page = ines.get(f"{learner}/attempts/{taken}")
    found = next(number for number in (1, 2, 3) if f"Score question {number} again" not in page.links)
    assert "There is nothing to add." in ines.get(f"{learner}/attempts/{taken}/{found}/points").text
    with app.app_context():
        begun = attempts.start(small_course.modules[1], cast.rosa, at())
    ines.get(f"{learner}/attempts/{begun.public_id}/1/points", status=404)
    ines.get(f"{learner}/attempts/{taken}/9/points", status=404)
    ines.get(f"{learner}/attempts/{taken}/0/points", status=404)


# ---------------------------------------------------------------- afresh


def test_a_quiz_begins_afresh_and_what_was_done_can_still_be_read(
    ines: Browser,
    rosa: Browser,
    signed_in: SignIn,
    app: Flask,
    cast: Cast,
    small_course: Course,
    at: SetClock,
    learner: str,
) -> None:
    with app.app_context():
        first = take_quiz(small_course.modules[1], cast.rosa, at(), right=3).summary.public_id
    assert row_of(ines, cast, "Rosa")[1] == "✓ Passed best 100%, 1 attempt"
    ines.get(learner)
    page = ines.click("Let the quiz begin afresh: 2. At the feeder")
    page = ines.submit("Let it begin afresh", reason="somebody else")
    assert "Rosa can begin this quiz afresh." in page.text
    assert "Ines let this quiz begin afresh on" in page.text
    assert "3 of 3 points (100%), does not count" in page.text
    assert "Quiz next" in row_of(ines, cast, "Rosa")[1]

    told = rosa.get("/quizzes/at-the-feeder").text
    assert "Ines let this quiz begin afresh on" in told
    assert "Somebody else answered on this device. Your earlier attempts can be read below" in told
    assert "You have passed this quiz" not in told
    assert "does not count any more" in rosa.get(f"/attempts/{first}").text
    assert "to be taken afresh" in rosa.get("/").text

    with app.app_context():
        take_quiz(small_course.modules[1], cast.rosa, at(), right=2)
    assert row_of(ines, cast, "Rosa")[1] == "✓ Passed best 66%, 1 attempt"
    assert "to be taken afresh" not in rosa.get("/").text
    assert [line[1:4] for line in audit(signed_in(cast.ada), "quiz begun afresh")] == [
        ["Quiz begun afresh", "Ines", "Rosa"]
    ]


def test_a_fresh_beginning_can_be_taken_back(
    ines: Browser, signed_in: SignIn, app: Flask, cast: Cast, small_course: Course, at: SetClock, learner: str
) -> None:
    with app.app_context():
        take_quiz(small_course.modules[1], cast.rosa, at(), right=3)
        amendments.begin_afresh(cast.tuesday, cast.rosa, small_course.modules[1], Reason.ASKED, cast.ines, at())
    ines.get(learner)
    page = ines.submit("Let the earlier attempts count again")
    assert "The earlier attempts count again." in page.text
    assert "does not count" not in page.text
    assert "Passed best 100%" in row_of(ines, cast, "Rosa")[1]
    ines.post(f"{learner}/quizzes/at-the-feeder/afresh/end")
    assert "It is so already." in ines.page.text
    assert len(audit(signed_in(cast.ada), "fresh beginning taken back")) == 1


def test_an_open_attempt_goes_on_and_counts(
    ines: Browser, app: Flask, cast: Cast, small_course: Course, at: SetClock
) -> None:
    module = small_course.modules[1]
    with app.app_context():
        take_quiz(module, cast.rosa, at(), right=0)
        begun = attempts.start(module, cast.rosa, at())
        amendments.begin_afresh(cast.tuesday, cast.rosa, module, Reason.TROUBLE, cast.ines, at())
        assert attempts.start(module, cast.rosa, at()).public_id == begun.public_id
        take_quiz(module, cast.rosa, at(), right=3)
    assert row_of(ines, cast, "Rosa")[1] == "✓ Passed best 100%, 1 attempt"


def test_without_an_attempt_there_is_nothing_to_begin_afresh(
    ines: Browser, app: Flask, cast: Cast, small_course: Course, learner: str, taken: str, at: SetClock
) -> None:
    assert "Let the quiz begin afresh: 1. Robins and redstarts: telling them apart" not in ines.get(learner).links
    ines.get(f"{learner}/quizzes/robins-and-redstarts/afresh")
    assert "There is no attempt to set aside." in ines.submit("Let it begin afresh", reason="asked").text
    ines.get(f"{learner}/quizzes/at-the-feeder/afresh")
    assert ines.submit("Let it begin afresh", status=422).errors == ["Choose why"]


def test_attempts_set_aside_do_not_count_toward_a_pause_nor_as_a_reason_to_worry(
    ines: Browser, rosa: Browser, app: Flask, cast: Cast, small_course: Course, at: SetClock, learner: str
) -> None:
    module = small_course.modules[1]
    with app.app_context():
        groups.set_retake_pause(cast.tuesday, RetakePause(3, 24), MONDAY)
        for _ in range(3):
            take_quiz(module, cast.rosa, at(), right=0)
    assert "Your group asks for a pause" in rosa.get("/quizzes/at-the-feeder").text
    assert "3 attempts below the pass mark" in ines.get(learner).text
    with app.app_context():
        amendments.begin_afresh(cast.tuesday, cast.rosa, module, Reason.TROUBLE, cast.ines, at())
    assert "Your group asks for a pause" not in rosa.get("/quizzes/at-the-feeder").text
    assert "3 attempts below the pass mark" not in ines.get(learner).text


# ---------------------------------------------------------------- the story


def test_the_story_tells_day_by_day_what_happened(
    ines: Browser,
    app: Flask,
    cast: Cast,
    small_course: Course,
    at: SetClock,
    signed_in: SignIn,
    learner: str,
) -> None:
    module = small_course.modules[1]
    with app.app_context():
        study.reach_section(module, "seeds", cast.rosa, at())
        study.reach_section(module, "end", cast.rosa, at())
        first = take_quiz(module, cast.rosa, at(), right=1)
        at.forward(days=1)
        item = module.bank.open_items[0]
        for answer in ((0,), (1,)):
            practice.answer(module, item, 1, answer, None, Occasion.PRACTICE, cast.rosa, at())
        practice.answer(module, item, 1, item.key, None, Occasion.REVIEW, cast.rosa, at())
        take_quiz(module, cast.rosa, at(), right=3)
    ines = signed_in(cast.ines)
    page = ines.get(learner)
    story = [
        [words_of(line) for line in days.iter("li")] for days in page.one("details", class_="govuk-details").iter("ul")
    ]
    assert story == [
        [
            "Module 2: practised 2 questions, found 1",
            "Reviewed 1 question, found 1",
            "Module 2: quiz, attempt 2, 3 of 3 points (100%)",
        ],
        [
            "Module 2: began to read",
            "Module 2: read to the end",
            f"Module 2: quiz, attempt {first.summary.number}, 1 of 3 points (33%)",
        ],
    ]
    assert "Since the first attempt From 33% to 100%" in page.text
    ines.click("Attempt 2")
    assert "What changed since the attempt before" in ines.page.text


def row_of(ines: Browser, cast: Cast, name: str) -> list[str]:
    table = ines.get(f"/groups/{cast.tuesday.public_id}").one("table", class_="app-matrix")
    body = table.find("tbody")
    assert body is not None
    for row in body.iter("tr"):
        head = row.find("th")
        assert head is not None
        if words_of(head).startswith(name):
            return [words_of(cell) for cell in row.iter("td")]
    raise AssertionError(f"no {name}")


def audit(ada: Browser, event: str) -> list[list[str]]:
    page = ada.get(f"/admin/audit?event={event.replace(' ', '+')}")
    return [[words_of(cell) for cell in row] for row in page.one("tbody").iter("tr")]
