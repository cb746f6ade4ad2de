"""Looking at somebody, and taking figures along, is written down in the audit log."""

from datetime import datetime, timedelta

from course.audit.model import Entry, Event
from course.audit.store import has_entry_since, record_entry
from course.database import transaction
from course.groups.model import Group
from course.people.model import Person

ONE_LOOK = timedelta(minutes=15)
"""Leafing back and forth within this time is one look."""


def note_view(event: Event, viewer: Person, subject: Person, group: Group, detail: str, now: datetime) -> None:
    """Write down that a trainer looks at a learner; without that they do not get to see the page."""
    if has_entry_since(event, viewer.id, subject.id, detail, now - ONE_LOOK):
        return
    with transaction(while_reading=True):
        record_entry(Entry(event, now, viewer.id, subject.id, group.id, detail))


def note_export(by: Person, group: Group | None, filename: str, now: datetime) -> None:
    """Write down that somebody takes figures along, each time."""
    with transaction(while_reading=True):
        record_entry(Entry(Event.EXPORTED, now, by.id, group=group.id if group else None, detail=filename))
