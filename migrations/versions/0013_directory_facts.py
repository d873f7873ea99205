"""The directory: relations, facts and their sources, languages, tags, searches, words to find by.

Revision 0013, after 0012.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_UNTOLD = sa.text("left_at IS NULL")

# Nothing is part of itself, nor owns itself, at any one time: the way up from the object, within
# the time that all of its steps share, must not lead to the subject.
_WAY = """
WITH RECURSIVE above(id, starts_on, ends_on) AS (
    SELECT NEW.object_id, {new_start}, {new_end}
    UNION
    SELECT r.object_id, {latest}(above.starts_on, {start}), {earliest}(above.ends_on, {end})
    FROM organisation_relations AS r JOIN above ON r.subject_id = above.id
    WHERE r.kind = NEW.kind AND {other}
      AND {start} < above.ends_on AND {end} > above.starts_on
) SELECT 1 FROM above WHERE id = NEW.subject_id
"""
_TRIGGER = """
CREATE TRIGGER tr_organisation_relations_ring_{verb} BEFORE {verb} ON organisation_relations
WHEN NEW.kind IN ('part_of', 'owns') AND EXISTS (SELECT 1 FROM ({way}))
BEGIN
    SELECT RAISE(ABORT, 'ck_organisation_relations_ring');
END
"""
# Two that are added at once must see each other, so one waits for the other.
_FUNCTION = """
CREATE FUNCTION organisation_relations_ring() RETURNS trigger AS $$
BEGIN
    IF NEW.kind IN ('part_of', 'owns') THEN
        PERFORM pg_advisory_xact_lock(hashtext('organisation_relations'));
        IF EXISTS ({way}) THEN
            RAISE EXCEPTION 'ck_organisation_relations_ring'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_organisation_relations_ring';
        END IF;
    END IF;
    RETURN NEW;
END
$$ LANGUAGE plpgsql
"""
_PARTIES = {
    "organisations": ("description_sv", "description_en"),
    "people": (),
}


def upgrade() -> None:
    """Add the tables, the columns and the guard."""
    for table, texts in _PARTIES.items():
        key = sa.Column("search_key", _sorted(160), nullable=False, server_default="")
        address = sa.Column("postal_address", sa.String(300), nullable=False, server_default="")
        op.add_column(table, key)
        op.add_column(table, address)
        for name in texts:
            op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=""))
        op.create_index(op.f(f"ix_{table}_search_key"), table, ["search_key"])
    op.add_column(
        "organisations", sa.Column("website", sa.String(300), nullable=False, server_default="")
    )
    op.add_column("person_roles", sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))
    # Who left before this was told of is told of no more.
    op.execute("UPDATE person_roles SET left_at = CURRENT_TIMESTAMP WHERE ends_on <= CURRENT_DATE")
    op.create_index(
        "ix_person_roles_ends_on_untold",
        "person_roles",
        ["ends_on"],
        sqlite_where=_UNTOLD,
        postgresql_where=_UNTOLD,
    )
    _add_relations()
    _add_facts()
    _add_tags()
    _add_words()
    _add_searches()


def downgrade() -> None:
    """Take them away."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for table in (
        "saved_searches",
        "person_words",
        "organisation_words",
        "organisation_topics",
        "person_tags",
        "organisation_tags",
        "tags",
        "person_facts",
        "person_languages",
        "organisation_relations",  # And its triggers.
    ):
        op.drop_table(table)
    if is_postgresql:
        op.execute("DROP FUNCTION organisation_relations_ring()")
    op.drop_index("ix_person_roles_ends_on_untold", "person_roles")
    op.drop_column("person_roles", "left_at")
    op.drop_column("organisations", "website")
    for table, texts in _PARTIES.items():
        op.drop_index(op.f(f"ix_{table}_search_key"), table)
        for name in (*texts, "postal_address", "search_key"):
            op.drop_column(table, name)


def _sorted(length: int) -> sa.types.TypeEngine:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def _belongs(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="CASCADE")


def _add_relations() -> None:
    table = "organisation_relations"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("subject_id <> object_id", name=op.f(f"ck_{table}_another")),
        sa.CheckConstraint("ends_on > starts_on", name=op.f(f"ck_{table}_period")),
        sa.CheckConstraint(
            "kind IN ('part_of','owns','member_of','supplies','finances','tenant_of','works_with')",
            name=op.f(f"ck_{table}_kind"),
        ),
        _belongs(table, "subject_id", "organisations"),
        _belongs(table, "object_id", "organisations"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for column in ("subject_id", "object_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    if op.get_bind().dialect.name == "postgresql":
        dates = {
            "new_start": "COALESCE(NEW.starts_on, DATE '0001-01-01')",
            "new_end": "COALESCE(NEW.ends_on, DATE '9999-12-31')",
            "start": "COALESCE(r.starts_on, DATE '0001-01-01')",
            "end": "COALESCE(r.ends_on, DATE '9999-12-31')",
        }
        way = _WAY.format(
            latest="GREATEST", earliest="LEAST", other="r.id IS DISTINCT FROM NEW.id", **dates
        )
        op.execute(_FUNCTION.format(way=way))
        op.execute(
            "CREATE TRIGGER tr_organisation_relations_ring BEFORE INSERT OR UPDATE ON"
            f" {table} FOR EACH ROW EXECUTE FUNCTION organisation_relations_ring()"
        )
        return
    dates = {
        "new_start": "coalesce(NEW.starts_on, '0001-01-01')",
        "new_end": "coalesce(NEW.ends_on, '9999-12-31')",
        "start": "coalesce(r.starts_on, '0001-01-01')",
        "end": "coalesce(r.ends_on, '9999-12-31')",
    }
    way = _WAY.format(latest="max", earliest="min", other="r.id IS NOT NEW.id", **dates)
    for verb in ("INSERT", "UPDATE"):
        op.execute(_TRIGGER.format(verb=verb, way=way))


def _add_facts() -> None:
    op.create_table(
        "person_languages",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.CheckConstraint(
            "level IN ('native','fluent','some')", name=op.f("ck_person_languages_level")
        ),
        _belongs("person_languages", "person_id", "people"),
        sa.PrimaryKeyConstraint("person_id", "language", name=op.f("pk_person_languages")),
    )
    op.create_table(
        "person_facts",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("fact", sa.String(length=8), nullable=False),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.Column("source_words", sa.String(length=200), nullable=False),
        sa.Column("basis", sa.String(length=10), nullable=False),
        sa.Column("audience", sa.String(length=8), nullable=False),
        sa.Column("obtained_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "fact IN ('email','phone','address','title')", name=op.f("ck_person_facts_fact")
        ),
        sa.CheckConstraint(
            "source IN ('person','organisation','website','booking','import','unknown')",
            name=op.f("ck_person_facts_source"),
        ),
        sa.CheckConstraint(
            "basis IN ('consent','task','agreement')", name=op.f("ck_person_facts_basis")
        ),
        sa.CheckConstraint(
            "audience IN ('staff','circle','partners','public')",
            name=op.f("ck_person_facts_audience"),
        ),
        _belongs("person_facts", "person_id", "people"),
        sa.PrimaryKeyConstraint("person_id", "fact", name=op.f("pk_person_facts")),
    )


def _add_tags() -> None:
    op.create_table(
        "tags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
        sa.UniqueConstraint("key", name=op.f("uq_tags_key")),
    )
    for table, column, to in (
        ("organisation_tags", "organisation_id", "organisations"),
        ("person_tags", "person_id", "people"),
    ):
        op.create_table(
            table,
            sa.Column("tag_id", sa.Integer(), nullable=False),
            sa.Column(column, sa.Integer(), nullable=False),
            _belongs(table, "tag_id", "tags"),
            _belongs(table, column, to),
            sa.PrimaryKeyConstraint("tag_id", column, name=op.f(f"pk_{table}")),
        )
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    op.create_table(
        "organisation_topics",
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        _belongs("organisation_topics", "organisation_id", "organisations"),
        sa.PrimaryKeyConstraint("topic", "organisation_id", name=op.f("pk_organisation_topics")),
    )
    op.create_index(
        op.f("ix_organisation_topics_organisation_id"), "organisation_topics", ["organisation_id"]
    )


def _add_words() -> None:
    for table, column, to, more in (
        ("organisation_words", "organisation_id", "organisations", ()),
        ("person_words", "person_id", "people", ("is_contact",)),
    ):
        op.create_table(
            table,
            sa.Column("word", _sorted(60), nullable=False),
            sa.Column(column, sa.Integer(), nullable=False),
            *(sa.Column(name, sa.Boolean(), nullable=False) for name in more),
            _belongs(table, column, to),
            sa.PrimaryKeyConstraint("word", column, *more, name=op.f(f"pk_{table}")),
            sqlite_with_rowid=False,
        )
        op.create_index(f"ix_{table}_{column}_word", table, [column, "word"])


def _add_searches() -> None:
    op.create_table(
        "saved_searches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.String(length=13), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "subject IN ('organisations','people')", name=op.f("ck_saved_searches_subject")
        ),
        _belongs("saved_searches", "owner_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_searches")),
        sa.UniqueConstraint("owner_id", "name", name=op.f("uq_saved_searches_owner_id_name")),
    )
