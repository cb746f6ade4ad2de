"""All questions about tries, each named after what it answers."""

from datetime import datetime

from sqlalchemy import delete, func, insert, select

from course.database import db
from course.tries.model import Bound, Try
from course.tries.tables import FailedTryRow


def wait_for_turn(one: Try) -> None:
    """Let nobody else count the same name or place until this transaction ends (SQLite writers wait anyhow)."""
    if db.engine.dialect.name == "postgresql":
        for digest in (one.name_digest, one.place_digest):
            db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(digest))))


def find_the_one_too_many(one: Try, bound: Bound, now: datetime) -> datetime | None:
    """When the oldest try was that has to be forgotten before the next may count; None while there is room."""
    query = select(FailedTryRow.at).where(FailedTryRow.at > now - bound.within)
    if bound.same_name:
        query = query.where(FailedTryRow.name_digest == one.name_digest)
    if bound.same_place:
        query = query.where(FailedTryRow.address_digest == one.place_digest)
    query = query.order_by(FailedTryRow.at.desc()).offset(bound.at_most - 1).limit(1)
    return db.session.execute(query).scalar_one_or_none()


def record_try(one: Try, now: datetime, forget_before: datetime) -> int:
    """Note a try and forget the old ones; gives the new row's number."""
    db.session.execute(delete(FailedTryRow).where(FailedTryRow.at < forget_before))
    return db.session.execute(
        insert(FailedTryRow)
        .values(name_digest=one.name_digest, address_digest=one.place_digest, at=now)
        .returning(FailedTryRow.id)
    ).scalar_one()


def remove_try(try_id: int) -> None:
    db.session.execute(delete(FailedTryRow).where(FailedTryRow.id == try_id))
