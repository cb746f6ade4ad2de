"""Nothing that was deleted stays behind in the files of the database.

2026-11-29: `secure_delete` overwrites what is deleted inside SQLite's file, and the journal of TRUNCATE is empty after
each commit. A write-ahead log keeps old pages until it is written back, so it is written back and emptied at once.
"""

from course.database import db


def forget_for_good() -> None:
    """Empty the write-ahead log, where there is one; call it after the transaction that deleted something.

    When somebody reads at this very moment, the log is emptied by the next who can.
    """
    if db.engine.dialect.name != "sqlite":
        return
    db.session.rollback()
    raw = db.engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA query_only=0")
        if cursor.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        cursor.close()
    finally:
        raw.close()
