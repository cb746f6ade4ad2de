"""The audit log as admins read it: what happened, when, who did it to whom, in which group; newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import aliased

from course.audit.model import Event
from course.audit.tables import AuditEntryRow
from course.database import db
from course.groups.tables import GroupRow
from course.people.rules import name_key, tidy_name
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
class Narrowed:
    """What an admin asked the log for: one kind of event, one person (by name, as actor or subject), or all of it."""

    event: Event | None
    who: str

    @property
    def in_address(self) -> dict[str, Any]:
        return {"event": self.event.value if self.event else None, "who": self.who or None}


def narrowed(event: str | None, who: str | None) -> Narrowed:
    """What an address asks for; an event that is not known there is every event."""
    return Narrowed({one.value: one for one in Event}.get(event or ""), tidy_name(who or "")[:80])


@dataclass(frozen=True)
class AuditPage:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    events: tuple[tuple[str, str], ...]
    asked: Narrowed
    older_href: str | None
    export_href: str


def list_entries(asked: Narrowed, before: int | None, at_most: int = LINES_A_PAGE + 1) -> list[AuditLine]:
    """Entries that are asked for, the newest first, a page and one more: those before the entry `before`."""
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
            actor.deleted_at,
            subject.deleted_at,
        )
        .select_from(AuditEntryRow)
        .join(actor, actor.id == AuditEntryRow.actor_id, isouter=True)
        .join(subject, subject.id == AuditEntryRow.subject_id, isouter=True)
        .join(GroupRow, GroupRow.id == AuditEntryRow.group_id, isouter=True)
        .order_by(AuditEntryRow.id.desc())
        .limit(at_most)
    )
    if asked.event is not None:
        query = query.where(AuditEntryRow.event == asked.event.value)
    if asked.who:
        them = select(PersonRow.id).where(PersonRow.name_key == name_key(asked.who))
        query = query.where(AuditEntryRow.actor_id.in_(them) | AuditEntryRow.subject_id.in_(them))
    if before is not None:
        query = query.where(AuditEntryRow.id < before)
    rows = db.session.execute(query).all()
    return [
        AuditLine(row[0], Event(row[1]), row[2], _called(row[3], row[7]), _called(row[4], row[8]), row[5], row[6])
        for row in rows
    ]


def _called(name: str | None, deleted_at: datetime | None) -> str | None:
    return _("a deleted account") if deleted_at else name


def every_entry(asked: Narrowed) -> Iterator[AuditLine]:
    """All that is asked for, the newest first, read piece by piece."""
    before: int | None = None
    while lines := list_entries(asked, before, PIECE):
        yield from lines
        before = lines[-1].id


def audit_page(lines: Sequence[AuditLine], asked: Narrowed) -> AuditPage:
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
        asked=asked,
        older_href=url_for("reports.audit", before=older, **asked.in_address) if older else None,
        export_href=url_for("reports.audit_export", **asked.in_address),
    )


def event_in_words(event: Event) -> str:
    return event.value[:1].upper() + event.value[1:]
