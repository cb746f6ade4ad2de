"""Lists of learners that wait to be taken, and slips that sign somebody in once."""

import sqlalchemy as sa
from alembic import op

from course.database import Moment

revision = "0013_roster_and_slips"
down_revision = "0012_amendments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sign_in_slip",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("used_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_slip_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_sign_in_slip_made_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_sign_in_slip")),
        sa.UniqueConstraint("digest", name=op.f("uq_sign_in_slip_digest")),
    )
    op.create_table(
        "roster",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["learning_group.id"], name=op.f("fk_roster_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_roster_made_by"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster")),
        sa.UniqueConstraint("public_id", name=op.f("uq_roster_public_id")),
    )
    op.create_index(op.f("ix_roster_group_id"), "roster", ["group_id"])


def downgrade() -> None:
    """Learners who came by a list stay, and can be given a password by nobody until the slips are back."""
    op.drop_table("roster")
    op.drop_table("sign_in_slip")
