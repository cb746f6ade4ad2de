"""What a person can do about what is kept: neutral titles, deleting the account. One transaction each."""

from datetime import datetime

from course.audit.model import Entry, Event
from course.audit.store import record_entry
from course.database import transaction
from course.database.forgetting import forget_for_good
from course.people.model import Person
from course.privacy import erasing, store
from course.privacy.model import LastAdmin, OnlyTrainer


def set_discreet(person: Person, is_discreet: bool) -> None:
    """From the next page on the browser's tab says nothing, or what the page is again."""
    with transaction():
        store.record_discreet(person.id, is_discreet)


def refuse_if_needed(person: Person) -> None:
    """Raise OnlyTrainer or LastAdmin where others would be left alone."""
    if groups := store.list_groups_trained_alone(person.id):
        raise OnlyTrainer(groups[0])
    if person.is_admin and not store.has_other_admin(person.id):
        raise LastAdmin


def delete_account(person: Person, now: datetime) -> None:
    """Forget a person for good; raises OnlyTrainer or LastAdmin. Every device is signed out by it.

    Twice at once is once.
    """
    with transaction():
        refuse_if_needed(person)
        if erasing.erase(person.id, now):
            record_entry(Entry(Event.ACCOUNT_DELETED, now, person.id, person.id))
    forget_for_good()
