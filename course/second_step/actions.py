"""Setting an app up, and using it."""

from collections.abc import Sequence
from datetime import datetime

from course.audit.model import Entry, Event
from course.audit.store import record_entry
from course.authenticator import rules, store
from course.authenticator.model import CodeDoesNotFit
from course.database import transaction
from course.people import sign_ins
from course.people.actions import SignedIn, start_sign_in
from course.people.model import CannotSignIn, Device, HalfSignIn, Person
from course.people.renewing import prove_password
from course.people.rules import code_as_meant, digest, is_half_over, name_key
from course.tries import store as tries
from course.tries.actions import count
from course.tries.model import Kind
from course.tries.rules import a_try


def begin(person: Person, password: str, device: Device, key: str, now: datetime) -> None:
    """Make a secret for the app; nothing changes at sign-in until a first code is typed. Raises CannotSignIn."""
    try_id = prove_password(person, password, device, now)
    with transaction():
        tries.remove_try(try_id)
        if not store.is_in_use(person.id):
            store.record_begun(person.id, rules.sealed(rules.new_secret(), person.id, key), now)


def find_secret_to_set_up(person: Person, keys: Sequence[str]) -> bytes | None:
    """The secret that was begun and not confirmed; None without one, or when it is in use and nobody's to see."""
    one = store.find_authenticator(person.id)
    return rules.opened(one.sealed_secret, person.id, keys) if one and one.confirmed_at is None else None


def confirm(person: Person, typed: str, keys: Sequence[str], now: datetime) -> list[str]:
    """Switch it on: the app has shown a code. Gives the codes to write down, this once. Raises CodeDoesNotFit."""
    spare_codes = rules.new_spare_codes()
    with transaction():
        if store.is_in_use(person.id) or not _is_taken(person, typed, keys, now):
            raise CodeDoesNotFit
        store.record_confirmed(person.id, now, [digest(code) for code in spare_codes])
        record_entry(Entry(Event.SECOND_STEP_ON, now, person.id, person.id))
    return spare_codes


def find_half(token: str | None, now: datetime) -> HalfSignIn | None:
    """Who has typed the right password a moment ago."""
    half = sign_ins.find_half(digest(token)) if token else None
    return None if half is None or is_half_over(half, now) else half


def complete(token: str, typed: str, device: Device, keys: Sequence[str], now: datetime) -> SignedIn:
    """Make half a sign-in whole, with a code from the app or one that was written down.

    Raises CannotSignIn, or TooManyTries.
    """
    half = find_half(token, now)
    if half is None:
        raise CannotSignIn
    person = half.person
    try_id = count(a_try(Kind.APP_CODE, name_key(person.name), device.address, device.known_as), now)
    with transaction():
        by = _what_fits(person, typed, keys, now)
        if by is None or not sign_ins.remove_half(digest(token)):
            raise CannotSignIn
        tries.remove_try(try_id)
        return SignedIn(person, start_sign_in(person, now, by, device))


def switch_off(person: Person, password: str, typed: str, device: Device, keys: Sequence[str], now: datetime) -> None:
    """From now on the password alone signs in. Raises CannotSignIn, CodeDoesNotFit or TooManyTries."""
    password_try = prove_password(person, password, device, now)
    code_try = count(a_try(Kind.APP_CODE, name_key(person.name), device.address, device.known_as), now)
    with transaction():
        tries.remove_try(password_try)
        if _what_fits(person, typed, keys, now) is None:
            raise CodeDoesNotFit
        tries.remove_try(code_try)
        store.remove_authenticator(person.id)
        record_entry(Entry(Event.SECOND_STEP_OFF, now, person.id, person.id))


def _what_fits(person: Person, typed: str, keys: Sequence[str], now: datetime) -> str | None:
    """Use a code up, inside a running transaction, and say which kind it was; None when it is none."""
    if _is_taken(person, typed, keys, now):
        return "password and code"
    if store.remove_spare_code(person.id, digest(code_as_meant(typed))):
        return "password and spare code"
    return None


def _is_taken(person: Person, typed: str, keys: Sequence[str], now: datetime) -> bool:
    one = store.find_authenticator(person.id)
    secret = rules.opened(one.sealed_secret, person.id, keys) if one else None
    if one is None or secret is None:
        return False
    step = rules.fitting_step(secret, typed, now, one.last_step)
    return step is not None and store.record_step_taken(person.id, step)
