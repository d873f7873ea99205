"""Offers of partners, what needs and offers speak of, and introductions of the two.

Revision 0018, after 0017.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""

    op.create_table(
        "match_looks",
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_match_looks_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_match_looks")),
    )
    op.create_table(
        "partner_offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("title_sv", sa.String(length=160), nullable=False),
        sa.Column("title_en", sa.String(length=160), nullable=False),
        sa.Column("words_sv", sa.Text(), nullable=False),
        sa.Column("words_en", sa.Text(), nullable=False),
        sa.Column("takes_sv", sa.Text(), nullable=False),
        sa.Column("takes_en", sa.Text(), nullable=False),
        sa.Column("limits_sv", sa.Text(), nullable=False),
        sa.Column("limits_en", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("terms_edition", sa.Integer(), nullable=False),
        sa.Column("matched_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "audience IN ('public','partners','networks','staff')",
            name=op.f("ck_partner_offers_audience"),
        ),
        sa.CheckConstraint(
            "kind IN ('solution','competence','site','money','research')",
            name=op.f("ck_partner_offers_kind"),
        ),
        sa.CheckConstraint(
            "state IN ('open','expired','withdrawn')", name=op.f("ck_partner_offers_state")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["people.id"],
            name=op.f("fk_partner_offers_contact_id_people"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["users.id"],
            name=op.f("fk_partner_offers_created_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_partner_offers_organisation_id_organisations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_offers")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_partner_offers_token_hash")),
    )
    op.create_index(
        op.f("ix_partner_offers_contact_id"), "partner_offers", ["contact_id"], unique=False
    )
    op.create_index(
        op.f("ix_partner_offers_organisation_id"),
        "partner_offers",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(
        "ix_partner_offers_state_expires_on",
        "partner_offers",
        ["state", "expires_on"],
        unique=False,
    )
    op.create_table(
        "introductions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("proposed_by", sa.String(length=5), nullable=False),
        sa.Column("proposer_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_because", sa.String(length=12), nullable=False),
        sa.Column("asked_first_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_again_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "proposed_by IN ('need','offer','staff')", name=op.f("ck_introductions_proposed_by")
        ),
        sa.CheckConstraint(
            "state IN ('asked','agreed','declined','expired','ended')",
            name=op.f("ck_introductions_state"),
        ),
        sa.ForeignKeyConstraint(
            ["need_id"],
            ["needs.id"],
            name=op.f("fk_introductions_need_id_needs"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"],
            ["partner_offers.id"],
            name=op.f("fk_introductions_offer_id_partner_offers"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["proposer_id"],
            ["users.id"],
            name=op.f("fk_introductions_proposer_id_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introductions")),
    )
    op.create_index(op.f("ix_introductions_need_id"), "introductions", ["need_id"], unique=False)
    op.create_index(op.f("ix_introductions_offer_id"), "introductions", ["offer_id"], unique=False)
    op.create_index(
        op.f("ix_introductions_proposer_id"), "introductions", ["proposer_id"], unique=False
    )
    op.create_index(
        "ix_introductions_state_expires_at", "introductions", ["state", "expires_at"], unique=False
    )
    op.create_index(
        "uq_introductions_asked",
        "introductions",
        ["need_id", "offer_id"],
        unique=True,
        sqlite_where=sa.text("state = 'asked'"),
        postgresql_where=sa.text("state = 'asked'"),
    )
    op.create_table(
        "match_dismissals",
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=5), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dismissed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("side IN ('need','offer')", name=op.f("ck_match_dismissals_side")),
        sa.ForeignKeyConstraint(
            ["dismissed_by_id"],
            ["users.id"],
            name=op.f("fk_match_dismissals_dismissed_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["need_id"],
            ["needs.id"],
            name=op.f("fk_match_dismissals_need_id_needs"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"],
            ["partner_offers.id"],
            name=op.f("fk_match_dismissals_offer_id_partner_offers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("need_id", "offer_id", "side", name=op.f("pk_match_dismissals")),
    )
    op.create_index(
        op.f("ix_match_dismissals_offer_id"), "match_dismissals", ["offer_id"], unique=False
    )
    op.create_table(
        "match_found",
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["need_id"], ["needs.id"], name=op.f("fk_match_found_need_id_needs"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"],
            ["partner_offers.id"],
            name=op.f("fk_match_found_offer_id_partner_offers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("need_id", "offer_id", name=op.f("pk_match_found")),
    )
    op.create_index(op.f("ix_match_found_offer_id"), "match_found", ["offer_id"], unique=False)
    op.create_table(
        "match_told",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["need_id"], ["needs.id"], name=op.f("fk_match_told_need_id_needs"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"],
            ["partner_offers.id"],
            name=op.f("fk_match_told_offer_id_partner_offers"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_match_told_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "need_id", "offer_id", name=op.f("pk_match_told")),
    )
    op.create_index(op.f("ix_match_told_need_id"), "match_told", ["need_id"], unique=False)
    op.create_index(op.f("ix_match_told_offer_id"), "match_told", ["offer_id"], unique=False)
    op.create_table(
        "need_readings",
        sa.Column("need_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["need_id"],
            ["needs.id"],
            name=op.f("fk_need_readings_need_id_needs"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("need_id", name=op.f("pk_need_readings")),
    )
    op.create_table(
        "need_terms",
        sa.Column("term", sa.String(length=60), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("languages", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["need_id"], ["needs.id"], name=op.f("fk_need_terms_need_id_needs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("term", "need_id", name=op.f("pk_need_terms")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_need_terms_need_id"), "need_terms", ["need_id"], unique=False)
    op.create_table(
        "partner_offer_networks",
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["network_id"],
            ["networks.id"],
            name=op.f("fk_partner_offer_networks_network_id_networks"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"],
            ["partner_offers.id"],
            name=op.f("fk_partner_offer_networks_offer_id_partner_offers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("offer_id", "network_id", name=op.f("pk_partner_offer_networks")),
    )
    op.create_table(
        "partner_offer_terms",
        sa.Column("term", sa.String(length=60), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("languages", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["offer_id"],
            ["partner_offers.id"],
            name=op.f("fk_partner_offer_terms_offer_id_partner_offers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("term", "offer_id", name=op.f("pk_partner_offer_terms")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_partner_offer_terms_offer_id"), "partner_offer_terms", ["offer_id"], unique=False
    )
    op.create_table(
        "introduction_results",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("told_by", sa.String(length=5), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('meeting','dialogue','procurement','pilot','nothing')",
            name=op.f("ck_introduction_results_kind"),
        ),
        sa.CheckConstraint(
            "told_by IN ('need','offer','staff')", name=op.f("ck_introduction_results_told_by")
        ),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introductions.id"],
            name=op.f("fk_introduction_results_introduction_id_introductions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_results")),
    )
    op.create_index(
        op.f("ix_introduction_results_introduction_id"),
        "introduction_results",
        ["introduction_id"],
        unique=False,
    )
    op.create_table(
        "introduction_sides",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=5), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("answer", sa.String(length=8), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "answer IN ('waiting','yes','no')", name=op.f("ck_introduction_sides_answer")
        ),
        sa.CheckConstraint("side IN ('need','offer')", name=op.f("ck_introduction_sides_side")),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introductions.id"],
            name=op.f("fk_introduction_sides_introduction_id_introductions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_introduction_sides_organisation_id_organisations"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_introduction_sides_person_id_people"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_introduction_sides_user_id_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_sides")),
        sa.UniqueConstraint(
            "introduction_id", "side", name=op.f("uq_introduction_sides_introduction_id_side")
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_introduction_sides_token_hash")),
    )
    op.create_index(
        op.f("ix_introduction_sides_organisation_id"),
        "introduction_sides",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_introduction_sides_person_id"), "introduction_sides", ["person_id"], unique=False
    )
    op.create_index(
        op.f("ix_introduction_sides_user_id"), "introduction_sides", ["user_id"], unique=False
    )


def downgrade() -> None:
    """Take them away."""

    op.drop_index(op.f("ix_introduction_sides_user_id"), table_name="introduction_sides")
    op.drop_index(op.f("ix_introduction_sides_person_id"), table_name="introduction_sides")
    op.drop_index(op.f("ix_introduction_sides_organisation_id"), table_name="introduction_sides")
    op.drop_table("introduction_sides")
    op.drop_index(
        op.f("ix_introduction_results_introduction_id"), table_name="introduction_results"
    )
    op.drop_table("introduction_results")
    op.drop_index(op.f("ix_partner_offer_terms_offer_id"), table_name="partner_offer_terms")
    op.drop_table("partner_offer_terms")
    op.drop_table("partner_offer_networks")
    op.drop_index(op.f("ix_need_terms_need_id"), table_name="need_terms")
    op.drop_table("need_terms")
    op.drop_table("need_readings")
    op.drop_index(op.f("ix_match_told_offer_id"), table_name="match_told")
    op.drop_index(op.f("ix_match_told_need_id"), table_name="match_told")
    op.drop_table("match_told")
    op.drop_index(op.f("ix_match_found_offer_id"), table_name="match_found")
    op.drop_table("match_found")
    op.drop_index(op.f("ix_match_dismissals_offer_id"), table_name="match_dismissals")
    op.drop_table("match_dismissals")
    op.drop_index(
        "uq_introductions_asked",
        table_name="introductions",
        sqlite_where=sa.text("state = 'asked'"),
        postgresql_where=sa.text("state = 'asked'"),
    )
    op.drop_index("ix_introductions_state_expires_at", table_name="introductions")
    op.drop_index(op.f("ix_introductions_proposer_id"), table_name="introductions")
    op.drop_index(op.f("ix_introductions_offer_id"), table_name="introductions")
    op.drop_index(op.f("ix_introductions_need_id"), table_name="introductions")
    op.drop_table("introductions")
    op.drop_index("ix_partner_offers_state_expires_on", table_name="partner_offers")
    op.drop_index(op.f("ix_partner_offers_organisation_id"), table_name="partner_offers")
    op.drop_index(op.f("ix_partner_offers_contact_id"), table_name="partner_offers")
    op.drop_table("partner_offers")
    op.drop_table("match_looks")
