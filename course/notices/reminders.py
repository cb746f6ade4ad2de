"""“Due the next day”: whose mail is put into the queue, by the one rule of assignments; at most one a person a day.

2026-11-29: only between nine in the morning and eight in the evening of the course's time zone: a telephone that rings
at night is looked at by the wrong people.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from course.assignments.model import Asked, Due
from course.assignments.rules import dues_of
from course.assignments.store import list_assignments
from course.clock import local_date
from course.content.model import Course
from course.database import transaction
from course.groups.store import list_groups_of_learner
from course.mail import queue
from course.mail.model import Kind
from course.mail.store import list_who_want
from course.people.model import PersonId
from course.progress.store import list_progress

HOURS = range(9, 20)
PEOPLE_AT_ONCE = 200


def people_to_remind(course: Course, time_zone: str, now: datetime) -> list[PersonId]:
    """Who wants to be reminded, has something due tomorrow, and was not reminded today."""
    if now.astimezone(ZoneInfo(time_zone)).hour not in HOURS:
        return []
    today = local_date(now, time_zone)
    reminded = queue.list_about(Kind.DUE, today.isoformat())
    asking = [person for person in list_who_want(Kind.DUE) if person not in reminded]
    found: list[PersonId] = []
    for start in range(0, len(asking), PEOPLE_AT_ONCE):
        for person, dues in _dues(asking[start : start + PEOPLE_AT_ONCE], course, time_zone, now):
            if any(due.asked is Asked.OPEN and due.due_on == today + timedelta(days=1) for due in dues):
                found.append(person)
    return found


def queue_reminders(course: Course, time_zone: str, now: datetime) -> None:
    about = local_date(now, time_zone).isoformat()
    people = people_to_remind(course, time_zone, now)
    if people:
        with transaction():
            queue.record_mails(Kind.DUE, dict.fromkeys(people, about), now)


def _dues(
    people: Sequence[PersonId], course: Course, time_zone: str, now: datetime
) -> Iterator[tuple[PersonId, list[Due]]]:
    progress = list_progress(people, course)
    for person in people:
        joined = list_groups_of_learner(person)
        if joined:
            yield (
                person,
                dues_of(
                    person,
                    {one.group.id: local_date(one.joined_at, time_zone) for one in joined},
                    list_assignments([one.group.id for one in joined], time_zone),
                    {one.module.stem: one for one in progress[person]},
                    local_date(now, time_zone),
                ),
            )
