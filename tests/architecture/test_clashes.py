"""Whatever names an organisation or a person can be moved to another when the two are one."""

from sqlalchemy import Column

from arena import db
from arena.directory.clashes import references, rules, unique_sets

OWNED = ("organisations", "people")


def test_every_clash_that_a_merge_may_meet_has_a_rule(app):
    """A new table that names an organisation or a person says what becomes of two alike."""
    todo = [db.Base.metadata.tables[name] for name in OWNED]
    seen, missing = set(todo), []
    while todo:
        target = todo.pop()
        for table, column in references(target):
            rule = rules().get(table.name)
            if rule is not None and column.name in rule.staying:
                continue
            owners = [c for t, c in references(target) if t is table]
            by_words = any(
                not isinstance(part, Column) and column.name in str(part)
                for index in table.indexes
                if index.unique
                for part in index.expressions
            )
            may_clash = by_words or any(column in each.columns for each in unique_sets(table))
            if (may_clash or len(owners) > 1) and rule is None:
                missing.append(f"{table.name}.{column.name}")
            if may_clash and table not in seen:
                seen.add(table)
                todo.append(table)
    assert not missing, (
        "Register an arena.directory.clashes.Rule in the package's init_app that says what becomes"
        f" of two such rows when their owners are merged: {missing}"
    )
