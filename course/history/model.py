"""Facts about what a learner did."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType, Protocol

from course.content.model import Stem
from course.items import Item, Points, is_full
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
    began_at: datetime | None = None


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
    is_set_aside: bool = False
    """Whether the quiz was begun afresh after it: it can be read, and does not count."""

    @property
    def is_open(self) -> bool:
        return self.handed_in_at is None

    @property
    def share(self) -> float | None:
        """The share of the points, 0 to 1; None while the attempt is open."""
        return None if self.points is None else self.points / self.out_of


class Shown(Protocol):
    """An item as it was shown at some time, and what was answered: `order` holds the order of what can be chosen on
    the page, `chosen` the answer (positions in the item as written), None until there is one."""

    @property
    def item(self) -> Item: ...
    @property
    def version(self) -> str: ...
    @property
    def order(self) -> tuple[int, ...]: ...
    @property
    def chosen(self) -> tuple[int, ...] | None: ...
    @property
    def is_answered(self) -> bool: ...


@dataclass(frozen=True)
class Answer:
    """One item of an attempt. `points` is None until handed in; later corrections are added to it."""

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

    @property
    def is_complete(self) -> bool:
        """Whether nothing in it is left open (a matching may be answered in part)."""
        return self.chosen is not None and self.item.is_complete(self.chosen)

    @property
    def is_settled(self) -> bool:
        """A must-pass item that was missed: its card has been shown, so the answer stays as it is in this attempt."""
        return self.item.must_pass and self.is_complete and not is_full(self.item.score_of(self.chosen or ()))


@dataclass(frozen=True)
class ScoreCorrection:
    """A fact that changes the points of an answer afterwards; `change` is added to them.

    `reason` is a sentence of the bank, or the value of a Reason where a trainer did it; `by` is the trainer's name,
    None where their account is gone or the bank was mended.
    """

    number: int
    change: float
    reason: str
    at: datetime
    by_trainer: bool = False
    by: str | None = None


@dataclass(frozen=True)
class QuizReset:
    """A quiz begun afresh by a trainer: attempts up to the number `up_to` do not count any more."""

    module: Stem
    up_to: int
    reason: str
    at: datetime
    by: str | None


@dataclass(frozen=True)
class Attempt:
    """An attempt with all that it showed and all that was answered."""

    summary: AttemptSummary
    answers: tuple[Answer, ...]
    corrections: tuple[ScoreCorrection, ...] = ()

    @property
    def unanswered(self) -> tuple[Answer, ...]:
        """Those without an answer, and those only begun: a story half told, a matching half filled."""
        return tuple(answer for answer in self.answers if not answer.is_complete)


@dataclass(frozen=True)
class ItemOutcome:
    """How an item went for a learner in one attempt, for planning the next."""

    item_id: str
    attempt_number: int
    points: Points | None
    was_answered: bool


class Certainty(StrEnum):
    """How sure somebody was of an answer. Asked in practice and review, never in a quiz, never part of a score."""

    SURE = "sure"
    THINK_SO = "think so"
    GUESSING = "guessing"


class Occasion(StrEnum):
    """Why a question was asked outside an attempt."""

    PRACTICE = "practice"
    MISSED = "missed"
    """Practising what an attempt showed to be missing."""
    SAFETY = "safety"
    """A must-pass item that came back."""
    REPAIR = "repair"
    """The question on a repair card."""
    REVIEW = "review"


@dataclass(frozen=True)
class PracticeAnswer:
    """One question answered outside an attempt."""

    public_id: str
    module: Stem
    item: Item
    version: str
    order: tuple[int, ...]
    chosen: tuple[int, ...]
    certainty: Certainty | None
    occasion: Occasion
    points: Points
    at: datetime

    @property
    def is_answered(self) -> bool:
        return bool(self.chosen)

    @property
    def is_right(self) -> bool:
        return is_full(self.points)


@dataclass(frozen=True)
class Logged:
    """One line of a learner's answer log: any answered item, in an attempt that was handed in or outside one."""

    module: Stem
    item_id: str
    points: Points
    certainty: Certainty | None
    occasion: Occasion | None
    """None for an answer in an attempt."""
    at: datetime

    @property
    def is_right(self) -> bool:
        return is_full(self.points)

    @property
    def is_sure_and_wrong(self) -> bool:
        return self.certainty is Certainty.SURE and not self.is_right


class Reason(StrEnum):
    """Why a trainer changes something afterwards. Chosen and never typed, so that nothing about a family is written."""

    FITS_TOO = "fits too"
    UNCLEAR = "unclear"
    TALKED = "talked"
    SLIP = "slip"
    TAKEN_BACK = "taken back"
    ASKED = "asked"
    SOMEBODY_ELSE = "somebody else"
    TROUBLE = "trouble"
    NEW_START = "new start"


class NoSuchAnswer(Exception):
    """There is no such answer, or it is somebody else's."""


class NoSuchAttempt(Exception):
    """There is no such attempt, or it is somebody else's."""
