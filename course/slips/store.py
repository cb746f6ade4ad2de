"""All questions about slips, each named after what it answers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from course.database import db
from course.people.model import Person, PersonId, Role
from course.people.tables import PersonRow
from course.slips.tables import SignInSlipRow


def record_slip(person: PersonId, digest: str, by: PersonId, now: datetime, expires_at: datetime) -> None:
    """A new slip in place of the one before."""
    db.session.execute(delete(SignInSlipRow).where(SignInSlipRow.person_id == person))
    db.session.execute(
        insert(SignInSlipRow).values(person_id=person, digest=digest, made_at=now, made_by=by, expires_at=expires_at)
    )


def find_owner(digest: str, now: datetime) -> Person | None:
    """Whom a slip signs in, while it is open and its owner has no password and no shut account."""
    row = db.session.execute(
        select(PersonRow.id, PersonRow.public_id, PersonRow.name, PersonRow.role)
        .join_from(SignInSlipRow, PersonRow, PersonRow.id == SignInSlipRow.person_id)
        .where(
            SignInSlipRow.digest == digest,
            SignInSlipRow.used_at.is_(None),
            SignInSlipRow.expires_at > now,
            PersonRow.password_hash == "",
            PersonRow.disabled_at.is_(None),
        )
    ).first()
    return Person(PersonId(row[0]), row[1], row[2], Role(row[3])) if row else None


def record_slip_used(digest: str, now: datetime) -> bool:
    """Whether this was its first use: of two at once only one gets True."""
    statement = (
        update(SignInSlipRow)
        .where(SignInSlipRow.digest == digest, SignInSlipRow.used_at.is_(None), SignInSlipRow.expires_at > now)
        .values(used_at=now)
        .returning(SignInSlipRow.person_id)
    )
    return db.session.execute(statement).first() is not None


def remove_slip(person: PersonId) -> None:
    db.session.execute(delete(SignInSlipRow).where(SignInSlipRow.person_id == person))


def list_open_slips(people: Sequence[PersonId], now: datetime) -> set[PersonId]:
    """Who of these still holds one that works."""
    rows = db.session.execute(
        select(SignInSlipRow.person_id).where(
            SignInSlipRow.person_id.in_(people), SignInSlipRow.used_at.is_(None), SignInSlipRow.expires_at > now
        )
    ).all()
    return {PersonId(row[0]) for row in rows}
