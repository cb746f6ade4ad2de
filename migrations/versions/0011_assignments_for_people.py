"""Assignments of several modules, to a group or to chosen people, with exceptions."""

import json
import secrets

import sqlalchemy as sa
from alembic import op

from course.database import Moment

revision = "0011_assignments_for_people"
down_revision = "0010_group_care"
branch_labels = None
depends_on = None

OLD = sa.table(
    "assignment",
    sa.column("group_id"),
    sa.column("module"),
    sa.column("due_on"),
    sa.column("assigned_at"),
    sa.column("assigned_by"),
)
NEW = sa.table(
    "assignment",
    sa.column("id"),
    sa.column("public_id"),
    sa.column("group_id"),
    sa.column("modules", sa.JSON()),
    sa.column("for_everyone", sa.Boolean()),
    sa.column("in_order", sa.Boolean()),
    sa.column("due_on"),
    sa.column("assigned_at"),
    sa.column("assigned_by"),
    sa.column("ended_at"),
)


def upgrade() -> None:
    """What was one row a module becomes one assignment a module."""
    connection = op.get_bind()
    rows = connection.execute(sa.select(OLD)).mappings().all()
    op.drop_table("assignment")
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("modules", sa.JSON(), nullable=False),
        sa.Column("for_everyone", sa.Boolean(), nullable=False),
        sa.Column("in_order", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_days", sa.Integer(), nullable=True),
        sa.Column("counts_from", Moment(), nullable=True),
        sa.Column("assigned_at", Moment(), nullable=False),
        sa.Column("assigned_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.CheckConstraint("due_on IS NULL OR due_days IS NULL", name=op.f("ck_assignment_one_last_day")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["learning_group.id"], name=op.f("fk_assignment_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["assigned_by"], ["person.id"], name=op.f("fk_assignment_assigned_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_assignment_public_id")),
    )
    op.create_index("ix_assignment_group_id_ended_at", "assignment", ["group_id", "ended_at"])
    op.create_table(
        "assignment_person",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_assignment_person_assignment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_assignment_person_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assignment_id", "person_id", name=op.f("pk_assignment_person")),
    )
    op.create_index("ix_assignment_person_person_id", "assignment_person", ["person_id"])
    for row in rows:
        connection.execute(
            sa.insert(NEW).values(
                public_id=secrets.token_hex(8),
                group_id=row["group_id"],
                modules=[row["module"]],
                for_everyone=True,
                in_order=False,
                due_on=row["due_on"],
                assigned_at=row["assigned_at"],
                assigned_by=row["assigned_by"],
            )
        )


def downgrade() -> None:
    """What everybody in a group is asked for stays, one row a module; the older table knows nothing else."""
    connection = op.get_bind()
    asked = sa.select(NEW).where(NEW.c.for_everyone, NEW.c.ended_at.is_(None)).order_by(NEW.c.id)
    found = connection.execute(asked).mappings().all()
    rows = {(row["group_id"], module): row for row in found for module in _list(row["modules"])}
    op.drop_table("assignment_person")
    op.drop_table("assignment")
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
    for (group_id, module), row in rows.items():
        connection.execute(
            sa.insert(OLD).values(
                group_id=group_id,
                module=module,
                due_on=row["due_on"],
                assigned_at=row["assigned_at"],
                assigned_by=row["assigned_by"],
            )
        )


def _list(modules: list[str] | str) -> list[str]:
    return json.loads(modules) if isinstance(modules, str) else modules
