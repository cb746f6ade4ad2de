"""All questions about lists that wait, each named after what it answers."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from course.database import db
from course.groups.model import GroupId
from course.groups.tables import MembershipRow
from course.people.model import PersonId
from course.roster.model import Refusal, Row, Waiting
from course.roster.tables import RosterRow


def record_roster(group: GroupId, by: PersonId, rows: Sequence[Row], now: datetime, forget_before: datetime) -> str:
    """Keep a list until it is taken, and forget those that nobody took; gives its public id."""
    db.session.execute(delete(RosterRow).where((RosterRow.made_at < forget_before) | (RosterRow.made_by == by)))
    public_id = secrets.token_hex(8)
    db.session.execute(
        insert(RosterRow).values(
            public_id=public_id,
            group_id=group,
            made_by=by,
            made_at=now,
            rows=[[row.line, row.name, row.refusal, row.same_as] for row in rows],
            taken=0,
            made=0,
        )
    )
    return public_id


def find_roster(public_id: str, group: GroupId, by: PersonId) -> Waiting | None:
    """A trainer's own list for this group."""
    row = db.session.execute(
        select(RosterRow.public_id, RosterRow.rows, RosterRow.taken, RosterRow.made).where(
            RosterRow.public_id == public_id, RosterRow.group_id == group, RosterRow.made_by == by
        )
    ).first()
    if row is None:
        return None
    rows = tuple(Row(each[0], each[1], Refusal(each[2]) if each[2] else None, each[3]) for each in row[1])
    return Waiting(row[0], rows, row[2], row[3])


def record_taken(public_id: str, taken_before: int, taken: int, made: int) -> bool:
    """Whether this piece is new: of two that take it at once only one gets True."""
    statement = (
        update(RosterRow)
        .where(RosterRow.public_id == public_id, RosterRow.taken == taken_before)
        .values(taken=taken, made=made)
        .returning(RosterRow.id)
    )
    return db.session.execute(statement).first() is not None


def remove_roster(public_id: str) -> None:
    db.session.execute(delete(RosterRow).where(RosterRow.public_id == public_id))


def record_memberships(group: GroupId, people: Sequence[PersonId], now: datetime) -> None:
    """Of people who are new, and so in no group yet."""
    if people:
        db.session.execute(
            insert(MembershipRow), [{"group_id": group, "person_id": person, "joined_at": now} for person in people]
        )
