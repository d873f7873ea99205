"""Since when a room is held, what lapsed, who was reminded, and one quota of all partners.

Revision 0008, after 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None

_EPOCH = "1970-01-01 00:00:00+00:00"  # Overwritten at once: no row keeps it.
_ANY = sa.text("organisation_id IS NULL")


def upgrade() -> None:
    """Add the columns, and the index; of several quotas of all partners the newest stays."""
    op.add_column(
        "room_bookings",
        sa.Column("held_since", sa.DateTime(timezone=True), nullable=False, server_default=_EPOCH),
    )
    op.execute("UPDATE room_bookings SET held_since = created_at")
    op.add_column(
        "room_bookings", sa.Column("lapsed_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "service_orders", sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.execute(
        "DELETE FROM room_quotas WHERE organisation_id IS NULL AND id <"
        " (SELECT max(id) FROM room_quotas WHERE organisation_id IS NULL)"
    )
    op.create_index(
        "uq_room_quotas_any",
        "room_quotas",
        [sa.text("(organisation_id IS NULL)")],
        unique=True,
        sqlite_where=_ANY,
        postgresql_where=_ANY,
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_index("uq_room_quotas_any", table_name="room_quotas")
    op.drop_column("service_orders", "reminded_at")
    op.drop_column("room_bookings", "lapsed_at")
    op.drop_column("room_bookings", "held_since")
