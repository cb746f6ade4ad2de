"""What a learner can do with a quiz; one transaction each, and doing it twice is doing it once."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from course.attempts.rules import next_start_at, plan_attempt, points_of
from course.content.model import Module
from course.database import transaction
from course.groups.store import find_retake_pause_of_learner
from course.history import saving, store
from course.history.model import Answer, Attempt, AttemptSummary, NoSuchAttempt
from course.people.model import Person


class AlreadyHandedIn(Exception):
    """The attempt was handed in before; its answers stay as they were."""


class AnswerStays(Exception):
    """A must-pass item was missed and its card shown: in this attempt the answer stays as it is."""


class RetakeNotYet(Exception):
    """The group asks for a pause; `until` is when the quiz can be started again."""

    def __init__(self, module: Module, until: datetime) -> None:
        super().__init__(until)
        self.module, self.until = module, until


def start(module: Module, person: Person, now: datetime) -> AttemptSummary:
    """The open attempt at this quiz, or a new one; two taps give one attempt. Raises RetakeNotYet."""
    with transaction():
        store.lock_person(person.id)
        attempt = store.find_open_attempt(person.id, module.stem)
        if attempt is not None:
            return attempt
        if until := find_wait(module, person, now):
            raise RetakeNotYet(module, until)
        seed = secrets.randbelow(2**31)
        plan = plan_attempt(module.bank, store.list_outcomes(person.id, module.stem), seed)
        drawn = [(each.item, each.order) for each in plan]
        return store.record_attempt(person.id, module.stem, seed, drawn, now, figures=module.bank.figures)


def find_wait(module: Module, person: Person, now: datetime) -> datetime | None:
    """Until when a pause of the learner's group lasts, or None when the quiz can be started now."""
    pause = find_retake_pause_of_learner(person.id)
    attempts = store.list_attempts([person.id], module.stem) if pause else []
    attempts = [attempt for attempt in attempts if not attempt.is_set_aside]
    until = next_start_at(attempts, module.bank.pass_mark, pause)
    return until if until and now < until else None


def get_attempt(public_id: str, of: Person) -> Attempt:
    """A person's own attempt; raises NoSuchAttempt for anybody else's."""
    attempt = store.find_attempt(public_id, of.id)
    if attempt is None:
        raise NoSuchAttempt(public_id)
    return attempt


def get_answer(attempt: Attempt, number: int) -> Answer:
    """One question of an attempt, counted from 1; raises NoSuchAttempt beyond the last."""
    if not 1 <= number <= len(attempt.answers):
        raise NoSuchAttempt(f"{attempt.summary.public_id}/{number}")
    return attempt.answers[number - 1]


def save_answer(attempt: Attempt, number: int, chosen: Sequence[int], now: datetime) -> None:
    """Keep the chosen positions (in the item as written); raises AlreadyHandedIn, or AnswerStays."""
    answer = get_answer(attempt, number)
    with transaction():
        if answer.item.must_pass and replace(answer, chosen=saving.find_chosen(attempt.summary.id, number)).is_settled:
            raise AnswerStays  # asked here, since another tab may have missed it a moment ago
        if not saving.record_answer(attempt.summary.id, number, chosen or None, now):
            raise AlreadyHandedIn


def hand_in(attempt: Attempt, module: Module, of: Person, now: datetime) -> None:
    """Score every answer as it stands and close the attempt; raises AlreadyHandedIn the second time."""
    with transaction():
        store.lock_person(of.id)
        latest = store.find_attempt(attempt.summary.public_id, of.id)  # another tab may have answered since
        if latest is None:
            raise NoSuchAttempt(attempt.summary.public_id)
        points = [points_of(answer, module.bank) for answer in latest.answers]
        if not saving.record_handed_in(latest, points, now):
            raise AlreadyHandedIn
