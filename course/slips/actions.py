"""Printing slips, signing in with one, and choosing a password of one's own."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from course.audit.model import Entry, Event
from course.audit.store import record_entry
from course.database import transaction
from course.groups.model import Group
from course.people import rules, sign_ins
from course.people import store as people
from course.people.actions import SOMEWHERE, Joined, start_sign_in
from course.people.model import Device, Person
from course.people.passwords import hash_password, new_recovery_code
from course.slips import store
from course.slips.model import LASTS, SLIP_LENGTH, SLIPS_AT_ONCE, HasPassword, Slip, SlipNotValid


def print_slips(group: Group, learners: Sequence[Person], by: Person, now: datetime) -> list[Slip]:
    """New slips for learners of the group without a password; who has one by now is left out."""
    with transaction():
        without = people.list_without_password([learner.id for learner in learners])
        slips = [Slip(one, _new_code()) for one in learners[:SLIPS_AT_ONCE] if one.id in without]
        for slip in slips:
            store.record_slip(slip.person.id, rules.digest(slip.code), by.id, now, now + LASTS)
            record_entry(Entry(Event.SLIPS_PRINTED, now, by.id, slip.person.id, group.id))
    return slips


def get_owner(typed: str, now: datetime) -> Person:
    """Whom a slip would sign in; looking does not use it up. Raises SlipNotValid."""
    owner = store.find_owner(rules.digest(rules.code_as_meant(typed)), now)
    if owner is None:
        raise SlipNotValid
    return owner


def sign_in_by_slip(typed: str, now: datetime, device: Device = SOMEWHERE) -> tuple[Person, str]:
    """Use the slip up and give a new sign-in's token; raises SlipNotValid the second time."""
    digest = rules.digest(rules.code_as_meant(typed))
    with transaction():
        owner = store.find_owner(digest, now)
        if owner is None or not store.record_slip_used(digest, now):
            raise SlipNotValid
        return owner, start_sign_in(owner, now, "slip", device)


def choose_password(person: Person, password: str, now: datetime) -> Joined:
    """The first password of an account, with its recovery code; other devices are signed out. Raises HasPassword."""
    code, password_hash = new_recovery_code(), hash_password(password)
    with transaction():
        if person.id not in people.list_without_password([person.id]):
            raise HasPassword
        people.record_password(person.id, password_hash)
        people.record_recovery(person.id, rules.digest(code))
        sign_ins.remove_sign_ins_of(person.id)
        store.remove_slip(person.id)
        record_entry(Entry(Event.PASSWORD_CHANGED, now, person.id, detail="the first one"))
    return Joined(person, code)


def _new_code() -> str:
    return "".join(secrets.choice(rules.CODE_LETTERS) for _ in range(SLIP_LENGTH))
