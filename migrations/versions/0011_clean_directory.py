"""Keeping the directory clean: imports, doubles, merges, and the work that they take.

Revision 0011, after 0010.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None
_OPEN = sa.text("state IN ('waiting', 'running')")


def upgrade() -> None:
    """Add the tables, and who has taken up whom."""
    _add_imports()
    _add_work()
    _add_doubles()
    _add_merges()
    # SQLite adds a foreign key only with its column.
    for table in ("organisations", "people"):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN merged_into_id INTEGER"
            f" CONSTRAINT fk_{table}_merged_into_id_{table}"
            f" REFERENCES {table} (id)"
        )
        op.create_index(op.f(f"ix_{table}_merged_into_id"), table, ["merged_into_id"])


def downgrade() -> None:
    """Take it away: who was taken up stands beside the other again."""
    for table in ("people", "organisations"):
        op.drop_index(op.f(f"ix_{table}_merged_into_id"), table)
        op.drop_column(table, "merged_into_id")
    for table in (
        "directory_merge_steps",
        "directory_merges",
        "directory_doubles",
        "directory_work",
        "directory_import_rows",
        "directory_imports",
    ):
        op.drop_table(table)


def _add_imports() -> None:
    op.create_table(
        "directory_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(length=160), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("headings_key", sa.String(length=64), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["users.id"],
            name=op.f("fk_directory_imports_created_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_imports")),
    )
    op.create_index(
        op.f("ix_directory_imports_headings_key"),
        "directory_imports",
        ["headings_key"],
        unique=False,
    )

    op.create_table(
        "directory_import_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("choice", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("did", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["directory_imports.id"],
            name=op.f("fk_directory_import_rows_import_id_directory_imports"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_directory_import_rows_organisation_id_organisations"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_directory_import_rows_person_id_people"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_import_rows")),
    )
    op.create_index(
        "ix_directory_import_rows_import_id_number",
        "directory_import_rows",
        ["import_id", "number"],
        unique=True,
    )
    op.create_index(
        "ix_directory_import_rows_organisation_id",
        "directory_import_rows",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(
        "ix_directory_import_rows_person_id", "directory_import_rows", ["person_id"], unique=False
    )


def _add_work() -> None:
    op.create_table(
        "directory_work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("worker", sa.String(length=40), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["users.id"],
            name=op.f("fk_directory_work_asked_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["directory_imports.id"],
            name=op.f("fk_directory_work_import_id_directory_imports"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_work")),
    )
    op.create_index(
        op.f("ix_directory_work_import_id"), "directory_work", ["import_id"], unique=False
    )

    op.create_index(
        "uq_directory_work_open",
        "directory_work",
        ["kind", sa.text("coalesce(import_id, 0)")],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )


def _add_doubles() -> None:
    op.create_table(
        "directory_doubles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_organisation_id", sa.Integer(), nullable=True),
        sa.Column("second_organisation_id", sa.Integer(), nullable=True),
        sa.Column("first_person_id", sa.Integer(), nullable=True),
        sa.Column("second_person_id", sa.Integer(), nullable=True),
        sa.Column("grounds", sa.JSON(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("parted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("parted_by", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "(first_organisation_id IS NULL) = (second_organisation_id IS NULL)"
            " AND (first_person_id IS NULL) = (second_person_id IS NULL)"
            " AND (first_organisation_id IS NULL) <> (first_person_id IS NULL)",
            name=op.f("ck_directory_doubles_one_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["first_organisation_id"],
            ["organisations.id"],
            name=op.f("fk_directory_doubles_first_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["first_person_id"],
            ["people.id"],
            name=op.f("fk_directory_doubles_first_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["second_organisation_id"],
            ["organisations.id"],
            name=op.f("fk_directory_doubles_second_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["second_person_id"],
            ["people.id"],
            name=op.f("fk_directory_doubles_second_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_doubles")),
    )
    op.create_index(
        "ix_directory_doubles_second_organisation_id",
        "directory_doubles",
        ["second_organisation_id"],
        unique=False,
    )
    op.create_index(
        "ix_directory_doubles_second_person_id",
        "directory_doubles",
        ["second_person_id"],
        unique=False,
    )
    op.create_index(
        "uq_directory_doubles_organisations",
        "directory_doubles",
        ["first_organisation_id", "second_organisation_id"],
        unique=True,
    )
    op.create_index(
        "uq_directory_doubles_people",
        "directory_doubles",
        ["first_person_id", "second_person_id"],
        unique=True,
    )


def _add_merges() -> None:
    op.create_table(
        "directory_merges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survivor_organisation_id", sa.Integer(), nullable=True),
        sa.Column("merged_organisation_id", sa.Integer(), nullable=True),
        sa.Column("survivor_person_id", sa.Integer(), nullable=True),
        sa.Column("merged_person_id", sa.Integer(), nullable=True),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_by_id", sa.Integer(), nullable=True),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(survivor_organisation_id IS NULL) = (merged_organisation_id IS NULL)"
            " AND (survivor_person_id IS NULL) = (merged_person_id IS NULL)"
            " AND (survivor_organisation_id IS NULL) <> (survivor_person_id IS NULL)",
            name=op.f("ck_directory_merges_one_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["merged_by_id"],
            ["users.id"],
            name=op.f("fk_directory_merges_merged_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["merged_organisation_id"],
            ["organisations.id"],
            name=op.f("fk_directory_merges_merged_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["merged_person_id"],
            ["people.id"],
            name=op.f("fk_directory_merges_merged_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["survivor_organisation_id"],
            ["organisations.id"],
            name=op.f("fk_directory_merges_survivor_organisation_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["survivor_person_id"],
            ["people.id"],
            name=op.f("fk_directory_merges_survivor_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_merges")),
    )
    op.create_index(
        "ix_directory_merges_merged_organisation_id",
        "directory_merges",
        ["merged_organisation_id"],
        unique=False,
    )
    op.create_index(
        "ix_directory_merges_merged_person_id",
        "directory_merges",
        ["merged_person_id"],
        unique=False,
    )
    op.create_index(
        "ix_directory_merges_survivor_organisation_id",
        "directory_merges",
        ["survivor_organisation_id"],
        unique=False,
    )
    op.create_index(
        "ix_directory_merges_survivor_person_id",
        "directory_merges",
        ["survivor_person_id"],
        unique=False,
    )

    op.create_table(
        "directory_merge_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=63), nullable=False),
        sa.Column("key", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["merge_id"],
            ["directory_merges.id"],
            name=op.f("fk_directory_merge_steps_merge_id_directory_merges"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_merge_steps")),
    )
    op.create_index(
        op.f("ix_directory_merge_steps_merge_id"),
        "directory_merge_steps",
        ["merge_id"],
        unique=False,
    )
