"""What a notice is."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from course.content.model import Stem
from course.people.model import PersonId


class Template(StrEnum):
    """What can be said. The value stands in the database for ever."""

    NEW_MODULE = "new-module"
    GO_ON = "go-on"
    TALK = "talk"
    MEETS = "meets"
    WELL_DONE = "well-done"
    THANKS = "thanks"

    @property
    def takes_module(self) -> bool:
        return self is Template.NEW_MODULE

    @property
    def takes_day(self) -> bool:
        return self is Template.MEETS


VERSION = 1
"""Of the words of all templates; raise it when a sentence changes, and keep the old one in `wording`."""


@dataclass(frozen=True)
class Saying:
    """What is said: which words, with what filled in."""

    template: Template
    module: Stem | None = None
    day: date | None = None
    version: int = VERSION


@dataclass(frozen=True)
class Notice:
    """A notice as its learner has it."""

    public_id: str
    saying: Saying
    sent_at: datetime
    sender: str | None
    """The trainer's name; None when the account is gone."""
    group: str
    is_put_away: bool


@dataclass(frozen=True)
class Recipient:
    person_id: PersonId
    is_put_away: bool


@dataclass(frozen=True)
class Sending:
    """A notice as a group's trainers see it: to whom it went."""

    saying: Saying
    sent_at: datetime
    sender: str | None
    recipients: tuple[Recipient, ...]


class LeftOut(StrEnum):
    """Why somebody does not get a notice."""

    SENT_TODAY = "sent today"
    NOT_ALL_PASSED = "not all passed"
    PASSED_ALREADY = "passed already"


class NoSuchNotice(Exception):
    """There is no such notice, or it is somebody else's."""
