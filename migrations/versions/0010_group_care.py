"""Join codes that end, and groups that are archived."""

import sqlalchemy as sa
from alembic import op

from course.database import Moment

revision = "0010_group_care"
down_revision = "0009_audit"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "join_code",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["learning_group.id"], name=op.f("fk_join_code_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_join_code")),
    )
    op.create_index(op.f("ix_join_code_group_id"), "join_code", ["group_id"])
    op.create_index(
        "ix_join_code_open",
        "join_code",
        ["group_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.execute("INSERT INTO join_code (code, group_id, made_at) SELECT join_code, id, made_at FROM learning_group")
    with op.batch_alter_table("learning_group") as group:
        group.drop_constraint(op.f("uq_learning_group_join_code"), type_="unique")
        group.drop_column("join_code")
        group.add_column(sa.Column("archived_at", Moment(), nullable=True))


def downgrade() -> None:
    """A group without an open code gets back the last one it had."""
    with op.batch_alter_table("learning_group") as group:
        group.drop_column("archived_at")
        group.add_column(sa.Column("join_code", sa.String(length=16), nullable=True))
    op.execute(
        "UPDATE learning_group SET join_code = (SELECT code FROM join_code "
        "WHERE join_code.group_id = learning_group.id ORDER BY ended_at IS NULL DESC, made_at DESC, code LIMIT 1)"
    )
    with op.batch_alter_table("learning_group") as group:
        group.alter_column("join_code", existing_type=sa.String(length=16), nullable=False)
        group.create_unique_constraint(op.f("uq_learning_group_join_code"), ["join_code"])
    op.drop_table("join_code")
