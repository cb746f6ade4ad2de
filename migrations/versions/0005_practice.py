"""Answers outside attempts (practice, review), and corrections of scores."""

import sqlalchemy as sa
from alembic import op

from course.database import Moment

revision = "0005_practice"
down_revision = "0004_assignments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "practice_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module", sa.String(length=80), nullable=False),
        sa.Column("item_id", sa.String(length=80), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("option_order", sa.JSON(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("certainty", sa.String(length=16), nullable=True),
        sa.Column("occasion", sa.String(length=16), nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_practice_answer_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["version"], ["item_version.version"], name=op.f("fk_practice_answer_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_answer")),
        sa.UniqueConstraint("public_id", name=op.f("uq_practice_answer_public_id")),
    )
    op.create_index("ix_practice_answer_log", "practice_answer", ["person_id", "item_id", "points"], unique=False)
    op.create_table(
        "score_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("change", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_score_correction_attempt_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_correction")),
    )
    op.create_index("ix_score_correction_attempt", "score_correction", ["attempt_id", "number", "change"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_score_correction_attempt", table_name="score_correction")
    op.drop_table("score_correction")
    op.drop_index("ix_practice_answer_log", table_name="practice_answer")
    op.drop_table("practice_answer")
