"""What a person is to the course: a made-up name and a role."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

PersonId = NewType("PersonId", int)
"""A row number; never leaves the database. Addresses carry `public_id`."""


class Role(StrEnum):
    LEARNER = "learner"
    TRAINER = "trainer"
    ADMIN = "admin"


@dataclass(frozen=True)
class Person:
    id: PersonId
    public_id: str
    name: str
    role: Role

    @property
    def is_trainer(self) -> bool:
        """Admins may do what trainers do."""
        return self.role in (Role.TRAINER, Role.ADMIN)

    @property
    def is_admin(self) -> bool:
        return self.role is Role.ADMIN


@dataclass(frozen=True)
class Credentials:
    """What is needed to decide whether somebody may sign in; hashes only."""

    person: Person
    password_hash: str
    recovery_hash: str
    joined_at: datetime
    is_disabled: bool


@dataclass(frozen=True)
class SignIn:
    """One device that is signed in."""

    person: Person
    started_at: datetime
    seen_at: datetime
    is_disabled: bool
    is_kept: bool = False
    """Its owner said that the device is theirs alone, so that it stays signed in."""
    is_discreet: bool = False
    """Whether the person wants titles in the browser's tab that say nothing."""


@dataclass(frozen=True)
class HalfSignIn:
    """The password was right; the code from the app is still to come."""

    person: Person
    started_at: datetime
    is_kept: bool


@dataclass(frozen=True)
class Device:
    """What somebody sits at: its address, whether it is known under the name that is tried, what it looks like."""

    address: str = ""
    known_as: str | None = None
    looks: str = ""
    is_kept: bool = False
    """Whether the sign-in that is asked for shall be kept."""


@dataclass(frozen=True)
class Lifetimes:
    """How long a sign-in lasts: without a page, in any case, and when its device is kept."""

    idle: timedelta
    longest: timedelta
    kept: timedelta


@dataclass(frozen=True)
class Invitation:
    """A link that makes its first user a trainer or an admin."""

    role: Role
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None


class NameTaken(Exception):
    """Somebody already goes by this name."""


class CannotSignIn(Exception):
    """The name and the password (or recovery code) do not belong together."""


class InvitationNotValid(Exception):
    """The invitation was used, has expired, or never was."""
