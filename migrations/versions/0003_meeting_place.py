"""Rooms that divide and are lent out, and their bookings.

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

    op.create_table(
        "booking_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("begins_at", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_booking_series_minutes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_series")),
    )
    op.create_table(
        "room_bookings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("occurs_on", sa.Date(), nullable=True),
        sa.Column("is_exception", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("head_count", sa.Integer(), nullable=False),
        sa.Column("layout", sa.String(length=20), nullable=False),
        sa.Column("wishes", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("booked_by_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("decision_words", sa.Text(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrived_count", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('requested','confirmed','declined','cancelled','released')",
            name=op.f("ck_room_bookings_state"),
        ),
        sa.CheckConstraint("head_count > 0", name=op.f("ck_room_bookings_head_count")),
        sa.ForeignKeyConstraint(
            ["booked_by_id"], ["users.id"], name=op.f("fk_room_bookings_booked_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_room_bookings_event_id_events")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_room_bookings_organisation_id_organisations"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["room_id"], ["resources.id"], name=op.f("fk_room_bookings_room_id_resources")
        ),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["booking_series.id"],
            name=op.f("fk_room_bookings_series_id_booking_series"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_bookings")),
        sa.UniqueConstraint("event_id", name=op.f("uq_room_bookings_event_id")),
        sa.UniqueConstraint(
            "series_id", "occurs_on", name=op.f("uq_room_bookings_series_id_occurs_on")
        ),
    )
    op.create_index(
        op.f("ix_room_bookings_booked_by_id"), "room_bookings", ["booked_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_room_bookings_organisation_id"), "room_bookings", ["organisation_id"], unique=False
    )
    op.create_index(op.f("ix_room_bookings_room_id"), "room_bookings", ["room_id"], unique=False)
    op.create_index("ix_room_bookings_state", "room_bookings", ["state"], unique=False)
    op.create_table(
        "room_quotas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("minutes_a_month", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes_a_month >= 0", name=op.f("ck_room_quotas_minutes")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_room_quotas_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_quotas")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_room_quotas_organisation_id")),
    )
    op.create_table(
        "service_desks",
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("responsible_id", sa.Integer(), nullable=True),
        sa.Column("lead_working_days", sa.Integer(), nullable=False),
        sa.CheckConstraint("lead_working_days >= 0", name=op.f("ck_service_desks_lead")),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["users.id"], name=op.f("fk_service_desks_responsible_id_users")
        ),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_service_desks")),
    )
    op.create_table(
        "service_orders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("responsible_id", sa.Integer(), nullable=True),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("answer_words", sa.Text(), nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "state IN ('asked','accepted','declined','cancelled')",
            name=op.f("ck_service_orders_state"),
        ),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["room_bookings.id"],
            name=op.f("fk_service_orders_booking_id_room_bookings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["users.id"], name=op.f("fk_service_orders_responsible_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_orders")),
        sa.UniqueConstraint("booking_id", "kind", name=op.f("uq_service_orders_booking_id_kind")),
    )
    op.create_index(
        op.f("ix_service_orders_responsible_id"), "service_orders", ["responsible_id"], unique=False
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_index(op.f("ix_service_orders_responsible_id"), table_name="service_orders")
    op.drop_table("service_orders")
    op.drop_table("service_desks")
    op.drop_table("room_quotas")
    op.drop_index("ix_room_bookings_state", table_name="room_bookings")
    op.drop_index(op.f("ix_room_bookings_room_id"), table_name="room_bookings")
    op.drop_index(op.f("ix_room_bookings_organisation_id"), table_name="room_bookings")
    op.drop_index(op.f("ix_room_bookings_booked_by_id"), table_name="room_bookings")
    op.drop_table("room_bookings")
    op.drop_table("booking_series")
    op.drop_table("room_layouts")
    op.drop_table("room_profiles")
    op.drop_index(op.f("ix_resource_parts_part_id"), table_name="resource_parts")
    op.drop_table("resource_parts")
