"""The SQLite file itself: made only on purpose, and refused with one sentence when it is not what it should be."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, unquote

from sqlalchemy.engine import URL, make_url

APPLICATION_ID = 0x53627953
"""Stands in the file's header ("SbyS"), so that another program's file is not taken for ours."""


class UnfitDatabase(Exception):
    """The database cannot be used as it is; the message says what is so and what to do."""


def sqlite_path(url: str | URL) -> Path | None:
    """The file of a SQLite address, or None for another engine."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return None
    if parsed.database.startswith("file:"):
        return Path(unquote(parsed.database.removeprefix("file:")))
    return Path(parsed.database)


def sqlite_url(path: Path) -> str:
    """An address that opens an existing file and never makes one."""
    address = URL.create("sqlite", database=_file_uri(path), query={"mode": "rw", "uri": "true"})
    return address.render_as_string(hide_password=False)


def create(path: Path) -> None:
    """Make an empty database file that carries our mark; raises UnfitDatabase where one stands or cannot be made."""
    if path.exists():
        raise UnfitDatabase(f"{path} is there already; it was left as it is.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=False)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    except (OSError, sqlite3.Error) as problem:
        raise UnfitDatabase(
            f"The folder {path.parent} cannot be written to ({problem}). "
            "Choose another with COURSE_DATA, or make it writable."
        ) from problem


def refuse_unfit(path: Path, thoroughly: bool = False) -> None:
    """Raise UnfitDatabase unless `path` is a whole database of ours. `thoroughly` reads every page."""
    if not path.exists():
        raise UnfitDatabase(
            f"There is no database at {path}. If this is a new course, make one with `course init`; "
            "if not, put the file back from your latest backup with `course restore`."
        )
    if path.stat().st_size == 0:
        raise UnfitDatabase(
            f"The database {path} is empty. Put it back from your latest backup with `course restore`; "
            "if it never held anything, remove the file and run `course init`."
        )
    try:
        fault = _fault_of(path, thoroughly)
    except sqlite3.Error as problem:
        fault = str(problem)
    if fault:
        raise UnfitDatabase(
            f"The database {path} cannot be used: {fault}. Put it back from your latest backup with `course restore`."
        )


def _fault_of(path: Path, thoroughly: bool) -> str | None:
    # not mode=ro: after a power cut SQLite has to take back what was half written before anybody can read
    with closing(sqlite3.connect(f"{_file_uri(path)}?mode=rw", uri=True)) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            return "it belongs to another program"
        found: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0] if thoroughly else "ok"
        return None if found == "ok" else f"it is damaged ({found.splitlines()[0]})"


def _file_uri(path: Path) -> str:
    return "file:" + quote(str(path.absolute()))
