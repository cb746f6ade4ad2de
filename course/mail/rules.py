"""What an address may look like, when a mail is tried again or given up, when it is not known what became of it."""

import re
from datetime import datetime, timedelta

from course.mail.model import Kind, State

CONFIRM_WITHIN = timedelta(days=3)
LINKS_A_DAY = 3
"""So many confirmation mails a day for one person, and for one address whoever gives it."""
DAY = timedelta(days=1)

TRIES_AT_MOST = 8
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=12)
"""5, 15, 45 minutes, 2¼, 6¾ and then 12 hours: a mail server may be away for a night and a day."""

UNKNOWN_AFTER = timedelta(minutes=15)
"""Sending one mail takes a minute at the very most; who claimed it longer ago does not live any more."""

GOOD_FOR = {Kind.CONFIRM: timedelta(days=2), Kind.NOTICE: timedelta(days=7), Kind.DUE: timedelta(hours=24)}
"""After so long in the queue a mail would only puzzle."""

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?P<local>{_LOCAL})@(?P<domain>(?:{_LABEL}\.)+{_LABEL})")


def address_as_meant(typed: str) -> str | None:
    """The address, its domain in small letters; None when it is none.

    One plain address of ASCII letters: no name around it, no quotes, comments, line breaks or second address, so
    that it can stand in a header as it is.
    """
    found = _ADDRESS.fullmatch(typed.strip(" "))
    if found is None or len(found["local"]) > 64 or len(found[0]) > 254:
        return None
    return f"{found['local']}@{found['domain'].lower()}"


def are_enough_links(by_person: int, by_address: int) -> bool:
    """Whether the next confirmation mail has to wait, counting those of a day."""
    return by_person >= LINKS_A_DAY or by_address >= LINKS_A_DAY


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When to try again after so many attempts; None: not any more."""
    if attempts >= TRIES_AT_MOST:
        return None
    pause: timedelta = FIRST_PAUSE * 3 ** (attempts - 1)
    return now + min(pause, LONGEST_PAUSE)


def is_too_late(kind: Kind, queued_at: datetime, now: datetime) -> bool:
    return now - queued_at > GOOD_FOR[kind]


def is_unknown(state: State, claimed_at: datetime | None, code: str, now: datetime) -> bool:
    """Whether nobody can say what became of a mail that was claimed."""
    if state is not State.SENDING:
        return False
    return code != "" or claimed_at is None or now - claimed_at > UNKNOWN_AFTER
