"""Why a question is asked outside an attempt, and where the way leads afterwards."""

import re
from dataclasses import dataclass
from typing import Any

from course.history.model import Occasion


@dataclass(frozen=True)
class Errand:
    """`attempt_id` is the attempt that the learner came from, where there was one."""

    occasion: Occasion = Occasion.PRACTICE
    attempt_id: str | None = None

    @property
    def in_address(self) -> dict[str, Any]:
        """What an address has to carry so that the way is not lost."""
        carried = {} if self.occasion is Occasion.PRACTICE else {"why": self.occasion.value}
        return carried | ({"attempt": self.attempt_id} if self.attempt_id else {})


def errand_of(why: str | None, attempt_id: str | None) -> Errand:
    """The errand of an address; whatever is not known there is plain practice."""
    known = {occasion.value: occasion for occasion in Occasion}
    is_an_id = re.fullmatch(r"[0-9a-f]{16}", attempt_id or "")
    return Errand(known.get(why or "", Occasion.PRACTICE), attempt_id if is_an_id else None)


class NoSuchQuestion(Exception):
    """The bank has no such open item."""
