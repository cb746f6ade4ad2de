"""What is said about a backup, and what a doctor finds."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True)
class Backup:
    """A backup that was opened again and counted: its file, its size in bytes, and its rows by table."""

    path: Path
    size: int
    rows: dict[str, int]

    @property
    def all_rows(self) -> int:
        return sum(self.rows.values())


class Level(StrEnum):
    """How a finding is to be taken."""

    FINE = "ok"
    LOOK = "look"
    """It can run on, and somebody should look at it."""
    MEND = "mend"
    """It cannot stay like this."""


@dataclass(frozen=True)
class Finding:
    level: Level
    subject: str
    sentence: str


class CannotBackUp(Exception):
    """No backup was made; the message says why and what to do. Earlier ones are left as they are."""


class CannotRestore(Exception):
    """Nothing was restored; the message says why and what to do. The database is left as it is."""
