"""Nothing that was deleted stays behind in the files of the database.

2026-11-29: `secure_delete` overwrites what is deleted inside SQLite's file. That is not all: where a page is full, its
texts are copied to another one, and a copy may stay in the gap between (seen with 1 of 1,000 names). So the file is
written anew after somebody was forgotten. Measured on two shared cores: 37 MB in 0.9 to 1.5 s. What `secure_delete`
itself costs is lost in the noise of the disk (a change of one row took 20 to 21 ms without it, 22 to 24 ms with it).
"""

from contextlib import suppress
from sqlite3 import OperationalError

from course.database import db, writing

REWRITTEN_AT_ONCE = 128 * 1024 * 1024
"""Bytes, so that nobody waits longer than a turn may last; a larger file is left to a command, with `thoroughly`."""


def forget_for_good(thoroughly: bool = False) -> bool:
    """Write the file anew without its gaps, and empty the write-ahead log; call it after the transaction.

    False where that has to wait: somebody reads for longer than writers wait, the disk is full, the file is very large.
    """
    if db.engine.dialect.name != "sqlite":
        return True  # PostgreSQL's own VACUUM does it, by itself
    db.session.rollback()
    with writing(), suppress(OperationalError):
        return _written_anew(thoroughly)
    return False


def _written_anew(thoroughly: bool) -> bool:
    raw = db.engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA query_only=0")
        raw.info.pop("may_write", None)  # what `begin_as_announced` remembers of it is not so any more
        size = cursor.execute("PRAGMA page_count").fetchone()[0] * cursor.execute("PRAGMA page_size").fetchone()[0]
        if size > REWRITTEN_AT_ONCE and not thoroughly:
            return False
        cursor.execute("VACUUM")
        if cursor.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        cursor.close()
        return True
    finally:
        raw.close()
