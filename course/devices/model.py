"""A sign-in as its owner sees it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class OwnSignIn:
    public_id: str
    started_at: datetime
    seen_at: datetime
    is_kept: bool
    looks: str
    is_this: bool


class NoSuchSignIn(Exception):
    """No sign-in of this person has this id, or it is over."""
