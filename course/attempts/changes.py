"""What changed from one attempt to the next, objective by objective."""

from collections.abc import Sequence
from dataclasses import dataclass

from course.history.model import Answer, Attempt


@dataclass(frozen=True)
class ObjectiveChange:
    """The share of the points in one objective, 0 to 1, before and now; None where it was not asked."""

    objective: str
    before: float | None
    now: float | None


def changes_between(before: Attempt, now: Attempt) -> tuple[ObjectiveChange, ...]:
    """Each objective that either attempt asked, in the order of the later one."""
    objectives = dict.fromkeys(answer.item.objective for answer in (*now.answers, *before.answers))
    return tuple(
        ObjectiveChange(objective, _share(before.answers, objective), _share(now.answers, objective))
        for objective in objectives
    )


def _share(answers: Sequence[Answer], objective: str) -> float | None:
    points = [answer.points or 0.0 for answer in answers if answer.item.objective == objective]
    return sum(points) / len(points) if points else None
