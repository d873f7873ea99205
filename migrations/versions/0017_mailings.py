"""Who wants which mailings.

Revision 0017, after 0016.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "mail_readers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_readers")),
        sa.UniqueConstraint("email", name=op.f("uq_mail_readers_email")),
    )
    op.create_table(
        "mail_refusals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("through", sa.String(length=10), nullable=False),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "through IN ('link','one_click','account','staff')",
            name=op.f("ck_mail_refusals_through"),
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"],
            ["mail_readers.id"],
            name=op.f("fk_mail_refusals_reader_id_mail_readers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_refusals")),
        sa.UniqueConstraint("reader_id", "topic", name=op.f("uq_mail_refusals_reader_id_topic")),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("mail_refusals")
    op.drop_table("mail_readers")
