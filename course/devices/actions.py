"""Ending one's own sign-ins."""

from course.database import transaction
from course.devices import store
from course.devices.model import NoSuchSignIn
from course.people import rules, sign_ins
from course.people.model import Person


def end(person: Person, public_id: str) -> None:
    """The cookie of that device, and every copy of it, opens nothing from now on; raises NoSuchSignIn."""
    with transaction():
        if not store.remove_sign_in(person.id, public_id):
            raise NoSuchSignIn(public_id)


def end_others(person: Person, token: str) -> None:
    """All but the sign-in with this token."""
    with transaction():
        sign_ins.remove_sign_ins_of(person.id, but=rules.digest(token))
