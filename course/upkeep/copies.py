"""Copies of a SQLite database: made while people write, opened again, counted."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from course.database.file import UnfitDatabase, refuse_unfit


def copy_online(source: Path, target: Path) -> None:
    """Copy a database that may be in use, all of it at one moment; `target` is readable by its owner alone.

    Takes one read transaction: with the journal of older SQLite versions writers wait for it, which is a second for
    some hundred megabytes. Raises sqlite3.Error or OSError, and leaves no half a file.
    """
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.close(descriptor)
    try:
        with closing(_open(source)) as one, closing(sqlite3.connect(target)) as other:
            one.execute("PRAGMA busy_timeout=30000")
            one.backup(other, pages=-1)
        _to_disk(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def fault_of_copy(path: Path) -> str | None:
    """What is wrong with a copy, read to its last page, in words; None when it is whole."""
    try:
        refuse_unfit(path, thoroughly=True)
        with closing(_open(path)) as connection:
            found: str = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if found != "ok":
                return f"it is damaged ({found.splitlines()[0]})"
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                return "it has rows that refer to missing ones"
    except (UnfitDatabase, sqlite3.Error) as problem:
        return str(problem)
    return None


def rows_of(path: Path) -> dict[str, int]:
    """How many rows each table has."""
    with closing(_open(path)) as connection:
        names = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            )
        ]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def version_of(path: Path) -> str | None:
    """The last migration that the copy has seen."""
    with closing(_open(path)) as connection:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return row[0] if row else None


def move_into_place(made: Path, target: Path) -> None:
    """Give a whole file its name, so that it stands there whole or not at all even after a power cut."""
    os.replace(made, target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=rw", uri=True)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
