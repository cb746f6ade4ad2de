"""What each learner is due: one rule, from assignments, the day of joining, and what was passed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from course.assignments.model import Asked, Assignment, AssignmentId, Due, Override
from course.assignments.rules import dues_of, in_order
from course.content.model import Stem
from course.groups.model import GroupId
from course.people.model import PersonId
from course.progress.model import ModuleProgress, State

MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)
ROSA, TOMAS = PersonId(1), PersonId(2)
TUESDAY, NORTHSIDE = GroupId(1), GroupId(2)
A, B, C = Stem("a"), Stem("b"), Stem("c")


def an_assignment(*modules: Stem, number: int = 1, **given: Any) -> Assignment:
    fields: dict[str, Any] = {
        "id": AssignmentId(number),
        "public_id": f"assignment-{number}",
        "group_id": TUESDAY,
        "modules": modules or (A,),
        "people": None,
        "in_order": False,
        "due_on": None,
        "due_days": None,
        "counts_from": None,
        "assigned_on": MONDAY,
        "overrides": {},
    }
    return Assignment(**{**fields, **given})


def progress(**passed_on: date | None) -> dict[Stem, ModuleProgress]:
    """For each module when it was passed, None for not yet."""
    return {
        Stem(stem): ModuleProgress(
            module=None,  # type: ignore[arg-type]
            state=State.PASSED if on else State.READING,
            reading=None,
            open_attempt=None,
            first=None,
            best=None,
            latest=None,
            attempts=0,
            must_pass_left=0,
            last_active_at=None,
            reached_at=(datetime(on.year, on.month, on.day, 12, tzinfo=UTC),) if on else (),
        )
        for stem, on in passed_on.items()
    }


def dues(
    *assignments: Assignment,
    today: date = FRIDAY,
    joined_on: date = MONDAY,
    person: PersonId = ROSA,
    **passed: date | None,
) -> list[Due]:
    joined = {TUESDAY: joined_on, NORTHSIDE: joined_on}
    return dues_of(person, joined, assignments, progress(**{"a": None, "b": None, "c": None, **passed}), today)


def only(found: list[Due]) -> Due:
    (due,) = found
    return due


@pytest.mark.parametrize(
    ("due_on", "today", "passed_on", "asked"),
    [
        (None, FRIDAY, None, Asked.OPEN),
        (FRIDAY, FRIDAY, None, Asked.OPEN),
        (FRIDAY, FRIDAY + timedelta(days=1), None, Asked.OVERDUE),
        (FRIDAY, FRIDAY + timedelta(days=1), MONDAY, Asked.DONE),
        (FRIDAY, FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=1), Asked.DONE),
    ],
)
def test_overdue_begins_on_the_day_after_and_ends_when_it_is_passed(
    due_on: date | None, today: date, passed_on: date | None, asked: Asked
) -> None:
    due = only(dues(an_assignment(due_on=due_on), today=today, a=passed_on))
    assert (due.asked, due.due_on) == (asked, due_on)


@pytest.mark.parametrize(
    ("joined_on", "last_day"),
    [
        (MONDAY - timedelta(days=30), MONDAY + timedelta(days=10)),  # was there before it was assigned
        (MONDAY, MONDAY + timedelta(days=10)),
        (FRIDAY, FRIDAY + timedelta(days=10)),
    ],
)
def test_days_after_joining_are_counted_from_the_later_of_joining_and_assigning(
    joined_on: date, last_day: date
) -> None:
    assert only(dues(an_assignment(due_days=10), joined_on=joined_on)).due_on == last_day


def test_a_day_that_had_passed_when_somebody_joined_is_none_for_them() -> None:
    asked = an_assignment(due_on=MONDAY)
    late = only(dues(asked, today=FRIDAY, joined_on=MONDAY + timedelta(days=1)))
    assert (late.asked, late.due_on) == (Asked.OPEN, None)
    assert only(dues(asked, today=FRIDAY, joined_on=MONDAY)).asked is Asked.OVERDUE
    theirs = an_assignment(due_on=MONDAY, overrides={ROSA: Override(due_on=FRIDAY)})
    assert only(dues(theirs, today=FRIDAY, joined_on=FRIDAY)).due_on == FRIDAY, "an exception stands"


def test_another_last_day_for_one_learner_is_for_nobody_else() -> None:
    later = an_assignment(due_on=MONDAY, overrides={ROSA: Override(due_on=FRIDAY)})
    assert only(dues(later)).asked is Asked.OPEN
    assert only(dues(later, person=TOMAS)).asked is Asked.OVERDUE


def test_while_somebody_pauses_nothing_is_overdue() -> None:
    paused = an_assignment(A, B, due_on=MONDAY, overrides={ROSA: Override(paused_until=FRIDAY)})
    assert [due.asked for due in dues(paused, b=MONDAY)] == [Asked.PAUSED, Asked.DONE]
    assert in_order(dues(paused)) == []
    assert only(
        dues(an_assignment(due_on=MONDAY, overrides=paused.overrides), today=FRIDAY + timedelta(days=1))
    ).asked is (Asked.OVERDUE)


def test_chosen_people_alone_are_asked() -> None:
    chosen = an_assignment(people=frozenset({TOMAS}))
    assert dues(chosen) == []
    assert only(dues(chosen, person=TOMAS)).asked is Asked.OPEN


def test_in_order_each_waits_for_the_first_that_is_not_passed() -> None:
    asked = an_assignment(A, B, C, in_order=True, due_on=MONDAY)
    assert [(due.module, due.asked, due.after) for due in dues(asked)] == [
        (A, Asked.OVERDUE, None),
        (B, Asked.WAITS, A),
        (C, Asked.WAITS, A),
    ]
    assert [(due.module, due.asked, due.after) for due in dues(asked, a=MONDAY)] == [
        (B, Asked.OVERDUE, None),
        (C, Asked.WAITS, B),
        (A, Asked.DONE, None),
    ]
    assert in_order(dues(asked, a=MONDAY)) == [B]


def test_once_more_counts_what_is_passed_from_then_on() -> None:
    again = an_assignment(counts_from=datetime(2026, 11, 18, tzinfo=UTC))
    assert only(dues(again, a=MONDAY)).asked is Asked.OPEN
    assert only(dues(again, a=date(2026, 11, 19))).asked is Asked.DONE
    assert only(dues(again)).is_again


def test_of_several_that_ask_for_the_same_the_earliest_that_is_not_done_counts() -> None:
    late = an_assignment(number=1, due_on=FRIDAY)
    early = an_assignment(number=2, due_on=MONDAY, group_id=NORTHSIDE)
    dateless = an_assignment(number=3)
    again = an_assignment(number=4, counts_from=datetime(2026, 11, 18, tzinfo=UTC))
    assert only(dues(late, early, dateless)).assignment is early
    assert only(dues(late, early, again, a=MONDAY)).assignment is again, "what is done asks for nothing"


def test_a_module_that_left_the_course_is_not_asked_for() -> None:
    assert [due.module for due in dues(an_assignment(Stem("gone"), A))] == [A]
    in_its_place = an_assignment(Stem("gone"), A, in_order=True)
    assert only(dues(in_its_place)).asked is Asked.OPEN


def test_the_most_urgent_comes_first_and_what_has_no_date_last() -> None:
    found = dues(an_assignment(A), an_assignment(B, number=2, due_on=FRIDAY), an_assignment(C, number=3, due_on=MONDAY))
    assert [due.module for due in found] == [C, B, A]
    assert in_order(found) == [C, B, A]
