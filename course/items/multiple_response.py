"""Multiple response: choose all that fit."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from course.items.choosing import ChoosingItem
from course.items.item import Asks, Points


class MultipleResponse(ChoosingItem):
    """Scored max(0, right choices minus wrong ones) over the number of right options; ticking all of them scores 0."""

    template: ClassVar[str] = "multiple-response"
    asks: ClassVar[Asks] = Asks.SEVERAL

    kind: Literal["multiple response"]

    def score_of(self, given: Sequence[int]) -> Points:
        return self.right_minus_wrong(given)

    def slips(self) -> Iterator[str]:
        if not 4 <= len(self.options) <= 6:
            yield f"has {len(self.options)} options; a multiple response has four to six"
        if len(self.right_options) < 2:
            yield f"has {len(self.right_options)} right options; mark at least two with `right: yes`"
        if len(self.right_options) == len(self.options):
            yield "has no option that does not fit; write at least one"
