"""What people, and the command that sends, do with addresses and mails; one transaction each."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime

from course.database import transaction
from course.mail import queue, rules, store
from course.mail.model import Claimed, Kind, NoSuchLink, Outcome, State, TooManyMails
from course.mail.queue import Next
from course.people.model import Person
from course.people.passwords import new_token
from course.people.rules import digest

AT_FIRST = (Kind.NOTICE,)
"""What somebody is written to about who has not chosen yet."""


def give_address(person: Person, address: str, key: str, now: datetime) -> bool:
    """Keep an address and queue the mail that asks for its confirmation. False: it is confirmed already.

    Raises TooManyMails. `key` hides the address in what is counted. While the mail still waits in the queue, giving
    the same address again changes nothing.
    """
    counted = hmac.new(key.encode(), address.lower().encode(), hashlib.sha256).hexdigest()
    with transaction():
        stands = store.find_address(person.id)
        if stands and stands.address == address:
            if stands.is_confirmed:
                return False
            if queue.has_waiting(person.id, Kind.CONFIRM):
                return True
        if rules.are_enough_links(*store.count_links_asked(person.id, counted, now - rules.DAY)):
            raise TooManyMails
        store.record_link_asked(person.id, counted, now, forget_before=now - rules.DAY)
        queue.record_not_needed(person.id)  # what waits was meant for the address before
        if stands is None or stands.address != address:
            store.record_address(person.id, address, stands.wants if stands else AT_FIRST, now)
        queue.record_mails(Kind.CONFIRM, {person.id: secrets.token_hex(8)}, now)
    return True


def choose_kinds(person: Person, wants: Iterable[Kind]) -> None:
    """What to be written to about; what still waits of another kind is taken out."""
    chosen = frozenset(wants)
    with transaction():
        store.record_wants(person.id, chosen)
        for kind in (Kind.NOTICE, Kind.DUE):
            if kind not in chosen:
                queue.record_not_needed(person.id, kind)


def remove_address(person: Person) -> None:
    """Forget the address; nothing more is sent."""
    with transaction():
        store.remove_address(person.id)
        queue.record_not_needed(person.id)


def look_at_confirm_link(token: str, now: datetime) -> None:
    """Raises NoSuchLink unless it can be used; looking does not use it up (mail programs look ahead)."""
    if not store.is_confirm_link(digest(token), now):
        raise NoSuchLink


def confirm(token: str, now: datetime) -> None:
    """The address is right; raises NoSuchLink the second time."""
    with transaction():
        if not store.record_confirmed(digest(token), now):
            raise NoSuchLink


def look_at_stop_link(token: str) -> None:
    """Raises NoSuchLink for a link that no mail had."""
    if not store.is_stop_link(digest(token)):
        raise NoSuchLink


def stop(token: str) -> None:
    """Forget the address that a mail went to; a second time there is nothing to do. Raises NoSuchLink."""
    look_at_stop_link(token)
    with transaction():
        person = store.find_person_to_stop(digest(token))
        if person is not None:
            store.remove_address(person)
            queue.record_not_needed(person)


# ---------------------------------------------------------------- the command


def claim_next(now: datetime) -> Claimed | None:
    """The next mail, for this command alone from now on; what is not needed any more is put aside on the way."""
    while True:
        with transaction():
            mail = queue.find_next(now)
            if mail is None:
                return None
            claimed = _claim(mail, now)
        if claimed is not None:
            return claimed


def _claim(mail: Next, now: datetime) -> Claimed | None:
    if mail.address_id is None or mail.address is None:
        queue.record_state(mail.id, State.DROPPED, "no address", now)
        return None
    if rules.is_too_late(mail.kind, mail.queued_at, now):
        queue.record_state(mail.id, State.DROPPED, "too late", now)
        return None
    stop_token, confirm_token = new_token(), new_token() if mail.kind is Kind.CONFIRM else None
    if not queue.record_claimed(mail.id, mail.address_id, digest(stop_token), now):
        return None
    if confirm_token:
        store.record_confirm_link(mail.address_id, digest(confirm_token), now + rules.CONFIRM_WITHIN)
    return Claimed(mail.id, mail.kind, mail.attempts + 1, mail.address, stop_token, confirm_token)


def note_outcome(claimed: Claimed, outcome: Outcome, now: datetime) -> State:
    """Write down what became of a mail, and when to try again; gives its state."""
    with transaction():
        if outcome.way is Outcome.Way.LATER:
            again = rules.next_try(claimed.attempts, now)
            if again is not None:
                queue.record_waiting_again(claimed.mail_id, again, outcome.code)
                return State.WAITING
        state = {
            Outcome.Way.SENT: State.SENT,
            Outcome.Way.LATER: State.FAILED,
            Outcome.Way.NEVER: State.FAILED,
            Outcome.Way.UNKNOWN: State.SENDING,
        }[outcome.way]
        queue.record_state(claimed.mail_id, state, outcome.code, None if state is State.SENDING else now)
        return state
