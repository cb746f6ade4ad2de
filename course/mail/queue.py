"""All questions about the queue, each named after what it answers; a store of its own beside the address book."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, insert, select, update

from course.database import db
from course.mail.model import Kind, Logged, State
from course.mail.tables import MailAddressRow, MailRow
from course.people.model import PersonId
from course.people.tables import PersonRow


class Next(NamedTuple):
    """The mail whose turn it is, and where it would go now (None: nowhere any more)."""

    id: int
    kind: Kind
    queued_at: datetime
    attempts: int
    address_id: int | None
    address: str | None


def record_mails(kind: Kind, about: Mapping[PersonId, str], now: datetime) -> None:
    """Put mails into the queue, each for one person about one thing; what is or was there already is left alone.

    Inside the transaction of what they tell of: both happen, or neither.
    """
    found = db.session.execute(
        select(MailRow.person_id, MailRow.about).where(
            MailRow.kind == kind.value, MailRow.person_id.in_(about), MailRow.about.in_(set(about.values()))
        )
    ).all()
    there = {(row[0], row[1]) for row in found}
    rows = [
        {
            "person_id": person,
            "kind": kind.value,
            "about": each,
            "queued_at": now,
            "state": State.WAITING.value,
            "attempts": 0,
            "next_try_at": now,
            "code": "",
        }
        for person, each in about.items()
        if (person, each) not in there
    ]
    if rows:
        db.session.execute(insert(MailRow), rows)


def list_about(kind: Kind, about: str) -> set[PersonId]:
    """For whom there is or was such a mail."""
    rows = db.session.execute(select(MailRow.person_id).where(MailRow.kind == kind.value, MailRow.about == about)).all()
    return {PersonId(row[0]) for row in rows}


def has_waiting(person: PersonId, kind: Kind) -> bool:
    return (
        db.session.execute(
            select(MailRow.id).where(
                MailRow.person_id == person, MailRow.kind == kind.value, MailRow.state == State.WAITING.value
            )
        ).first()
        is not None
    )


def record_not_needed(person: PersonId, kind: Kind | None = None, about: str | None = None) -> None:
    """Take what still waits for somebody out of the queue: all of it, of one kind, or about one thing."""
    statement = update(MailRow).where(MailRow.person_id == person, MailRow.state == State.WAITING.value)
    if kind is not None:
        statement = statement.where(MailRow.kind == kind.value)
    if about is not None:
        statement = statement.where(MailRow.about == about)
    db.session.execute(statement.values(state=State.DROPPED.value, code="not needed"))


def find_next(now: datetime) -> Next | None:
    """The mail that waited longest for a try that is due."""
    row = db.session.execute(
        select(MailRow.id, MailRow.kind, MailRow.queued_at, MailRow.attempts, MailRow.person_id)
        .where(MailRow.state == State.WAITING.value, MailRow.next_try_at <= now)
        .order_by(MailRow.next_try_at, MailRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if row is None:
        return None
    kind = Kind(row[1])
    to = (
        select(MailAddressRow.id, MailAddressRow.address)
        .join(PersonRow, PersonRow.id == MailAddressRow.person_id)
        .where(MailAddressRow.person_id == row[4], PersonRow.disabled_at.is_(None))
    )
    is_confirmed = MailAddressRow.confirmed_at.is_not(None)
    address = db.session.execute(to.where(~is_confirmed if kind is Kind.CONFIRM else is_confirmed)).first()
    return Next(row[0], kind, row[2], row[3], *(address or (None, None)))


def count_due(now: datetime) -> int:
    """How many would be tried now."""
    return db.session.execute(
        select(func.count())
        .select_from(MailRow)
        .where(MailRow.state == State.WAITING.value, MailRow.next_try_at <= now)
    ).scalar_one()


def record_claimed(mail_id: int, address_id: int, stop_digest: str, now: datetime) -> bool:
    """Whether this command may send it: of two that claim it at once only one gets True."""
    statement = (
        update(MailRow)
        .where(MailRow.id == mail_id, MailRow.state == State.WAITING.value)
        .values(
            state=State.SENDING.value,
            claimed_at=now,
            attempts=MailRow.attempts + 1,
            address_id=address_id,
            stop_digest=stop_digest,
        )
        .returning(MailRow.id)
    )
    return db.session.execute(statement).first() is not None


def record_waiting_again(mail_id: int, next_try_at: datetime, code: str) -> None:
    db.session.execute(
        update(MailRow)
        .where(MailRow.id == mail_id)
        .values(state=State.WAITING.value, next_try_at=next_try_at, claimed_at=None, code=code)
    )


def record_state(mail_id: int, state: State, code: str, now: datetime | None) -> None:
    """`now`: when it was done with; None while nobody knows."""
    db.session.execute(
        update(MailRow).where(MailRow.id == mail_id).values(state=state.value, code=code, done_at=now, next_try_at=None)
    )


def count_by_state() -> dict[State, int]:
    rows = db.session.execute(select(MailRow.state, func.count()).group_by(MailRow.state)).all()
    return {State(row[0]): row[1] for row in rows}


def list_mails(state: State, at_most: int) -> list[Logged]:
    """Mails in this state, the newest first."""
    rows = db.session.execute(
        select(
            PersonRow.name,
            MailRow.kind,
            MailRow.state,
            MailRow.queued_at,
            MailRow.attempts,
            MailRow.next_try_at,
            MailRow.claimed_at,
            MailRow.code,
        )
        .join(PersonRow, PersonRow.id == MailRow.person_id)
        .where(MailRow.state == state.value)
        .order_by(MailRow.id.desc())
        .limit(at_most)
    ).all()
    return [Logged(row[0], Kind(row[1]), State(row[2]), *row[3:]) for row in rows]
