"""What a group is."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from course.people.model import Person

GroupId = NewType("GroupId", int)
"""A row number; never leaves the database. Addresses carry `public_id`."""


@dataclass(frozen=True)
class Group:
    id: GroupId
    public_id: str
    name: str
    join_code: str


@dataclass(frozen=True)
class RetakePause:
    """A trainer's wish: after so many attempts below the pass mark, let some hours go by before the next one.

    Attempts handed in before `since` do not count: nobody is shut out for what was done before it was asked for.
    """

    attempts: int
    hours: int
    since: datetime | None = None


@dataclass(frozen=True)
class Membership:
    """A learner in a group, since when."""

    person: Person
    joined_at: datetime


@dataclass(frozen=True)
class GroupSummary:
    """A line in a trainer's list of groups."""

    group: Group
    learners: int


class NoSuchGroup(Exception):
    """There is no such group, or it is not this trainer's."""


class NoSuchLearner(Exception):
    """There is no such learner in this group."""


class JoinCodeUnknown(Exception):
    """No group has this join code."""
