"""Delegations: visiting parties, their programmes, people, papers and what comes of them.

Revision 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "checklist_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("offset_days", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("title_sv", sa.String(length=160), nullable=False),
        sa.Column("title_en", sa.String(length=160), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_entries")),
    )
    op.create_table(
        "programme_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("title_sv", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_templates")),
    )
    op.create_table(
        "delegations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("state_changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("other_dates", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("interpretation", sa.String(length=14), nullable=False),
        sa.Column("interpreter_language", sa.String(length=2), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("earlier_contact", sa.Text(), nullable=False),
        sa.Column("arrival", sa.Text(), nullable=False),
        sa.Column("has_media", sa.Boolean(), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("meeting_link", sa.String(length=300), nullable=False),
        sa.Column("organisation_name", sa.String(length=160), nullable=False),
        sa.Column("organisation_type", sa.String(length=30), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_title", sa.String(length=120), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("contact_phone", sa.String(length=20), nullable=False),
        sa.Column("contact_language", sa.String(length=2), nullable=False),
        sa.Column("on_behalf_of", sa.String(length=160), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("original_text", sa.Text(), nullable=False),
        sa.Column("staff_note", sa.Text(), nullable=False),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=True),
        sa.Column("closing_words", sa.Text(), nullable=False),
        sa.Column("referred_to", sa.String(length=200), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "interpretation IN ('none','consecutive','simultaneous')",
            name=op.f("ck_delegations_interpretation"),
        ),
        sa.CheckConstraint(
            "level IN ('experts','managers','leaders')", name=op.f("ck_delegations_level")
        ),
        sa.CheckConstraint(
            "type IN ('political','technical','business','academic','media','civic','digital')",
            name=op.f("ck_delegations_type"),
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_delegations_period")),
        sa.CheckConstraint(
            "headcount IS NULL OR headcount >= 0", name=op.f("ck_delegations_headcount")
        ),
        sa.CheckConstraint("size > 0", name=op.f("ck_delegations_size")),
        sa.ForeignKeyConstraint(
            ["coordinator_id"], ["users.id"], name=op.f("fk_delegations_coordinator_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_delegations_organisation_id_organisations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations")),
        sa.UniqueConstraint("reference", name=op.f("uq_delegations_reference")),
    )
    op.create_index("ix_delegations_contact_email", "delegations", ["contact_email"], unique=False)
    op.create_index(
        op.f("ix_delegations_coordinator_id"), "delegations", ["coordinator_id"], unique=False
    )
    op.create_index(
        op.f("ix_delegations_organisation_id"), "delegations", ["organisation_id"], unique=False
    )
    op.create_index(
        "ix_delegations_state_starts_on", "delegations", ["state", "starts_on"], unique=False
    )
    op.create_table(
        "stops",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title_sv", sa.String(length=160), nullable=False),
        sa.Column("title_en", sa.String(length=160), nullable=False),
        sa.Column("summary_sv", sa.Text(), nullable=False),
        sa.Column("summary_en", sa.Text(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("minutes_min", sa.Integer(), nullable=False),
        sa.Column("group_max", sa.Integer(), nullable=True),
        sa.Column("is_indoors", sa.Boolean(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("needs_sv", sa.String(length=300), nullable=False),
        sa.Column("needs_en", sa.String(length=300), nullable=False),
        sa.Column("host_topic", sa.String(length=30), nullable=False),
        sa.Column("receiver_name", sa.String(length=120), nullable=False),
        sa.Column("receiver_title_sv", sa.String(length=120), nullable=False),
        sa.Column("receiver_title_en", sa.String(length=120), nullable=False),
        sa.Column("receiver_organisation", sa.String(length=160), nullable=False),
        sa.Column("receiver_email", sa.String(length=254), nullable=False),
        sa.Column("receiver_phone", sa.String(length=20), nullable=False),
        sa.Column("receiver_language", sa.String(length=2), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("group_max > 0", name=op.f("ck_stops_group_max")),
        sa.CheckConstraint(
            "minutes > 0 AND minutes_min > 0 AND minutes >= minutes_min", name=op.f("ck_stops_time")
        ),
        sa.CheckConstraint("notice_days >= 0", name=op.f("ck_stops_notice_days")),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_stops_resource_id_resources")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stops")),
        sa.UniqueConstraint("code", name=op.f("uq_stops_code")),
    )
    op.create_index(op.f("ix_stops_resource_id"), "stops", ["resource_id"], unique=False)
    op.create_table(
        "travel_times",
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "mode IN ('walk','bus','transit','boat')", name=op.f("ck_travel_times_mode")
        ),
        sa.CheckConstraint("from_id < to_id", name=op.f("ck_travel_times_order")),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_travel_times_minutes")),
        sa.ForeignKeyConstraint(
            ["from_id"],
            ["resources.id"],
            name=op.f("fk_travel_times_from_id_resources"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["to_id"],
            ["resources.id"],
            name=op.f("fk_travel_times_to_id_resources"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("from_id", "to_id", "mode", name=op.f("pk_travel_times")),
    )
    op.create_table(
        "delegation_contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("organisation", sa.String(length=160), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("about", sa.String(length=400), nullable=False),
        sa.Column("shared_with", sa.JSON(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegation_contacts_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_contacts")),
    )
    op.create_index(
        op.f("ix_delegation_contacts_delegation_id"),
        "delegation_contacts",
        ["delegation_id"],
        unique=False,
    )
    op.create_table(
        "delegation_desk_cards",
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("forms_of_address", sa.Text(), nullable=False),
        sa.Column("customs", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegation_desk_cards_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("delegation_id", name=op.f("pk_delegation_desk_cards")),
    )
    op.create_table(
        "delegation_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegation_documents_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_documents")),
    )
    op.create_index(
        op.f("ix_delegation_documents_delegation_id"),
        "delegation_documents",
        ["delegation_id"],
        unique=False,
    )
    op.create_table(
        "delegation_expenses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("amount_sek", sa.Integer(), nullable=False),
        sa.Column("bearer", sa.String(length=12), nullable=False),
        sa.Column("bearer_name", sa.String(length=160), nullable=False),
        sa.Column("invoice_reference", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "bearer IN ('arena','delegation','partner')", name=op.f("ck_delegation_expenses_bearer")
        ),
        sa.CheckConstraint("amount_sek > 0", name=op.f("ck_delegation_expenses_amount_sek")),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegation_expenses_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_expenses")),
    )
    op.create_index(
        op.f("ix_delegation_expenses_delegation_id"),
        "delegation_expenses",
        ["delegation_id"],
        unique=False,
    )
    op.create_table(
        "delegation_gifts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(length=8), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("person", sa.String(length=120), nullable=False),
        sa.Column("value_sek", sa.Integer(), nullable=True),
        sa.Column("kept_where", sa.String(length=120), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "direction IN ('given','received')", name=op.f("ck_delegation_gifts_direction")
        ),
        sa.CheckConstraint(
            "value_sek IS NULL OR value_sek >= 0", name=op.f("ck_delegation_gifts_value_sek")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegation_gifts_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_gifts")),
    )
    op.create_index(
        op.f("ix_delegation_gifts_delegation_id"),
        "delegation_gifts",
        ["delegation_id"],
        unique=False,
    )
    op.create_table(
        "delegation_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("is_leader", sa.Boolean(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("token_version", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegation_links_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_links")),
        sa.UniqueConstraint(
            "delegation_id", "email", name=op.f("uq_delegation_links_delegation_id_email")
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_delegation_links_token_hash")),
    )
    op.create_index(
        op.f("ix_delegation_links_delegation_id"),
        "delegation_links",
        ["delegation_id"],
        unique=False,
    )
    op.create_table(
        "delegation_needs",
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("need", sa.String(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count > 0", name=op.f("ck_delegation_needs_count")),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegation_needs_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("delegation_id", "kind", "need", name=op.f("pk_delegation_needs")),
    )
    op.create_table(
        "delegation_promises",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegation_promises_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_delegation_promises_owner_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_promises")),
    )
    op.create_index(
        op.f("ix_delegation_promises_delegation_id"),
        "delegation_promises",
        ["delegation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_delegation_promises_owner_id"), "delegation_promises", ["owner_id"], unique=False
    )
    op.create_table(
        "delegation_releases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.Column("programme", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("had_unconfirmed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_delegation_releases_number")),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegation_releases_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"],
            ["users.id"],
            name=op.f("fk_delegation_releases_released_by_id_users"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_releases")),
        sa.UniqueConstraint(
            "delegation_id", "number", name=op.f("uq_delegation_releases_delegation_id_number")
        ),
    )
    op.create_index(
        op.f("ix_delegation_releases_delegation_id"),
        "delegation_releases",
        ["delegation_id"],
        unique=False,
    )
    op.create_table(
        "delegation_reports",
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("came", sa.Text(), nullable=False),
        sa.Column("saw", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("follows", sa.Text(), nullable=False),
        sa.Column("thanked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegation_reports_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("delegation_id", name=op.f("pk_delegation_reports")),
    )
    op.create_table(
        "delegation_roles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("organisation", sa.String(length=160), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegation_roles_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_delegation_roles_user_id_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_roles")),
    )
    op.create_index(
        op.f("ix_delegation_roles_delegation_id"),
        "delegation_roles",
        ["delegation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_delegation_roles_user_id"), "delegation_roles", ["user_id"], unique=False
    )
    op.create_table(
        "delegation_tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("title_sv", sa.String(length=160), nullable=False),
        sa.Column("title_en", sa.String(length=160), nullable=False),
        sa.Column("offset_days", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegation_tasks_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["users.id"], name=op.f("fk_delegation_tasks_done_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_delegation_tasks_owner_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_tasks")),
    )
    op.create_index(
        op.f("ix_delegation_tasks_delegation_id"),
        "delegation_tasks",
        ["delegation_id"],
        unique=False,
    )
    op.create_index("ix_delegation_tasks_due_on", "delegation_tasks", ["due_on"], unique=False)
    op.create_index(
        op.f("ix_delegation_tasks_owner_id"), "delegation_tasks", ["owner_id"], unique=False
    )
    op.create_table(
        "delegation_vettings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("decision", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "decision IN ('accepted','declined','asked')",
            name=op.f("ck_delegation_vettings_decision"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name=op.f("fk_delegation_vettings_decided_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegation_vettings_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_vettings")),
    )
    op.create_index(
        op.f("ix_delegation_vettings_delegation_id"),
        "delegation_vettings",
        ["delegation_id"],
        unique=False,
    )
    op.create_table(
        "programme_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.CheckConstraint("size IS NULL OR size > 0", name=op.f("ck_programme_groups_size")),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_programme_groups_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_groups")),
        sa.UniqueConstraint(
            "delegation_id", "name", name=op.f("uq_programme_groups_delegation_id_name")
        ),
    )
    op.create_index(
        op.f("ix_programme_groups_delegation_id"),
        "programme_groups",
        ["delegation_id"],
        unique=False,
    )
    op.create_table(
        "delegation_document_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"],
            ["users.id"],
            name=op.f("fk_delegation_document_versions_added_by_id_users"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["delegation_documents.id"],
            name=op.f("fk_delegation_document_versions_document_id_delegation_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_document_versions")),
        sa.UniqueConstraint(
            "document_id", "number", name=op.f("uq_delegation_document_versions_document_id_number")
        ),
    )
    op.create_index(
        op.f("ix_delegation_document_versions_document_id"),
        "delegation_document_versions",
        ["document_id"],
        unique=False,
    )
    op.create_table(
        "delegation_participants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("precedence", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("organisation", sa.String(length=160), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "precedence IS NULL OR precedence > 0",
            name=op.f("ck_delegation_participants_precedence"),
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegation_participants_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["programme_groups.id"],
            name=op.f("fk_delegation_participants_group_id_programme_groups"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_participants")),
        sa.UniqueConstraint(
            "delegation_id",
            "precedence",
            name=op.f("uq_delegation_participants_delegation_id_precedence"),
        ),
    )
    op.create_index(
        op.f("ix_delegation_participants_delegation_id"),
        "delegation_participants",
        ["delegation_id"],
        unique=False,
    )
    op.create_table(
        "delegation_release_receipts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["link_id"],
            ["delegation_links.id"],
            name=op.f("fk_delegation_release_receipts_link_id_delegation_links"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["delegation_releases.id"],
            name=op.f("fk_delegation_release_receipts_release_id_delegation_releases"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_release_receipts")),
        sa.UniqueConstraint(
            "release_id", "link_id", name=op.f("uq_delegation_release_receipts_release_id_link_id")
        ),
    )
    op.create_index(
        op.f("ix_delegation_release_receipts_release_id"),
        "delegation_release_receipts",
        ["release_id"],
        unique=False,
    )
    op.create_table(
        "programme_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("is_interpreted", sa.Boolean(), nullable=False),
        sa.Column("fixed_start", sa.Time(), nullable=True),
        sa.Column("travel_minutes", sa.Integer(), nullable=True),
        sa.Column("travel_mode", sa.String(length=8), nullable=False),
        sa.Column("stop_key", sa.String(length=60), nullable=False),
        sa.Column("title_sv", sa.String(length=160), nullable=False),
        sa.Column("title_en", sa.String(length=160), nullable=False),
        sa.Column("note_sv", sa.Text(), nullable=False),
        sa.Column("note_en", sa.Text(), nullable=False),
        sa.Column("place_sv", sa.String(length=200), nullable=False),
        sa.Column("place_en", sa.String(length=200), nullable=False),
        sa.Column("staff_note", sa.Text(), nullable=False),
        sa.Column("reason_sv", sa.String(length=400), nullable=False),
        sa.Column("reason_en", sa.String(length=400), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_programme_items_minutes")),
        sa.CheckConstraint(
            "travel_minutes IS NULL OR travel_minutes >= 0",
            name=op.f("ck_programme_items_travel_minutes"),
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_programme_items_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_programme_items_event_id_events")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["programme_groups.id"],
            name=op.f("fk_programme_items_group_id_programme_groups"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_items")),
        sa.UniqueConstraint("event_id", name=op.f("uq_programme_items_event_id")),
    )
    op.create_index(
        "ix_programme_items_delegation_id_day",
        "programme_items",
        ["delegation_id", "day", "position"],
        unique=False,
    )
    op.create_index(
        op.f("ix_programme_items_group_id"), "programme_items", ["group_id"], unique=False
    )
    op.create_index("ix_programme_items_stop_key", "programme_items", ["stop_key"], unique=False)
    op.create_table(
        "programme_item_parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("title_sv", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("organisation", sa.String(length=160), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_place", sa.String(length=300), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply", sa.String(length=400), nullable=False),
        sa.Column("question", sa.String(length=600), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "state IN ('planned','asked','yes','no','other_time','released')",
            name=op.f("ck_programme_item_parties_state"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["programme_items.id"],
            name=op.f("fk_programme_item_parties_item_id_programme_items"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["resources.id"],
            name=op.f("fk_programme_item_parties_resource_id_resources"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_item_parties")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_programme_item_parties_token_hash")),
    )
    op.create_index(
        op.f("ix_programme_item_parties_item_id"),
        "programme_item_parties",
        ["item_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_programme_item_parties_resource_id"),
        "programme_item_parties",
        ["resource_id"],
        unique=False,
    )
    op.create_index(
        "ix_programme_item_parties_state",
        "programme_item_parties",
        ["state", "answer_by"],
        unique=False,
    )
    op.create_table(
        "programme_item_resources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("use", sa.String(length=10), nullable=False),
        sa.CheckConstraint(
            "use IN ('place','equipment')", name=op.f("ck_programme_item_resources_use")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["programme_items.id"],
            name=op.f("fk_programme_item_resources_item_id_programme_items"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["resources.id"],
            name=op.f("fk_programme_item_resources_resource_id_resources"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_item_resources")),
        sa.UniqueConstraint(
            "item_id", "resource_id", name=op.f("uq_programme_item_resources_item_id_resource_id")
        ),
    )
    op.create_index(
        op.f("ix_programme_item_resources_item_id"),
        "programme_item_resources",
        ["item_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_programme_item_resources_resource_id"),
        "programme_item_resources",
        ["resource_id"],
        unique=False,
    )


def downgrade() -> None:
    """Take them away."""
    for table in (
        "programme_item_resources",
        "programme_item_parties",
        "programme_items",
        "delegation_release_receipts",
        "delegation_participants",
        "delegation_document_versions",
        "programme_groups",
        "delegation_vettings",
        "delegation_tasks",
        "delegation_roles",
        "delegation_reports",
        "delegation_releases",
        "delegation_promises",
        "delegation_needs",
        "delegation_links",
        "delegation_gifts",
        "delegation_expenses",
        "delegation_documents",
        "delegation_desk_cards",
        "delegation_contacts",
        "travel_times",
        "stops",
        "delegations",
        "programme_templates",
        "checklist_entries",
    ):
        op.drop_table(table)
