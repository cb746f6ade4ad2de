"""How far somebody is with a module: the rule as a numbered table."""

from dataclasses import replace

import pytest

from course.content.model import Lesson, Module, Stem
from course.history.model import AttemptSummary, Reading
from course.progress.model import State
from course.progress.rules import next_module, progress_of, reaches
from tests.builders import a_bank, a_reading, a_summary, an_item

LESSON = Lesson(Stem("a-module"), "A lesson", 5, "You will know.", {"first": "Know."}, (), ())
PLAIN = Module(LESSON.stem, 1, LESSON, a_bank([an_item(f"item-{number}") for number in range(10)]))
WITH_MUST_PASS = replace(PLAIN, bank=a_bank([an_item(f"item-{number}", must_pass=number == 0) for number in range(10)]))
OPEN = a_summary(2, points=None)


@pytest.mark.parametrize(
    ("number", "module", "reading", "attempts", "known", "state"),
    [
        (1, PLAIN, None, [], [], State.NOT_STARTED),
        (2, PLAIN, a_reading(), [], [], State.READING),
        (3, PLAIN, a_reading(finished=True), [], [], State.QUIZ_NEXT),
        (4, PLAIN, None, [a_summary(1, points=None)], [], State.QUIZ_NEXT),
        (5, PLAIN, a_reading(), [a_summary(1, points=6.0)], [], State.QUIZ_NEXT),
        (6, PLAIN, a_reading(), [a_summary(1, points=6.4)], [], State.PASSED),
        (7, PLAIN, None, [a_summary(1, points=8.0)], [], State.PASSED),
        (8, PLAIN, None, [a_summary(1, points=8.0), OPEN], [], State.PASSED),
        (9, PLAIN, None, [a_summary(1, points=8.0), a_summary(2, points=1.0)], [], State.PASSED),
        (10, WITH_MUST_PASS, None, [a_summary(1, points=7.0)], [], State.QUIZ_NEXT),
        (11, WITH_MUST_PASS, None, [a_summary(1, points=7.0)], ["item-0"], State.PASSED),
        (12, WITH_MUST_PASS, None, [a_summary(1, points=2.0)], ["item-0"], State.QUIZ_NEXT),
    ],
)
def test_state(
    number: int,
    module: Module,
    reading: Reading | None,
    attempts: list[AttemptSummary],
    known: list[str],
    state: State,
) -> None:
    assert progress_of(module, reading, attempts, frozenset(known)).state is state, f"row {number}"


def test_best_first_and_latest_are_kept_apart() -> None:
    attempts = [a_summary(1, points=3.0), a_summary(2, points=7.0), a_summary(3, points=5.0), a_summary(4, points=None)]
    progress = progress_of(PLAIN, None, attempts, frozenset())
    found = [progress.first, progress.best, progress.latest, progress.open_attempt]
    assert [attempt.number if attempt else None for attempt in found] == [1, 2, 3, 4]
    assert progress.attempts == 3


def test_of_equal_scores_the_earlier_is_the_best() -> None:
    progress = progress_of(PLAIN, None, [a_summary(1, points=5.0), a_summary(2, points=5.0)], frozenset())
    assert progress.best is not None
    assert progress.best.number == 1


def test_a_pass_mark_that_changes_is_right_at_once() -> None:
    attempts = [a_summary(1, points=5.0)]
    easier = replace(PLAIN, bank=replace(PLAIN.bank, pass_mark=0.6))
    assert progress_of(PLAIN, None, attempts, frozenset()).state is State.QUIZ_NEXT
    assert progress_of(easier, None, attempts, frozenset()).state is State.PASSED


@pytest.mark.parametrize(
    ("share", "reached"), [(None, False), (0.79, False), (0.8, True), (0.1 + 0.7, True), (1.0, True)]
)
def test_reaching_the_pass_mark(share: float | None, reached: bool) -> None:
    assert reaches(share, 0.8) is reached


def test_last_active_is_the_latest_of_everything() -> None:
    attempt = a_summary(1)
    assert progress_of(PLAIN, a_reading(), [attempt], frozenset()).last_active_at == attempt.handed_in_at
    assert (
        progress_of(PLAIN, a_reading(finished=True), [], frozenset()).last_active_at
        == a_reading(finished=True).finished_at
    )
    assert progress_of(PLAIN, None, [], frozenset()).last_active_at is None


def modules(*states: State) -> list[object]:
    shapes = {
        State.NOT_STARTED: (None, []),
        State.READING: (a_reading(), []),
        State.QUIZ_NEXT: (a_reading(finished=True), []),
        State.PASSED: (None, [a_summary(1)]),
    }
    return [
        progress_of(replace(PLAIN, stem=Stem(f"module-{number}"), number=number), *shapes[state], frozenset())
        for number, state in enumerate(states, start=1)
    ]


@pytest.mark.parametrize(
    ("states", "asked_first", "expected"),
    [
        ([State.NOT_STARTED, State.NOT_STARTED], [], 1),
        ([State.PASSED, State.NOT_STARTED], [], 2),
        ([State.NOT_STARTED, State.READING], [], 2),
        ([State.READING, State.QUIZ_NEXT], [], 1),
        ([State.NOT_STARTED, State.NOT_STARTED], ["module-2"], 2),
        ([State.READING, State.NOT_STARTED], ["module-2"], 2),
        ([State.NOT_STARTED, State.PASSED], ["module-2"], 1),
        ([State.PASSED, State.PASSED], [], None),
    ],
)
def test_what_to_go_on_with(states: list[State], asked_first: list[str], expected: int | None) -> None:
    found = next_module(modules(*states), first=asked_first)  # type: ignore[arg-type]
    assert (found.module.number if found else None) == expected
