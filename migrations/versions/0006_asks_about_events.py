"""Asks and swaps among hosts are about events, so that open walks have them too; two may be wanted.

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# The tables are written anew: SQLite cannot take a column away that a foreign key is made of. What
# points at others goes first and comes last, or its rows would go with those that it points at.
ASKS = "id, {column}, asked_by_id, answer_by, state, words, created_at, settled_at"
ASKED = "id, ask_id, resource_id, answer, answered_at, token_hash"
SWAPS = "id, {column}, from_id, taken_by_id, state, created_at, settled_at"
TABLES = ("hosts_asked", "host_asks", "host_swaps")


def upgrade() -> None:
    """Let both point at the event of the visit."""
    event = "(SELECT visits.event_id FROM visits WHERE visits.id = {table}.visit_id)"
    _rewrite("event_id", "events", event, wanted=True)


def downgrade() -> None:
    """Let both point at the visit; those about walks, which are no one's visit, are dropped."""
    visit = (
        "(SELECT visits.id FROM visits JOIN events ON events.id = visits.event_id"
        " WHERE visits.event_id = {table}.event_id AND events.kind = 'visit')"
    )
    _rewrite("visit_id", "visits", visit, wanted=False)


def _rewrite(column: str, target: str, source: str, *, wanted: bool) -> None:
    for table in TABLES:
        op.execute(f"CREATE TABLE old_{table} AS SELECT * FROM {table}")  # noqa: S608 - ours.
    for table in TABLES:
        op.drop_table(table)
    _asks(column, target, wanted=wanted)
    _swaps(column, target)
    for table, names in (("host_asks", ASKS), ("host_swaps", SWAPS)):
        found = source.format(table=f"old_{table}")
        _copy(
            table, names.format(column=column), names.format(column=found), f"{found} IS NOT NULL"
        )
    _copy("hosts_asked", ASKED, ASKED, "ask_id IN (SELECT id FROM host_asks)")
    for table in TABLES:
        op.drop_table(f"old_{table}")


def _copy(table: str, names: str, found: str, kept: str) -> None:
    """Take the rows back, with their numbers, which the next number must then be past."""
    rows = f"SELECT {found} FROM old_{table} WHERE {kept}"  # noqa: S608 - ours.
    op.execute(f"INSERT INTO {table} ({names}) {rows}")
    if op.get_bind().dialect.name == "postgresql":
        number = f"(SELECT COALESCE(MAX(id), 0) + 1 FROM {table})"  # noqa: S608 - ours.
        op.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {number}, false)")


def _asks(column: str, target: str, *, wanted: bool) -> None:
    new = [sa.Column("wanted", sa.Integer(), server_default=sa.text("1"), nullable=False)]
    limits = [sa.CheckConstraint("wanted > 0", name=op.f("ck_host_asks_wanted"))]
    op.create_table(
        "host_asks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(column, sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        *(new if wanted else []),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('open','taken','failed','dropped')", name=op.f("ck_host_asks_state")
        ),
        *(limits if wanted else []),
        sa.ForeignKeyConstraint(
            [column],
            [f"{target}.id"],
            name=op.f(f"fk_host_asks_{column}_{target}"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["users.id"], name=op.f("fk_host_asks_asked_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host_asks")),
    )
    op.create_index(op.f(f"ix_host_asks_{column}"), "host_asks", [column])
    op.create_index("ix_host_asks_state", "host_asks", ["state", "answer_by"])
    _create_open_index("uq_host_asks_open", "host_asks", [column])
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


def _swaps(column: str, target: str) -> None:
    op.create_table(
        "host_swaps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(column, sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('open','taken','dropped')", name=op.f("ck_host_swaps_state")),
        sa.ForeignKeyConstraint(
            [column],
            [f"{target}.id"],
            name=op.f(f"fk_host_swaps_{column}_{target}"),
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
    op.create_index(op.f(f"ix_host_swaps_{column}"), "host_swaps", [column])
    op.create_index(op.f("ix_host_swaps_from_id"), "host_swaps", ["from_id"])
    _create_open_index("uq_host_swaps_open", "host_swaps", [column, "from_id"])


def _create_open_index(name: str, table: str, columns: list[str]) -> None:
    is_open = sa.text("state = 'open'")
    op.create_index(
        name, table, columns, unique=True, sqlite_where=is_open, postgresql_where=is_open
    )
