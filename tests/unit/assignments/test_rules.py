"""What follows from an assignment, the day and progress."""

from datetime import date

import pytest

from course.assignments.model import Due
from course.assignments.rules import earliest, in_order, is_overdue
from course.content.model import Stem

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("due_on", "today", "passed", "overdue"),
    [
        (None, FRIDAY, False, False),
        (FRIDAY, date(2026, 11, 19), False, False),
        (FRIDAY, FRIDAY, False, False),
        (FRIDAY, date(2026, 11, 21), False, True),
        (FRIDAY, date(2026, 11, 21), True, False),
    ],
)
def test_overdue_begins_on_the_day_after(due_on: date | None, today: date, passed: bool, overdue: bool) -> None:
    assert is_overdue(due_on, today, passed) is overdue


def test_of_several_groups_the_earliest_date_counts_and_no_date_comes_last() -> None:
    dues = [
        Due(Stem("one"), None, "A"),
        Due(Stem("one"), FRIDAY, "B"),
        Due(Stem("two"), date(2026, 11, 18), "B"),
        Due(Stem("three"), None, "A"),
    ]
    found = earliest(dues)
    assert found[Stem("one")] == Due(Stem("one"), FRIDAY, "B")
    assert in_order(found.values()) == ["two", "one", "three"]
