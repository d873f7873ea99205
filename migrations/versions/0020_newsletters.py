"""Newsletters and notices.

Revision 0020, after 0019.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "mailings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=True),
        sa.Column("circles", sa.JSON(), nullable=False),
        sa.Column("has_groups", sa.Boolean(), nullable=False),
        sa.Column("saved_search_id", sa.Integer(), nullable=True),
        sa.Column("subject_sv", sa.String(length=120), nullable=False),
        sa.Column("subject_en", sa.String(length=120), nullable=False),
        sa.Column("body_sv", sa.Text(), nullable=False),
        sa.Column("body_en", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('newsletter','notice')", name=op.f("ck_mailings_kind")),
        sa.CheckConstraint(
            "state IN ('draft','planned','sending','sent','stopped')",
            name=op.f("ck_mailings_state"),
        ),
        sa.CheckConstraint(
            "network_id IS NULL OR saved_search_id IS NULL", name=op.f("ck_mailings_audience")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_mailings_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["network_id"], ["networks.id"], name=op.f("fk_mailings_network_id_networks")
        ),
        sa.ForeignKeyConstraint(
            ["saved_search_id"],
            ["saved_searches.id"],
            name=op.f("fk_mailings_saved_search_id_saved_searches"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailings")),
    )
    op.create_index(op.f("ix_mailings_author_id"), "mailings", ["author_id"], unique=False)
    op.create_index(op.f("ix_mailings_network_id"), "mailings", ["network_id"], unique=False)
    op.create_index(
        op.f("ix_mailings_saved_search_id"), "mailings", ["saved_search_id"], unique=False
    )
    op.create_index("ix_mailings_state_send_at", "mailings", ["state", "send_at"], unique=False)
    op.create_table(
        "mailing_receivers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailing_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("is_queued", sa.Boolean(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("left_out", sa.String(length=14), nullable=False),
        sa.CheckConstraint(
            "left_out IN ('','refused','undeliverable')", name=op.f("ck_mailing_receivers_left_out")
        ),
        sa.ForeignKeyConstraint(
            ["mailing_id"],
            ["mailings.id"],
            name=op.f("fk_mailing_receivers_mailing_id_mailings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["messages.id"],
            name=op.f("fk_mailing_receivers_message_id_messages"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_mailing_receivers_person_id_people"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailing_receivers")),
        sa.UniqueConstraint(
            "mailing_id", "email", name=op.f("uq_mailing_receivers_mailing_id_email")
        ),
    )
    op.create_index(
        "ix_mailing_receivers_mailing_id_is_queued",
        "mailing_receivers",
        ["mailing_id", "is_queued"],
        unique=False,
    )
    op.create_index(
        op.f("ix_mailing_receivers_message_id"), "mailing_receivers", ["message_id"], unique=False
    )
    op.create_index(
        op.f("ix_mailing_receivers_person_id"), "mailing_receivers", ["person_id"], unique=False
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("mailing_receivers")
    op.drop_table("mailings")
