"""How a connection is set up: on SQLite by the library's version, on PostgreSQL by transaction mode."""

import sqlite3
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, event

WAL_FIXED_IN = {(3, 44): 6, (3, 50): 7}
"""Releases that got the fix of SQLite's WAL-reset bug as a back-port; every release from 3.51.3 on has it."""

BUSY_SECONDS = 5


def journal_mode(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> str:
    """WAL where this SQLite is past the WAL-reset bug, else TRUNCATE (slower, and safe on every version)."""
    fixed = version >= (3, 51, 3) or version[2] >= WAL_FIXED_IN.get(version[:2], 10**9)
    return "WAL" if fixed else "TRUNCATE"


def prepare_connections(engine: Engine, is_writing: Callable[[], bool]) -> None:
    """Give each new connection its settings, and each transaction its mode (reading unless `is_writing`)."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", lambda connection: begin_as_announced(connection, is_writing()))
    else:
        event.listen(engine, "begin", lambda connection: _announce_to_postgres(connection, is_writing()))


def _set_up_sqlite(dbapi: Any, _record: Any) -> None:
    dbapi.isolation_level = None  # we say BEGIN ourselves; the driver's own way loses writes
    for pragma in (
        f"busy_timeout={BUSY_SECONDS * 1000}",  # first, so that the others wait
        f"journal_mode={journal_mode()}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "secure_delete=ON",  # what is deleted is overwritten: a deleted account leaves no name in the file
    ):
        dbapi.execute("PRAGMA " + pragma)


def begin_as_announced(connection: Connection, writing: bool) -> None:
    """Open the transaction: readers may not write at all, writers take the lock at once and never upgrade.

    A reader's BEGIN touches no file and waits for nothing, so it goes straight to the driver: that is on every page.
    """
    if connection.info.get("may_write") is not writing:  # what this connection was told last
        connection.exec_driver_sql(f"PRAGMA query_only={int(not writing)}")  # must come before BEGIN
        connection.info["may_write"] = writing
    if writing:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.connection.cursor().execute("BEGIN")


def _announce_to_postgres(connection: Connection, writing: bool) -> None:
    if not writing:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
