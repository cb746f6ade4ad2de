"""Lists that wait to be taken; gone as soon as they are, or after a day."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Base, Moment


class RosterRow(Base):
    __tablename__ = "roster"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("learning_group.id", ondelete="CASCADE"), index=True)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    rows: Mapped[list[Any]] = mapped_column(JSON)
    taken: Mapped[int] = mapped_column(Integer)
    made: Mapped[int] = mapped_column(Integer)
