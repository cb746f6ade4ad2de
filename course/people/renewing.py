"""What people can do when a password or a recovery code has to be a new one; one transaction each."""

from dataclasses import dataclass
from datetime import datetime

from course.audit.model import Entry, Event
from course.audit.store import record_entry
from course.database import transaction
from course.people import rules, sign_ins, store
from course.people.actions import count_password, needs_code, start_sign_in
from course.people.model import CannotSignIn, Credentials, Device, Person
from course.people.passwords import hash_password, is_password, new_recovery_code
from course.tries import store as tries
from course.tries.actions import count
from course.tries.model import Kind
from course.tries.rules import a_try


@dataclass(frozen=True)
class Recovered:
    """An account with a new password, and what stands on the page once: the next code, and the sign-in's token.

    Both are None for somebody whose app has to show a code first: signing in asks for it.
    """

    person: Person
    recovery_code: str | None
    token: str | None


def change_password(person: Person, old: str, new: str, device: Device, now: datetime) -> str:
    """Set a new password, end every sign-in, give the token of a new one; raises CannotSignIn or TooManyTries."""
    try_id = prove_password(person, old, device, now)
    password_hash = hash_password(new)
    with transaction():
        tries.remove_try(try_id)
        store.record_password(person.id, password_hash)
        sign_ins.remove_sign_ins_of(person.id)
        sign_ins.remove_open_reset_slips(person.id)
        record_entry(Entry(Event.PASSWORD_CHANGED, now, person.id))
        return start_sign_in(person, now, "new password", device)


def prove_password(person: Person, password: str, device: Device, now: datetime) -> int:
    """Whoever is signed in shows that they know it; gives the try's number. Raises CannotSignIn or TooManyTries."""
    credentials = store.find_credentials(rules.name_key(person.name))
    try_id = count_password(person.name, device, now)
    if not is_password(password, credentials.password_hash if credentials else None):
        raise CannotSignIn
    return try_id


def confirm_password(person: Person, password: str, device: Device, now: datetime) -> None:
    """Make sure that it is the person who asks for what cannot be undone; raises CannotSignIn or TooManyTries."""
    try_id = prove_password(person, password, device, now)
    with transaction():
        tries.remove_try(try_id)


def recover(name: str, code: str, new_password: str, device: Device, now: datetime) -> Recovered:
    """Set a new password by the recovery code or a reset slip, which is used up. Ends every sign-in.

    Raises CannotSignIn (the same for an unknown name) or TooManyTries.
    """
    key = rules.name_key(name)
    credentials = store.find_credentials(key)
    try_id = count(a_try(Kind.RECOVERY_CODE, key, device.address, device.known_as), now)
    password_hash = hash_password(new_password)
    used = rules.digest(rules.code_as_meant(code))
    if credentials is None or credentials.is_disabled or not _fits(credentials, used, now):
        raise CannotSignIn  # before a transaction begins, whose time would tell that somebody has this name
    person, next_code = credentials.person, new_recovery_code()
    with transaction():
        by = _use_up(person, used, rules.digest(next_code), now)
        tries.remove_try(try_id)
        store.record_password(person.id, password_hash)
        sign_ins.remove_sign_ins_of(person.id)
        sign_ins.remove_open_reset_slips(person.id)
        record_entry(Entry(Event.ACCOUNT_RECOVERED, now, person.id, detail=by))
        if needs_code(person):
            return Recovered(person, None, None)
        return Recovered(person, next_code, start_sign_in(person, now, by, device))


def _fits(credentials: Credentials, used: str, now: datetime) -> bool:
    return used == credentials.recovery_hash or sign_ins.has_open_reset_slip(credentials.person.id, used, now)


def _use_up(person: Person, used: str, next_digest: str, now: datetime) -> str:
    """Take the code, put the next one in its place, and say which kind it was; raises CannotSignIn."""
    if store.record_recovery(person.id, next_digest, replacing=used):
        return "recovery code"
    if sign_ins.record_reset_slip_used(person.id, used, now):
        store.record_recovery(person.id, next_digest)
        return "reset slip"
    raise CannotSignIn


def renew_recovery_code(person: Person, password: str, device: Device, now: datetime) -> str:
    """A new recovery code in place of the old one; raises CannotSignIn or TooManyTries."""
    try_id = prove_password(person, password, device, now)
    code = new_recovery_code()
    with transaction():
        tries.remove_try(try_id)
        store.record_recovery(person.id, rules.digest(code))
    return code
