"""Each drawing that was shown with a question, kept once."""

import sqlalchemy as sa
from alembic import op

revision = "0015_figures_as_shown"
down_revision = "0014_notices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "figure_version",
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("svg", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_figure_version")),
    )


def downgrade() -> None:
    """Old attempts show the drawings of today again."""
    op.drop_table("figure_version")
