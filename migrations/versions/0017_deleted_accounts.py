"""Accounts that were deleted, and people who want neutral titles in the browser's tab."""

import sqlalchemy as sa
from alembic import op

from course.database import Moment

revision = "0017_deleted_accounts"
down_revision = "0016_devices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("is_discreet", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("person", sa.Column("deleted_at", Moment(), nullable=True))


def downgrade() -> None:
    """Titles tell again; a deleted account stays without its name, shut for ever."""
    with op.batch_alter_table("person") as person:
        person.drop_column("deleted_at")
        person.drop_column("is_discreet")
