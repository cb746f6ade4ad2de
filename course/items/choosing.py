"""What the kinds with options to choose from share: single best answer, multiple response and hotspot.

Their answer is the positions of the chosen options, in any order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import ClassVar

from course.items.item import Item, Points, Text, Words, Written, permutation


class Option(Written):
    """One choice, with the explanation that is shown whether it was chosen or not."""

    text: Words
    right: bool = False
    why: Words


@dataclass(frozen=True)
class OptionLine:
    """An option with its explanation; `number` counts from 1 in the item as written."""

    number: int
    text: str
    why: str
    chosen: bool
    right: bool


class ChoosingItem(Item):
    """An item with options, of which one or several are right."""

    body: ClassVar[str] = "options"

    options: tuple[Option, ...]

    @property
    def right_options(self) -> frozenset[int]:
        return frozenset(position for position, option in enumerate(self.options) if option.right)

    @property
    def key(self) -> tuple[int, ...]:
        return tuple(sorted(self.right_options))

    def shuffled(self, chance: Random) -> tuple[int, ...]:
        return permutation(len(self.options), chance)

    def explain(self, given: Sequence[int], order: Sequence[int]) -> Sequence[OptionLine]:
        return [
            OptionLine(position + 1, option.text, option.why, position in given, option.right)
            for position, option in ((position, self.options[position]) for position in order)
        ]

    def texts(self) -> Iterator[Text]:
        for position, option in enumerate(self.options):
            yield Text("option", option.text, (self.body, position, "text"))
            yield Text("explanation", option.why, (self.body, position, "why"))

    def right_minus_wrong(self, given: Sequence[int]) -> Points:
        """max(0, right choices minus wrong choices) over the number of right options.

        Ticking everything gives 0 as long as there are as many wrong options as right ones; to keep that true of
        every item, a choice of all the options scores 0 by itself.
        """
        picked = set(given) & set(range(len(self.options)))
        if len(picked) == len(self.options):
            return Points(0.0)
        right = len(picked & self.right_options)
        return Points(max(0, right - (len(picked) - right)) / len(self.right_options))
