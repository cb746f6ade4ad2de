"""All questions about accounts, each named after what it answers."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update

from course.accounts.model import Account
from course.authenticator.store import is_in_use
from course.database import db
from course.people.model import Person, PersonId, Role
from course.people.tables import PersonRow, SignInRow


def find_account(public_id: str) -> Account | None:
    return _find(PersonRow.public_id == public_id)


def find_account_by_name(name_key: str) -> Account | None:
    return _find(PersonRow.name_key == name_key)


def _find(condition: ColumnElement[bool]) -> Account | None:
    sign_ins = select(func.count()).where(SignInRow.person_id == PersonRow.id).scalar_subquery()
    row = db.session.execute(
        select(
            PersonRow.id,
            PersonRow.public_id,
            PersonRow.name,
            PersonRow.role,
            PersonRow.joined_at,
            PersonRow.disabled_at,
            PersonRow.password_hash != "",
            sign_ins,
        ).where(condition)
    ).first()
    if row is None:
        return None
    person = Person(PersonId(row[0]), row[1], row[2], Role(row[3]))
    return Account(person, row[4], row[5], bool(row[6]), row[7], is_in_use(person.id))


def count_other_admins(person: PersonId) -> int:
    """Admins who can sign in, without this one."""
    return db.session.execute(
        select(func.count())
        .select_from(PersonRow)
        .where(PersonRow.role == Role.ADMIN.value, PersonRow.disabled_at.is_(None), PersonRow.id != person)
    ).scalar_one()


def record_disabled(person: PersonId, at: datetime | None) -> None:
    db.session.execute(update(PersonRow).where(PersonRow.id == person).values(disabled_at=at))
