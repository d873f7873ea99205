"""Hosts: what they know and can take, when they are away, and who is asked to lead what.

Revision 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Added in plain SQL: SQLite, to add a constraint by itself, would have to copy tables that others
# point at.
LIMITS = {"host_profiles": "max_per_week", "resources": "quarter_limit"}


def upgrade() -> None:
    """Add the columns and the tables."""
    op.add_column(
        "host_profiles", sa.Column("site_ids", sa.JSON(), nullable=False, server_default="[]")
    )
    for table, column in LIMITS.items():
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER"
            f" CONSTRAINT ck_{table}_{column} CHECK ({column} > 0)"
        )
    _absences()
    _calendars()
    _asks()
    _swaps()


def _absences() -> None:
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closure_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_absences_period")),
        sa.CheckConstraint(
            "(closure_id IS NULL) <> (event_id IS NULL)", name=op.f("ck_absences_shape")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["resources.id"],
            name=op.f("fk_absences_resource_id_resources"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["closure_id"],
            ["closures.id"],
            name=op.f("fk_absences_closure_id_closures"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_absences_event_id_events"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
        sa.UniqueConstraint("closure_id", name=op.f("uq_absences_closure_id")),
        sa.UniqueConstraint("event_id", name=op.f("uq_absences_event_id")),
    )
    op.create_index("ix_absences_resource_id", "absences", ["resource_id", "ends_at"])


def _calendars() -> None:
    op.create_table(
        "host_calendars",
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=1000), nullable=False),
        sa.Column("etag", sa.String(length=200), nullable=False),
        sa.Column("last_modified", sa.String(length=60), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(length=20), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["resources.id"],
            name=op.f("fk_host_calendars_resource_id_resources"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("resource_id", name=op.f("pk_host_calendars")),
    )
    op.create_index(op.f("ix_host_calendars_due_at"), "host_calendars", ["due_at"])
    op.create_table(
        "busy_times",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_busy_times_period")),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["resources.id"],
            name=op.f("fk_busy_times_resource_id_resources"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_busy_times")),
    )
    op.create_index("ix_busy_times_resource_id", "busy_times", ["resource_id", "starts_at"])


def _asks() -> None:
    op.create_table(
        "host_asks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('open','taken','failed','dropped')", name=op.f("ck_host_asks_state")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["visits.id"],
            name=op.f("fk_host_asks_visit_id_visits"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["users.id"], name=op.f("fk_host_asks_asked_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host_asks")),
    )
    op.create_index(op.f("ix_host_asks_visit_id"), "host_asks", ["visit_id"])
    op.create_index("ix_host_asks_state", "host_asks", ["state", "answer_by"])
    _create_open_index("uq_host_asks_open", "host_asks", ["visit_id"])
    op.create_table(
        "hosts_asked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ask_id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.CheckConstraint("answer IN ('waiting','yes','no')", name=op.f("ck_hosts_asked_answer")),
        sa.ForeignKeyConstraint(
            ["ask_id"],
            ["host_asks.id"],
            name=op.f("fk_hosts_asked_ask_id_host_asks"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_hosts_asked_resource_id_resources")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hosts_asked")),
        sa.UniqueConstraint(
            "ask_id", "resource_id", name=op.f("uq_hosts_asked_ask_id_resource_id")
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_hosts_asked_token_hash")),
    )
    op.create_index(op.f("ix_hosts_asked_resource_id"), "hosts_asked", ["resource_id"])


def _swaps() -> None:
    op.create_table(
        "host_swaps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('open','taken','dropped')", name=op.f("ck_host_swaps_state")),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["visits.id"],
            name=op.f("fk_host_swaps_visit_id_visits"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["from_id"], ["resources.id"], name=op.f("fk_host_swaps_from_id_resources")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["resources.id"], name=op.f("fk_host_swaps_taken_by_id_resources")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host_swaps")),
    )
    op.create_index(op.f("ix_host_swaps_visit_id"), "host_swaps", ["visit_id"])
    op.create_index(op.f("ix_host_swaps_from_id"), "host_swaps", ["from_id"])
    _create_open_index("uq_host_swaps_open", "host_swaps", ["visit_id", "from_id"])


def _create_open_index(name: str, table: str, columns: list[str]) -> None:
    is_open = sa.text("state = 'open'")
    op.create_index(
        name, table, columns, unique=True, sqlite_where=is_open, postgresql_where=is_open
    )


def downgrade() -> None:
    """Take them away."""
    for table in ("host_swaps", "hosts_asked", "host_asks", "busy_times", "host_calendars"):
        op.drop_table(table)
    op.drop_table("absences")
    for table, column in LIMITS.items():
        op.drop_column(table, column)
    op.drop_column("host_profiles", "site_ids")
