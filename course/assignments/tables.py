"""Rows of what a group is asked to do."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Base, Moment


class AssignmentRow(Base):
    """Modules in the order asked. One that ended keeps its row."""

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("due_on IS NULL OR due_days IS NULL", name="one_last_day"),
        Index("ix_assignment_group_id_ended_at", "group_id", "ended_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("learning_group.id", ondelete="CASCADE"))
    modules: Mapped[list[str]] = mapped_column(JSON)
    for_everyone: Mapped[bool]
    in_order: Mapped[bool]
    due_on: Mapped[date | None] = mapped_column(Date)
    due_days: Mapped[int | None] = mapped_column(Integer)
    counts_from: Mapped[datetime | None] = mapped_column(Moment)
    assigned_at: Mapped[datetime] = mapped_column(Moment)
    assigned_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class AssignmentPersonRow(Base):
    """A learner who was chosen for an assignment, or for whom it has an exception."""

    __tablename__ = "assignment_person"
    __table_args__ = (Index("ix_assignment_person_person_id", "person_id"),)

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    is_chosen: Mapped[bool]
    due_on: Mapped[date | None] = mapped_column(Date)
    paused_until: Mapped[date | None] = mapped_column(Date)
