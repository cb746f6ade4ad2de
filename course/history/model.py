"""Facts about what a learner did."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from course.content.model import Stem
from course.items import Item, Points
from course.people.model import PersonId

AttemptId = NewType("AttemptId", int)
"""A row number; never leaves the database. Addresses carry `public_id`."""

LESSON_END = "end"
"""What stands in the place of a section's id when a lesson was read to the end."""


@dataclass(frozen=True)
class Reading:
    """A learner's way through one lesson: the section reached last, and when it was first read to the end."""

    module: Stem
    section: str
    reached_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True)
class AttemptSummary:
    """One attempt at a quiz. `points` out of `out_of` items; None while it is open."""

    id: AttemptId
    public_id: str
    person_id: PersonId
    module: Stem
    number: int
    started_at: datetime
    handed_in_at: datetime | None
    points: Points | None
    out_of: int

    @property
    def is_open(self) -> bool:
        return self.handed_in_at is None

    @property
    def share(self) -> float | None:
        """The share of the points, 0 to 1; None while the attempt is open."""
        return None if self.points is None else self.points / self.out_of


@dataclass(frozen=True)
class Answer:
    """One item of an attempt as it was shown: `order` holds the positions of the options in the order of the page.

    `chosen` holds positions in the item as written; None until answered. `points` is None until handed in.
    """

    number: int
    item: Item
    version: str
    order: tuple[int, ...]
    chosen: tuple[int, ...] | None
    answered_at: datetime | None
    points: Points | None

    @property
    def is_answered(self) -> bool:
        return self.chosen is not None


@dataclass(frozen=True)
class Attempt:
    """An attempt with all that it showed and all that was answered."""

    summary: AttemptSummary
    answers: tuple[Answer, ...]

    @property
    def unanswered(self) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if not answer.is_answered)


@dataclass(frozen=True)
class ItemOutcome:
    """How an item went for a learner in one attempt, for planning the next."""

    item_id: str
    attempt_number: int
    points: Points | None
    was_answered: bool


class NoSuchAttempt(Exception):
    """There is no such attempt, or it is somebody else's."""
