"""What deleting an account does to every table; a store of its own beside the queries.

2026-11-29: the tables that refer to people are found, not listed. A column that would be emptied with the person is
emptied, rows that would go with the person go, and what stays is what the list of `kept.py` says: so a table that is
new is forgotten with the account, unless somebody decides otherwise.
"""

import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, delete, exists, select, update

from course.database import Base, db
from course.groups.tables import MembershipRow
from course.history.tables import AttemptRow
from course.people.model import PersonId, Role
from course.people.rules import name_key
from course.people.tables import PersonRow
from course.privacy.kept import KEPT
from course.privacy.model import Fate
from course.roster.tables import RosterRow
from course.tries.rules import digests_of
from course.tries.tables import FailedTryRow

STAYS = {one.table for one in KEPT if one.fate is Fate.STAYS}
FOR_FIGURES = STAYS - {"person", "audit_entry"}


def columns_about_people() -> Iterator[tuple[Table, Column[Any], str]]:
    """Each column that refers to a person, with what the database would do if the person's row went."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                if key.target_fullname == "person.id":
                    yield table, column, (key.ondelete or "").upper()


def erase(person: PersonId, now: datetime) -> bool:
    """Take the person out of every table, inside a running transaction; what stays has no name.

    Facts stay only where a group counts them: of who is in a group now, and only quizzes that were handed in. False
    when it was done before.
    """
    name, deleted_at = db.session.execute(
        select(PersonRow.name, PersonRow.deleted_at).where(PersonRow.id == person).with_for_update()
    ).one()
    if deleted_at is not None:
        return False
    _forget_name(name)
    db.session.execute(
        delete(MembershipRow).where(MembershipRow.person_id == person, MembershipRow.left_at.is_not(None))
    )
    db.session.execute(delete(AttemptRow).where(AttemptRow.person_id == person, AttemptRow.handed_in_at.is_(None)))
    is_counted = db.session.execute(select(exists().where(MembershipRow.person_id == person))).scalar_one()
    for table, column, with_person in columns_about_people():
        if with_person == "SET NULL":
            db.session.execute(update(table).where(column == person).values({column.name: None}))
        elif with_person == "CASCADE" and not (is_counted and table.name in FOR_FIGURES):
            db.session.execute(delete(table).where(column == person))
    db.session.execute(update(PersonRow).where(PersonRow.id == person).values(_nobody(now)))
    return True


def _nobody(now: datetime) -> dict[str, Any]:
    """A row that nobody can sign in with or find: its key holds two spaces, which no name that is typed does."""
    return {
        "public_id": secrets.token_hex(8),
        "name": f"Account {secrets.token_hex(4)}",
        "name_key": f"deleted  {secrets.token_hex(16)}",
        "password_hash": "",
        "recovery_hash": "",
        "role": Role.LEARNER.value,
        "joined_at": now,
        "disabled_at": now,
        "is_discreet": False,
        "deleted_at": now,
    }


def _forget_name(name: str) -> None:
    """Where a name stands, or its digest, without a reference to the person."""
    key = name_key(name)
    db.session.execute(delete(FailedTryRow).where(FailedTryRow.name_digest.in_(digests_of(key))))
    for roster_id, rows in db.session.execute(select(RosterRow.id, RosterRow.rows)).all():
        if any(name_key(row[1]) == key for row in rows):
            db.session.execute(delete(RosterRow).where(RosterRow.id == roster_id))
