"""Since when a pause is asked for: attempts from before do not count toward it."""

import sqlalchemy as sa
from alembic import op

from course.database import Moment

revision = "0008_pause_since"
down_revision = "0007_calendar_feed"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A pause that was asked for before this stays as it was: without a beginning, all attempts count."""
    op.add_column("retake_pause", sa.Column("since", Moment(), nullable=True))


def downgrade() -> None:
    op.drop_column("retake_pause", "since")
