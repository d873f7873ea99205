"""Who sees to an organisation's people, and what partners can show visitors.

Revision 0021, after 0020.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the table."""
    op.add_column(
        "person_roles",
        sa.Column("is_manager", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "partner_showings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.Column("title_sv", sa.String(length=160), nullable=False),
        sa.Column("title_en", sa.String(length=160), nullable=False),
        sa.Column("words_sv", sa.Text(), nullable=False),
        sa.Column("words_en", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("when_words", sa.String(length=300), nullable=False),
        sa.Column("per_month", sa.Integer(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("group_max", sa.Integer(), nullable=True),
        sa.Column("not_shown", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('site','pilot')", name=op.f("ck_partner_showings_kind")),
        sa.CheckConstraint("minutes BETWEEN 10 AND 480", name=op.f("ck_partner_showings_minutes")),
        sa.CheckConstraint(
            "group_max IS NULL OR group_max > 0", name=op.f("ck_partner_showings_group_max")
        ),
        sa.CheckConstraint(
            "per_month IS NULL OR per_month > 0", name=op.f("ck_partner_showings_per_month")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["people.id"],
            name=op.f("fk_partner_showings_contact_id_people"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_partner_showings_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_showings")),
    )
    op.create_index(
        op.f("ix_partner_showings_contact_id"), "partner_showings", ["contact_id"], unique=False
    )
    op.create_index(
        op.f("ix_partner_showings_organisation_id"),
        "partner_showings",
        ["organisation_id"],
        unique=False,
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("partner_showings")
    op.drop_column("person_roles", "is_manager")
