"""What an address and a mail in the queue are."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from course.people.model import PersonId


class Kind(StrEnum):
    """Why somebody is written to."""

    CONFIRM = "confirm"
    """Whether the address is theirs; the only mail to an address that was not confirmed."""
    NOTICE = "notice"
    DUE = "due"


class State(StrEnum):
    """Where a mail in the queue stands, as it is written down."""

    WAITING = "waiting"
    SENDING = "sending"
    """Claimed by a command. When that was a while ago, nobody knows whether it went out."""
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"
    """Not needed any more: the address is gone, the notice was put away, or it came too late."""


@dataclass(frozen=True)
class Address:
    """Where somebody wants to be written to, and about what."""

    id: int
    person_id: PersonId
    address: str
    is_confirmed: bool
    wants: frozenset[Kind]


@dataclass(frozen=True)
class Claimed:
    """A mail that this command alone may send, to an address as it was at that moment."""

    mail_id: int
    kind: Kind
    attempts: int
    """This one included."""
    address: str
    stop: str
    """The secret of its stop link."""
    confirm: str | None
    """The secret of its confirm link, in a mail that asks whether the address is right."""


@dataclass(frozen=True)
class Outcome:
    """What became of a mail. `code`: what the server answered, or a word of ours."""

    class Way(StrEnum):
        SENT = "sent"
        LATER = "later"
        """Nothing went out; it can be tried again."""
        NEVER = "never"
        """The server does not want it."""
        UNKNOWN = "unknown"
        """The server had it when the line was cut."""

    way: Way
    code: str = ""
    is_server: bool = False
    """The server itself cannot be used now, so the next mail has to wait too."""


@dataclass(frozen=True)
class Logged:
    """A line of what was sent: to whom, why, how it went; no address."""

    name: str
    kind: Kind
    state: State
    queued_at: datetime
    attempts: int
    next_try_at: datetime | None
    claimed_at: datetime | None
    code: str


class NoSuchLink(Exception):
    """A link of a mail that was never made, was used, or has expired."""


class TooManyMails(Exception):
    """This person, or this address, was sent enough links for a day."""


class MailIsOff(Exception):
    """This course sends no e-mail."""
