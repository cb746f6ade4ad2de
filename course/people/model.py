"""What a person is to the course: a made-up name and a role."""

from dataclasses import dataclass
from datetime import datetime
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


class TooManyTries(Exception):
    """Sign-in was tried too often under this name; it can be tried again after a while."""


class InvitationNotValid(Exception):
    """The invitation was used, has expired, or never was."""
