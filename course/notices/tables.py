"""Rows of notices: one for a sending, one for each learner it went to."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Base, Moment


class NoticeSendingRow(Base):
    """`submission_key`: the same form sent twice has the same."""

    __tablename__ = "notice_sending"
    __table_args__ = (Index("ix_notice_sending_group_id_id", "group_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_key: Mapped[str] = mapped_column(String(64), unique=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("learning_group.id", ondelete="CASCADE"))
    sent_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    sent_at: Mapped[datetime] = mapped_column(Moment)
    template: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(Integer)
    module: Mapped[str | None] = mapped_column(String(80))
    day: Mapped[date | None] = mapped_column(Date)


class NoticeRow(Base):
    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("sending_id", "person_id"), Index("ix_notice_person_id_id", "person_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    sending_id: Mapped[int] = mapped_column(ForeignKey("notice_sending.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    is_put_away: Mapped[bool]
