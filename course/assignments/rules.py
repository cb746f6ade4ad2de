"""What each learner is due: one rule, from assignments, the day somebody joined, and what they have passed."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from course.assignments.model import Asked, Assignment, Due, Override
from course.content.model import Stem
from course.groups.model import GroupId
from course.people.model import PersonId
from course.progress.model import ModuleProgress


def dues_of(
    person: PersonId,
    joined_on: Mapping[GroupId, date],
    assignments: Iterable[Assignment],
    progress: Mapping[Stem, ModuleProgress],
    today: date,
) -> list[Due]:
    """Everything that one learner is asked to do, one line for each module, the most urgent first.

    Where several assignments, or several groups, ask for the same module, what is not done comes before what is, and
    then the earliest last day counts. `joined_on`: when the learner joined each of the groups.
    """
    found: dict[Stem, Due] = {}
    for assignment in assignments:
        if assignment.is_for(person):
            for due in _dues_in(assignment, person, joined_on[assignment.group_id], progress, today):
                if due.module not in found or _urgency(due) < _urgency(found[due.module]):
                    found[due.module] = due
    return sorted(found.values(), key=_urgency)


def is_overdue(due_on: date | None, today: date) -> bool:
    """From the day after the last one."""
    return due_on is not None and today > due_on


def last_day(assignment: Assignment, person: PersonId, joined_on: date) -> date | None:
    """The last day to be on time, for this learner; None where there is no date.

    A date that had passed when somebody joined is none for them: nobody is overdue on their first day.
    """
    override = assignment.overrides.get(person, Override())
    if override.due_on is not None:
        return override.due_on
    if assignment.due_days is not None:
        return max(joined_on, assignment.assigned_on) + timedelta(days=assignment.due_days)
    return None if assignment.due_on is None or assignment.due_on < joined_on else assignment.due_on


def in_order(dues: Iterable[Due]) -> list[Stem]:
    """Modules that can be worked on now, by last day, those without one after the others."""
    return [due.module for due in sorted(dues, key=_urgency) if due.asked in (Asked.OPEN, Asked.OVERDUE)]


def _dues_in(
    assignment: Assignment,
    person: PersonId,
    joined_on: date,
    progress: Mapping[Stem, ModuleProgress],
    today: date,
) -> Iterable[Due]:
    due_on = last_day(assignment, person, joined_on)
    paused_until = assignment.overrides.get(person, Override()).paused_until
    is_paused = paused_until is not None and today <= paused_until
    before: Stem | None = None
    for module in (stem for stem in assignment.modules if stem in progress):
        if progress[module].is_passed_since(assignment.counts_from):
            asked = Asked.DONE
        elif is_paused:
            asked = Asked.PAUSED
        elif assignment.in_order and before is not None:
            asked = Asked.WAITS
        else:
            asked = Asked.OVERDUE if is_overdue(due_on, today) else Asked.OPEN
        yield Due(module, due_on, asked, assignment, before if asked is Asked.WAITS else None)
        if before is None and asked is not Asked.DONE:
            before = module


def _urgency(due: Due) -> tuple[bool, bool, date, int]:
    return (due.asked is Asked.DONE, due.asked is Asked.PAUSED, due.due_on or date.max, due.assignment.id)
