"""What an app that shows codes is to the course."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Authenticator:
    """What the app and the server share; `confirmed_at` is None until a first code has shown that the app has it."""

    sealed_secret: str
    confirmed_at: datetime | None
    last_step: int
    """The half minute of the last code that was taken: it, and any before it, is not taken again."""


class CodeDoesNotFit(Exception):
    """Not the code of this moment, or one that was used already."""
