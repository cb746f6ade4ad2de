"""Item analysis: what a group's first answers say about each version of each item.

Only first attempts count: what comes later was taught by the feedback. A question that was left open is counted by
itself, and is no answer. Figures follow classical test theory (facility, point-biserial discrimination against the rest
of the same attempt), of which small groups say little: discrimination is kept back below `ENOUGH` answers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation, fmean

from course.content.model import Stem
from course.history.analysis import CertainAnswer, FirstAnswer
from course.history.model import Certainty
from course.items import ChoosingItem, Item, is_full

ENOUGH = 30
"""Answers from which on discrimination says more than chance does."""


@dataclass(frozen=True)
class OptionCount:
    """How many chose an option; `is_key` says that it is right."""

    text: str
    is_key: bool
    chosen: int


@dataclass(frozen=True)
class ItemFigures:
    """One version of an item. `facility` is the mean of the points, 0 to 1, of those who answered."""

    module: Stem
    item: Item
    version: str
    answered: int
    left_open: int
    facility: float | None
    discrimination: float | None
    """From -1 to 1; None below `ENOUGH` answers, or where all answers earned the same."""
    options: tuple[OptionCount, ...]
    """Empty for kinds whose answer is no set of options."""


@dataclass(frozen=True)
class ObjectiveFigures:
    module: Stem
    objective: str
    answered: int
    facility: float


@dataclass(frozen=True)
class CertaintyFigures:
    """Answers outside quizzes to one item: how many were right and how many were not, by how sure people were."""

    item_id: str
    right: Mapping[Certainty, int]
    other: Mapping[Certainty, int]

    @property
    def sure_and_wrong(self) -> int:
        return self.other.get(Certainty.SURE, 0)


def figures_of(answers: Sequence[FirstAnswer], shown: Mapping[str, Item]) -> list[ItemFigures]:
    """Each version that was answered or left open, the most missed first."""
    by_version: dict[tuple[Stem, str], list[FirstAnswer]] = {}
    for answer in answers:
        by_version.setdefault((answer.module, answer.version), []).append(answer)
    found = [_figures(module, shown[version], version, given) for (module, version), given in by_version.items()]
    return sorted(found, key=lambda one: (one.facility is None, one.facility, -one.answered, one.item.id))


def objectives_of(figures: Iterable[ItemFigures]) -> list[ObjectiveFigures]:
    """The mean over all answers to the items of each objective, the most missed first."""
    sums: dict[tuple[Stem, str], tuple[int, float]] = {}
    for one in figures:
        if one.facility is not None:
            key = (one.module, one.item.objective)
            number, points = sums.get(key, (0, 0.0))
            sums[key] = (number + one.answered, points + one.facility * one.answered)
    found = [ObjectiveFigures(*key, number, points / number) for key, (number, points) in sums.items()]
    return sorted(found, key=lambda one: (one.facility, one.objective))


def certainty_of(answers: Iterable[CertainAnswer]) -> dict[str, CertaintyFigures]:
    """By item, in any of its versions."""
    right: dict[str, Counter[Certainty]] = {}
    other: dict[str, Counter[Certainty]] = {}
    for answer in answers:
        counted = right if is_full(answer.points) else other
        counted.setdefault(answer.item_id, Counter())[answer.certainty] += 1
    return {
        item_id: CertaintyFigures(item_id, right.get(item_id, Counter()), other.get(item_id, Counter()))
        for item_id in {**right, **other}
    }


def _figures(module: Stem, item: Item, version: str, given: Sequence[FirstAnswer]) -> ItemFigures:
    answered = [one for one in given if one.chosen is not None]
    return ItemFigures(
        module=module,
        item=item,
        version=version,
        answered=len(answered),
        left_open=len(given) - len(answered),
        facility=fmean(one.points for one in answered) if answered else None,
        discrimination=_discrimination(answered),
        options=_options(item, answered),
    )


def _discrimination(answered: Sequence[FirstAnswer]) -> float | None:
    if len(answered) < ENOUGH:
        return None
    try:
        return correlation([one.points for one in answered], [one.rest for one in answered])
    except StatisticsError:
        return None  # all alike: nothing to tell apart


def _options(item: Item, answered: Sequence[FirstAnswer]) -> tuple[OptionCount, ...]:
    if not isinstance(item, ChoosingItem):
        return ()
    chosen = Counter(position for one in answered for position in one.chosen or ())
    return tuple(
        OptionCount(option.text, position in item.right_options, chosen[position])
        for position, option in enumerate(item.options)
    )
