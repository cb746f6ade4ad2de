"""Hotspot: tap places of a drawing, or tick the same places in the list below it.

2026-11-23: a zone is a rectangle in the drawing's own units with a number on it, and the list names the same numbers:
whoever cannot see or tap the drawing answers by the list, and both are one set of checkboxes.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from random import Random
from typing import ClassVar, Literal

from pydantic import Field

from course.items.choosing import ChoosingItem, Option
from course.items.item import Asks, Points, Words

SMALLEST_ZONE = 52
"""Units of the drawing (320 wide): 44 pixels of a finger on the narrowest phone, whose drawings are 290 pixels wide."""


class Zone(Option):
    """A place on the drawing: `at` is its left and upper edge, its width and its height."""

    at: tuple[int, int, int, int]


class Hotspot(ChoosingItem):
    """Scored like a multiple response; one right place is enough for an item."""

    template: ClassVar[str] = "hotspot"
    asks: ClassVar[Asks] = Asks.SEVERAL
    body: ClassVar[str] = "zones"

    kind: Literal["hotspot"]
    picture: Words
    options: tuple[Zone, ...] = Field(alias="zones")

    def score_of(self, given: Sequence[int]) -> Points:
        return self.right_minus_wrong(given)

    def shuffled(self, chance: Random) -> tuple[int, ...]:
        """As written: the numbers on the drawing and in the list go from top to bottom."""
        return tuple(range(len(self.options)))

    def slips(self) -> Iterator[str]:
        if not 3 <= len(self.options) <= 8:
            yield f"has {len(self.options)} zones; a hotspot has three to eight"
        if not self.right_options:
            yield "has no right zone; mark at least one with `right: yes`"
        if len(self.right_options) == len(self.options):
            yield "has no zone that does not fit; write at least one"
        for number, zone in enumerate(self.options, start=1):
            if min(zone.at[2:]) < SMALLEST_ZONE:
                yield f"has a zone too small for a finger (zone {number}); make it {SMALLEST_ZONE} units wide and high"
        for (one, first), (other, second) in combinations(enumerate(self.options, start=1), 2):
            if _overlap(first.at, second.at):
                yield f"has zones that overlap ({one} and {other}); move them apart"


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return all(one[side] < other[side] + other[side + 2] and other[side] < one[side] + one[side + 2] for side in (0, 1))
