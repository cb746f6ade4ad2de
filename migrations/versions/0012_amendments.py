"""What a trainer changes afterwards: a score with a reason, a quiz begun afresh."""

import sqlalchemy as sa
from alembic import op

from course.database import Moment

revision = "0012_amendments"
down_revision = "0011_assignments_for_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("score_correction") as correction:
        correction.add_column(sa.Column("by_trainer", sa.Boolean(), nullable=False, server_default=sa.false()))
        correction.add_column(sa.Column("by_id", sa.Integer(), nullable=True))
        correction.create_foreign_key(
            op.f("fk_score_correction_by_id"), "person", ["by_id"], ["id"], ondelete="SET NULL"
        )
    op.create_table(
        "quiz_reset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module", sa.String(length=80), nullable=False),
        sa.Column("up_to", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("taken_back_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_quiz_reset_by_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_quiz_reset_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_reset")),
    )
    op.create_index("ix_quiz_reset_attempts", "quiz_reset", ["person_id", "module", "up_to", "taken_back_at"])


def downgrade() -> None:
    """Points that trainers added stay; who added them is forgotten, and every attempt counts again."""
    op.drop_table("quiz_reset")
    with op.batch_alter_table("score_correction") as correction:
        correction.drop_constraint(op.f("fk_score_correction_by_id"), type_="foreignkey")
        correction.drop_column("by_id")
        correction.drop_column("by_trainer")
