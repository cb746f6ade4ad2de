"""What a learner can do with a single question."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from course.content.model import Module
from course.database import transaction
from course.history import log
from course.history.model import Certainty, NoSuchAnswer, Occasion, PracticeAnswer
from course.items import Item
from course.people.model import Person
from course.people.rules import SENT_TWICE_WITHIN
from course.practice.model import NoSuchQuestion


def get_question(module: Module, item_id: str) -> Item:
    """An item that may be asked today; raises NoSuchQuestion for one that is retired, void or not there."""
    item = module.bank.find_item(item_id)
    if item is None or not item.is_open:
        raise NoSuchQuestion(item_id)
    return item


def order_of(item: Item, seed: int) -> tuple[int, ...]:
    """The order of what can be chosen; the seed travels with the page, so that the answer is kept as it was seen."""
    return item.shuffled(Random(seed))


def answer(
    module: Module,
    item: Item,
    seed: int,
    chosen: Sequence[int],
    certainty: Certainty | None,
    occasion: Occasion,
    person: Person,
    now: datetime,
) -> str:
    """Keep an answer with its points and give back its public id; the same one sent twice in two minutes is one."""
    order, since = order_of(item, seed), now - SENT_TWICE_WITHIN
    with transaction():
        same = log.find_same_answer(person.id, item, order, chosen, certainty, occasion, since)
        return same or log.record_practice_answer(
            person.id, module.stem, item, order, chosen, certainty, occasion, now, figures=module.bank.figures
        )


def get_answer(public_id: str, of: Person) -> PracticeAnswer:
    """A person's own answer; raises NoSuchAnswer for anybody else's."""
    found = log.find_practice_answer(public_id, of.id)
    if found is None:
        raise NoSuchAnswer(public_id)
    return found
