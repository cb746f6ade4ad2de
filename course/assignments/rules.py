"""What follows from an assignment, the day and a learner's progress."""

from collections.abc import Iterable
from datetime import date

from course.assignments.model import Due
from course.content.model import Stem


def is_overdue(due_on: date | None, today: date, is_passed: bool) -> bool:
    """Overdue from the day after the due date, unless passed."""
    return due_on is not None and today > due_on and not is_passed


def earliest(dues: Iterable[Due]) -> dict[Stem, Due]:
    """One assignment a module, when several groups give the same one: the earliest date counts."""
    first: dict[Stem, Due] = {}
    for due in sorted(dues, key=lambda due: (due.due_on or date.max, due.group_name)):
        first.setdefault(due.module, due)
    return first


def in_order(dues: Iterable[Due]) -> list[Stem]:
    """Modules by due date, those without a date last."""
    return [due.module for due in sorted(dues, key=lambda due: due.due_on or date.max)]
