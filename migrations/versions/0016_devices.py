"""Devices that are signed in, with an id of their own; the second step of trainers and admins; reset slips."""

import secrets

import sqlalchemy as sa
from alembic import op

from course.database import Moment

revision = "0016_devices"
down_revision = "0015_figures_as_shown"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_failed_try_address_digest_at", "failed_try", ["address_digest", "at"])
    with op.batch_alter_table("sign_in") as sign_in:
        sign_in.add_column(sa.Column("public_id", sa.String(length=32), nullable=True))
        sign_in.add_column(sa.Column("is_kept", sa.Boolean(), nullable=False, server_default=sa.false()))
        sign_in.add_column(sa.Column("looks", sa.String(length=40), nullable=False, server_default=""))
    _name_those_that_are_in()
    with op.batch_alter_table("sign_in") as sign_in:
        sign_in.alter_column("public_id", existing_type=sa.String(length=32), nullable=False)
        sign_in.create_unique_constraint(op.f("uq_sign_in_public_id"), ["public_id"])
    op.create_table(
        "half_sign_in",
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("is_kept", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_half_sign_in_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_half_sign_in")),
    )
    op.create_index(op.f("ix_half_sign_in_person_id"), "half_sign_in", ["person_id"])
    op.create_table(
        "authenticator",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sealed_secret", sa.String(length=200), nullable=False),
        sa.Column("begun_at", Moment(), nullable=False),
        sa.Column("confirmed_at", Moment(), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_authenticator_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_authenticator")),
    )
    op.create_table(
        "authenticator_code",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["authenticator.person_id"], name=op.f("fk_authenticator_code_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "digest", name=op.f("pk_authenticator_code")),
    )
    op.create_table(
        "reset_slip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("used_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_reset_slip_made_by"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reset_slip_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reset_slip")),
        sa.UniqueConstraint("digest", name=op.f("uq_reset_slip_digest")),
    )
    op.create_index(op.f("ix_reset_slip_person_id"), "reset_slip", ["person_id"])


def _name_those_that_are_in() -> None:
    """Give every sign-in a random id for its address; nobody has to sign in again."""
    connection = op.get_bind()
    for (digest,) in connection.execute(sa.text("SELECT token_digest FROM sign_in")).all():
        connection.execute(
            sa.text("UPDATE sign_in SET public_id = :id WHERE token_digest = :digest"),
            {"id": secrets.token_hex(8), "digest": digest},
        )


def downgrade() -> None:
    """Sign-ins stay and are kept no longer than any other; the second step is off for everybody."""
    op.drop_index(op.f("ix_reset_slip_person_id"), table_name="reset_slip")
    op.drop_table("reset_slip")
    op.drop_table("authenticator_code")
    op.drop_table("authenticator")
    op.drop_index(op.f("ix_half_sign_in_person_id"), table_name="half_sign_in")
    op.drop_table("half_sign_in")
    with op.batch_alter_table("sign_in") as sign_in:
        sign_in.drop_constraint(op.f("uq_sign_in_public_id"), type_="unique")
        sign_in.drop_column("looks")
        sign_in.drop_column("is_kept")
        sign_in.drop_column("public_id")
    op.drop_index("ix_failed_try_address_digest_at", table_name="failed_try")
