"""`course restore`: puts a backup in the place of the database; refuses where that could lose anything unasked."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from course.database.file import sqlite_path
from course.database.in_use import in_use
from course.database.schema import known_versions, newest_version
from course.settings import Settings
from course.upkeep.copies import copy_online, fault_of_copy, move_into_place, rows_of, version_of
from course.upkeep.model import Backup, CannotRestore

BESIDE = ("-journal", "-wal", "-shm")
"""Files that belong to a database and would be taken for the new one's."""


def restore(settings: Settings, backup: Path, replace: bool, now: datetime) -> tuple[Backup, Path | None, bool]:
    """Give the restored copy, where the file that stood there is kept now (None: none stood), and whether it is of an
    older program and has to be migrated. Raises CannotRestore; then the database is as it was.
    """
    target = sqlite_path(settings.database_url)
    if target is None:
        raise CannotRestore(
            "This course keeps its records in PostgreSQL. Make an empty database, then: "
            f"pg_restore --no-owner --dbname=ADDRESS {backup}"
        )
    _refuse_unfit_backup(backup)
    if target.exists() and not replace:
        raise CannotRestore(
            f"There is a database at {target}. Add --replace to put the backup in its place; "
            "the file that is there is kept under another name."
        )
    if in_use(target):
        raise CannotRestore(f"The course is running on {target}. Stop it, restore, and start it again.")
    half = target.with_name(target.name + ".restoring")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        half.unlink(missing_ok=True)
        copy_online(backup, half)
        if fault := fault_of_copy(half):
            raise CannotRestore(f"The copy of {backup} is not whole: {fault}. The database is as it was.")
        kept = _put_aside(target, now)
        try:
            move_into_place(half, target)
        except OSError:
            _bring_back(kept, target)
            raise
    except (OSError, sqlite3.Error) as problem:
        raise CannotRestore(
            f"{backup} could not be copied to {target} ({problem}). Make room there first."
        ) from problem
    finally:
        half.unlink(missing_ok=True)
    return Backup(target, target.stat().st_size, rows_of(target)), kept, version_of(target) != newest_version()


def _refuse_unfit_backup(backup: Path) -> None:
    if not backup.is_file():
        raise CannotRestore(f"There is no file {backup}. `course doctor` names the latest backup.")
    if fault := fault_of_copy(backup):
        raise CannotRestore(f"{backup} is no whole backup: {fault}. Choose another one; the database is as it was.")
    if (version := version_of(backup)) not in known_versions():
        raise CannotRestore(f"{backup} is newer than this program (it says {version}). Install the newer program.")


def _put_aside(target: Path, now: datetime) -> Path | None:
    """Keep what stands there under a name of its own, with the files that belong to it."""
    if not target.exists():
        return None
    kept = target.with_name(f"{target.name}.before-{now.astimezone(UTC):%Y%m%d-%H%M%S}")
    if kept.exists():
        raise CannotRestore(f"{kept} is there already. Wait a second, and try again.")
    target.rename(kept)
    for ending in BESIDE:
        beside = target.with_name(target.name + ending)
        if beside.exists():
            beside.rename(kept.with_name(kept.name + ending))
    return kept


def _bring_back(kept: Path | None, target: Path) -> None:
    """The file that stood there, when the copy could not take its place after all."""
    if kept is not None:
        for ending in ("", *BESIDE):
            beside = kept.with_name(kept.name + ending)
            if beside.exists():
                beside.rename(target.with_name(target.name + ending))
