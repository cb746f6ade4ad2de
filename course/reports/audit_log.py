"""The audit log as admins read it: what happened, when, who did it to whom, in which group; newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import aliased

from course.audit.model import Event
from course.audit.tables import AuditEntryRow
from course.database import db
from course.groups.tables import GroupRow
from course.people.tables import PersonRow
from course.web.language import gettext as _
from course.web.words import day_and_time

LINES_A_PAGE = 50
PIECE = 1000


@dataclass(frozen=True)
class AuditLine:
    """One entry with the names that its people and its group go by now."""

    id: int
    event: Event
    at: datetime
    actor: str | None
    subject: str | None
    group: str | None
    detail: str


@dataclass(frozen=True)
class AuditPage:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    events: tuple[tuple[str, str], ...]
    event: str | None
    older_href: str | None
    export_href: str


def list_entries(event: Event | None, before: int | None, at_most: int = LINES_A_PAGE + 1) -> list[AuditLine]:
    """Entries, the newest first, a page and one more: those before the entry `before`, of one kind or of all."""
    actor, subject = aliased(PersonRow), aliased(PersonRow)
    query = (
        select(
            AuditEntryRow.id,
            AuditEntryRow.event,
            AuditEntryRow.at,
            actor.name,
            subject.name,
            GroupRow.name,
            AuditEntryRow.detail,
        )
        .select_from(AuditEntryRow)
        .join(actor, actor.id == AuditEntryRow.actor_id, isouter=True)
        .join(subject, subject.id == AuditEntryRow.subject_id, isouter=True)
        .join(GroupRow, GroupRow.id == AuditEntryRow.group_id, isouter=True)
        .order_by(AuditEntryRow.id.desc())
        .limit(at_most)
    )
    if event is not None:
        query = query.where(AuditEntryRow.event == event.value)
    if before is not None:
        query = query.where(AuditEntryRow.id < before)
    rows = db.session.execute(query).all()
    return [AuditLine(row[0], Event(row[1]), row[2], row[3], row[4], row[5], row[6]) for row in rows]


def every_entry(event: Event | None) -> Iterator[AuditLine]:
    """The whole log, the newest first, read piece by piece."""
    before: int | None = None
    while lines := list_entries(event, before, PIECE):
        yield from lines
        before = lines[-1].id


def audit_page(lines: Sequence[AuditLine], event: Event | None) -> AuditPage:
    shown = lines[:LINES_A_PAGE]
    older = shown[-1].id if len(lines) > LINES_A_PAGE else None
    return AuditPage(
        head=(_("When"), _("What"), _("Who"), _("To whom"), _("Group"), _("More")),
        rows=tuple(
            (
                day_and_time(line.at),
                event_in_words(line.event),
                line.actor or _("a command on the server"),
                line.subject or "",
                line.group or "",
                line.detail,
            )
            for line in shown
        ),
        events=tuple((each.value, event_in_words(each)) for each in Event),
        event=event.value if event else None,
        older_href=url_for("reports.audit", before=older, event=event.value if event else None) if older else None,
        export_href=url_for("reports.audit_export", event=event.value if event else None),
    )


def event_in_words(event: Event) -> str:
    return event.value[:1].upper() + event.value[1:]
