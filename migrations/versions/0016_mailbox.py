"""What came back: the mailbox, received mails, answers of calendars, undeliverable addresses.

Revision 0016, after 0015.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the tables."""
    op.execute(
        "ALTER TABLE messages ADD COLUMN returned VARCHAR(8) DEFAULT '' NOT NULL"
        " CONSTRAINT ck_messages_returned CHECK (returned IN ('','dead','lost','delayed'))"
    )
    op.add_column("messages", sa.Column("calendar_sequence", sa.Integer(), nullable=True))
    op.add_column("messages", sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "messages",
        sa.Column("return_words", sa.String(length=400), nullable=False, server_default=""),
    )
    _add_mailbox()
    _add_received()
    _add_addresses()


def downgrade() -> None:
    """Take them away; SQLite drops a column with its check."""
    op.drop_table("calendar_answers")
    op.drop_table("undeliverable_addresses")
    op.drop_table("received_mails")
    op.drop_table("mailbox")
    op.drop_column("messages", "return_words")
    op.drop_column("messages", "returned_at")
    op.drop_column("messages", "calendar_sequence")
    op.drop_column("messages", "returned")


def _add_mailbox() -> None:
    op.create_table(
        "mailbox",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid_validity", sa.BigInteger(), nullable=False),
        sa.Column("last_uid", sa.BigInteger(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claim", sa.String(length=40), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(length=400), nullable=False),
        sa.Column("trouble_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_mailbox_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox")),
    )


def _add_received() -> None:
    op.create_table(
        "received_mails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("uid_validity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("is_to_file", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("sender_email", sa.String(length=254), nullable=False),
        sa.Column("sender_name", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("dealt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dealt_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('reply','return','automatic','circular','letter','unreadable')",
            name=op.f("ck_received_mails_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_received_mails_event_id_events"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["messages.id"],
            name=op.f("fk_received_mails_message_id_messages"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["dealt_by"],
            ["users.id"],
            name=op.f("fk_received_mails_dealt_by_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_mails")),
        sa.UniqueConstraint("key", name=op.f("uq_received_mails_key")),
    )
    for columns in (
        ["is_open", "id"], ["sender_email"], ["received_at"], ["message_id"], ["event_id"],
    ):  # fmt: skip
        name = op.f("ix_received_mails_" + "_".join(columns))
        op.create_index(name, "received_mails", columns)


def _add_addresses() -> None:
    op.create_table(
        "undeliverable_addresses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["messages.id"],
            name=op.f("fk_undeliverable_addresses_message_id_messages"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undeliverable_addresses")),
        sa.UniqueConstraint("address", name=op.f("uq_undeliverable_addresses_address")),
    )
    op.create_index(
        op.f("ix_undeliverable_addresses_message_id"), "undeliverable_addresses", ["message_id"]
    )
    op.create_table(
        "calendar_answers",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("stamped_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_calendar_answers_event_id_events"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "address", name=op.f("pk_calendar_answers")),
    )
