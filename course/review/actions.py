"""What a learner can do about reviews besides answering."""

import hashlib
import secrets
from datetime import datetime

from course.database import transaction
from course.people.model import Person, PersonId
from course.review import store


class NoSuchFeed(Exception):
    """No calendar has this address, or not any more."""


def make_feed(person: Person, now: datetime) -> str:
    """A new secret for the calendar of a person; an address made before stops working."""
    secret = secrets.token_urlsafe(24)
    with transaction():
        store.record_feed(person.id, digest_of(secret), now)
    return secret


def end_feed(person: Person, now: datetime) -> None:
    with transaction():
        store.record_feed(person.id, None, now)


def get_person_of_feed(secret: str) -> PersonId:
    """Raises NoSuchFeed for a secret that is not known."""
    person = store.find_person_of_feed(digest_of(secret))
    if person is None:
        raise NoSuchFeed
    return person


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
