"""What is kept, and what stands in the way of deleting an account."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Fate(StrEnum):
    """What becomes of a person's rows in a table when the account is deleted."""

    GOES = "goes"
    STAYS = "stays"
    """Without a name, for the figures of the group that the person is in."""
    NAMELESS = "nameless"
    """The row stays for others, and forgets who it was."""
    NOBODYS = "nobody's"
    """It is about no person."""


class About(StrEnum):
    """Under which heading the privacy page tells of a table."""

    ACCOUNT = "account"
    LEARNING = "learning"
    GROUPS = "groups"
    MAIL = "mail"
    SITE = "site"


@dataclass(frozen=True)
class Kept:
    """One table in plain words (lazy strings: they are translated when the page is shown)."""

    table: str
    about: About
    what: Any
    why: Any
    how_long: Any
    who_sees: Any
    fate: Fate


@dataclass(frozen=True)
class Part:
    """Part of a person's record: a table, what it holds in words, and the person's rows by column."""

    table: str
    what: str
    rows: list[dict[str, Any]]


class OnlyTrainer(Exception):
    """A group would be without a trainer; holds the group's name."""

    def __init__(self, group: str) -> None:
        self.group = group


class LastAdmin(Exception):
    """The site would be without an admin."""
