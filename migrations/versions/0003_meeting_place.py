"""Rooms that divide, who may book a room, and how it can be furnished.

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "resource_parts",
        sa.Column("whole_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("whole_id <> part_id", name=op.f("ck_resource_parts_other")),
        sa.ForeignKeyConstraint(
            ["whole_id"],
            ["resources.id"],
            name=op.f("fk_resource_parts_whole_id_resources"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["part_id"],
            ["resources.id"],
            name=op.f("fk_resource_parts_part_id_resources"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("whole_id", "part_id", name=op.f("pk_resource_parts")),
    )
    op.create_index(op.f("ix_resource_parts_part_id"), "resource_parts", ["part_id"])
    op.create_table(
        "room_profiles",
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("features", sa.JSON(), nullable=False),
        sa.Column("is_for_partners", sa.Boolean(), nullable=False),
        sa.Column("needs_approval", sa.Boolean(), nullable=False),
        sa.Column("release_minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint("release_minutes > 0", name=op.f("ck_room_profiles_release")),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["resources.id"],
            name=op.f("fk_room_profiles_resource_id_resources"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("resource_id", name=op.f("pk_room_profiles")),
    )
    op.create_table(
        "room_layouts",
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("layout", sa.String(length=20), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_room_layouts_capacity")),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["resources.id"],
            name=op.f("fk_room_layouts_resource_id_resources"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("resource_id", "layout", name=op.f("pk_room_layouts")),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("room_layouts")
    op.drop_table("room_profiles")
    op.drop_index(op.f("ix_resource_parts_part_id"), table_name="resource_parts")
    op.drop_table("resource_parts")
