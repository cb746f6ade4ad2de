"""When each question comes back, and which ones come today."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fsrs import Card, Rating, Scheduler

from course.content.model import Course, Module, Stem
from course.history.model import Certainty, Logged, Occasion
from course.items import Item
from course.practice.rules import questions_to_repair

SESSION = 5
"""Questions in one review: about two minutes."""

RETENTION = 0.9
"""The chance of still knowing a question at which it comes back."""

SCHEDULER = Scheduler(
    desired_retention=RETENTION, learning_steps=(), relearning_steps=(), maximum_interval=365, enable_fuzzing=False
)

DayOf = Callable[[datetime], date]
"""The day on which a moment falls where the course is given."""


@dataclass(frozen=True)
class DueQuestion:
    """A question that comes back: the form to ask, since when it is due, and whether it is a safety question that
    somebody was sure of and missed."""

    module: Stem
    item: Item
    due_on: date
    is_repair: bool = False
    forms: frozenset[str] = frozenset()
    """The ids of all its forms."""


@dataclass(frozen=True)
class _Question:
    module: Module
    forms: tuple[Item, ...]


def rating_of(line: Logged) -> Rating:
    """What an answer says about remembering: a lucky guess is hard, a sure right answer is easy."""
    if line.points == 0.0:
        return Rating.Again
    if not line.is_right or line.certainty is Certainty.GUESSING:
        return Rating.Hard
    return Rating.Easy if line.certainty is Certainty.SURE else Rating.Good


def cards_of(log: Iterable[Logged], question_of: Mapping[str, str]) -> dict[str, Card]:
    """The memory of each question, replayed from the answers to any of its forms in the order of time."""
    cards: dict[str, Card] = {}
    for line in log:
        if question_id := question_of.get(line.item_id):
            card = cards.get(question_id) or Card(card_id=len(cards) + 1, due=line.at)
            cards[question_id], _ = SCHEDULER.review_card(card, rating_of(line), review_datetime=line.at)
    return cards


def schedule(course: Course, log: Sequence[Logged], passed: Set[Stem], day_of: DayOf) -> list[DueQuestion]:
    """Every question that comes back, by the day on which it does; safety questions to repair stand first of a day.

    A question comes back once its module is passed, and a safety question to repair in any case: each day anew until it
    is repaired.
    """
    questions = _questions(course)
    question_of = {item.id: item.question_id for one in questions.values() for item in one.forms}
    cards = cards_of(log, question_of)
    last_asked = {line.item_id: at for at, line in enumerate(log)}
    answered_on = {question_of[line.item_id]: day_of(line.at) for line in log if line.item_id in question_of}
    items = [item for one in questions.values() for item in one.forms]
    repairs = questions_to_repair(items, log, day_of)
    found: list[DueQuestion] = []
    for question_id, card in cards.items():
        one = questions[question_id]
        form = min(one.forms, key=lambda item: last_asked.get(item.id, -1))
        forms = frozenset(item.id for item in one.forms)
        if question_id in repairs:
            due_on = max([*repairs[question_id], answered_on[question_id]]) + timedelta(days=1)
            found.append(DueQuestion(one.module.stem, form, due_on, is_repair=True, forms=forms))
        elif one.module.stem in passed:
            found.append(DueQuestion(one.module.stem, form, day_of(card.due), forms=forms))
    return sorted(found, key=lambda due: (due.due_on, not due.is_repair, due.item.id))


def due_today(scheduled: Sequence[DueQuestion], log: Iterable[Logged], today: date, day_of: DayOf) -> list[DueQuestion]:
    """Those of today and before, safety questions to repair first, then what waits longest. What was asked in today's
    review is not asked in it again: it comes back tomorrow, however it went.
    """
    asked = {line.item_id for line in log if line.occasion is Occasion.REVIEW and day_of(line.at) == today}
    due = [each for each in scheduled if each.due_on <= today and asked.isdisjoint(each.forms)]
    return sorted(due, key=lambda each: (not each.is_repair, each.due_on, each.item.id))


def answered_in_review(log: Iterable[Logged], today: date, day_of: DayOf) -> int:
    """How many questions of a review were answered today."""
    return sum(line.occasion is Occasion.REVIEW and day_of(line.at) == today for line in log)


def days_to_remind(scheduled: Sequence[DueQuestion], today: date) -> list[date]:
    """The days on which something comes back; what waits already comes today."""
    return sorted({max(each.due_on, today) for each in scheduled})


def _questions(course: Course) -> dict[str, _Question]:
    found: dict[str, _Question] = {}
    for module in course.modules:
        for item in module.bank.open_items:
            before = found.get(item.question_id)
            found[item.question_id] = _Question(module, (*(before.forms if before else ()), item))
    return found
