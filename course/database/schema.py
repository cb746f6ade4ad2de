"""Bringing the tables up to date, and noticing when they are not."""

from types import ModuleType

from flask import Flask, current_app
from sqlalchemy import Connection, inspect, text

from course.database import db
from course.database.file import UnfitDatabase, sqlite_path
from course.paths import shipped


def migrate_to_head() -> None:
    """Run every migration that the database has not seen; all of one or nothing of it.

    Raises UnfitDatabase where a newer program has been at work.
    """
    with db.engine.connect() as connection:
        _refuse_newer(schema_version(connection))
    migrations().upgrade(directory=str(shipped("migrations")))


def migrations() -> ModuleType:
    """Flask-Migrate, ready for this application; imported only where it is needed, since it slows each start."""
    import flask_migrate

    if "migrate" not in current_app.extensions:
        flask_migrate.Migrate(current_app, db)
    ready: ModuleType = flask_migrate
    return ready


def refuse_old_schema(app: Flask) -> None:
    """Raise UnfitDatabase unless the database stands exactly at the last migration."""
    with app.app_context(), db.engine.connect() as connection:
        found = schema_version(connection)
        if found == newest_version():
            return
        _refuse_newer(found)
        if found is None:
            raise UnfitDatabase(f"The database {_name()} has no tables yet. Make them with `course migrate`.")
        raise UnfitDatabase(
            f"The database {_name()} is older than this program. Back it up, then run `course migrate`."
        )


def has_tables() -> bool:
    """Whether any migration has been here before."""
    with db.engine.connect() as connection:
        return schema_version(connection) is not None


def is_at_head() -> bool:
    """Whether the database has seen every migration, and none from a newer program."""
    with db.engine.connect() as connection:
        return schema_version(connection) == newest_version()


def schema_version(connection: Connection) -> str | None:
    """The last migration that the database has seen, or None."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return found


def newest_version() -> str:
    """The last migration of this program; they are numbered, and each file bears its migration's name."""
    return max(known_versions())


def known_versions() -> frozenset[str]:
    return frozenset(file.stem for file in (shipped("migrations") / "versions").glob("[0-9]*.py"))


def _refuse_newer(found: str | None) -> None:
    if found is not None and found not in known_versions():
        raise UnfitDatabase(
            f"The database {_name()} is newer than this program (it says {found}). Install the newer program."
        )


def _name() -> str:
    """The database as a person knows it: its file, or its address without the password."""
    return str(sqlite_path(db.engine.url) or db.engine.url)
