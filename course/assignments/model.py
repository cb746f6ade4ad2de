"""What it means to be given a module."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from course.content.model import Stem
from course.groups.model import GroupId
from course.people.model import PersonId

AssignmentId = NewType("AssignmentId", int)
"""A row number; never leaves the database. Addresses carry `public_id`."""


@dataclass(frozen=True)
class Override:
    """An exception for one learner: another last day, or nothing asked until a day (that day included)."""

    due_on: date | None = None
    paused_until: date | None = None


@dataclass(frozen=True)
class Assignment:
    """Modules given to a group.

    `people` are the chosen ones, None for everybody who is or will be in the group. The last day is `due_on`, or so
    many `due_days` after a learner joined (after it was assigned, for who had joined before), or none. With
    `counts_from`, only what was passed from then on counts: it is asked for again.
    """

    id: AssignmentId
    public_id: str
    group_id: GroupId
    modules: tuple[Stem, ...]
    people: frozenset[PersonId] | None
    in_order: bool
    due_on: date | None
    due_days: int | None
    counts_from: datetime | None
    assigned_on: date
    overrides: dict[PersonId, Override]

    def is_for(self, person: PersonId) -> bool:
        return self.people is None or person in self.people


class Asked(StrEnum):
    """Where one learner stands with one module that is asked for."""

    DONE = "done"
    OPEN = "open"
    OVERDUE = "overdue"
    WAITS = "waits"
    """It comes after another module of the same assignment, which is not passed yet."""
    PAUSED = "paused"


@dataclass(frozen=True)
class Due:
    """What one learner is asked to do with one module, by when (None: no date), and where they stand with it."""

    module: Stem
    due_on: date | None
    asked: Asked
    assignment: Assignment
    after: Stem | None = None
    """The module that comes first, when this one waits."""

    @property
    def is_again(self) -> bool:
        return self.assignment.counts_from is not None


class NoSuchAssignment(Exception):
    """The group has no such assignment now."""
