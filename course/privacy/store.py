"""All questions about what is kept of people, each named after what it answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, func, or_, select, union_all, update
from sqlalchemy.orm import aliased

from course.assignments.tables import AssignmentRow
from course.audit.model import Event
from course.audit.tables import AuditEntryRow
from course.database import Base, db
from course.groups.tables import GroupRow, GroupTrainerRow, MembershipRow
from course.history.tables import AnswerRow, AttemptRow, PracticeAnswerRow, SectionReachedRow
from course.notices.model import Saying, Template
from course.notices.tables import NoticeSendingRow
from course.people.model import PersonId, Role
from course.people.tables import PersonRow, SignInRow


@dataclass(frozen=True)
class Idle:
    """A learner's account, and when it was last used."""

    person: PersonId
    last_at: datetime


def record_discreet(person: PersonId, is_discreet: bool) -> None:
    db.session.execute(update(PersonRow).where(PersonRow.id == person).values(is_discreet=is_discreet))


def find_account(person: PersonId) -> dict[str, Any]:
    """The person's own row."""
    table = Base.metadata.tables["person"]
    return dict(**db.session.execute(select(table).where(table.c.id == person)).mappings().one())


def list_rows_about(person: PersonId, table: Table) -> list[dict[str, Any]]:
    """Every row of a table that refers to a person, in any of its columns, in the order written.

    Of assignments also those that a group of theirs asks of everybody.
    """
    columns = [each for each in table.columns if any(key.target_fullname == "person.id" for key in each.foreign_keys)]
    conditions: list[ColumnElement[bool]] = [column == person for column in columns]
    if table.name == AssignmentRow.__tablename__:
        mine = select(MembershipRow.group_id).where(MembershipRow.person_id == person, MembershipRow.left_at.is_(None))
        conditions.append(table.c.group_id.in_(mine) & table.c.for_everyone.is_(True))
    query = select(table).where(or_(*conditions)).order_by(*table.primary_key)
    return [dict(**row) for row in db.session.execute(query).mappings()]


def list_group_names(groups: set[int]) -> dict[int, str]:
    rows = db.session.execute(select(GroupRow.id, GroupRow.name).where(GroupRow.id.in_(groups))).all()
    return {row[0]: row[1] for row in rows}


def list_modules_asked(assignments: set[int]) -> dict[int, list[str]]:
    rows = db.session.execute(
        select(AssignmentRow.id, AssignmentRow.modules).where(AssignmentRow.id.in_(assignments))
    ).all()
    return {row[0]: list(row[1]) for row in rows}


def list_sayings(sendings: set[int]) -> dict[int, tuple[Saying, datetime, int]]:
    """What was said in these sendings, when, and in which group."""
    rows = db.session.execute(select(NoticeSendingRow).where(NoticeSendingRow.id.in_(sendings))).scalars().all()
    return {
        row.id: (Saying(Template(row.template), row.module, row.day, row.version), row.sent_at, row.group_id)  # type: ignore[arg-type]
        for row in rows
    }


def list_practice_answers(person: PersonId) -> list[str]:
    """The public ids of everything that a person answered outside quizzes, in order of time."""
    return list(
        db.session.execute(
            select(PracticeAnswerRow.public_id)
            .where(PracticeAnswerRow.person_id == person)
            .order_by(PracticeAnswerRow.id)
        ).scalars()
    )


def list_groups_trained_alone(person: PersonId) -> list[str]:
    """The names of open groups that would have no trainer without this one."""
    other = aliased(GroupTrainerRow)
    others = select(other.person_id).where(
        other.group_id == GroupTrainerRow.group_id, other.person_id != GroupTrainerRow.person_id
    )
    rows = db.session.execute(
        select(GroupRow.name)
        .join(GroupTrainerRow, GroupTrainerRow.group_id == GroupRow.id)
        .where(GroupTrainerRow.person_id == person, GroupRow.archived_at.is_(None), ~others.exists())
        .order_by(GroupRow.id)
    )
    return list(rows.scalars())


def has_other_admin(person: PersonId) -> bool:
    """Whether somebody else runs the site too, with an account that is open."""
    query = select(PersonRow.id).where(
        PersonRow.role == Role.ADMIN.value, PersonRow.disabled_at.is_(None), PersonRow.id != person
    )
    return db.session.execute(query.limit(1)).first() is not None


def list_idle(before: datetime, at_most: int | None = None) -> list[Idle]:
    """Learners who neither joined nor signed in, read, took a quiz or practised since; the longest silent first."""
    done = union_all(
        select(PersonRow.id.label("person"), PersonRow.joined_at.label("at")),
        select(SignInRow.person_id, SignInRow.seen_at),
        select(AuditEntryRow.actor_id, AuditEntryRow.at).where(AuditEntryRow.event == Event.SIGNED_IN.value),
        select(SectionReachedRow.person_id, SectionReachedRow.at),
        select(AttemptRow.person_id, AttemptRow.started_at),
        select(AttemptRow.person_id, AttemptRow.handed_in_at).where(AttemptRow.handed_in_at.is_not(None)),
        select(AttemptRow.person_id, AnswerRow.answered_at)
        .join(AnswerRow, AnswerRow.attempt_id == AttemptRow.id)
        .where(AnswerRow.answered_at.is_not(None)),
        select(PracticeAnswerRow.person_id, PracticeAnswerRow.at),
    ).subquery()
    last_at: ColumnElement[datetime] = func.max(done.c.at)
    rows = db.session.execute(
        select(PersonRow.id, last_at)
        .join(done, done.c.person == PersonRow.id)
        .where(PersonRow.role == Role.LEARNER.value, PersonRow.deleted_at.is_(None))
        .group_by(PersonRow.id)
        .having(last_at < before)
        .order_by(last_at, PersonRow.id)
        .limit(at_most)
    ).all()
    return [Idle(PersonId(row[0]), row[1]) for row in rows]
