"""Alembic's entry: runs migrations on the engine of the application that is at work."""

from alembic import context

from arena import db

target_metadata = db.Base.metadata

with db.engine().connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=target_metadata,
        render_as_batch=True,
        transaction_per_migration=True,
        compare_type=True,
        include_object=lambda thing, name, kind, reflected, compare_to: (
            name not in ("sqlite_sequence",)
        ),
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
