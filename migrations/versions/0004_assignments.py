"""Modules given to groups."""

import sqlalchemy as sa
from alembic import op

from course.database import Moment

revision = "0004_assignments"
down_revision = "0003_history"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assignment",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("module", sa.String(length=80), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("assigned_at", Moment(), nullable=False),
        sa.Column("assigned_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assigned_by"], ["person.id"], name=op.f("fk_assignment_assigned_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["learning_group.id"], name=op.f("fk_assignment_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", "module", name=op.f("pk_assignment")),
    )


def downgrade() -> None:
    op.drop_table("assignment")
