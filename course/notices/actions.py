"""Sending a notice, and putting one away; one transaction each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from course.assignments.rules import dues_of
from course.assignments.store import list_assignments
from course.audit.model import Entry, Event
from course.audit.store import record_entry
from course.clock import local_date, midnight
from course.content.model import Course
from course.database import transaction
from course.groups.model import Group, Membership
from course.groups.store import list_members
from course.mail import queue
from course.mail.model import Kind
from course.mail.store import list_who_want
from course.notices import store
from course.notices.model import LeftOut, NoSuchNotice, Saying
from course.notices.rules import had_today, key_of, why_left_out
from course.people.model import Person
from course.progress.store import list_progress


@dataclass(frozen=True)
class Round:
    """Who would get a notice, and who would not, and why."""

    gets: tuple[Membership, ...]
    left_out: tuple[tuple[Membership, LeftOut], ...]


def look_round(
    group: Group, saying: Saying, people: Sequence[str], course: Course, time_zone: str, now: datetime
) -> Round:
    """Of these people (public ids), those who are in the group now; records nothing."""
    chosen = set(people)
    members = [member for member in list_members(group.id) if member.person.public_id in chosen]
    today = local_date(now, time_zone)
    progress = list_progress([member.person.id for member in members], course)
    assignments = list_assignments([group.id], time_zone)
    sent_today = store.list_sayings_since(group.id, midnight(today, time_zone))
    gets: list[Membership] = []
    left_out: list[tuple[Membership, LeftOut]] = []
    for member in members:
        person = member.person.id
        mine = {one.module.stem: one for one in progress[person]}
        joined_on = {group.id: local_date(member.joined_at, time_zone)}
        dues = dues_of(person, joined_on, assignments, mine, today)
        why = why_left_out(saying, progress[person], dues, had_today(saying, sent_today, person))
        left_out.append((member, why)) if why else gets.append(member)
    return Round(tuple(gets), tuple(left_out))


def send(
    group: Group,
    saying: Saying,
    people: Sequence[str],
    form_key: str,
    course: Course,
    time_zone: str,
    sends_mail: bool,
    by: Person,
    now: datetime,
) -> int:
    """Send it to whom it fits, and queue their e-mail; gives to how many. The same form sent again sends nothing."""
    key = key_of(form_key, by.id, group.public_id, saying, people)
    try:
        with transaction():
            if store.is_sent(key):
                return 0
            gets = [one.person for one in look_round(group, saying, people, course, time_zone, now).gets]
            if gets:
                _record(key, group, saying, gets, sends_mail, by, now)
            return len(gets)
    except IntegrityError:  # two at once: the database lets one of them through
        if not store.is_sent(key):
            raise
        return 0


def _record(
    key: str, group: Group, saying: Saying, gets: Sequence[Person], sends_mail: bool, by: Person, now: datetime
) -> None:
    ids = store.record_sending(key, group.id, by.id, saying, [person.id for person in gets], now)
    if sends_mail:
        wanted = list_who_want(Kind.NOTICE, list(ids))
        queue.record_mails(Kind.NOTICE, {person: ids[person] for person in wanted}, now)
    for person in gets:
        record_entry(Entry(Event.NOTICE_SENT, now, by.id, person.id, group.id, saying.template.value))


def put_away(public_id: str, person: Person) -> None:
    """Raises NoSuchNotice for somebody else's. An e-mail about it that still waits is not needed any more."""
    with transaction():
        if not store.record_put_away(public_id, person.id):
            raise NoSuchNotice(public_id)
        queue.record_not_needed(person.id, Kind.NOTICE, public_id)
