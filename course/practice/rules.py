"""Which question comes next, and which safety questions need a second look."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from course.history.model import Attempt, Logged, Occasion
from course.items import Item, is_full

COME_BACK_AFTER = 3
"""Other answers that lie between missing a question and meeting it again in practice."""

DAYS_TO_REPAIR = 2
"""Separate days on which a safety question has to be found after somebody was sure and missed it."""


def next_to_practise(items: Sequence[Item], log: Sequence[Logged]) -> Item | None:
    """What was missed a few answers ago, then what was never answered, then what was answered longest ago.

    The log is in order of time. Nothing is asked twice in a row unless there is nothing else.
    """
    by_id = {item.id: item for item in items}
    ours = [line for line in log if line.item_id in by_id]
    latest = {line.item_id: at for at, line in enumerate(ours)}
    missed = [item_id for item_id, at in latest.items() if not ours[at].is_right and len(ours) - at > COME_BACK_AFTER]
    if missed:
        return by_id[min(missed, key=latest.__getitem__)]
    unseen = next((item for item in items if item.id not in latest), None)
    return unseen or min(items, key=lambda item: latest[item.id], default=None)


@dataclass(frozen=True)
class Missed:
    """What became of the questions that an attempt showed to be missing: those still to be found, how many were found
    since, and how many are not asked any more and were not found before.
    """

    left: tuple[Item, ...]
    found: int
    gone: int


def missed_in(attempt: Attempt, log: Sequence[Logged], items: Sequence[Item]) -> Missed:
    """The questions that earned less than the whole point in an attempt, found in any form since they were answered
    there (or handed in without an answer) or not; `items` is the whole bank, what was retired too.

    What is left is asked as it was, because its other form is what the next attempt takes first; as that form where the
    bank has left it out since.
    """
    question_of = {item.id: item.question_id for item in items}
    left: list[Item] = []
    found = gone = 0
    for answer in (answer for answer in attempt.answers if not is_full(answer.points)):
        question = question_of.get(answer.item.id, answer.item.id)
        since = answer.answered_at or attempt.summary.handed_in_at or attempt.summary.started_at
        forms = [item for item in items if item.question_id == question and item.is_open]
        if any(_is_found(line, question, question_of) and line.at > since for line in log):
            found += 1
        elif forms:
            left.append(next((form for form in forms if form.id == answer.item.id), forms[0]))
        else:
            gone += 1
    return Missed(tuple(left), found, gone)


def _is_found(line: Logged, question: str, question_of: Mapping[str, str]) -> bool:
    return line.is_right and question_of.get(line.item_id, line.item_id) == question


def other_form(item: Item, open_items: Iterable[Item]) -> Item:
    """The same question in other words; else another safety question of the same objective; else the item itself."""
    others = [other for other in open_items if other.id != item.id]
    same = (other for other in others if other.question_id == item.question_id)
    near = (other for other in others if other.objective == item.objective and other.must_pass == item.must_pass)
    return next(same, None) or next(near, None) or item


def questions_to_repair(
    items: Sequence[Item], log: Sequence[Logged], day_of: Callable[[datetime], date]
) -> dict[str, frozenset[date]]:
    """Safety questions that somebody was sure of and missed, with the days on which each was found since.

    A question leaves the list once it was found on two separate days, in any of its forms; to find it on the repair
    card does not count, since the card has just said it. Keys are `question_id`s.
    """
    question_of = {item.id: item.question_id for item in items if item.must_pass}
    waiting: dict[str, frozenset[date]] = {}
    for line in log:
        question = question_of.get(line.item_id)
        if question is None:
            continue
        if line.is_sure_and_wrong:
            waiting[question] = frozenset()
        elif question in waiting and line.is_right and line.occasion is Occasion.REPAIR:
            continue
        elif question in waiting and line.is_right:
            days = waiting[question] | {day_of(line.at)}
            waiting[question] = days
            if len(days) >= DAYS_TO_REPAIR:
                del waiting[question]
        elif question in waiting:
            waiting[question] = frozenset()
    return waiting
