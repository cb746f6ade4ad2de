"""All questions about assignments, each named after what it answers."""

from datetime import date, datetime

from sqlalchemy import delete, insert, select

from course.assignments.model import Assignment, Due
from course.assignments.tables import AssignmentRow
from course.content.model import Stem
from course.database import db
from course.groups.model import GroupId
from course.groups.tables import GroupRow, MembershipRow
from course.people.model import PersonId


def list_assignments(group: GroupId) -> dict[Stem, Assignment]:
    rows = db.session.execute(
        select(AssignmentRow.module, AssignmentRow.due_on).where(AssignmentRow.group_id == group)
    ).all()
    return {Stem(row[0]): Assignment(Stem(row[0]), row[1]) for row in rows}


def list_due(person: PersonId) -> list[Due]:
    """Everything that this learner's groups ask for."""
    rows = db.session.execute(
        select(AssignmentRow.module, AssignmentRow.due_on, GroupRow.name)
        .join_from(AssignmentRow, GroupRow, GroupRow.id == AssignmentRow.group_id)
        .join(MembershipRow, MembershipRow.group_id == GroupRow.id)
        .where(MembershipRow.person_id == person, MembershipRow.left_at.is_(None))
        .order_by(AssignmentRow.due_on)
    ).all()
    return [Due(Stem(row[0]), row[1], row[2]) for row in rows]


def record_assignment(group: GroupId, module: Stem, due_on: date | None, trainer: PersonId, now: datetime) -> None:
    """Assigning again replaces the date."""
    remove_assignment(group, module)
    db.session.execute(
        insert(AssignmentRow).values(group_id=group, module=module, due_on=due_on, assigned_at=now, assigned_by=trainer)
    )


def remove_assignment(group: GroupId, module: Stem) -> None:
    db.session.execute(delete(AssignmentRow).where(AssignmentRow.group_id == group, AssignmentRow.module == module))
