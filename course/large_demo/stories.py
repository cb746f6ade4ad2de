"""What a learner of the large demo may have done in a module, told once and lived by many, each at another time."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from course.attempts.rules import plan_attempt
from course.content.model import Module
from course.demo import a_guess
from course.history.model import Certainty, ItemOutcome, Occasion
from course.items import Item, Points, version_of

STORIES_A_MODULE = 60
LEFT_OPEN = 0.03
"""The chance that a question of an attempt is left open."""


@dataclass(frozen=True)
class Given:
    """One question as it was shown and answered; `chosen` is None where it was left open."""

    item_id: str
    version: str
    order: tuple[int, ...]
    chosen: tuple[int, ...] | None
    points: Points


@dataclass(frozen=True)
class Practised:
    """One question answered outside attempts."""

    given: Given
    certainty: Certainty
    occasion: Occasion


@dataclass(frozen=True)
class Story:
    """A learner's way through a module once its lesson was read: attempts, the next knowing more, and practice."""

    module: Module
    attempts: tuple[tuple[Given, ...], ...]
    practice: tuple[Practised, ...]

    @property
    def points(self) -> tuple[float, ...]:
        """Of each attempt."""
        return tuple(float(sum(given.points for given in attempt)) for attempt in self.attempts)


def stories_of(module: Module, seed: int) -> tuple[Story, ...]:
    """The same seed tells the same stories."""
    chance = Random(f"{seed} {module.stem}")
    return tuple(_story(module, chance) for _ in range(STORIES_A_MODULE))


def _story(module: Module, chance: Random) -> Story:
    skill = chance.uniform(0.35, 0.95)
    attempts: list[tuple[Given, ...]] = []
    outcomes: list[ItemOutcome] = []
    for number in range(1, chance.choice((1, 1, 2, 3)) + 1):
        plan = plan_attempt(module.bank, outcomes, chance.getrandbits(31))
        attempt = tuple(_given(drawn.item, drawn.order, skill, chance) for drawn in plan)
        attempts.append(attempt)
        outcomes += [ItemOutcome(one.item_id, number, one.points, one.chosen is not None) for one in attempt]
        skill = min(1.0, skill + 0.15)
    asked = chance.sample(module.bank.open_items, min(chance.randint(0, 5), len(module.bank.open_items)))
    return Story(module, tuple(attempts), tuple(_practised(asked, skill, chance)))


def _given(item: Item, order: tuple[int, ...], skill: float, chance: Random) -> Given:
    if chance.random() < LEFT_OPEN:
        return Given(item.id, version_of(item), order, None, item.score_of(()))
    chosen = _answer(item, skill, chance)
    return Given(item.id, version_of(item), order, chosen, item.score_of(chosen))


def _practised(items: Sequence[Item], skill: float, chance: Random) -> list[Practised]:
    found = []
    for item in items:
        chosen = _answer(item, skill, chance)
        given = Given(item.id, version_of(item), item.shuffled(chance), chosen, item.score_of(chosen))
        certainty = chance.choice(list(Certainty))
        found.append(Practised(given, certainty, chance.choice((Occasion.PRACTICE, Occasion.REVIEW))))
    return found


def _answer(item: Item, skill: float, chance: Random) -> tuple[int, ...]:
    return item.key if chance.random() < skill else a_guess(item, chance)
