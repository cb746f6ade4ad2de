"""Rows of what a group is asked to do."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Base, Moment


class AssignmentRow(Base):
    __tablename__ = "assignment"

    group_id: Mapped[int] = mapped_column(ForeignKey("learning_group.id", ondelete="CASCADE"), primary_key=True)
    module: Mapped[str] = mapped_column(String(80), primary_key=True)
    due_on: Mapped[date | None] = mapped_column(Date)
    assigned_at: Mapped[datetime] = mapped_column(Moment)
    assigned_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
