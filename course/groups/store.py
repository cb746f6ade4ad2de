"""All questions about groups, each named after what it answers."""

import secrets
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from course.database import db
from course.groups.model import Group, GroupId, GroupSummary, Membership, RetakePause
from course.groups.tables import GroupRow, GroupTrainerRow, MembershipRow, RetakePauseRow
from course.people.model import Person, PersonId, Role
from course.people.tables import PersonRow

_GROUP = (GroupRow.id, GroupRow.public_id, GroupRow.name, GroupRow.join_code)


def _find_group(*conditions: ColumnElement[bool]) -> Group | None:
    row = db.session.execute(select(*_GROUP).where(*conditions)).first()
    return Group(GroupId(row[0]), row[1], row[2], row[3]) if row else None


def find_group_of_trainer(public_id: str, trainer: PersonId) -> Group | None:
    trains = select(GroupTrainerRow.group_id).where(GroupTrainerRow.person_id == trainer)
    return _find_group(GroupRow.public_id == public_id, GroupRow.id.in_(trains))


def find_group_by_code(join_code: str) -> Group | None:
    return _find_group(GroupRow.join_code == join_code)


def list_groups_of_trainer(trainer: PersonId) -> list[GroupSummary]:
    """With the number of their learners, by name."""
    learners = (
        select(func.count())
        .where(MembershipRow.group_id == GroupRow.id, MembershipRow.left_at.is_(None))
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(*_GROUP, learners)
        .join_from(GroupRow, GroupTrainerRow, GroupTrainerRow.group_id == GroupRow.id)
        .where(GroupTrainerRow.person_id == trainer)
        .order_by(func.lower(GroupRow.name), GroupRow.id)
    ).all()
    return [GroupSummary(Group(GroupId(row[0]), row[1], row[2], row[3]), row[4]) for row in rows]


def list_groups_of_learner(person: PersonId) -> list[Group]:
    rows = db.session.execute(
        select(*_GROUP)
        .join_from(GroupRow, MembershipRow, MembershipRow.group_id == GroupRow.id)
        .where(MembershipRow.person_id == person, MembershipRow.left_at.is_(None))
        .order_by(MembershipRow.id)
    ).all()
    return [Group(GroupId(row[0]), row[1], row[2], row[3]) for row in rows]


def list_members(group: GroupId) -> list[Membership]:
    """Learners who are in the group now, by name."""
    rows = db.session.execute(
        select(PersonRow.id, PersonRow.public_id, PersonRow.name, PersonRow.role, MembershipRow.joined_at)
        .join_from(MembershipRow, PersonRow, PersonRow.id == MembershipRow.person_id)
        .where(MembershipRow.group_id == group, MembershipRow.left_at.is_(None))
        .order_by(PersonRow.name_key)
    ).all()
    return [Membership(Person(PersonId(row[0]), row[1], row[2], Role(row[3])), row[4]) for row in rows]


def find_member(group: GroupId, public_id: str) -> Membership | None:
    row = db.session.execute(
        select(PersonRow.id, PersonRow.public_id, PersonRow.name, PersonRow.role, MembershipRow.joined_at)
        .join_from(MembershipRow, PersonRow, PersonRow.id == MembershipRow.person_id)
        .where(MembershipRow.group_id == group, MembershipRow.left_at.is_(None), PersonRow.public_id == public_id)
    ).first()
    return Membership(Person(PersonId(row[0]), row[1], row[2], Role(row[3])), row[4]) if row else None


def record_group(name: str, join_code: str, trainer: PersonId, now: datetime) -> Group:
    public_id = secrets.token_hex(8)
    group_id = db.session.execute(
        insert(GroupRow).values(public_id=public_id, name=name, join_code=join_code, made_at=now).returning(GroupRow.id)
    ).scalar_one()
    db.session.execute(insert(GroupTrainerRow).values(group_id=group_id, person_id=trainer))
    return Group(GroupId(group_id), public_id, name, join_code)


def record_membership(group: GroupId, person: PersonId, now: datetime) -> None:
    """Joining twice is joining once; joining again after leaving begins anew."""
    here = (MembershipRow.group_id == group, MembershipRow.person_id == person)
    row = db.session.execute(select(MembershipRow.left_at).where(*here).with_for_update()).first()
    if row is None:
        db.session.execute(insert(MembershipRow).values(group_id=group, person_id=person, joined_at=now))
    elif row[0] is not None:
        db.session.execute(update(MembershipRow).where(*here).values(left_at=None, joined_at=now))


def find_retake_pause(group: GroupId) -> RetakePause | None:
    row = db.session.execute(
        select(RetakePauseRow.attempts, RetakePauseRow.hours, RetakePauseRow.since).where(
            RetakePauseRow.group_id == group
        )
    ).first()
    return RetakePause(*row) if row else None


def find_retake_pause_of_learner(person: PersonId) -> RetakePause | None:
    """The gentlest of the pauses of a learner's groups: a group without one means that there is none."""
    rows = db.session.execute(
        select(RetakePauseRow.attempts, RetakePauseRow.hours, RetakePauseRow.since)
        .select_from(MembershipRow)
        .join(RetakePauseRow, RetakePauseRow.group_id == MembershipRow.group_id, isouter=True)
        .where(MembershipRow.person_id == person, MembershipRow.left_at.is_(None))
    ).all()
    if not rows or any(row[0] is None for row in rows):
        return None
    return min((RetakePause(*row) for row in rows), key=lambda pause: (pause.hours, -pause.attempts))


def record_retake_pause(group: GroupId, pause: RetakePause | None, now: datetime) -> None:
    """Set the pause of a group from now on, or take it away."""
    db.session.execute(delete(RetakePauseRow).where(RetakePauseRow.group_id == group))
    if pause:
        db.session.execute(
            insert(RetakePauseRow).values(group_id=group, attempts=pause.attempts, hours=pause.hours, since=now)
        )
