"""What a try is, and what bounds it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Kind(StrEnum):
    """Each counts for itself, so that too many tries of one kind leave the others open."""

    PASSWORD = "password"
    RECOVERY_CODE = "recovery code"
    APP_CODE = "code from an app"
    SIGN_UP = "new account"
    SIGN_UP_INVITED = "new account with a code"


@dataclass(frozen=True)
class Bound:
    """At most so many in this time, of those with the same name, from the same place, or both."""

    at_most: int
    within: timedelta
    same_name: bool = True
    same_place: bool = True


@dataclass(frozen=True)
class Try:
    """Digests only: neither the name nor the place can be read back."""

    name_digest: str
    place_digest: str
    bounds: tuple[Bound, ...]


class TooManyTries(Exception):
    """It was tried too often; `wait` is how long until the next try counts."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"try again in {wait}")
        self.wait = wait
