"""Rows of what happened. Unique constraints make "twice" the same as "once"."""

from datetime import datetime

from sqlalchemy import JSON, Boolean, Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Base, Moment


class SectionReachedRow(Base):
    """A section of a lesson was reached, the first time; `end` when the lesson was read to its end."""

    __tablename__ = "section_reached"
    __table_args__ = (UniqueConstraint("person_id", "module", "section"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    module: Mapped[str] = mapped_column(String(80))
    section: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(Moment)


class ItemVersionRow(Base):
    """An item as it was shown at some time: JSON by its hash."""

    __tablename__ = "item_version"

    version: Mapped[str] = mapped_column(String(32), primary_key=True)
    item_id: Mapped[str] = mapped_column(String(80), index=True)
    written: Mapped[str] = mapped_column(Text)


class FigureVersionRow(Base):
    """A drawing as it was shown at some time, by its digest, which stands in the item (`drawing`)."""

    __tablename__ = "figure_version"

    digest: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    height: Mapped[int] = mapped_column(Integer)
    svg: Mapped[str] = mapped_column(Text)


class AttemptRow(Base):
    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("person_id", "module", "number"),
        Index(  # one open attempt per learner and module
            "ix_attempt_open",
            "person_id",
            "module",
            unique=True,
            sqlite_where=text("handed_in_at IS NULL"),
            postgresql_where=text("handed_in_at IS NULL"),
        ),
        # a group's matrix is answered from this index alone
        Index("ix_attempt_matrix", "person_id", "module", "handed_in_at", "points", "out_of"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    module: Mapped[str] = mapped_column(String(80))
    number: Mapped[int] = mapped_column(Integer)
    seed: Mapped[int] = mapped_column(Integer)
    out_of: Mapped[int] = mapped_column(Integer)
    started_at: Mapped[datetime] = mapped_column(Moment)
    handed_in_at: Mapped[datetime | None] = mapped_column(Moment)
    points: Mapped[float | None] = mapped_column(Float)


class AnswerRow(Base):
    """An item of an attempt: what was shown, and what was chosen."""

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_item_id", "item_id"),)

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item_id: Mapped[str] = mapped_column(String(80))
    version: Mapped[str] = mapped_column(ForeignKey("item_version.version"))
    option_order: Mapped[list[int]] = mapped_column(JSON)
    chosen: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    points: Mapped[float | None] = mapped_column(Float)


class PracticeAnswerRow(Base):
    """An item answered outside an attempt: in practice, in review, or because it had been missed."""

    __tablename__ = "practice_answer"
    __table_args__ = (Index("ix_practice_answer_log", "person_id", "item_id", "points"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    module: Mapped[str] = mapped_column(String(80))
    item_id: Mapped[str] = mapped_column(String(80))
    version: Mapped[str] = mapped_column(ForeignKey("item_version.version"))
    option_order: Mapped[list[int]] = mapped_column(JSON)
    chosen: Mapped[list[int]] = mapped_column(JSON)
    certainty: Mapped[str | None] = mapped_column(String(16))
    occasion: Mapped[str] = mapped_column(String(16))
    points: Mapped[float] = mapped_column(Float)
    at: Mapped[datetime] = mapped_column(Moment)


class ScoreCorrectionRow(Base):
    """Points added to an answer after it was scored, and why: a trainer did it, or the bank was mended. Rows are only
    ever added.
    """

    __tablename__ = "score_correction"
    __table_args__ = (Index("ix_score_correction_attempt", "attempt_id", "number", "change"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    change: Mapped[float] = mapped_column(Float)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
    by_trainer: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class QuizResetRow(Base):
    """A quiz begun afresh: a learner's attempts at it up to a number can be read, and do not count any more."""

    __tablename__ = "quiz_reset"
    __table_args__ = (Index("ix_quiz_reset_attempts", "person_id", "module", "up_to", "taken_back_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    module: Mapped[str] = mapped_column(String(80))
    up_to: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(Moment)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    taken_back_at: Mapped[datetime | None] = mapped_column(Moment)
