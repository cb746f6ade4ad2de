"""Writes the log; what admins read of it is a report."""

from datetime import datetime

from sqlalchemy import insert, select

from course.audit.model import Entry, Event
from course.audit.tables import AuditEntryRow
from course.database import db


def record_entry(entry: Entry) -> None:
    """Add a line, inside the transaction of what it tells of: both happen, or neither."""
    db.session.execute(
        insert(AuditEntryRow).values(
            at=entry.at,
            event=entry.event.value,
            actor_id=entry.actor,
            subject_id=entry.subject,
            group_id=entry.group,
            detail=entry.detail,
        )
    )


def has_entry_since(event: Event, actor: int, subject: int, detail: str, since: datetime) -> bool:
    """Whether the same was written down a moment ago, so that leafing back and forth is one look."""
    return (
        db.session.execute(
            select(AuditEntryRow.id)
            .where(
                AuditEntryRow.subject_id == subject,
                AuditEntryRow.event == event.value,
                AuditEntryRow.actor_id == actor,
                AuditEntryRow.detail == detail,
                AuditEntryRow.at > since,
            )
            .order_by(AuditEntryRow.id.desc())
            .limit(1)
        ).first()
        is not None
    )
