"""Multiple response: choose all that fit."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from course.items.item import Item, Points


class MultipleResponse(Item):
    """Scored max(0, right choices minus wrong choices) over the number of right options.

    Ticking everything gives 0 points as long as there are as many wrong options as right ones; to keep that true of
    every item, a choice of all the options scores 0 by itself.
    """

    template: ClassVar[str] = "multiple-response"

    kind: Literal["multiple response"]

    def score_of(self, chosen: Sequence[int]) -> Points:
        picked = set(chosen) & set(range(len(self.options)))
        if len(picked) == len(self.options):
            return Points(0.0)
        right = len(picked & self.right_options)
        wrong = len(picked) - right
        return Points(max(0, right - wrong) / len(self.right_options))

    def slips(self) -> Iterator[str]:
        if not 4 <= len(self.options) <= 6:
            yield f"has {len(self.options)} options; a multiple response has four to six"
        if len(self.right_options) < 2:
            yield f"has {len(self.right_options)} right options; mark at least two with `right: yes`"
        if len(self.right_options) == len(self.options):
            yield "has no option that does not fit; write at least one"
