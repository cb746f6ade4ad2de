"""Rows about groups. A membership that ended keeps its row: what was done in it stays right."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Base, Moment


class GroupRow(Base):
    __tablename__ = "learning_group"  # "group" is a word of SQL itself

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    made_at: Mapped[datetime] = mapped_column(Moment)
    archived_at: Mapped[datetime | None] = mapped_column(Moment)


class JoinCodeRow(Base):
    """A code that is or was on a group's card; one that has ended keeps its row, so that an old card says so."""

    __tablename__ = "join_code"
    __table_args__ = (
        Index(  # one open code per group
            "ix_join_code_open",
            "group_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("learning_group.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class RetakePauseRow(Base):
    """How often a quiz may be taken before a pause; a group without a row has none."""

    __tablename__ = "retake_pause"
    __table_args__ = (CheckConstraint("attempts >= 1 AND hours >= 1", name="long_enough"),)

    group_id: Mapped[int] = mapped_column(ForeignKey("learning_group.id", ondelete="CASCADE"), primary_key=True)
    attempts: Mapped[int] = mapped_column(Integer)
    hours: Mapped[int] = mapped_column(Integer)
    since: Mapped[datetime | None] = mapped_column(Moment)


class GroupTrainerRow(Base):
    __tablename__ = "group_trainer"
    __table_args__ = (Index("ix_group_trainer_person_id", "person_id"),)

    group_id: Mapped[int] = mapped_column(ForeignKey("learning_group.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)


class MembershipRow(Base):
    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("group_id", "person_id"), Index("ix_membership_person_id", "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("learning_group.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    joined_at: Mapped[datetime] = mapped_column(Moment)
    left_at: Mapped[datetime | None] = mapped_column(Moment)
