"""What people can do with their account; one transaction each, hashing always outside of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from course.audit.model import Entry, Event
from course.audit.store import record_entry
from course.authenticator.store import is_in_use
from course.database import transaction
from course.people import rules, sign_ins, store
from course.people.model import (
    CannotSignIn,
    Device,
    InvitationNotValid,
    Lifetimes,
    NameTaken,
    Person,
    PersonId,
    Role,
)
from course.people.passwords import hash_password, is_password, new_recovery_code, new_token
from course.tries import store as tries
from course.tries.actions import count
from course.tries.model import Kind
from course.tries.rules import a_try

SOMEWHERE = Device()
"""A device about which nothing is known."""


@dataclass(frozen=True)
class Joined:
    """A new account, and the recovery code that is shown this once."""

    person: Person
    recovery_code: str


@dataclass(frozen=True)
class SignedIn:
    """A sign-in's token; `is_half` while the code from the app is still to come, and then it opens nothing."""

    person: Person
    token: str
    is_half: bool = False


def count_sign_up(device: Device, is_invited: bool, now: datetime) -> None:
    """Count that somebody at this address makes an account; raises TooManyTries."""
    count(a_try(Kind.SIGN_UP_INVITED if is_invited else Kind.SIGN_UP, "", device.address), now)


def join(name: str, password: str, now: datetime, invitation: str | None = None, role: Role = Role.LEARNER) -> Joined:
    """Make an account. An invitation's token gives its role, once; raises NameTaken or InvitationNotValid.

    The same form sent twice makes one account: the second finds it, with a recovery code that replaces the first.
    """
    try:
        return _join_once(name, password, now, invitation, role)
    except NameTaken:
        return _joined_a_moment_ago(name, password, now)


def _join_once(name: str, password: str, now: datetime, invitation: str | None, role: Role) -> Joined:
    shown, key, code = rules.tidy_name(name), rules.name_key(name), new_recovery_code()
    password_hash = hash_password(password)
    with transaction():
        if store.is_name_taken(key):
            raise NameTaken
        if invitation:
            role = get_invitation_role(invitation, now)
        person = store.record_person(shown, key, password_hash, rules.digest(code), role, now)
        if invitation and not store.record_invitation_used(rules.digest(invitation), person.id, now):
            raise InvitationNotValid  # somebody else was first by a moment; the account is not made either
        if role is not Role.LEARNER:
            record_entry(Entry(Event.ROLE_GIVEN, now, person.id, person.id, detail=role.value))
    return Joined(person, code)


def _joined_a_moment_ago(name: str, password: str, now: datetime) -> Joined:
    """The account that the same form just made; raises NameTaken when it is somebody else's."""
    credentials = store.find_credentials(rules.name_key(name))
    if credentials is None or credentials.is_disabled or now - credentials.joined_at > rules.SENT_TWICE_WITHIN:
        raise NameTaken
    if not is_password(password, credentials.password_hash):
        raise NameTaken
    code = new_recovery_code()
    with transaction():
        store.record_recovery(credentials.person.id, rules.digest(code))
    return Joined(credentials.person, code)


def sign_in(name: str, password: str, device: Device, now: datetime) -> SignedIn:
    """A new sign-in's token; half of one for a trainer or an admin whose app has to show a code.

    Raises CannotSignIn, the same for known and unknown names, or TooManyTries.
    """
    credentials = store.find_credentials(rules.name_key(name))
    try_id = count_password(name, device, now)
    fits = is_password(password, credentials.password_hash if credentials else None)
    if credentials is None or not fits or credentials.is_disabled:
        raise CannotSignIn
    person = credentials.person
    with transaction():
        tries.remove_try(try_id)
        if not needs_code(person):
            return SignedIn(person, start_sign_in(person, now, "password", device))
        token = new_token()
        sign_ins.record_half(rules.digest(token), person.id, device.is_kept, now)
        return SignedIn(person, token, is_half=True)


def needs_code(person: Person) -> bool:
    """Whether a password alone does not open this account. Who is no trainer any more is not asked."""
    return person.is_trainer and is_in_use(person.id)


def count_password(name: str, device: Device, now: datetime) -> int:
    """Count a try of a password, and give its number; raises TooManyTries."""
    return count(a_try(Kind.PASSWORD, rules.name_key(name), device.address, device.known_as), now)


def start_sign_in(person: Person, now: datetime, by: str, device: Device = SOMEWHERE) -> str:
    """Record a sign-in inside a running transaction and give its token, which only the cookie will know.

    `by` says in the audit log what opened the door.
    """
    token = new_token()
    sign_ins.record_sign_in(rules.digest(token), person.id, device, now)
    record_entry(Entry(Event.SIGNED_IN, now, person.id, detail=by))
    return token


def sign_in_after_joining(person: Person, now: datetime, device: Device = SOMEWHERE) -> str:
    """The first sign-in of a new account."""
    with transaction():
        return start_sign_in(person, now, "new account", device)


def sign_out(token: str, while_reading: bool = False) -> None:
    """End one sign-in: its cookie, and every copy of it, is worth nothing from now on."""
    with transaction(while_reading=while_reading):
        sign_ins.remove_sign_in(rules.digest(token))


def sign_out_everywhere(person: Person) -> None:
    with transaction():
        sign_ins.remove_sign_ins_of(person.id)


def note_seen(token: str, now: datetime, lasts: Lifetimes) -> None:
    """Remember that a sign-in is in use, and tidy away those that are over; when others are writing, not this time."""
    with transaction(while_reading=True, patient=False):
        sign_ins.record_seen(rules.digest(token), now)
        sign_ins.remove_sign_ins_that_are_over(now, lasts)


def invite(role: Role, lasts: timedelta, now: datetime, made_by: PersonId | None = None) -> str:
    """Give the token of a new invitation; it can be used once, before it expires."""
    token = new_token()
    with transaction():
        store.record_invitation(rules.digest(token), role, made_by, now, now + lasts)
        record_entry(Entry(Event.INVITED, now, made_by, detail=role.value))
    return token


def get_invitation_role(token: str, now: datetime) -> Role:
    """The role that an open invitation gives; raises InvitationNotValid."""
    invitation = store.find_open_invitation(rules.digest(token), now)
    if invitation is None:
        raise InvitationNotValid
    return invitation.role


def accept_invitation(person: Person, token: str, now: datetime) -> None:
    """Give an existing account the invitation's role, never a lesser one; raises InvitationNotValid."""
    with transaction():
        role = get_invitation_role(token, now)
        if not store.record_invitation_used(rules.digest(token), person.id, now):
            raise InvitationNotValid
        if not (person.is_admin and role is Role.TRAINER):
            store.record_role(person.id, role)
            record_entry(Entry(Event.ROLE_GIVEN, now, person.id, person.id, detail=role.value))
