"""All questions about apps that show codes, each named after what it answers. People go by their row number here."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from course.authenticator.model import Authenticator
from course.authenticator.tables import AuthenticatorRow, SpareCodeRow
from course.database import db


def find_authenticator(person: int) -> Authenticator | None:
    """Begun or in use."""
    row = db.session.execute(
        select(AuthenticatorRow.sealed_secret, AuthenticatorRow.confirmed_at, AuthenticatorRow.last_step).where(
            AuthenticatorRow.person_id == person
        )
    ).first()
    return Authenticator(row[0], row[1], row[2]) if row else None


def is_in_use(person: int) -> bool:
    """Whether signing in asks for a code."""
    one = find_authenticator(person)
    return one is not None and one.confirmed_at is not None


def record_begun(person: int, sealed_secret: str, now: datetime) -> None:
    """A new secret in place of one that was begun before; one that is in use stays."""
    db.session.execute(
        delete(AuthenticatorRow).where(AuthenticatorRow.person_id == person, AuthenticatorRow.confirmed_at.is_(None))
    )
    db.session.execute(
        insert(AuthenticatorRow).values(
            person_id=person, sealed_secret=sealed_secret, begun_at=now, confirmed_at=None, last_step=0
        )
    )


def record_confirmed(person: int, now: datetime, digests: Sequence[str]) -> bool:
    """It is in use from now on, with these codes to write down; False when it was already."""
    done = db.session.execute(
        update(AuthenticatorRow)
        .where(AuthenticatorRow.person_id == person, AuthenticatorRow.confirmed_at.is_(None))
        .values(confirmed_at=now)
        .returning(AuthenticatorRow.person_id)
    ).first()
    if done:
        db.session.execute(insert(SpareCodeRow), [{"person_id": person, "digest": digest} for digest in digests])
    return done is not None


def record_step_taken(person: int, step: int) -> bool:
    """Whether the code of this half minute is taken now for the first time: of two at once only one gets True."""
    statement = (
        update(AuthenticatorRow)
        .where(AuthenticatorRow.person_id == person, AuthenticatorRow.last_step < step)
        .values(last_step=step)
        .returning(AuthenticatorRow.person_id)
    )
    return db.session.execute(statement).first() is not None


def remove_spare_code(person: int, digest: str) -> bool:
    """Whether it was one of the codes to write down, which it is no more."""
    statement = (
        delete(SpareCodeRow)
        .where(SpareCodeRow.person_id == person, SpareCodeRow.digest == digest)
        .returning(SpareCodeRow.person_id)
    )
    return db.session.execute(statement).first() is not None


def count_spare_codes(person: int) -> int:
    return db.session.execute(
        select(func.count()).select_from(SpareCodeRow).where(SpareCodeRow.person_id == person)
    ).scalar_one()


def remove_authenticator(person: int) -> bool:
    """Whether there was one; its spare codes go with it."""
    statement = (
        delete(AuthenticatorRow).where(AuthenticatorRow.person_id == person).returning(AuthenticatorRow.person_id)
    )
    return db.session.execute(statement).first() is not None
