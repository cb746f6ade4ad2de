"""What a group is."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from course.people.model import Person

GroupId = NewType("GroupId", int)
"""A row number; never leaves the database. Addresses carry `public_id`."""


@dataclass(frozen=True)
class JoinCode:
    """What lets a learner into a group: from a card, until it expires (None: it does not by itself)."""

    letters: str
    expires_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        return self.expires_at is None or now < self.expires_at


@dataclass(frozen=True)
class Group:
    """Learners and their trainers. `join_code` is None after it was revoked; an archived group is only looked at."""

    id: GroupId
    public_id: str
    name: str
    join_code: JoinCode | None
    archived_at: datetime | None = None

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    def is_open_to_join(self, now: datetime) -> bool:
        return not self.is_archived and self.join_code is not None and self.join_code.is_open(now)


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
class Joined:
    """A group that a learner is in, since when."""

    group: Group
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
    """No group ever had this join code."""


class JoinCodeEnded(Exception):
    """The code was on a card once, and has expired, was revoked or renewed, or its group is archived."""


class NoSuchTrainer(Exception):
    """No trainer goes by this name, or this trainer does not train the group."""


class LastTrainer(Exception):
    """A group keeps at least one trainer."""


class GroupArchived(Exception):
    """The group is archived: it can be looked at and reopened, and nothing else."""
