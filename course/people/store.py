"""All questions about people, each named after what it answers."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update

from course.database import db
from course.people.model import Credentials, Invitation, Person, PersonId, Role
from course.people.tables import InvitationRow, PersonRow

_PERSON = (PersonRow.id, PersonRow.public_id, PersonRow.name, PersonRow.role)


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
