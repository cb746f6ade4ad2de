"""All questions about assignments, each named after what it answers."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, insert, select, update

from course.assignments.model import Assignment, AssignmentId, Override
from course.assignments.tables import AssignmentPersonRow, AssignmentRow
from course.clock import local_date
from course.content.model import Stem
from course.database import db
from course.groups.model import GroupId
from course.people.model import PersonId


@dataclass(frozen=True)
class NewAssignment:
    """What a trainer asks for."""

    modules: tuple[Stem, ...]
    people: frozenset[PersonId] | None = None
    in_order: bool = False
    due_on: date | None = None
    due_days: int | None = None
    counts_from: datetime | None = None


def list_assignments(groups: Sequence[GroupId], time_zone: str) -> list[Assignment]:
    """What these groups ask for now, in the order assigned; two queries however many there are."""
    return _assignments([AssignmentRow.group_id.in_(groups), AssignmentRow.ended_at.is_(None)], time_zone)


def find_assignment(group: GroupId, public_id: str, time_zone: str) -> Assignment | None:
    """One that the group asks for now."""
    found = _assignments(
        [
            AssignmentRow.group_id == group,
            AssignmentRow.public_id == public_id,
            AssignmentRow.ended_at.is_(None),
        ],
        time_zone,
    )
    return found[0] if found else None


def _assignments(conditions: Iterable[ColumnElement[bool]], time_zone: str) -> list[Assignment]:
    here = list(conditions)
    rows = db.session.execute(
        select(
            AssignmentRow.id,
            AssignmentRow.public_id,
            AssignmentRow.group_id,
            AssignmentRow.modules,
            AssignmentRow.for_everyone,
            AssignmentRow.in_order,
            AssignmentRow.due_on,
            AssignmentRow.due_days,
            AssignmentRow.counts_from,
            AssignmentRow.assigned_at,
        )
        .where(*here)
        .order_by(AssignmentRow.id)
    ).all()
    if not rows:
        return []
    people: dict[int, set[PersonId]] = {}
    overrides: dict[int, dict[PersonId, Override]] = {}
    for assignment_id, person_id, is_chosen, due_on, paused_until in db.session.execute(
        select(
            AssignmentPersonRow.assignment_id,
            AssignmentPersonRow.person_id,
            AssignmentPersonRow.is_chosen,
            AssignmentPersonRow.due_on,
            AssignmentPersonRow.paused_until,
        )
        .join_from(AssignmentPersonRow, AssignmentRow, AssignmentRow.id == AssignmentPersonRow.assignment_id)
        .where(*here)
    ).all():
        if is_chosen:
            people.setdefault(assignment_id, set()).add(PersonId(person_id))
        if due_on or paused_until:
            overrides.setdefault(assignment_id, {})[PersonId(person_id)] = Override(due_on, paused_until)
    return [
        Assignment(
            id=AssignmentId(row[0]),
            public_id=row[1],
            group_id=GroupId(row[2]),
            modules=tuple(Stem(stem) for stem in row[3]),
            people=None if row[4] else frozenset(people.get(row[0], ())),
            in_order=row[5],
            due_on=row[6],
            due_days=row[7],
            counts_from=row[8],
            assigned_on=local_date(row[9], time_zone),
            overrides=overrides.get(row[0], {}),
        )
        for row in rows
    ]


def record_assignment(group: GroupId, asked: NewAssignment, trainer: PersonId, now: datetime) -> str:
    """Gives the public id."""
    public_id = secrets.token_hex(8)
    assignment_id = db.session.execute(
        insert(AssignmentRow)
        .values(
            public_id=public_id,
            group_id=group,
            modules=list(asked.modules),
            for_everyone=asked.people is None,
            in_order=asked.in_order,
            due_on=asked.due_on,
            due_days=asked.due_days,
            counts_from=asked.counts_from,
            assigned_at=now,
            assigned_by=trainer,
        )
        .returning(AssignmentRow.id)
    ).scalar_one()
    if asked.people:
        db.session.execute(
            insert(AssignmentPersonRow),
            [{"assignment_id": assignment_id, "person_id": person, "is_chosen": True} for person in asked.people],
        )
    return public_id


def record_modules(assignment: AssignmentId, modules: Sequence[Stem]) -> None:
    db.session.execute(update(AssignmentRow).where(AssignmentRow.id == assignment).values(modules=list(modules)))


def record_ended(assignment: AssignmentId, now: datetime) -> None:
    db.session.execute(update(AssignmentRow).where(AssignmentRow.id == assignment).values(ended_at=now))


def record_override(assignment: Assignment, person: PersonId, override: Override) -> None:
    """Set what is different for one learner; an empty override is none."""
    here = (AssignmentPersonRow.assignment_id == assignment.id, AssignmentPersonRow.person_id == person)
    db.session.execute(delete(AssignmentPersonRow).where(*here))
    is_chosen = assignment.people is not None and person in assignment.people
    if is_chosen or override != Override():
        db.session.execute(
            insert(AssignmentPersonRow).values(
                assignment_id=assignment.id,
                person_id=person,
                is_chosen=is_chosen,
                due_on=override.due_on,
                paused_until=override.paused_until,
            )
        )
