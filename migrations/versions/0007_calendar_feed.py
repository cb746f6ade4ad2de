"""Secret addresses for calendars."""

import sqlalchemy as sa
from alembic import op

from course.database import Moment

revision = "0007_calendar_feed"
down_revision = "0006_retake_pause"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("secret_digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_calendar_feed_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("secret_digest", name=op.f("uq_calendar_feed_secret_digest")),
    )


def downgrade() -> None:
    op.drop_table("calendar_feed")
