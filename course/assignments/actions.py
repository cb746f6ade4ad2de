"""What a trainer can do with assignments; one transaction each."""

from dataclasses import replace
from datetime import date, datetime

from course.assignments import store
from course.assignments.model import Assignment, NoSuchAssignment, Override
from course.assignments.store import NewAssignment
from course.database import transaction
from course.groups.model import Group
from course.people.model import Person, PersonId

ZONE_DOES_NOT_MATTER = "UTC"
"""For looking at which modules are assigned, whatever the day."""


def assign(group: Group, asked: NewAssignment, trainer: Person, now: datetime) -> str:
    """Give modules to a group or to some of its learners; gives the assignment's public id.

    A module that the whole group was given before is taken out of there: of two dates for everybody the new one counts.
    """
    with transaction():
        if asked.people is None:
            for older in store.list_assignments([group.id], ZONE_DOES_NOT_MATTER):
                if older.people is None:
                    _leave_out(older, asked.modules, now)
        return store.record_assignment(group.id, asked, trainer.id, now)


def get_assignment(group: Group, public_id: str, time_zone: str) -> Assignment:
    """What the group asks for now; raises NoSuchAssignment."""
    assignment = store.find_assignment(group.id, public_id, time_zone)
    if assignment is None:
        raise NoSuchAssignment(public_id)
    return assignment


def end(assignment: Assignment, now: datetime) -> None:
    with transaction():
        store.record_ended(assignment.id, now)


def copy(assignment: Assignment, to: Group, trainer: Person, today: date, now: datetime) -> str:
    """Ask another group for the same, everybody in it; a date that has passed is left out."""
    due_on = assignment.due_on if assignment.due_on and assignment.due_on >= today else None
    asked = NewAssignment(assignment.modules, None, assignment.in_order, due_on, assignment.due_days)
    if assignment.counts_from is not None:
        asked = replace(asked, counts_from=now)
    return assign(to, asked, trainer, now)


def set_override(assignment: Assignment, person: PersonId, override: Override) -> None:
    """Another last day for one learner, or a pause; an empty override takes both away."""
    with transaction():
        store.record_override(assignment, person, override)


def _leave_out(assignment: Assignment, modules: tuple[str, ...], now: datetime) -> None:
    left = [stem for stem in assignment.modules if stem not in modules]
    if not left:
        store.record_ended(assignment.id, now)
    elif len(left) < len(assignment.modules):
        store.record_modules(assignment.id, left)
