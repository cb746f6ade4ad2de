"""Ordering: put steps into the order in which they usually come.

Authors write the steps in their right order. The answer has one number for each step as written: its place, counted
from 0, or -1 for none yet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import ClassVar, Literal

from course.items.item import NOWHERE, Asks, Item, Points, Text, Words, Written, permutation

TRIES = 100


class Step(Written):
    """One step, and why it stands where it does."""

    text: Words
    why: Words


@dataclass(frozen=True)
class StepLine:
    """A step in its right place; places count from 1, `given` is None where none was given."""

    text: str
    given: int | None
    best: int
    why: str
    right: bool
    """Whether the step before it was put just before it; of the first step, whether it came first."""


class Ordering(Item):
    """Scored by the share of neighbouring pairs that stand next to each other in the right order."""

    template: ClassVar[str] = "ordering"
    asks: ClassVar[Asks] = Asks.ROWS
    body: ClassVar[str] = "steps"

    kind: Literal["ordering"]
    steps: tuple[Step, ...]

    @property
    def rows(self) -> tuple[str, ...]:
        return tuple(step.text for step in self.steps)

    @property
    def key(self) -> tuple[int, ...]:
        return tuple(range(len(self.steps)))

    def score_of(self, given: Sequence[int]) -> Points:
        places = [*given, *[NOWHERE] * len(self.steps)][: len(self.steps)]
        there_are = range(len(self.steps))
        right = sum(
            first in there_are and second in there_are and second == first + 1 for first, second in pairwise(places)
        )
        return Points(right / (len(self.steps) - 1))

    def is_complete(self, given: Sequence[int]) -> bool:
        return sorted(given) == list(range(len(self.steps)))

    def shuffled(self, chance: Random) -> tuple[int, ...]:
        """Never with two neighbors in their right order, so that leaving everything as it stands earns nothing."""
        for _ in range(TRIES):
            order = permutation(len(self.steps), chance)
            shown_places = [order.index(step) for step in range(len(order))]
            if self.score_of(shown_places) == 0.0:
                return order
        return tuple(reversed(self.key))

    def explain(self, given: Sequence[int], order: Sequence[int]) -> Sequence[StepLine]:
        places = [*given, *[NOWHERE] * len(self.steps)]
        return [
            StepLine(
                step.text,
                places[at] + 1 if places[at] >= 0 else None,
                at + 1,
                step.why,
                places[at] == 0 if at == 0 else places[at - 1] >= 0 and places[at] == places[at - 1] + 1,
            )
            for at, step in enumerate(self.steps)
        ]

    def texts(self) -> Iterator[Text]:
        for position, step in enumerate(self.steps):
            yield Text("step", step.text, ("steps", position, "text"))
            yield Text("explanation", step.why, ("steps", position, "why"))

    def slips(self) -> Iterator[str]:
        if not 3 <= len(self.steps) <= 6:
            yield f"has {len(self.steps)} steps; an ordering has three to six"
        if len(set(self.rows)) < len(self.rows):
            yield "has the same step twice; write each step once"
