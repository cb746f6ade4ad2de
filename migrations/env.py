"""How migrations run: on the application's own engine, all or nothing, on SQLite with foreign keys off meanwhile.

2026-11-23: with foreign keys on, Alembic's way of changing a SQLite table (drop, make anew, rename) cascades: it
deleted 5,000 rows in a trial. So they are off while a migration runs, and every reference is checked before it commits.
"""

from alembic import context
from sqlalchemy import Connection

from course.database import Base, db, writing
from course.database.file import UnfitDatabase


class BrokenReferences(UnfitDatabase):
    """After the migration some rows refer to rows that are not there; nothing of it was kept."""


def run_migrations() -> None:
    engine = db.engine
    on_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if on_sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        try:
            with writing():
                _run(connection, on_sqlite)
        finally:
            if on_sqlite:
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")


def _run(connection: Connection, on_sqlite: bool) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=on_sqlite,
        transactional_ddl=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        if on_sqlite:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise BrokenReferences(
                    f"The migration would leave {len(broken)} rows that refer to missing ones, first in the table "
                    f"{broken[0][0]}. Nothing was changed; tell whoever wrote it."
                )


run_migrations()
