"""Rows about people. A person's row number is what other tables refer to, never the name."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Base, Moment


class PersonRow(Base):
    """`is_discreet`: the browser's tab says nothing. `deleted_at`: only a nameless row is left of the account."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("role IN ('learner', 'trainer', 'admin')", name="role_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    name_key: Mapped[str] = mapped_column(String(160), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    recovery_hash: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(10))
    joined_at: Mapped[datetime] = mapped_column(Moment)
    disabled_at: Mapped[datetime | None] = mapped_column(Moment)
    is_discreet: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)


class SignInRow(Base):
    """A device that is signed in; removed when the sign-in ends."""

    __tablename__ = "sign_in"

    token_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    """Stands in addresses; a digest never does."""
    is_kept: Mapped[bool] = mapped_column(server_default=false())
    """Whether its owner said that the device is theirs alone, so that it stays signed in."""
    looks: Mapped[str] = mapped_column(String(40), server_default="")
    """The kind of device in two words of ours ("chrome android-phone"), never what the browser itself sent."""


class HalfSignInRow(Base):
    """The password was right, and a code from an app is still to come: opens nothing."""

    __tablename__ = "half_sign_in"

    token_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime] = mapped_column(Moment)
    is_kept: Mapped[bool]


class ResetSlipRow(Base):
    """A printed code that sets a new password once. One that was used stays, so that its owner can see when."""

    __tablename__ = "reset_slip"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class InvitationRow(Base):
    __tablename__ = "invitation"
    __table_args__ = (CheckConstraint("role IN ('trainer', 'admin')", name="role_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    used_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
