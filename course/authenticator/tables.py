"""Rows of apps that show codes: at most one a person, and the codes that stand in for it."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Base, Moment


class AuthenticatorRow(Base):
    __tablename__ = "authenticator"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    sealed_secret: Mapped[str] = mapped_column(String(200))
    begun_at: Mapped[datetime] = mapped_column(Moment)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    last_step: Mapped[int]


class SpareCodeRow(Base):
    """A code that was written down; removed when it is used."""

    __tablename__ = "authenticator_code"

    person_id: Mapped[int] = mapped_column(ForeignKey("authenticator.person_id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
