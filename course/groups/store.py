"""All questions about groups, each named after what it answers."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, insert, select, update

from course.database import db
from course.groups.model import Group, GroupId, GroupSummary, JoinCode, Joined, Membership, RetakePause
from course.groups.tables import GroupRow, GroupTrainerRow, JoinCodeRow, MembershipRow, RetakePauseRow
from course.people.model import Person, PersonId, Role
from course.people.tables import PersonRow

_GROUP = (
    GroupRow.id,
    GroupRow.public_id,
    GroupRow.name,
    GroupRow.archived_at,
    JoinCodeRow.code,
    JoinCodeRow.expires_at,
)


def _groups(*more: Any) -> Select[Any]:
    """Groups, each with the code that stands for it now, if any."""
    standing = (JoinCodeRow.group_id == GroupRow.id) & JoinCodeRow.ended_at.is_(None)
    return select(*_GROUP, *more).select_from(GroupRow).join(JoinCodeRow, standing, isouter=True)


def _group(row: Sequence[Any]) -> Group:
    return Group(GroupId(row[0]), row[1], row[2], JoinCode(row[4], row[5]) if row[4] else None, row[3])


def find_group_of_trainer(public_id: str, trainer: PersonId) -> Group | None:
    trains = select(GroupTrainerRow.group_id).where(GroupTrainerRow.person_id == trainer)
    row = db.session.execute(_groups().where(GroupRow.public_id == public_id, GroupRow.id.in_(trains))).first()
    return _group(row) if row else None


def find_group_by_code(letters: str) -> Group | None:
    """The group that has or had this code; whether it still opens is for a rule to say."""
    of_it = select(JoinCodeRow.group_id).where(JoinCodeRow.code == letters).scalar_subquery()
    row = db.session.execute(_groups().where(GroupRow.id == of_it)).first()
    return _group(row) if row else None


def list_groups_of_trainer(trainer: PersonId) -> list[GroupSummary]:
    """With the number of their learners, by name; archived ones last."""
    learners = (
        select(func.count())
        .select_from(MembershipRow)
        .join(PersonRow, PersonRow.id == MembershipRow.person_id)
        .where(MembershipRow.group_id == GroupRow.id, MembershipRow.left_at.is_(None), PersonRow.deleted_at.is_(None))
        .correlate(GroupRow)
        .scalar_subquery()
    )
    trains = select(GroupTrainerRow.group_id).where(GroupTrainerRow.person_id == trainer)
    rows = db.session.execute(
        _groups(learners)
        .where(GroupRow.id.in_(trains))
        .order_by(GroupRow.archived_at.is_not(None), func.lower(GroupRow.name), GroupRow.id)
    ).all()
    return [GroupSummary(_group(row), row[6]) for row in rows]


def list_groups_of_learner(person: PersonId) -> list[Joined]:
    """The groups that somebody is in now, without archived ones, in the order joined."""
    rows = db.session.execute(
        _groups(MembershipRow.joined_at)
        .join(MembershipRow, MembershipRow.group_id == GroupRow.id)
        .where(MembershipRow.person_id == person, MembershipRow.left_at.is_(None), GroupRow.archived_at.is_(None))
        .order_by(MembershipRow.joined_at, MembershipRow.id)
    ).all()
    return [Joined(_group(row), row[6]) for row in rows]


def list_trainers(group: GroupId) -> list[Person]:
    """By name."""
    rows = db.session.execute(
        select(PersonRow.id, PersonRow.public_id, PersonRow.name, PersonRow.role)
        .join_from(GroupTrainerRow, PersonRow, PersonRow.id == GroupTrainerRow.person_id)
        .where(GroupTrainerRow.group_id == group)
        .order_by(PersonRow.name_key)
    ).all()
    return [Person(PersonId(row[0]), row[1], row[2], Role(row[3])) for row in rows]


def list_counted(group: GroupId) -> list[PersonId]:
    """Whose answers the figures of the group rest on: its learners now, and those whose account was deleted in it."""
    rows = db.session.execute(
        select(MembershipRow.person_id)
        .where(MembershipRow.group_id == group, MembershipRow.left_at.is_(None))
        .order_by(MembershipRow.person_id)
    ).all()
    return [PersonId(row[0]) for row in rows]


def list_members(group: GroupId) -> list[Membership]:
    """Learners who are in the group now, by name; never one whose account was deleted."""
    rows = db.session.execute(
        select(PersonRow.id, PersonRow.public_id, PersonRow.name, PersonRow.role, MembershipRow.joined_at)
        .join_from(MembershipRow, PersonRow, PersonRow.id == MembershipRow.person_id)
        .where(MembershipRow.group_id == group, MembershipRow.left_at.is_(None), PersonRow.deleted_at.is_(None))
        .order_by(PersonRow.name_key)
    ).all()
    return [Membership(Person(PersonId(row[0]), row[1], row[2], Role(row[3])), row[4]) for row in rows]


def find_member(group: GroupId, public_id: str) -> Membership | None:
    row = db.session.execute(
        select(PersonRow.id, PersonRow.public_id, PersonRow.name, PersonRow.role, MembershipRow.joined_at)
        .join_from(MembershipRow, PersonRow, PersonRow.id == MembershipRow.person_id)
        .where(
            MembershipRow.group_id == group,
            MembershipRow.left_at.is_(None),
            PersonRow.public_id == public_id,
            PersonRow.deleted_at.is_(None),
        )
    ).first()
    return Membership(Person(PersonId(row[0]), row[1], row[2], Role(row[3])), row[4]) if row else None


def record_group(name: str, code: JoinCode, trainer: PersonId, now: datetime) -> Group:
    public_id = secrets.token_hex(8)
    group_id = db.session.execute(
        insert(GroupRow).values(public_id=public_id, name=name, made_at=now).returning(GroupRow.id)
    ).scalar_one()
    record_trainer(GroupId(group_id), trainer)
    record_join_code(GroupId(group_id), code, now)
    return Group(GroupId(group_id), public_id, name, code)


def record_name(group: GroupId, name: str) -> None:
    db.session.execute(update(GroupRow).where(GroupRow.id == group).values(name=name))


def record_archived(group: GroupId, at: datetime | None) -> None:
    """Archive a group, or (None) reopen it."""
    db.session.execute(update(GroupRow).where(GroupRow.id == group).values(archived_at=at))


def record_join_code(group: GroupId, code: JoinCode, now: datetime) -> None:
    """A new code, in place of the one that stood."""
    record_join_code_ended(group, now)
    db.session.execute(
        insert(JoinCodeRow).values(code=code.letters, group_id=group, made_at=now, expires_at=code.expires_at)
    )


def record_join_code_ended(group: GroupId, now: datetime) -> None:
    db.session.execute(
        update(JoinCodeRow).where(JoinCodeRow.group_id == group, JoinCodeRow.ended_at.is_(None)).values(ended_at=now)
    )


def record_trainer(group: GroupId, trainer: PersonId) -> bool:
    """Whether that is new; adding somebody twice is adding them once."""
    here = (GroupTrainerRow.group_id == group, GroupTrainerRow.person_id == trainer)
    if db.session.execute(select(GroupTrainerRow.group_id).where(*here)).first():
        return False
    db.session.execute(insert(GroupTrainerRow).values(group_id=group, person_id=trainer))
    return True


def remove_trainer(group: GroupId, trainer: PersonId) -> None:
    db.session.execute(
        delete(GroupTrainerRow).where(GroupTrainerRow.group_id == group, GroupTrainerRow.person_id == trainer)
    )


def record_left(group: GroupId, person: PersonId, now: datetime) -> None:
    """End a membership; its row stays, and so does all that the learner did."""
    db.session.execute(
        update(MembershipRow)
        .where(MembershipRow.group_id == group, MembershipRow.person_id == person, MembershipRow.left_at.is_(None))
        .values(left_at=now)
    )


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
        .join(GroupRow, GroupRow.id == MembershipRow.group_id)
        .join(RetakePauseRow, RetakePauseRow.group_id == MembershipRow.group_id, isouter=True)
        .where(MembershipRow.person_id == person, MembershipRow.left_at.is_(None), GroupRow.archived_at.is_(None))
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
