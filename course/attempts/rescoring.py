"""Scoring old answers again after an author mended the bank. Points only ever rise.

2026-11-23: an answer that was right by the course of its day stays right, so nobody loses points to a correction; a
person would otherwise be told in June that what the course taught in May was their mistake.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from course.content.model import Bank, Course
from course.database import transaction
from course.history import corrections
from course.history.corrections import GivenAnswer
from course.items import BranchingCase, Item, Points, is_version_of, versions_of

LEAST = 1e-9


@dataclass(frozen=True)
class Rescore:
    """An answer whose points would rise, and why."""

    given: GivenAnswer
    after: Points
    reason: str


def points_today(given: GivenAnswer, today: Item) -> Points | None:
    """What today's item gives for an old answer, or None when it cannot say: it asks or offers something else now."""
    if today.void:
        return Points(1.0)
    if is_version_of(given.version, today) or _offered(today) != _offered(given.item):
        return None
    if (today.stem != given.item.stem or _is_redrawn(given.item, today)) and not today.correction:
        return None  # it asks something else, unless the author says that it was mended
    return today.score_of(given.chosen)


def find_rises(course: Course) -> Iterator[Rescore]:
    """Every answer that earned less than today's bank gives for it, in the order of the course."""
    for module in course.modules:
        changed = changed_items(module.bank)
        for given in corrections.list_given(module.stem, list(changed)):
            today = changed[given.item.id]
            after = points_today(given, today)
            if after is not None and after > given.points + LEAST:
                yield Rescore(given, after, today.void_reason or today.correction or "The question was corrected.")


def changed_items(bank: Bank) -> Mapping[str, Item]:
    """Items of which some version was shown that is not today's, or that were made void."""
    shown = corrections.list_versions([item.id for item in bank.items])
    return {
        item.id: item for item in bank.items if shown.get(item.id) and (item.void or shown[item.id] - versions_of(item))
    }


def apply(course: Course, now: datetime) -> list[Rescore]:
    """Write each rise down as a new fact, and give back what was written; what was there before stays.

    They are found inside the transaction, so that two who do this at once do not give the same points twice.
    """
    with transaction():
        rises = list(find_rises(course))
        for rise in rises:
            corrections.record_correction(
                rise.given.attempt_id, rise.given.number, rise.after - rise.given.points, rise.reason, now
            )
    return rises


def _is_redrawn(shown: Item, today: Item) -> bool:
    """Whether the picture is known to be another one, so that the same words may ask for something else."""
    return shown.drawing is not None and shown.drawing != today.drawing


def _offered(item: Item) -> tuple[str, tuple[str, ...]]:
    """What could be chosen, in the order written, and where a story leads from there; a score by positions means
    something only while this is the same.
    """
    words = [text.words for text in item.texts() if text.kind != "explanation"]
    scenes = item.scenes if isinstance(item, BranchingCase) else ()
    return item.kind, (*words, *(choice.then for scene in scenes for choice in scene.choices))
