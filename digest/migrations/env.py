"""How Alembic reaches the database: through the application that runs it."""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

# Autogeneration compares the database with the mapped classes: they must be there.
from digest.store import Base, db
from digest.store.search_index import is_mapped


def run() -> None:
    """Run the migrations that were asked for, each in a transaction where the database can."""
    if context.is_offline_mode():
        _configure(url=str(db.engine.url), literal_binds=True)
        with context.begin_transaction():
            context.run_migrations()
        return
    engine = db.engine
    with engine.connect().execution_options(writes=True) as connection:
        _configure(connection)
        with context.begin_transaction():
            context.run_migrations()


def _configure(connection: Connection | None = None, **options: Any) -> None:
    arguments = current_app.extensions["migrate"].configure_args
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=_as_plain_type,
        include_name=is_mapped,
        transaction_per_migration=True,
        # SQLite can do it too, now that we say BEGIN ourselves: a killed migration leaves nothing half done.
        transactional_ddl=True,
        **arguments,
        **options,
    )


def _as_plain_type(kind: str, item: object, _autogenerate: object) -> str | Literal[False]:
    """Write column types as the database knows them: a migration must not change when our classes do."""
    return f"sa.{item.impl_instance!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


run()
