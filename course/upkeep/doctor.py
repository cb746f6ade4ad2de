"""`course doctor`: looks at everything that a running course leans on, and says of each thing whether it is well."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from course.app import create_app
from course.content import read_course
from course.content.model import Course
from course.database import db
from course.database.engine import journal_mode
from course.database.file import UnfitDatabase, refuse_unfit, sqlite_path
from course.database.schema import newest_version, schema_version
from course.editorial.completeness import is_overdue
from course.paths import shipped
from course.settings import Settings
from course.upkeep.backup import list_backups, time_of
from course.upkeep.copies import fault_of_copy
from course.upkeep.model import Finding, Level

ROOM = 3
"""So many times the size of the database should be free: a backup, a restore, and room to grow."""
LEAST_ROOM = 200 * 1024 * 1024
BACKUP_TOO_OLD = timedelta(days=2)
FULL = 2
"""What SQLite calls synchronous=FULL: an answer is on the disk before it is said to be saved."""


def examine(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Every finding, good ones too, in the order in which a person would look."""
    path = sqlite_path(settings.database_url)
    yield from _secret_key(settings)
    yield from _reached_as(settings)
    course, slips = read_course(shipped("lessons"), shipped("quizzes"))
    yield from _content(course, [str(slip) for slip in slips if not slip.is_warning])
    if course is not None:
        yield from _help_lines(course, now)
        yield from _database(settings, path, course)
    yield from _room(path or settings.data)
    yield from _backups(settings, now)


def _secret_key(settings: Settings) -> Iterator[Finding]:
    path = settings.data / "secret.key"
    if not path.exists():
        yield Finding(Level.FINE, "secret key", "It comes from the environment.")
    elif stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Finding(Level.MEND, "secret key", f"Others on this machine can read {path}. Run: chmod 600 {path}")
    else:
        yield Finding(
            Level.FINE, "secret key", f"Only its owner can read {path}. It is in no backup: keep a copy apart."
        )


def _reached_as(settings: Settings) -> Iterator[Finding]:
    hosts = ", ".join(settings.hosts)
    if not settings.https:
        yield Finding(Level.LOOK, "address", f"HTTPS is off ({hosts}): for a demo on this machine alone.")
    elif set(settings.hosts) <= {"127.0.0.1", "localhost"}:
        yield Finding(
            Level.LOOK, "address", "COURSE_HOSTS names this machine alone; set it to the name that people type."
        )
    else:
        yield Finding(Level.FINE, "address", f"Reached by HTTPS as {hosts}.")


def _content(course: Course | None, faults: list[str]) -> Iterator[Finding]:
    if course is None or faults:
        yield Finding(
            Level.MEND, "content", f"{len(faults)} to mend; `course check` lists them. The first: {faults[0]}"
        )
    else:
        items = sum(len(module.bank.open_items) for module in course.modules)
        yield Finding(Level.FINE, "content", f"{len(course.modules)} modules, {items} items.")


def _help_lines(course: Course, now: datetime) -> Iterator[Finding]:
    due = [line.name for line in course.help_lines if is_overdue(line, now.date())]
    if due:
        yield Finding(Level.LOOK, "help lines", f"Call again to see that they answer: {', '.join(due)}.")
    else:
        yield Finding(Level.FINE, "help lines", f"{len(course.help_lines)} lines, each called within half a year.")


def _database(settings: Settings, path: Path | None, course: Course) -> Iterator[Finding]:
    if path is not None:
        try:
            refuse_unfit(path, thoroughly=True)
        except UnfitDatabase as problem:
            yield Finding(Level.MEND, "database", str(problem))
            return
    app = create_app(settings, course, check_database=False)
    with app.app_context(), db.engine.connect() as connection:
        version = schema_version(connection)
        if version != newest_version():
            told = f"It stands at {version or 'nothing'}, the program at {newest_version()}."
            yield Finding(Level.MEND, "migrations", f"{told} Back it up, then run `course migrate`.")
        else:
            yield Finding(Level.FINE, "migrations", f"All of them, up to {version}.")
        if path is None:
            server = connection.execute(text("SHOW server_version")).scalar_one()
            yield Finding(Level.FINE, "database", f"PostgreSQL {server}.")
            return
        yield from _sqlite(path, connection)


def _sqlite(path: Path, connection: object) -> Iterator[Finding]:
    ask = connection.exec_driver_sql  # type: ignore[attr-defined]
    journal, synchronous = ask("PRAGMA journal_mode").scalar().upper(), ask("PRAGMA synchronous").scalar()
    told = f"SQLite {sqlite3.sqlite_version}, journal {journal}, synchronous {synchronous}."
    if journal != journal_mode() or synchronous != FULL:
        yield Finding(Level.MEND, "durability", f"{told} It should be {journal_mode()} and {FULL}.")
    else:
        why = (
            ""
            if journal == "WAL"
            else " WAL waits for a SQLite without its reset bug (3.44.6, 3.50.7, 3.51.3 or newer)."
        )
        yield Finding(Level.FINE, "durability", told + why)
    if fault := fault_of_copy(path):
        yield Finding(Level.MEND, "database", f"{path}: {fault}. Stop the course and run `course restore`.")
    else:
        yield Finding(Level.FINE, "database", f"{path} is whole, {path.stat().st_size:,} bytes.")
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Finding(Level.LOOK, "database", f"Others on this machine can read {path}. Run: chmod 600 {path}")


def _room(path: Path) -> Iterator[Finding]:
    folder = path if path.is_dir() else path.parent
    if not folder.exists():
        return
    free = shutil.disk_usage(folder).free
    wanted = max(LEAST_ROOM, ROOM * (path.stat().st_size if path.is_file() else 0))
    level = Level.FINE if free >= wanted else Level.LOOK
    yield Finding(level, "room", f"{free // 1024**2:,} MiB free beside the database, {wanted // 1024**2:,} wanted.")
    if not os.access(folder, os.W_OK):
        yield Finding(Level.MEND, "room", f"The folder {folder} cannot be written to.")


def _backups(settings: Settings, now: datetime) -> Iterator[Finding]:
    found = list_backups(settings.backups)
    if not found:
        yield Finding(
            Level.LOOK, "backups", f"There is none in {settings.backups}. Run `course backup`, best each night."
        )
        return
    age = now - time_of(found[0])
    if age > BACKUP_TOO_OLD:
        yield Finding(
            Level.LOOK, "backups", f"The latest, {found[0]}, is {age.days} days old. Is `course nightly` run?"
        )
    else:
        yield Finding(Level.FINE, "backups", f"The latest is {found[0]}.")
