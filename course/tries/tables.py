"""Rows of tries that failed, or are being looked at."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Base, Moment


class FailedTryRow(Base):
    """Kept for an hour. Digests only: neither the name nor the address can be read back."""

    __tablename__ = "failed_try"
    __table_args__ = (
        Index("ix_failed_try_name_digest_at", "name_digest", "at"),
        Index("ix_failed_try_address_digest_at", "address_digest", "at"),
        Index("ix_failed_try_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name_digest: Mapped[str] = mapped_column(String(64))
    address_digest: Mapped[str] = mapped_column(String(64))
    """Of the place: an address, or a device that is known under the name."""
    at: Mapped[datetime] = mapped_column(Moment)
