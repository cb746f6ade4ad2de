"""What a slip is."""

from dataclasses import dataclass
from datetime import timedelta

from course.people.model import Person

SLIP_LENGTH = 16  # 80 bits of Crockford's letters
LASTS = timedelta(days=30)
SLIPS_AT_ONCE = 100
"""So many fit into one printing; the next hundred come with the next."""


@dataclass(frozen=True)
class Slip:
    """A slip as it is printed; its code is nowhere else."""

    person: Person
    code: str


class SlipNotValid(Exception):
    """It was used, it ended, a newer one was printed, or it was never one."""


class HasPassword(Exception):
    """The account has a password of its own."""
