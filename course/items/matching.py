"""Matching: give each prompt the response that fits it best.

The answer has one number for each pair, in the order written: the position of the response in `responses`, or -1 for
none yet. Several prompts may share a response ("sort these signs"), and some responses may stay unused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import ClassVar, Literal

from course.items.item import NOWHERE, Asks, Item, Points, Text, Words, Written, permutation


class Pair(Written):
    """A prompt, the response that fits it, and why."""

    prompt: Words
    response: Words
    why: Words


class Unused(Written):
    """A response that fits no prompt, and why."""

    response: Words
    why: Words


@dataclass(frozen=True)
class PairLine:
    """What was given to a prompt, and what fits it; `prompt` is None for a response that belongs to none."""

    prompt: str | None
    given: str | None
    best: str
    why: str
    right: bool


class Matching(Item):
    """Scored by the share of prompts with the response that fits; the same response everywhere scores 0."""

    template: ClassVar[str] = "matching"
    asks: ClassVar[Asks] = Asks.ROWS
    body: ClassVar[str] = "pairs"

    kind: Literal["matching"]
    pairs: tuple[Pair, ...]
    unused: tuple[Unused, ...] = ()

    @property
    def rows(self) -> tuple[str, ...]:
        return tuple(pair.prompt for pair in self.pairs)

    @property
    def responses(self) -> tuple[str, ...]:
        """Every response once, in the order written, the unused ones last."""
        return tuple(dict.fromkeys([*(pair.response for pair in self.pairs), *(each.response for each in self.unused)]))

    @property
    def key(self) -> tuple[int, ...]:
        return tuple(self.responses.index(pair.response) for pair in self.pairs)

    def score_of(self, given: Sequence[int]) -> Points:
        right = sum(one == other for one, other in zip(given, self.key, strict=False))
        said = [place for place in given if place != NOWHERE]
        if len(said) > 1 and len(set(said)) == 1 and right < len(said):
            return Points(0.0)  # the same answer everywhere, which fits somewhere by chance
        return Points(right / len(self.pairs))

    def is_complete(self, given: Sequence[int]) -> bool:
        return len(given) == len(self.pairs) and NOWHERE not in given

    def shuffled(self, chance: Random) -> tuple[int, ...]:
        """The responses; the prompts stay as written."""
        return permutation(len(self.responses), chance)

    def explain(self, given: Sequence[int], order: Sequence[int]) -> Sequence[PairLine]:
        responses, chosen = self.responses, [*given, *[NOWHERE] * len(self.pairs)]
        lines = [
            PairLine(
                pair.prompt,
                responses[at] if 0 <= at < len(responses) else None,
                pair.response,
                pair.why,
                0 <= at < len(responses) and responses[at] == pair.response,
            )
            for pair, at in zip(self.pairs, chosen, strict=False)
        ]
        return [*lines, *(PairLine(None, None, each.response, each.why, False) for each in self.unused)]

    def texts(self) -> Iterator[Text]:
        for position, pair in enumerate(self.pairs):
            yield Text("prompt", pair.prompt, ("pairs", position, "prompt"))
            yield Text("response", pair.response, ("pairs", position, "response"))
            yield Text("explanation", pair.why, ("pairs", position, "why"))
        for position, each in enumerate(self.unused):
            yield Text("response", each.response, ("unused", position, "response"))
            yield Text("explanation", each.why, ("unused", position, "why"))

    def slips(self) -> Iterator[str]:
        if not 2 <= len(self.pairs) <= 6:
            yield f"has {len(self.pairs)} pairs; a matching has two to six"
        if len(set(self.rows)) < len(self.rows):
            yield "has the same prompt twice; write each prompt once"
        if len({pair.response for pair in self.pairs}) < 2:
            yield "has one response for everything; write at least two"
        if len(self.responses) > 7:
            yield f"has {len(self.responses)} responses; seven are the most that fit on a phone"
        if {each.response for each in self.unused} & {pair.response for pair in self.pairs}:
            yield "has an unused response that fits a prompt; mend one of them"
