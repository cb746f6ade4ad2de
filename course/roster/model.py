"""A list of learners as it was read."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

ROWS_AT_MOST = 10_000
WAITS = timedelta(days=1)
PIECE = 1_000
"""So many accounts are made at a time."""


class Refusal(StrEnum):
    """Why a row is left out."""

    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    STRANGE = "strange"
    """It holds characters that cannot be seen."""
    E_MAIL = "e-mail"
    TWICE = "twice"
    IN_GROUP = "in group"
    TAKEN = "taken"


@dataclass(frozen=True)
class Row:
    """A line of the list: the name as it would be shown; `refusal` is None when an account can be made."""

    line: int
    name: str
    refusal: Refusal | None = None
    same_as: int | None = None
    """The earlier line that has the same name."""


@dataclass(frozen=True)
class Reading:
    """What was read, and what is worth saying about the way it was read."""

    rows: tuple[Row, ...]
    column: str | None
    """The head of the column that holds the names, where there is a head."""
    ignored: tuple[str, ...]
    """Heads of the columns that are not kept."""
    encoding: str


@dataclass(frozen=True)
class Waiting:
    """A list that was looked through and waits to be taken; `taken` rows of it are done."""

    public_id: str
    rows: tuple[Row, ...]
    taken: int
    made: int
    """How many accounts were made so far."""

    @property
    def fit(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.refusal is None)

    @property
    def refused(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.refusal is not None)


class UnfitRoster(Exception):
    """The list cannot be read; `sentence` says why, where, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NoSuchRoster(Exception):
    """There is no such list, it is somebody else's, or it was taken already."""
