"""On the day: screens at doors and in the foyer, faults, and what a door may say.

Revision 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the tables."""
    op.add_column(
        "room_bookings",
        sa.Column("is_title_shown", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "screens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["room_id"], ["resources.id"], name=op.f("fk_screens_room_id_resources")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_screens_token_hash")),
    )
    op.create_table(
        "faults",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["room_id"], ["resources.id"], name=op.f("fk_faults_room_id_resources")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faults")),
    )
    op.create_index(op.f("ix_faults_room_id"), "faults", ["room_id"])
    op.create_table(
        "plan_wishes",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("comes_as", sa.String(length=4), nullable=False),
        sa.CheckConstraint("comes_as IN ('file','link','none')", name=op.f("ck_plan_wishes_as")),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_plan_wishes_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_plan_wishes")),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("plan_wishes")
    op.drop_table("faults")
    op.drop_table("screens")
    op.drop_column("room_bookings", "is_title_shown")
