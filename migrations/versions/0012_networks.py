"""Networks, agreements and meetings.

Revision 0012, after 0011.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_ROLES_BEFORE = "role IN ('guest','host','day_lead')"
_ROLES = "role IN ('guest','host','day_lead','participant')"
# An organisation is a member of a network once at a time. As with reservations (0002): an exclusion
# constraint on PostgreSQL, triggers on SQLite, and periods that are half-open.
_ONCE = """
ALTER TABLE network_memberships ADD CONSTRAINT ex_network_memberships_once EXCLUDE USING gist (
    int4range(network_id, network_id, '[]') WITH &&,
    int4range(organisation_id, organisation_id, '[]') WITH &&,
    daterange(starts_on, ends_on, '[)') WITH &&
)
"""
_ONCE_TRIGGER = """
CREATE TRIGGER tr_network_memberships_once_{verb} BEFORE {verb} ON network_memberships
WHEN EXISTS (
    SELECT 1 FROM network_memberships AS other
    WHERE other.network_id = NEW.network_id
      AND other.organisation_id = NEW.organisation_id
      AND (NEW.ends_on IS NULL OR other.starts_on < NEW.ends_on)
      AND (other.ends_on IS NULL OR other.ends_on > NEW.starts_on)
      AND other.id IS NOT NEW.id
)
BEGIN
    SELECT RAISE(ABORT, 'ex_network_memberships_once');
END
"""
_SCOPES_BEFORE = "scope IN ('all','mine')"
_SCOPES = "scope IN ('all','mine','network','organisation')"


def upgrade() -> None:
    """Add the tables, and let somebody be a participant of an event."""
    _allow_roles(_ROLES)
    op.add_column("events", sa.Column("invitee_note", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "networks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name_sv", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("purpose_sv", sa.Text(), nullable=False),
        sa.Column("purpose_en", sa.Text(), nullable=False),
        sa.Column("charter_sv", sa.Text(), nullable=False),
        sa.Column("charter_en", sa.Text(), nullable=False),
        sa.Column("charter_adopted_on", sa.Date(), nullable=True),
        sa.Column("rhythm_sv", sa.String(length=120), nullable=False),
        sa.Column("rhythm_en", sa.String(length=120), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("are_members_public", sa.Boolean(), nullable=False),
        sa.Column("entry", sa.String(length=12), nullable=False),
        sa.Column("organisation_types", sa.JSON(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_because", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("entry IN ('application','invitation')", name=op.f("ck_networks_entry")),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= started_on", name=op.f("ck_networks_period")
        ),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> id", name=op.f("ck_networks_parent")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["networks.id"], name=op.f("fk_networks_parent_id_networks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_networks")),
        sa.UniqueConstraint("slug", name=op.f("uq_networks_slug")),
    )
    op.create_index(op.f("ix_networks_parent_id"), "networks", ["parent_id"], unique=False)
    op.create_table(
        "agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("registry_number", sa.String(length=40), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("next_meeting_on", sa.Date(), nullable=True),
        sa.Column("settles", sa.JSON(), nullable=False),
        sa.Column("ended_early_because", sa.String(length=300), nullable=False),
        sa.Column("renews_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "type IN ('letter_of_intent','mou','collaboration','pre_procurement','project')",
            name=op.f("ck_agreements_type"),
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on > starts_on", name=op.f("ck_agreements_period")
        ),
        sa.ForeignKeyConstraint(
            ["network_id"], ["networks.id"], name=op.f("fk_agreements_network_id_networks")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["users.id"],
            name=op.f("fk_agreements_owner_id_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["renews_id"], ["agreements.id"], name=op.f("fk_agreements_renews_id_agreements")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
        sa.UniqueConstraint("renews_id", name=op.f("uq_agreements_renews_id")),
    )
    op.create_index("ix_agreements_ends_on", "agreements", ["ends_on"], unique=False)
    op.create_index(op.f("ix_agreements_network_id"), "agreements", ["network_id"], unique=False)
    op.create_index(op.f("ix_agreements_owner_id"), "agreements", ["owner_id"], unique=False)
    op.create_index("ix_agreements_review_on", "agreements", ["review_on"], unique=False)
    op.create_table(
        "meeting_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("weeks", sa.JSON(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("starts_at_time", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_meeting_series_minutes")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_meeting_series_weekday")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["users.id"], name=op.f("fk_meeting_series_created_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["network_id"], ["networks.id"], name=op.f("fk_meeting_series_network_id_networks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_series")),
    )
    op.create_index(
        op.f("ix_meeting_series_network_id"), "meeting_series", ["network_id"], unique=False
    )
    op.create_table(
        "network_memberships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("circle", sa.String(length=12), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended_because", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "circle IN ('core','associated','listening')",
            name=op.f("ck_network_memberships_circle"),
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on > starts_on", name=op.f("ck_network_memberships_period")
        ),
        sa.ForeignKeyConstraint(
            ["network_id"],
            ["networks.id"],
            name=op.f("fk_network_memberships_network_id_networks"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_network_memberships_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_memberships")),
        sa.UniqueConstraint(
            "network_id",
            "organisation_id",
            "starts_on",
            name=op.f("uq_network_memberships_network_id_organisation_id_starts_on"),
        ),
    )
    op.create_index(
        op.f("ix_network_memberships_organisation_id"),
        "network_memberships",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(
        "uq_network_memberships_open",
        "network_memberships",
        ["network_id", "organisation_id"],
        unique=True,
        postgresql_where=sa.text("ends_on IS NULL"),
        sqlite_where=sa.text("ends_on IS NULL"),
    )
    op.create_table(
        "agreement_parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("signatory", sa.String(length=160), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreements.id"],
            name=op.f("fk_agreement_parties_agreement_id_agreements"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_agreement_parties_organisation_id_organisations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_parties")),
        sa.UniqueConstraint(
            "agreement_id",
            "organisation_id",
            name=op.f("uq_agreement_parties_agreement_id_organisation_id"),
        ),
    )
    op.create_index(
        op.f("ix_agreement_parties_organisation_id"),
        "agreement_parties",
        ["organisation_id"],
        unique=False,
    )
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("other_place", sa.String(length=300), nullable=False),
        sa.Column("video_link", sa.String(length=300), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("time_sequence", sa.Integer(), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_words", sa.Text(), nullable=False),
        sa.Column("organiser_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('planned','called','held','cancelled')", name=op.f("ck_meetings_state")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_meetings_event_id_events")
        ),
        sa.ForeignKeyConstraint(
            ["network_id"], ["networks.id"], name=op.f("fk_meetings_network_id_networks")
        ),
        sa.ForeignKeyConstraint(
            ["organiser_id"], ["users.id"], name=op.f("fk_meetings_organiser_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["room_id"], ["resources.id"], name=op.f("fk_meetings_room_id_resources")
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["meeting_series.id"], name=op.f("fk_meetings_series_id_meeting_series")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("event_id", name=op.f("uq_meetings_event_id")),
    )
    op.create_index(
        "ix_meetings_network_id_state", "meetings", ["network_id", "state"], unique=False
    )
    op.create_index(op.f("ix_meetings_organiser_id"), "meetings", ["organiser_id"], unique=False)
    op.create_index(op.f("ix_meetings_room_id"), "meetings", ["room_id"], unique=False)
    op.create_index(op.f("ix_meetings_series_id"), "meetings", ["series_id"], unique=False)
    op.create_table(
        "network_admissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("circle", sa.String(length=12), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("organisation_name", sa.String(length=160), nullable=False),
        sa.Column("organisation_type", sa.String(length=30), nullable=False),
        sa.Column("organisation_number", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answer_words", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "circle IN ('core','associated','listening')", name=op.f("ck_network_admissions_circle")
        ),
        sa.CheckConstraint(
            "entry IN ('application','invitation')", name=op.f("ck_network_admissions_entry")
        ),
        sa.CheckConstraint(
            "state IN ('waiting','accepted','declined','withdrawn','expired')",
            name=op.f("ck_network_admissions_state"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["users.id"],
            name=op.f("fk_network_admissions_answered_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["users.id"],
            name=op.f("fk_network_admissions_created_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["network_id"],
            ["networks.id"],
            name=op.f("fk_network_admissions_network_id_networks"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_network_admissions_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_network_admissions_person_id_people"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_admissions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_network_admissions_token_hash")),
    )
    op.create_index(
        "ix_network_admissions_network_id_state",
        "network_admissions",
        ["network_id", "state"],
        unique=False,
    )
    op.create_index(
        op.f("ix_network_admissions_organisation_id"),
        "network_admissions",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_network_admissions_person_id"), "network_admissions", ["person_id"], unique=False
    )
    op.create_index(
        "uq_network_admissions_waiting",
        "network_admissions",
        ["network_id", "email"],
        unique=True,
        postgresql_where=sa.text("state = 'waiting'"),
        sqlite_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "network_charters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text_sv", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["users.id"],
            name=op.f("fk_network_charters_created_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["network_id"],
            ["networks.id"],
            name=op.f("fk_network_charters_network_id_networks"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_charters")),
        sa.UniqueConstraint(
            "network_id", "number", name=op.f("uq_network_charters_network_id_number")
        ),
    )
    op.create_table(
        "network_offices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(length=12), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "office IN ('chair','vice_chair','convener','secretary')",
            name=op.f("ck_network_offices_office"),
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on > starts_on", name=op.f("ck_network_offices_period")
        ),
        sa.ForeignKeyConstraint(
            ["network_id"],
            ["networks.id"],
            name=op.f("fk_network_offices_network_id_networks"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_network_offices_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_offices")),
        sa.UniqueConstraint(
            "network_id",
            "person_id",
            "office",
            "starts_on",
            name=op.f("uq_network_offices_network_id_person_id_office_starts_on"),
        ),
    )
    op.create_index(
        op.f("ix_network_offices_person_id"), "network_offices", ["person_id"], unique=False
    )
    op.create_index(
        "uq_network_offices_open",
        "network_offices",
        ["network_id", "person_id", "office"],
        unique=True,
        postgresql_where=sa.text("ends_on IS NULL"),
        sqlite_where=sa.text("ends_on IS NULL"),
    )
    op.create_index(
        "uq_network_offices_chair",
        "network_offices",
        ["network_id"],
        unique=True,
        postgresql_where=sa.text("ends_on IS NULL AND office = 'chair'"),
        sqlite_where=sa.text("ends_on IS NULL AND office = 'chair'"),
    )
    op.create_table(
        "network_seats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on > starts_on", name=op.f("ck_network_seats_period")
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["network_memberships.id"],
            name=op.f("fk_network_seats_membership_id_network_memberships"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_network_seats_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_seats")),
        sa.UniqueConstraint(
            "membership_id",
            "person_id",
            "starts_on",
            name=op.f("uq_network_seats_membership_id_person_id_starts_on"),
        ),
    )
    op.create_index(
        op.f("ix_network_seats_person_id"), "network_seats", ["person_id"], unique=False
    )
    op.create_index(
        "uq_network_seats_open",
        "network_seats",
        ["membership_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("ends_on IS NULL"),
        sqlite_where=sa.text("ends_on IS NULL"),
    )
    op.create_table(
        "meeting_invitees",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("organisation_name", sa.String(length=160), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("is_guest", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("is_remote", sa.Boolean(), nullable=False),
        sa.Column("answer_words", sa.String(length=500), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_through", sa.String(length=10), nullable=False),
        sa.Column("answered_sequence", sa.Integer(), nullable=True),
        sa.Column("asked_sequence", sa.Integer(), nullable=True),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("attendance", sa.String(length=10), nullable=True),
        sa.CheckConstraint(
            "answer IN ('needs_action','accepted','tentative','declined')",
            name=op.f("ck_meeting_invitees_answer"),
        ),
        sa.CheckConstraint(
            "attendance IN ('present','remote','absent')",
            name=op.f("ck_meeting_invitees_attendance"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name=op.f("fk_meeting_invitees_meeting_id_meetings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_meeting_invitees_organisation_id_organisations"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_meeting_invitees_person_id_people"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_invitees")),
        sa.UniqueConstraint(
            "meeting_id", "email", name=op.f("uq_meeting_invitees_meeting_id_email")
        ),
        sa.UniqueConstraint(
            "meeting_id", "person_id", name=op.f("uq_meeting_invitees_meeting_id_person_id")
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_meeting_invitees_token_hash")),
    )
    op.create_index(
        op.f("ix_meeting_invitees_organisation_id"),
        "meeting_invitees",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_meeting_invitees_person_id"), "meeting_invitees", ["person_id"], unique=False
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_ONCE)
    else:
        for verb in ("INSERT", "UPDATE"):
            op.execute(_ONCE_TRIGGER.format(verb=verb))
    _let_feeds_follow()


def downgrade() -> None:
    """Take them away, and the participants with them."""
    _let_feeds_follow_no_more()
    op.drop_table("meeting_invitees")
    op.drop_table("network_seats")
    op.drop_table("network_offices")
    op.drop_table("network_charters")
    op.drop_table("network_admissions")
    op.drop_table("meetings")
    op.drop_table("agreement_parties")
    op.drop_table("network_memberships")
    op.drop_table("meeting_series")
    op.drop_table("agreements")
    op.drop_table("networks")
    op.execute("DELETE FROM attendees WHERE role = 'participant'")
    op.drop_column("events", "invitee_note")
    _allow_roles(_ROLES_BEFORE)


def _allow_roles(condition: str) -> None:
    _check("attendees", op.f("ck_attendees_role"), condition)


def _check(table: str, name: str, condition: str) -> None:
    """Give a table another condition; SQLite makes the table anew for it."""
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(name, type_="check")
        batch_op.create_check_constraint(name, condition)


def _let_feeds_follow() -> None:
    """Let a calendar subscription be one of a network, or of an organisation."""
    columns = [
        sa.Column("network_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
    ]
    _check("feed_subscriptions", op.f("ck_feed_subscriptions_scope"), _SCOPES)
    with op.batch_alter_table("feed_subscriptions") as batch_op:
        for column in columns:
            batch_op.add_column(column)
        for name, table in (("network_id", "networks"), ("organisation_id", "organisations")):
            batch_op.create_foreign_key(
                op.f(f"fk_feed_subscriptions_{name}_{table}"),
                table,
                [name],
                ["id"],
                ondelete="CASCADE",
            )
            batch_op.create_index(op.f(f"ix_feed_subscriptions_{name}"), [name], unique=False)


def _let_feeds_follow_no_more() -> None:
    op.execute("DELETE FROM feed_subscriptions WHERE scope NOT IN ('all','mine')")
    _check("feed_subscriptions", op.f("ck_feed_subscriptions_scope"), _SCOPES_BEFORE)
    with op.batch_alter_table("feed_subscriptions") as batch_op:
        for name, table in (("network_id", "networks"), ("organisation_id", "organisations")):
            batch_op.drop_index(op.f(f"ix_feed_subscriptions_{name}"))
            batch_op.drop_constraint(
                op.f(f"fk_feed_subscriptions_{name}_{table}"), type_="foreignkey"
            )
            batch_op.drop_column(name)
