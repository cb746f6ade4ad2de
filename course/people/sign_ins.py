"""All questions about sign-ins, half ones and reset slips, each named after what it answers."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update

from course.database import db
from course.people.model import Device, HalfSignIn, Lifetimes, Person, PersonId, Role, SignIn
from course.people.rules import HALF_SIGN_IN_LASTS
from course.people.tables import HalfSignInRow, PersonRow, ResetSlipRow, SignInRow

_PERSON = (PersonRow.id, PersonRow.public_id, PersonRow.name, PersonRow.role)


def _person(row: Sequence[Any]) -> Person:
    return Person(PersonId(row[0]), row[1], row[2], Role(row[3]))


_PEOPLE, _SIGN_INS = PersonRow.__table__, SignInRow.__table__
_SIGN_IN = (
    select(
        *(_PEOPLE.c[name] for name in ("id", "public_id", "name", "role")),
        _SIGN_INS.c.started_at,
        _SIGN_INS.c.seen_at,
        _PEOPLE.c.disabled_at,
        _SIGN_INS.c.is_kept,
        _PEOPLE.c.is_discreet,
    )
    .join_from(_SIGN_INS, _PEOPLE, _PEOPLE.c.id == _SIGN_INS.c.person_id)
    .where(_SIGN_INS.c.token_digest == bindparam("token_digest"))
)
"""Asked for every page of somebody who is signed in. Built once, and on plain tables, it takes a fifth of the time."""


def find_sign_in(token_digest: str) -> SignIn | None:
    """Who a cookie's token belongs to, and since when."""
    row = db.session.execute(_SIGN_IN, {"token_digest": token_digest}).first()
    return SignIn(_person(row), row[4], row[5], row[6] is not None, row[7], row[8]) if row else None


def record_sign_in(token_digest: str, person_id: PersonId, device: Device, now: datetime) -> None:
    db.session.execute(
        insert(SignInRow).values(
            token_digest=token_digest,
            person_id=person_id,
            started_at=now,
            seen_at=now,
            public_id=secrets.token_hex(8),
            is_kept=device.is_kept,
            looks=device.looks,
        )
    )


def record_seen(token_digest: str, now: datetime) -> None:
    db.session.execute(update(SignInRow).where(SignInRow.token_digest == token_digest).values(seen_at=now))


def remove_sign_in(token_digest: str) -> None:
    db.session.execute(delete(SignInRow).where(SignInRow.token_digest == token_digest))


def remove_sign_ins_of(person_id: PersonId, but: str | None = None) -> None:
    """End every sign-in of a person, half ones too, all but the one with the token digest `but`."""
    statement = delete(SignInRow).where(SignInRow.person_id == person_id)
    if but is not None:
        statement = statement.where(SignInRow.token_digest != but)
    db.session.execute(statement)
    db.session.execute(delete(HalfSignInRow).where(HalfSignInRow.person_id == person_id))


def remove_sign_ins_that_are_over(now: datetime, lasts: Lifetimes) -> None:
    """Tidy away what would be refused in any case."""
    started, seen = SignInRow.started_at, SignInRow.seen_at
    usual = and_(~SignInRow.is_kept, or_(started < now - lasts.longest, seen < now - lasts.idle))
    kept = and_(SignInRow.is_kept, or_(started < now - lasts.kept, seen < now - lasts.kept))
    db.session.execute(delete(SignInRow).where(usual | kept))


# ---------------------------------------------------------------- half a sign-in


def record_half(token_digest: str, person_id: PersonId, is_kept: bool, now: datetime) -> None:
    """Also tidies away those whose code never came."""
    db.session.execute(delete(HalfSignInRow).where(HalfSignInRow.started_at < now - HALF_SIGN_IN_LASTS))
    db.session.execute(
        insert(HalfSignInRow).values(token_digest=token_digest, person_id=person_id, started_at=now, is_kept=is_kept)
    )


def find_half(token_digest: str) -> HalfSignIn | None:
    """Whose password was right, while the account is open."""
    row = db.session.execute(
        select(*_PERSON, HalfSignInRow.started_at, HalfSignInRow.is_kept)
        .join_from(HalfSignInRow, PersonRow, PersonRow.id == HalfSignInRow.person_id)
        .where(HalfSignInRow.token_digest == token_digest, PersonRow.disabled_at.is_(None))
    ).first()
    return HalfSignIn(_person(row), row[4], row[5]) if row else None


def remove_half(token_digest: str) -> bool:
    """Whether it was still there: of two codes at once only one makes it whole."""
    statement = (
        delete(HalfSignInRow).where(HalfSignInRow.token_digest == token_digest).returning(HalfSignInRow.person_id)
    )
    return db.session.execute(statement).first() is not None


# ---------------------------------------------------------------- reset slips


def record_reset_slip(person_id: PersonId, digest: str, by: PersonId, now: datetime, expires_at: datetime) -> None:
    """A new slip in place of one that was not used; those that were used stay, so that none hides another."""
    remove_open_reset_slips(person_id)
    db.session.execute(
        insert(ResetSlipRow).values(person_id=person_id, digest=digest, made_at=now, made_by=by, expires_at=expires_at)
    )


def remove_open_reset_slips(person_id: PersonId) -> None:
    db.session.execute(delete(ResetSlipRow).where(ResetSlipRow.person_id == person_id, ResetSlipRow.used_at.is_(None)))


def has_open_reset_slip(person_id: PersonId, digest: str, now: datetime) -> bool:
    query = select(ResetSlipRow.id).where(
        ResetSlipRow.person_id == person_id,
        ResetSlipRow.digest == digest,
        ResetSlipRow.used_at.is_(None),
        ResetSlipRow.expires_at > now,
    )
    return db.session.execute(query).first() is not None


def record_reset_slip_used(person_id: PersonId, digest: str, now: datetime) -> bool:
    """Whether this was an open slip of this person, which is used up now: of two at once only one gets True."""
    statement = (
        update(ResetSlipRow)
        .where(
            ResetSlipRow.person_id == person_id,
            ResetSlipRow.digest == digest,
            ResetSlipRow.used_at.is_(None),
            ResetSlipRow.expires_at > now,
        )
        .values(used_at=now)
        .returning(ResetSlipRow.person_id)
    )
    return db.session.execute(statement).first() is not None


def find_reset_used(person_id: PersonId, since: datetime) -> datetime | None:
    """When a reset slip last set this account's password."""
    return db.session.execute(
        select(func.max(ResetSlipRow.used_at)).where(ResetSlipRow.person_id == person_id, ResetSlipRow.used_at > since)
    ).scalar_one_or_none()
