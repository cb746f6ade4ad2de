"""Single best answer: three options, one of them the best."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from course.items.choosing import ChoosingItem
from course.items.item import Asks, Points


class SingleBestAnswer(ChoosingItem):
    """Scored 1 for the best answer alone, otherwise 0."""

    template: ClassVar[str] = "single-best-answer"
    asks: ClassVar[Asks] = Asks.ONE

    kind: Literal["single best answer"]

    def score_of(self, given: Sequence[int]) -> Points:
        return Points(1.0 if set(given) == self.right_options else 0.0)

    def slips(self) -> Iterator[str]:
        if len(self.options) != 3:
            yield f"has {len(self.options)} options; a single best answer has three"
        if len(self.right_options) != 1:
            yield f"has {len(self.right_options)} right options; mark exactly one with `right: yes`"
