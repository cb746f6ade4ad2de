"""When a pause ends, and what changed from one attempt to the next."""

from datetime import timedelta

import pytest

from course.attempts.changes import ObjectiveChange, changes_between
from course.attempts.rules import next_start_at, points_of
from course.groups.model import RetakePause
from course.history.model import Answer, Attempt, AttemptSummary
from course.items import Points, version_of
from tests.builders import MONDAY, a_bank, a_summary, an_item

AFTER_TWO = RetakePause(attempts=2, hours=24)


def taken(*points: float | None) -> list[AttemptSummary]:
    return [a_summary(number, points=each) for number, each in enumerate(points, start=1)]


@pytest.mark.parametrize(
    ("attempts", "pause", "hours"),
    [
        (taken(), AFTER_TWO, None),
        (taken(1), AFTER_TWO, None),
        (taken(1, 1), AFTER_TWO, 24),
        (taken(1, 1, 1), AFTER_TWO, None),
        (taken(1, 1, 1, 1), AFTER_TWO, 24),
        (taken(1, 1), None, None),
        (taken(1, 8), AFTER_TWO, None),
        (taken(8, 1), AFTER_TWO, None),
        (taken(6.4, 1), AFTER_TWO, None),
        (taken(6.3, 1), AFTER_TWO, 24),
        (taken(1, 1, None), AFTER_TWO, None),
        (taken(1, None), RetakePause(1, 5), None),
        (taken(1), RetakePause(1, 5), 5),
        (taken(1, 1), RetakePause(2, 5, since=MONDAY + timedelta(days=1, hours=12)), None),
        (taken(1, 1, 1), RetakePause(2, 5, since=MONDAY + timedelta(days=1, hours=12)), 5),
        (taken(1), RetakePause(1, 5, since=MONDAY + timedelta(days=9)), None),
        (taken(8, 1, 1), RetakePause(2, 5, since=MONDAY + timedelta(days=1, hours=12)), None),
    ],
)
def test_from_when_on_a_quiz_can_be_started_again(
    attempts: list[AttemptSummary], pause: RetakePause | None, hours: int | None
) -> None:
    until = next_start_at(attempts, 0.8, pause)
    last = attempts[-1].handed_in_at if attempts else None
    assert until == (last + timedelta(hours=hours) if hours and last else None)


# ---------------------------------------------------------------- what changed


def attempt(**points: list[float]) -> Attempt:
    """An attempt with these points for the questions of each objective."""
    answers, number = [], 0
    for objective, given in points.items():
        for each in given:
            number += 1
            item = an_item(f"item-{number}", objective=objective)
            answers.append(Answer(number, item, version_of(item), (0, 1, 2), (0,), MONDAY, Points(each)))
    return Attempt(a_summary(), tuple(answers))


def test_each_objective_is_compared_by_its_share_of_the_points() -> None:
    before = attempt(first=[1.0, 0.0], second=[0.0], third=[1.0])
    now = attempt(second=[0.5, 1.0], first=[0.5, 0.0], fourth=[1.0])
    assert changes_between(before, now) == (
        ObjectiveChange("second", 0.0, 0.75),
        ObjectiveChange("first", 0.5, 0.25),
        ObjectiveChange("fourth", None, 1.0),
        ObjectiveChange("third", 1.0, None),
    )


# ---------------------------------------------------------------- points


@pytest.mark.parametrize(
    ("chosen", "void", "points"), [((0,), False, 1.0), ((1,), False, 0.0), (None, False, 0.0), (None, True, 1.0)]
)
def test_an_answer_is_scored_by_what_was_shown_and_a_void_one_in_full(
    chosen: tuple[int, ...] | None, void: bool, points: float
) -> None:
    shown = an_item("a")
    today = an_item("a", void=void, void_reason="It was unclear." if void else None)
    answer = Answer(1, shown, version_of(shown), (0, 1, 2), chosen, MONDAY, None)
    assert points_of(answer, a_bank([today])) == points
    assert points_of(answer, a_bank([])) == shown.score_of(chosen or ())
