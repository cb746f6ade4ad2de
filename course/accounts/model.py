"""An account as an admin sees it."""

from dataclasses import dataclass
from datetime import datetime

from course.people.model import Person


@dataclass(frozen=True)
class Account:
    """Nothing of what was learned or answered."""

    person: Person
    joined_at: datetime
    disabled_at: datetime | None
    has_password: bool
    sign_ins: int
    has_second_step: bool

    @property
    def may_get_reset_slip(self) -> bool:
        return self.has_password and self.disabled_at is None and not self.person.is_admin


class NoSuchAccount(Exception):
    """Nobody has this name, or this id."""


class LastAdmin(Exception):
    """Without this admin nobody could run the site."""


class NoResetSlip(Exception):
    """This account gets none: an admin's, a shut one, or one without a password."""
