"""Which items the next attempt asks, in which order, with which order of options. The same seed gives the same plan.

The next attempt leaves out what the last one asked as far as the bank allows, and takes first what stands beside the
questions that were missed (another form of the same question, then the same objective), then what was never seen, then
what was not seen for longest. Every must-pass question is part of it, and every objective.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from math import ceil
from random import Random

from course.content.model import Bank
from course.groups.model import RetakePause
from course.history.model import Answer, AttemptSummary, ItemOutcome
from course.items import BranchingCase, Item, Points, is_full
from course.progress.rules import reaches

SAME_STATEMENT_AT_MOST = 2
"""Items of an attempt that may ask the same statement, besides a story. 2026-11-29: a story touches many statements in
passing, so counting them had shut one out of all but 6 in 1,000 attempts.
"""
OTHER_SHARE = 5 / 8
"""Share of an attempt that was not in the last one, as long as the bank has enough."""
SHOWING = ("matching", "ordering", "hotspot")
"""Kinds of which an attempt has at least one, unless it has a picture."""


class Turn(IntEnum):
    """Whose turn it is: lower comes first."""

    OTHER_FORM_OF_MISSED = 0
    SAME_OBJECTIVE_AS_MISSED = 1
    NEVER_SEEN = 2
    SEEN_BEFORE = 3
    MISSED_LAST_TIME = 4
    KNOWN_LAST_TIME = 5


@dataclass(frozen=True)
class Drawn:
    """An item for the attempt, and the order in which to show what can be chosen."""

    item: Item
    order: tuple[int, ...]


def plan_attempt(bank: Bank, outcomes: Sequence[ItemOutcome], seed: int) -> tuple[Drawn, ...]:
    """Draw `bank.drawn` items for the next attempt, after the `outcomes` of all attempts handed in before."""
    chance = Random(seed)
    chosen = _Draw(bank, outcomes, chance).items()
    chance.shuffle(chosen)
    return tuple(Drawn(item, item.shuffled(chance)) for item in chosen)


def turns_of(items: Sequence[Item], outcomes: Sequence[ItemOutcome]) -> dict[str, Turn]:
    """Whose turn each item is after these outcomes, which come in the order of the attempts."""
    last_attempt = max((outcome.attempt_number for outcome in outcomes), default=0)
    seen = {outcome.item_id for outcome in outcomes}
    last = {outcome.item_id: outcome for outcome in outcomes if outcome.attempt_number == last_attempt}
    missed = [item for item in items if item.id in last and not is_full(last[item.id].points)]
    questions, objectives = {item.question_id for item in missed}, {item.objective for item in missed}

    def turn(item: Item) -> Turn:
        if item.id in last:
            return Turn.KNOWN_LAST_TIME if is_full(last[item.id].points) else Turn.MISSED_LAST_TIME
        if item.question_id in questions:
            return Turn.OTHER_FORM_OF_MISSED
        if item.objective in objectives:
            return Turn.SAME_OBJECTIVE_AS_MISSED
        return Turn.SEEN_BEFORE if item.id in seen else Turn.NEVER_SEEN

    return {item.id: turn(item) for item in items}


class _Draw:
    """One drawing of items: ranked by turn, then picked so that every wish of the blueprint is kept."""

    def __init__(self, bank: Bank, outcomes: Sequence[ItemOutcome], chance: Random) -> None:
        self.bank = bank
        turns = turns_of(bank.open_items, outcomes)
        latest = {outcome.item_id: outcome.attempt_number for outcome in outcomes}
        ranked = ((turns[item.id], latest.get(item.id, 0), chance.random(), item) for item in bank.open_items)
        self.ranked = [item for *_, item in sorted(ranked, key=lambda rank: rank[:3])]
        self.again = {item.id for item in self.ranked if turns[item.id] >= Turn.MISSED_LAST_TIME}
        self.number = min(bank.drawn, len(self.ranked))
        self.repeats_at_most = self.number - ceil(self.number * OTHER_SHARE)
        self.chosen: list[Item] = []

    def items(self) -> list[Item]:
        """The drawn items; wishes are given up only where the bank is too small for them, the smallest wish first."""
        must_pass = [item for item in self.ranked if item.must_pass]
        for question_id in dict.fromkeys(item.question_id for item in must_pass):
            self.add_first([item for item in must_pass if item.question_id == question_id])
        for objective in sorted({item.objective for item in self.ranked}, key=self.rank_of_objective):
            if all(item.objective != objective for item in self.chosen):
                self.add_first([item for item in self.ranked if item.objective == objective])
        if not any(item.picture or item.kind in SHOWING for item in self.chosen):
            self.add_first([item for item in self.ranked if item.picture or item.kind in SHOWING])
        self.fill([item for item in self.ranked if item.id not in self.again], self.is_welcome)
        self.fill(self.ranked, lambda item: self.is_welcome(item) and self.may_repeat(item))
        self.fill([item for item in self.ranked if item.id not in self.again], lambda item: True)
        self.fill(self.ranked, lambda item: True)
        return self.chosen

    def rank_of_objective(self, objective: str) -> int:
        return next(at for at, item in enumerate(self.ranked) if item.objective == objective)

    def add_first(self, candidates: Sequence[Item]) -> None:
        """The first that is welcome, or the first of all."""
        if candidates and len(self.chosen) < self.number:
            self.chosen.append(next((item for item in candidates if self.is_welcome(item)), candidates[0]))

    def fill(self, candidates: Iterable[Item], is_fit: Callable[[Item], bool]) -> None:
        for item in candidates:
            if len(self.chosen) < self.number and item not in self.chosen and is_fit(item):
                self.chosen.append(item)

    def is_welcome(self, item: Item) -> bool:
        """Whether it asks something that this attempt does not ask already."""
        if any(other.question_id == item.question_id for other in self.chosen):
            return False
        questions = [other for other in self.chosen if not isinstance(other, BranchingCase)]
        if isinstance(item, BranchingCase):
            return len(questions) == len(self.chosen)  # a story takes longer than a question; one is enough
        asked = Counter(statement for other in questions for statement in other.statements)
        return all(asked[statement] < SAME_STATEMENT_AT_MOST for statement in item.statements)

    def may_repeat(self, item: Item) -> bool:
        return item.id not in self.again or self.repeats < self.repeats_at_most

    @property
    def repeats(self) -> int:
        return sum(item.id in self.again for item in self.chosen)


def points_of(answer: Answer, bank: Bank) -> Points:
    """Points of an answer when it is handed in; an item that was made void since it was shown gives the full point."""
    today = bank.find_item(answer.item.id)
    return Points(1.0) if today and today.void else answer.item.score_of(answer.chosen or ())


def next_start_at(attempts: Sequence[AttemptSummary], pass_mark: float, pause: RetakePause | None) -> datetime | None:
    """From when on the quiz can be started again, or None when nothing is in the way.

    `attempts` are those at one quiz that count, in the order begun. An open attempt can always be gone on with, and who
    has reached the pass mark (a share of the points) never waits. What was handed in before the pause was asked for
    does not count.
    """
    if pause is None or any(attempt.is_open for attempt in attempts):
        return None
    moments = [attempt.handed_in_at for attempt in attempts if attempt.handed_in_at]
    handed_in = [moment for moment in moments if pause.since is None or moment > pause.since]
    if not handed_in:
        return None
    if len(handed_in) % pause.attempts or any(reaches(attempt.share, pass_mark) for attempt in attempts):
        return None
    return handed_in[-1] + timedelta(hours=pause.hours)
