"""What a trainer can do with assignments; one transaction each."""

from collections.abc import Sequence
from datetime import date, datetime

from course.assignments import store
from course.content.model import Module
from course.database import transaction
from course.groups.model import Group
from course.people.model import Person


def assign(group: Group, modules: Sequence[Module], due_on: date | None, trainer: Person, now: datetime) -> None:
    """Give modules to a group, all of them or none; a module given before gets the new date."""
    with transaction():
        for module in modules:
            store.record_assignment(group.id, module.stem, due_on, trainer.id, now)


def take_back(group: Group, module: Module) -> None:
    """End an assignment; what learners did in the module stays theirs."""
    with transaction():
        store.remove_assignment(group.id, module.stem)
