"""The database itself refuses two active reservations of one unit that overlap.

An exclusion constraint on PostgreSQL, triggers on SQLite: no code path can go round them.
Intervals are half-open, `[starts_at, ends_at)`: back to back is not an overlap.

Revision 0002, after 0001.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# int4range needs no extension; plain equality inside GiST would need btree_gist.
EXCLUSION = """
ALTER TABLE reservations ADD CONSTRAINT ex_reservations_overlap EXCLUDE USING gist (
    int4range(resource_id, resource_id, '[]') WITH &&,
    int4range(unit, unit, '[]') WITH &&,
    tstzrange(starts_at, ends_at, '[)') WITH &&
) WHERE (released_at IS NULL)
"""
TRIGGER = """
CREATE TRIGGER tr_reservations_overlap_{verb} BEFORE {verb} ON reservations
WHEN NEW.released_at IS NULL AND EXISTS (
    SELECT 1 FROM reservations AS other
    WHERE other.resource_id = NEW.resource_id
      AND other.unit = NEW.unit
      AND other.released_at IS NULL
      AND other.starts_at < NEW.ends_at
      AND other.ends_at > NEW.starts_at
      AND other.id IS NOT NEW.id
)
BEGIN
    SELECT RAISE(ABORT, 'ex_reservations_overlap');
END
"""


def upgrade() -> None:
    """Put the guard in place."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(EXCLUSION)
        return
    for verb in ("INSERT", "UPDATE"):
        op.execute(TRIGGER.format(verb=verb))


def downgrade() -> None:
    """Take the guard away."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE reservations DROP CONSTRAINT ex_reservations_overlap")
        return
    for verb in ("INSERT", "UPDATE"):
        op.execute(f"DROP TRIGGER tr_reservations_overlap_{verb}")
