"""Needs: what is sought, questions and answers, who is interested, and what comes of it.

Revision 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "need_publishers",
        sa.Column("organisation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_need_publishers_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_need_publishers")),
    )
    op.create_table(
        "needs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("dialogue", sa.String(length=12), nullable=False),
        sa.Column("audience", sa.String(length=8), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("keeper_id", sa.Integer(), nullable=True),
        sa.Column("title_sv", sa.String(length=160), nullable=False),
        sa.Column("title_en", sa.String(length=160), nullable=False),
        sa.Column("problem_sv", sa.Text(), nullable=False),
        sa.Column("problem_en", sa.Text(), nullable=False),
        sa.Column("effect_sv", sa.Text(), nullable=False),
        sa.Column("effect_en", sa.Text(), nullable=False),
        sa.Column("limits_sv", sa.Text(), nullable=False),
        sa.Column("limits_en", sa.Text(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("questions_until", sa.Date(), nullable=True),
        sa.Column("interest_until", sa.Date(), nullable=True),
        sa.Column("sent_back_words", sa.Text(), nullable=False),
        sa.Column("withdrawn_sv", sa.Text(), nullable=False),
        sa.Column("withdrawn_en", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state_changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("audience IN ('public','networks')", name=op.f("ck_needs_audience")),
        sa.CheckConstraint(
            "dialogue IN ('not_begun','open','closed','procurement')",
            name=op.f("ck_needs_dialogue"),
        ),
        sa.CheckConstraint(
            "state IN ('draft','proposed','published','dialogue_closed','procurement','pilot',"
            "'nothing','withdrawn')",
            name=op.f("ck_needs_state"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["users.id"],
            name=op.f("fk_needs_created_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["keeper_id"], ["users.id"], name=op.f("fk_needs_keeper_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_needs_organisation_id_organisations"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_needs_owner_id_people"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs")),
        sa.UniqueConstraint("reference", name=op.f("uq_needs_reference")),
        sa.UniqueConstraint("uid", name=op.f("uq_needs_uid")),
    )
    op.create_index(op.f("ix_needs_keeper_id"), "needs", ["keeper_id"], unique=False)
    op.create_index(op.f("ix_needs_organisation_id"), "needs", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_needs_owner_id"), "needs", ["owner_id"], unique=False)
    op.create_index("ix_needs_state_published_at", "needs", ["state", "published_at"], unique=False)

    op.create_table(
        "need_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("words_sv", sa.Text(), nullable=False),
        sa.Column("words_en", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["need_id"],
            ["needs.id"],
            name=op.f("fk_need_changes_need_id_needs"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_changes")),
        sa.UniqueConstraint("need_id", "number", name=op.f("uq_need_changes_need_id_number")),
    )
    op.create_table(
        "need_followers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("language IN ('sv','en')", name=op.f("ck_need_followers_language")),
        sa.ForeignKeyConstraint(
            ["need_id"],
            ["needs.id"],
            name=op.f("fk_need_followers_need_id_needs"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_need_followers_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_followers")),
        sa.UniqueConstraint("need_id", "email", name=op.f("uq_need_followers_need_id_email")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_need_followers_token_hash")),
    )
    op.create_index(op.f("ix_need_followers_user_id"), "need_followers", ["user_id"], unique=False)

    op.create_table(
        "need_interests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("contact_phone", sa.String(length=20), nullable=False),
        sa.Column("contact_language", sa.String(length=2), nullable=False),
        sa.Column("answer_words", sa.Text(), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('shown','invited','thanked','withdrawn')",
            name=op.f("ck_need_interests_state"),
        ),
        sa.ForeignKeyConstraint(
            ["need_id"],
            ["needs.id"],
            name=op.f("fk_need_interests_need_id_needs"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_need_interests_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_need_interests_user_id_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_interests")),
        sa.UniqueConstraint(
            "need_id", "organisation_id", name=op.f("uq_need_interests_need_id_organisation_id")
        ),
    )
    op.create_index(
        op.f("ix_need_interests_organisation_id"),
        "need_interests",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(op.f("ix_need_interests_user_id"), "need_interests", ["user_id"], unique=False)

    op.create_table(
        "need_networks",
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["need_id"],
            ["needs.id"],
            name=op.f("fk_need_networks_need_id_needs"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["network_id"],
            ["networks.id"],
            name=op.f("fk_need_networks_network_id_networks"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("need_id", "network_id", name=op.f("pk_need_networks")),
    )
    op.create_index(
        op.f("ix_need_networks_network_id"), "need_networks", ["network_id"], unique=False
    )

    op.create_table(
        "need_outcomes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("words_sv", sa.Text(), nullable=False),
        sa.Column("words_en", sa.Text(), nullable=False),
        sa.Column("registration_number", sa.String(length=60), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("link_text", sa.String(length=160), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('dialogue','procurement','pilot','nothing')",
            name=op.f("ck_need_outcomes_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["need_id"],
            ["needs.id"],
            name=op.f("fk_need_outcomes_need_id_needs"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_outcomes")),
        sa.UniqueConstraint("uid", name=op.f("uq_need_outcomes_uid")),
    )
    op.create_index(op.f("ix_need_outcomes_need_id"), "need_outcomes", ["need_id"], unique=False)
    op.create_index(
        "ix_need_outcomes_published_at", "need_outcomes", ["published_at"], unique=False
    )

    op.create_table(
        "need_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("follower_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("question_sv", sa.Text(), nullable=False),
        sa.Column("question_en", sa.Text(), nullable=False),
        sa.Column("answer_sv", sa.Text(), nullable=False),
        sa.Column("answer_en", sa.Text(), nullable=False),
        sa.Column("set_aside_words", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('unconfirmed','asked','answered','set_aside')",
            name=op.f("ck_need_questions_state"),
        ),
        sa.ForeignKeyConstraint(
            ["follower_id"],
            ["need_followers.id"],
            name=op.f("fk_need_questions_follower_id_need_followers"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["need_id"],
            ["needs.id"],
            name=op.f("fk_need_questions_need_id_needs"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_questions")),
    )
    op.create_index(
        op.f("ix_need_questions_follower_id"), "need_questions", ["follower_id"], unique=False
    )
    op.create_index(
        "ix_need_questions_need_id_state", "need_questions", ["need_id", "state"], unique=False
    )
    op.create_index(
        "ix_need_questions_state_asked_at", "need_questions", ["state", "asked_at"], unique=False
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_need_questions_state_asked_at", table_name="need_questions")
    op.drop_index("ix_need_questions_need_id_state", table_name="need_questions")
    op.drop_index(op.f("ix_need_questions_follower_id"), table_name="need_questions")

    op.drop_table("need_questions")
    op.drop_index("ix_need_outcomes_published_at", table_name="need_outcomes")
    op.drop_index(op.f("ix_need_outcomes_need_id"), table_name="need_outcomes")

    op.drop_table("need_outcomes")
    op.drop_index(op.f("ix_need_networks_network_id"), table_name="need_networks")

    op.drop_table("need_networks")
    op.drop_index(op.f("ix_need_interests_user_id"), table_name="need_interests")
    op.drop_index(op.f("ix_need_interests_organisation_id"), table_name="need_interests")

    op.drop_table("need_interests")
    op.drop_index(op.f("ix_need_followers_user_id"), table_name="need_followers")

    op.drop_table("need_followers")
    op.drop_table("need_changes")
    op.drop_index("ix_needs_state_published_at", table_name="needs")
    op.drop_index(op.f("ix_needs_owner_id"), table_name="needs")
    op.drop_index(op.f("ix_needs_organisation_id"), table_name="needs")
    op.drop_index(op.f("ix_needs_keeper_id"), table_name="needs")

    op.drop_table("needs")
    op.drop_table("need_publishers")
