"""Which items the next attempt asks, in which order, with which order of options. The same seed gives the same plan."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from random import Random

from course.content.model import Bank
from course.history.model import ItemOutcome
from course.items import Item

SAME_STATEMENT_AT_MOST = 2


class Turn(IntEnum):
    """Whose turn it is: lower comes first."""

    NEVER_SEEN = 0
    MISSED_BEFORE = 1
    KNOWN_BEFORE = 2
    MISSED_LAST_TIME = 3
    KNOWN_LAST_TIME = 4


@dataclass(frozen=True)
class Drawn:
    """An item for the attempt, with the positions of its options in the order to show."""

    item: Item
    order: tuple[int, ...]


def plan_attempt(bank: Bank, outcomes: Sequence[ItemOutcome], seed: int) -> tuple[Drawn, ...]:
    """Draw `bank.drawn` items for the next attempt, after the `outcomes` of all attempts handed in before."""
    chance = Random(seed)
    turns = turns_of(bank.open_items, outcomes)
    ranked = sorted(bank.open_items, key=lambda item: (turns[item.id], chance.random()))
    chosen = _choose(ranked, min(bank.drawn, len(ranked)))
    chance.shuffle(chosen)
    return tuple(Drawn(item, _shuffled(len(item.options), chance)) for item in chosen)


def turns_of(items: Iterable[Item], outcomes: Sequence[ItemOutcome]) -> dict[str, Turn]:
    """Whose turn each item is: those not in the last attempt first, and what was missed before what was known."""
    last_attempt = max((outcome.attempt_number for outcome in outcomes), default=0)
    latest = {outcome.item_id: outcome for outcome in outcomes}  # outcomes come in order: the latest stays
    turns = {}
    for item in items:
        outcome = latest.get(item.id)
        if outcome is None:
            turns[item.id] = Turn.NEVER_SEEN
        elif outcome.attempt_number == last_attempt:
            turns[item.id] = Turn.KNOWN_LAST_TIME if outcome.points == 1.0 else Turn.MISSED_LAST_TIME
        else:
            turns[item.id] = Turn.KNOWN_BEFORE if outcome.points == 1.0 else Turn.MISSED_BEFORE
    return turns


def _choose(ranked: Sequence[Item], number: int) -> list[Item]:
    chosen = [item for item in ranked if item.must_pass][:number]
    for objective in dict.fromkeys(item.objective for item in ranked):
        if all(item.objective != objective for item in chosen):
            _add_first(chosen, [item for item in ranked if item.objective == objective], number)
    if all(item.picture is None for item in chosen):
        _add_first(chosen, [item for item in ranked if item.picture is not None], number)
    for is_fit in (_is_welcome, _is_other):
        for item in ranked:
            if len(chosen) < number and item not in chosen and is_fit(item, chosen):
                chosen.append(item)
    return chosen


def _add_first(chosen: list[Item], candidates: Sequence[Item], number: int) -> None:
    if len(chosen) >= number or not candidates:
        return
    chosen.append(next((item for item in candidates if _is_welcome(item, chosen)), candidates[0]))


def _is_welcome(item: Item, chosen: Sequence[Item]) -> bool:
    """Whether no statement would be asked about more than twice."""
    asked = Counter(statement for other in chosen for statement in other.statements)
    return all(asked[statement] < SAME_STATEMENT_AT_MOST for statement in item.statements)


def _is_other(item: Item, chosen: Sequence[Item]) -> bool:
    """The bank is small: better a statement asked three times than an attempt that is too short."""
    return item not in chosen


def _shuffled(number: int, chance: Random) -> tuple[int, ...]:
    order = list(range(number))
    chance.shuffle(order)
    return tuple(order)
