"""A pause between attempts, where a trainer asks for one."""

import sqlalchemy as sa
from alembic import op

revision = "0006_retake_pause"
down_revision = "0005_practice"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "retake_pause",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.CheckConstraint("attempts >= 1 AND hours >= 1", name=op.f("ck_retake_pause_long_enough")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["learning_group.id"], name=op.f("fk_retake_pause_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_retake_pause")),
    )


def downgrade() -> None:
    op.drop_table("retake_pause")
