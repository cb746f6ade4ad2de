"""What people can do with their account; one transaction each, hashing always outside of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from course.audit.model import Entry, Event
from course.audit.store import record_entry
from course.database import transaction
from course.people import rules, store
from course.people.model import CannotSignIn, InvitationNotValid, NameTaken, Person, PersonId, Role, TooManyTries
from course.people.passwords import hash_password, is_password, new_recovery_code, new_token


@dataclass(frozen=True)
class Joined:
    """A new account, and the recovery code that is shown this once."""

    person: Person
    recovery_code: str


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


def sign_in(name: str, password: str, address: str, now: datetime) -> tuple[Person, str]:
    """Give the person and a new sign-in's token.

    Raises CannotSignIn, the same for known and unknown names, or TooManyTries.
    """
    credentials = store.find_credentials(rules.name_key(name))
    try_id = _count_try(name, address, now)
    fits = is_password(password, credentials.password_hash if credentials else None)
    if credentials is None or not fits or credentials.is_disabled:
        raise CannotSignIn
    with transaction():
        store.remove_failed_try(try_id)
        return credentials.person, start_sign_in(credentials.person, now, "password")


def start_sign_in(person: Person, now: datetime, by: str) -> str:
    """Record a sign-in inside a running transaction and give its token, which only the cookie will know.

    `by` says in the audit log what opened the door.
    """
    token = new_token()
    store.record_sign_in(rules.digest(token), person.id, now)
    record_entry(Entry(Event.SIGNED_IN, now, person.id, detail=by))
    return token


def sign_in_after_joining(person: Person, now: datetime) -> str:
    """The first sign-in of a new account."""
    with transaction():
        return start_sign_in(person, now, "new account")


def sign_out(token: str, while_reading: bool = False) -> None:
    """End one sign-in: its cookie, and every copy of it, is worth nothing from now on."""
    with transaction(while_reading=while_reading):
        store.remove_sign_in(rules.digest(token))


def sign_out_everywhere(person: Person) -> None:
    with transaction():
        store.remove_sign_ins_of(person.id)


def note_seen(token: str, now: datetime, idle: timedelta, longest: timedelta) -> None:
    """Remember that a sign-in is in use, and tidy away those that are over; when others are writing, not this time."""
    with transaction(while_reading=True, patient=False):
        store.record_seen(rules.digest(token), now)
        store.remove_sign_ins_before(started=now - longest, seen=now - idle)


def change_password(person: Person, old: str, new: str, address: str, now: datetime) -> str:
    """Set a new password, end every sign-in, give the token of a new one; raises CannotSignIn or TooManyTries."""
    credentials = store.find_credentials(rules.name_key(person.name))
    try_id = _count_try(person.name, address, now)
    if not is_password(old, credentials.password_hash if credentials else None):
        raise CannotSignIn
    password_hash = hash_password(new)
    with transaction():
        store.remove_failed_try(try_id)
        store.record_password(person.id, password_hash)
        store.remove_sign_ins_of(person.id)
        record_entry(Entry(Event.PASSWORD_CHANGED, now, person.id))
        return start_sign_in(person, now, "new password")


def recover(name: str, code: str, new_password: str, address: str, now: datetime) -> Joined:
    """Set a new password by the recovery code, which is used up; gives the next code. Ends every sign-in.

    Raises CannotSignIn (the same for an unknown name) or TooManyTries.
    """
    credentials = store.find_credentials(rules.name_key(name))
    try_id = _count_try(name, address, now)
    password_hash = hash_password(new_password)
    used = rules.digest(rules.code_as_meant(code))
    if credentials is None or credentials.is_disabled or credentials.recovery_hash != used:
        raise CannotSignIn
    next_code = new_recovery_code()
    with transaction():
        if not store.record_recovery(credentials.person.id, rules.digest(next_code), replacing=used):
            raise CannotSignIn
        store.remove_failed_try(try_id)
        store.record_password(credentials.person.id, password_hash)
        store.remove_sign_ins_of(credentials.person.id)
        record_entry(Entry(Event.ACCOUNT_RECOVERED, now, credentials.person.id))
    return Joined(credentials.person, next_code)


def renew_recovery_code(person: Person, password: str, address: str, now: datetime) -> str:
    """A new recovery code in place of the old one; raises CannotSignIn or TooManyTries."""
    credentials = store.find_credentials(rules.name_key(person.name))
    try_id = _count_try(person.name, address, now)
    if not is_password(password, credentials.password_hash if credentials else None):
        raise CannotSignIn
    code = new_recovery_code()
    with transaction():
        store.remove_failed_try(try_id)
        store.record_recovery(person.id, rules.digest(code))
    return code


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


def _count_try(name: str, address: str, now: datetime) -> int:
    """Note the try before it is known to fail, so that many at once are counted too; raises TooManyTries."""
    name_digest, address_digest = rules.digest(f"name:{rules.name_key(name)}"), rules.digest(f"address:{address}")
    since = now - rules.TRY_WINDOW
    with transaction():
        if rules.are_too_many(*store.count_failed_tries(name_digest, address_digest, since)):
            raise TooManyTries
        return store.record_failed_try(name_digest, address_digest, now, forget_before=since)
