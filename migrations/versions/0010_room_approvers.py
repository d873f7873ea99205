"""Who answers partners' requests for a room, by name.

Revision 0010, after 0009.
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; SQLite adds a foreign key only with its column."""
    op.execute(
        "ALTER TABLE room_profiles ADD COLUMN approver_id INTEGER"
        " CONSTRAINT fk_room_profiles_approver_id_users REFERENCES users (id)"
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_column("room_profiles", "approver_id")
