"""Rows of the address book and of the queue."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Base, Moment


class MailAddressRow(Base):
    """Where somebody wants to be written to; removed as soon as they do not."""

    __tablename__ = "mail_address"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), unique=True)
    address: Mapped[str] = mapped_column(String(254))
    given_at: Mapped[datetime] = mapped_column(Moment)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    confirm_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    confirm_until: Mapped[datetime | None] = mapped_column(Moment)
    wants_notices: Mapped[bool]
    wants_dues: Mapped[bool]


class LinkAskedRow(Base):
    """A confirmation mail that was asked for, kept for a day. The address cannot be read back from its digest."""

    __tablename__ = "mail_link_asked"
    __table_args__ = (
        Index("ix_mail_link_asked_address_digest_at", "address_digest", "at"),
        Index("ix_mail_link_asked_person_id_at", "person_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    address_digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment)


class MailRow(Base):
    """A mail that waits, or what became of it. There is one for each (person, kind, about), so none is sent twice.

    `about` says which one: a notice's public id, a day. `address_id` is the address that it goes or went to, until that
    is removed.
    """

    __tablename__ = "mail"
    __table_args__ = (
        UniqueConstraint("person_id", "kind", "about"),
        CheckConstraint("state IN ('waiting', 'sending', 'sent', 'failed', 'dropped')", name="state_known"),
        Index("ix_mail_state_next_try_at", "state", "next_try_at"),
        Index("ix_mail_address_id", "address_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(10))
    about: Mapped[str] = mapped_column(String(40))
    address_id: Mapped[int | None] = mapped_column(ForeignKey("mail_address.id", ondelete="SET NULL"))
    queued_at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int] = mapped_column(Integer)
    next_try_at: Mapped[datetime | None] = mapped_column(Moment)
    claimed_at: Mapped[datetime | None] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    code: Mapped[str] = mapped_column(String(20))
    stop_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
