"""Letting go of accounts that nobody has used for long: for a command that runs by itself, such as `course nightly`.

2026-11-29: learners' alone. A trainer who is away for a year still answers for a group, and an admin for the site.
"""

from datetime import datetime

from course.audit.model import Entry, Event
from course.audit.store import record_entry
from course.database import transaction
from course.database.forgetting import forget_for_good
from course.privacy import erasing
from course.privacy.rules import months_before
from course.privacy.store import Idle, list_idle
from course.settings import Settings

PIECE = 50
"""So many accounts are let go in one transaction, so that nobody waits long for a turn."""
OLDEST_SHOWN = 5
KEEPS_ALL = "COURSE_RETENTION_MONTHS is 0, so every account is kept."


def find_idle(settings: Settings, now: datetime) -> list[Idle]:
    """Whom RETENTION_MONTHS would let go, the longest silent first; nobody where everything is kept."""
    if not settings.retention_months:
        return []
    return list_idle(months_before(now, settings.retention_months))


def retire_idle(settings: Settings, now: datetime, dry_run: bool) -> int:
    """Delete the accounts of learners who were silent for RETENTION_MONTHS; gives how many, or how many it would be.

    Inside an application's context. Who signs in while it runs is looked at again in each piece, and stays.
    """
    if dry_run or not settings.retention_months:
        return len(find_idle(settings, now))
    before, retired = months_before(now, settings.retention_months), 0
    while True:
        with transaction():
            piece = list_idle(before, PIECE)
            for one in piece:
                if erasing.erase(one.person, now):
                    record_entry(Entry(Event.RETIRED, now, subject=one.person))
                    retired += 1
        if len(piece) < PIECE:
            break
    if retired:
        forget_for_good(thoroughly=True)
    return retired


def dry_run_in_words(settings: Settings, now: datetime) -> str:
    """How many accounts it would be, and the days on which the first of them fell silent; never whose."""
    if not settings.retention_months:
        return KEEPS_ALL
    idle = find_idle(settings, now)
    since = ", ".join(f"{one.last_at:%Y-%m-%d}" for one in idle[:OLDEST_SHOWN])
    told = f"{_accounts(len(idle))} would be deleted; nothing was changed."
    return f"{told} The oldest were last used on {since}." if idle else told


def done_in_words(settings: Settings, retired: int) -> str:
    return f"{_accounts(retired)}: deleted." if settings.retention_months else KEEPS_ALL


def _accounts(number: int) -> str:
    return "1 account that nobody used" if number == 1 else f"{number} accounts that nobody used"
