"""When a question comes back: the memory that fsrs replays from the log, and who is asked what on which day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from fsrs import Rating
from icalendar import Calendar

from course.content.model import Course, Stem
from course.history.model import Certainty, Logged, Occasion
from course.items import Item, Points
from course.review.calendar import calendar_of
from course.review.rules import (
    SESSION,
    answered_in_review,
    cards_of,
    days_to_remind,
    due_today,
    rating_of,
    schedule,
)
from tests.builders import MONDAY, a_bank, an_item

TODAY = MONDAY.date()


def day_of(moment: datetime) -> date:
    return moment.date()


def logged(
    item_id: str = "a",
    points: float = 1.0,
    days: float = 0,
    certainty: Certainty | None = None,
    occasion: Occasion | None = Occasion.REVIEW,
    module: str = "robins-and-redstarts",
) -> Logged:
    return Logged(Stem(module), item_id, Points(points), certainty, occasion, MONDAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("points", "certainty", "rating"),
    [
        (0.0, None, Rating.Again),
        (0.0, Certainty.SURE, Rating.Again),
        (0.0, Certainty.GUESSING, Rating.Again),
        (0.5, None, Rating.Hard),
        (0.5, Certainty.SURE, Rating.Hard),
        (1.0, Certainty.GUESSING, Rating.Hard),
        (1.0, None, Rating.Good),
        (1.0, Certainty.THINK_SO, Rating.Good),
        (1.0, Certainty.SURE, Rating.Easy),
    ],
)
def test_what_an_answer_says_about_remembering(points: float, certainty: Certainty | None, rating: Rating) -> None:
    assert rating_of(logged(points=points, certainty=certainty)) is rating


# ---------------------------------------------------------------- the memory follows from the log


def waits(*days: float, points: float = 1.0, certainty: Certainty | None = None) -> int:
    """Days until it comes back after answers on these days, the last of which earned `points`."""
    log = [logged(days=day) for day in days[:-1]] + [logged(days=days[-1], points=points, certainty=certainty)]
    return (cards_of(log, {"a": "a"})["a"].due - log[-1].at).days


def test_what_is_known_comes_back_later_each_time() -> None:
    sequence = [0.0]
    for _ in range(5):
        sequence.append(sequence[-1] + waits(*sequence))
    steps = [later - sooner for sooner, later in zip(sequence, sequence[1:], strict=False)]
    assert steps == sorted(steps)
    assert steps[0] >= 1
    assert steps[-1] <= 365


def test_what_is_missed_comes_back_soon_and_what_is_sure_comes_back_late() -> None:
    assert waits(0, 3, points=0.0) == 1
    assert waits(0, 3, points=0.0) < waits(0, 3, points=0.5) <= waits(0, 3) < waits(0, 3, certainty=Certainty.SURE)


def test_it_never_waits_longer_than_a_year() -> None:
    days = [0.0]
    for _ in range(12):
        days.append(days[-1] + waits(*days, certainty=Certainty.SURE))
    assert max(b - a for a, b in zip(days, days[1:], strict=False)) <= 366


def test_the_same_log_gives_the_same_memory() -> None:
    log = [logged(days=0), logged(days=2, points=0.0), logged(days=3), logged(days=9, points=0.5)]
    again = cards_of(log, {"a": "a"})
    assert cards_of(log, {"a": "a"})["a"].due == again["a"].due
    assert cards_of(log[:2], {"a": "a"})["a"].due != again["a"].due


def test_all_forms_of_a_question_are_one_memory_and_strangers_are_left_out() -> None:
    log = [logged("a"), logged("a-too", days=2), logged("gone", days=3)]
    cards = cards_of(log, {"a": "a", "a-too": "a"})
    assert list(cards) == ["a"]
    assert cards["a"].due == cards_of([logged("a"), logged("a", days=2)], {"a": "a"})["a"].due


# ---------------------------------------------------------------- what comes on which day


@pytest.fixture
def course(small_course: Course) -> Course:
    """Its first module has one question in two forms, a safety question, and some others."""
    items: list[Item] = [
        an_item("a"),
        an_item("a-too", form_of="a"),
        an_item("s", must_pass=True),
        *(an_item(f"item-{number}") for number in range(7)),
    ]
    first = small_course.modules[0]
    return replace(
        small_course,
        modules=(replace(first, bank=replace(a_bank(items), stem=first.stem)), *small_course.modules[1:]),
    )


PASSED = {Stem("robins-and-redstarts")}


def test_a_question_comes_back_once_its_module_is_passed(course: Course) -> None:
    assert schedule(course, [logged()], set(), day_of) == []
    (due,) = schedule(course, [logged()], PASSED, day_of)
    assert due.due_on > TODAY


def test_it_is_asked_in_the_form_that_was_not_asked_for_longest(course: Course) -> None:
    assert schedule(course, [logged("a")], PASSED, day_of)[0].item.id == "a-too"
    assert schedule(course, [logged("a"), logged("a-too", days=1)], PASSED, day_of)[0].item.id == "a"


def test_what_left_the_bank_does_not_come_back(course: Course) -> None:
    assert schedule(course, [logged("gone")], PASSED, day_of) == []


SURE_AND_MISSED = logged("s", 0.0, certainty=Certainty.SURE)


@pytest.mark.parametrize(
    ("log", "due_on"),
    [
        ([SURE_AND_MISSED], 1),
        ([SURE_AND_MISSED, logged("s", days=0.01)], 1),
        ([SURE_AND_MISSED, logged("s", days=2)], 3),
        ([SURE_AND_MISSED, logged("s", days=2), logged("s", 0.0, days=3)], 4),
    ],
)
@pytest.mark.parametrize("passed", [set(), PASSED])
def test_a_safety_question_to_repair_comes_back_each_day_passed_or_not(
    course: Course, log: list[Logged], due_on: int, passed: set[Stem]
) -> None:
    (due,) = schedule(course, log, passed, day_of)
    assert due.is_repair
    assert due.due_on == TODAY + timedelta(days=due_on)


def test_once_repaired_it_comes_back_like_any_other(course: Course) -> None:
    log = [SURE_AND_MISSED, logged("s", days=0.1), logged("s", days=1)]
    assert schedule(course, log, set(), day_of) == []
    assert [due.is_repair for due in schedule(course, log, PASSED, day_of)] == [False]


def test_repairs_come_first_and_then_what_waits_longest(course: Course) -> None:
    log: Sequence[Logged] = [logged(f"item-{number}", days=number / 2) for number in range(7)]
    log = [*log, logged("s", 0.0, days=4, certainty=Certainty.SURE)]
    scheduled = schedule(course, log, PASSED, day_of)
    due = due_today(scheduled, [], TODAY + timedelta(days=30), day_of)
    assert due[0].item.id == "s"
    assert [each.due_on for each in due[1:]] == sorted(each.due_on for each in due[1:])
    assert due_today(scheduled, [], TODAY, day_of) == []


def test_todays_review_counts_review_alone() -> None:
    log = [
        logged("a"),
        logged("b", occasion=Occasion.PRACTICE),
        logged("c", occasion=None),
        logged("d", days=-1),
        logged("e", occasion=Occasion.REPAIR),
    ]
    assert answered_in_review(log, TODAY, day_of) == 1
    assert SESSION == 5


# ---------------------------------------------------------------- the calendar


def test_a_calendar_has_each_day_once_and_what_waits_today(course: Course) -> None:
    log = [logged(f"item-{number}", days=-number * 20) for number in range(6)]
    days = days_to_remind(schedule(course, log, PASSED, day_of), TODAY)
    assert days == sorted(set(days))
    assert days[0] == TODAY


def test_a_calendar_says_nothing_but_the_days() -> None:
    days = [TODAY, TODAY + timedelta(days=7)]
    made = calendar_of(days, "feed", MONDAY)
    calendar = Calendar.from_ical(made)
    events = calendar.walk("VEVENT")
    assert [event["dtstart"].dt for event in events] == days
    assert [event["dtend"].dt - event["dtstart"].dt for event in events] == [timedelta(days=1)] * 2
    assert {str(event["summary"]) for event in events} == {"Two minutes"}
    assert len({str(event["uid"]) for event in events}) == 2
    allowed = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "TRANSP"}
    assert all(set(event) <= allowed for event in events)
    assert made.endswith(b"END:VCALENDAR\r\n")
    assert calendar_of(days, "feed", MONDAY) == made


def test_what_was_asked_in_todays_review_waits_for_tomorrow_however_it_went(course: Course) -> None:
    asked = replace(logged("s", 0.0, days=1), occasion=Occasion.REVIEW)
    log = [SURE_AND_MISSED, asked]
    scheduled = schedule(course, log, set(), day_of)
    assert due_today(scheduled, log, TODAY + timedelta(days=1), day_of) == []
    assert [due.item.id for due in due_today(scheduled, log, TODAY + timedelta(days=2), day_of)] == ["s"]
