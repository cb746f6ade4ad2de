"""Which points a trainer may give: never fewer than the scoring gave, never more than the full point."""

from enum import StrEnum

from course.history.model import Answer, Attempt
from course.items import FULL

LEAST = 1e-9


class Wanted(StrEnum):
    FULL = "full"
    HALF = "half"
    AS_SCORED = "as scored"
    """Without what trainers gave."""


def points_wanted(attempt: Attempt, answer: Answer) -> dict[Wanted, float]:
    """What can be asked for here, and the points (0 to 1) that the answer would have then."""
    now = answer.points or 0.0
    given = sum(each.change for each in attempt.corrections if each.number == answer.number and each.by_trainer)
    possible = {}
    if now < FULL - LEAST:
        possible[Wanted.FULL] = 1.0
    if now < 0.5 - LEAST:
        possible[Wanted.HALF] = 0.5
    if given > LEAST:
        possible[Wanted.AS_SCORED] = now - given
    return possible
