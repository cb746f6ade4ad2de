"""All questions about people, each named after what it answers."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from course.database import db
from course.people.model import Credentials, Invitation, Person, PersonId, Role, SignIn
from course.people.tables import FailedTryRow, InvitationRow, PersonRow, SignInRow

_PERSON = (PersonRow.id, PersonRow.public_id, PersonRow.name, PersonRow.role)

_PEOPLE, _SIGN_INS = PersonRow.__table__, SignInRow.__table__
_SIGN_IN = (
    select(
        *(_PEOPLE.c[name] for name in ("id", "public_id", "name", "role")),
        _SIGN_INS.c.started_at,
        _SIGN_INS.c.seen_at,
        _PEOPLE.c.disabled_at,
    )
    .join_from(_SIGN_INS, _PEOPLE, _PEOPLE.c.id == _SIGN_INS.c.person_id)
    .where(_SIGN_INS.c.token_digest == bindparam("token_digest"))
)
"""Asked for every page of somebody who is signed in. Built once, and on plain tables, it takes a fifth of the time."""


def _person(row: Sequence[Any]) -> Person:
    return Person(PersonId(row[0]), row[1], row[2], Role(row[3]))


def find_credentials(name_key: str) -> Credentials | None:
    """The hashes to check a sign-in against, by the name's key."""
    row = db.session.execute(
        select(
            *_PERSON, PersonRow.password_hash, PersonRow.recovery_hash, PersonRow.joined_at, PersonRow.disabled_at
        ).where(PersonRow.name_key == name_key)
    ).first()
    if row is None:
        return None
    person = Person(PersonId(row[0]), row[1], row[2], Role(row[3]))
    return Credentials(person, row[4], row[5], row[6], is_disabled=row[7] is not None)


def find_sign_in(token_digest: str) -> SignIn | None:
    """Who a cookie's token belongs to, and since when."""
    row = db.session.execute(_SIGN_IN, {"token_digest": token_digest}).first()
    if row is None:
        return None
    return SignIn(Person(PersonId(row[0]), row[1], row[2], Role(row[3])), row[4], row[5], row[6] is not None)


def is_name_taken(name_key: str) -> bool:
    return db.session.execute(select(PersonRow.id).where(PersonRow.name_key == name_key)).first() is not None


def find_person(public_id: str) -> Person | None:
    row = db.session.execute(select(*_PERSON).where(PersonRow.public_id == public_id)).first()
    return _person(row) if row else None


def find_trainer_by_name(name_key: str) -> Person | None:
    """A trainer or admin whose account is open."""
    row = db.session.execute(
        select(*_PERSON).where(
            PersonRow.name_key == name_key,
            PersonRow.role.in_([Role.TRAINER.value, Role.ADMIN.value]),
            PersonRow.disabled_at.is_(None),
        )
    ).first()
    return _person(row) if row else None


def list_without_password(people: Sequence[PersonId]) -> set[PersonId]:
    """Who of these never chose a password: they came by a list, and sign in with slips."""
    rows = db.session.execute(select(PersonRow.id).where(PersonRow.id.in_(people), PersonRow.password_hash == "")).all()
    return {PersonId(row[0]) for row in rows}


def list_taken_names(name_keys: Sequence[str]) -> set[str]:
    """Which of these somebody on this site goes by."""
    rows = db.session.execute(select(PersonRow.name_key).where(PersonRow.name_key.in_(name_keys))).all()
    return {row[0] for row in rows}


def record_people_without_password(names: Sequence[tuple[str, str]], now: datetime) -> list[PersonId]:
    """Learners by (name, key) who can sign in with a slip alone, until they choose a password; in the order given."""
    rows = [
        {
            "public_id": secrets.token_hex(8),
            "name": name,
            "name_key": key,
            "password_hash": "",  # fits no password, and takes as long to refuse as any other
            "recovery_hash": secrets.token_hex(32),
            "role": Role.LEARNER.value,
            "joined_at": now,
        }
        for name, key in names
    ]
    if not rows:
        return []
    db.session.execute(insert(PersonRow), rows)
    made = db.session.execute(
        select(PersonRow.name_key, PersonRow.id).where(PersonRow.name_key.in_([key for _name, key in names]))
    ).all()
    ids = {key: PersonId(person_id) for key, person_id in made}
    return [ids[key] for _name, key in names]


def count_people() -> int:
    return db.session.execute(select(func.count()).select_from(PersonRow)).scalar_one()


def record_person(
    name: str, name_key: str, password_hash: str, recovery_hash: str, role: Role, now: datetime
) -> Person:
    public_id = secrets.token_hex(8)
    person_id = db.session.execute(
        insert(PersonRow)
        .values(
            public_id=public_id,
            name=name,
            name_key=name_key,
            password_hash=password_hash,
            recovery_hash=recovery_hash,
            role=role.value,
            joined_at=now,
        )
        .returning(PersonRow.id)
    ).scalar_one()
    return Person(PersonId(person_id), public_id, name, role)


def record_role(person_id: PersonId, role: Role) -> None:
    db.session.execute(update(PersonRow).where(PersonRow.id == person_id).values(role=role.value))


def record_password(person_id: PersonId, password_hash: str) -> None:
    db.session.execute(update(PersonRow).where(PersonRow.id == person_id).values(password_hash=password_hash))


def record_recovery(person_id: PersonId, recovery_hash: str, replacing: str | None = None) -> bool:
    """Store a new code's digest. With `replacing`, only if that one still stands: a code is used once."""
    statement = update(PersonRow).where(PersonRow.id == person_id).values(recovery_hash=recovery_hash)
    if replacing is not None:
        statement = statement.where(PersonRow.recovery_hash == replacing)
    return db.session.execute(statement.returning(PersonRow.id)).first() is not None


def record_sign_in(token_digest: str, person_id: PersonId, now: datetime) -> None:
    db.session.execute(
        insert(SignInRow).values(token_digest=token_digest, person_id=person_id, started_at=now, seen_at=now)
    )


def record_seen(token_digest: str, now: datetime) -> None:
    db.session.execute(update(SignInRow).where(SignInRow.token_digest == token_digest).values(seen_at=now))


def remove_sign_in(token_digest: str) -> None:
    db.session.execute(delete(SignInRow).where(SignInRow.token_digest == token_digest))


def remove_sign_ins_of(person_id: PersonId, but: str | None = None) -> None:
    """End every sign-in of a person, all but the one with the token digest `but`."""
    statement = delete(SignInRow).where(SignInRow.person_id == person_id)
    if but is not None:
        statement = statement.where(SignInRow.token_digest != but)
    db.session.execute(statement)


def remove_sign_ins_before(started: datetime, seen: datetime) -> None:
    """Tidy away sign-ins that are over in any case."""
    db.session.execute(delete(SignInRow).where((SignInRow.started_at < started) | (SignInRow.seen_at < seen)))


def count_failed_tries(name_digest: str, address_digest: str, since: datetime) -> tuple[int, int]:
    """(from this address, from everywhere) under a name."""
    rows = db.session.execute(
        select(FailedTryRow.address_digest, func.count())
        .where(FailedTryRow.name_digest == name_digest, FailedTryRow.at > since)
        .group_by(FailedTryRow.address_digest)
    ).all()
    by_address = {row[0]: row[1] for row in rows}
    return by_address.get(address_digest, 0), sum(by_address.values())


def record_failed_try(name_digest: str, address_digest: str, now: datetime, forget_before: datetime) -> int:
    """Note a failed try and forget the old ones; gives the new row's number."""
    db.session.execute(delete(FailedTryRow).where(FailedTryRow.at < forget_before))
    return db.session.execute(
        insert(FailedTryRow)
        .values(name_digest=name_digest, address_digest=address_digest, at=now)
        .returning(FailedTryRow.id)
    ).scalar_one()


def remove_failed_try(try_id: int) -> None:
    db.session.execute(delete(FailedTryRow).where(FailedTryRow.id == try_id))


def record_invitation(
    token_digest: str, role: Role, made_by: PersonId | None, now: datetime, expires_at: datetime
) -> None:
    db.session.execute(
        insert(InvitationRow).values(
            token_digest=token_digest, role=role.value, made_at=now, made_by=made_by, expires_at=expires_at
        )
    )


def find_open_invitation(token_digest: str, now: datetime) -> Invitation | None:
    row = db.session.execute(
        select(InvitationRow.role, InvitationRow.made_at, InvitationRow.expires_at, InvitationRow.used_at).where(
            InvitationRow.token_digest == token_digest, InvitationRow.used_at.is_(None), InvitationRow.expires_at > now
        )
    ).first()
    return Invitation(Role(row[0]), row[1], row[2], row[3]) if row else None


def list_invitations() -> list[Invitation]:
    """The latest first, at most 50."""
    rows = db.session.execute(
        select(InvitationRow.role, InvitationRow.made_at, InvitationRow.expires_at, InvitationRow.used_at)
        .order_by(InvitationRow.id.desc())
        .limit(50)
    ).all()
    return [Invitation(Role(row[0]), row[1], row[2], row[3]) for row in rows]


def record_invitation_used(token_digest: str, person_id: PersonId, now: datetime) -> bool:
    """Whether this was its first use: of two at once only one gets True."""
    statement = (
        update(InvitationRow)
        .where(
            InvitationRow.token_digest == token_digest, InvitationRow.used_at.is_(None), InvitationRow.expires_at > now
        )
        .values(used_at=now, used_by=person_id)
        .returning(InvitationRow.id)
    )
    return db.session.execute(statement).first() is not None
