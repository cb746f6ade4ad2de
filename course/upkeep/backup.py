"""`course backup`: a copy with its day and time as its name, checked before it counts; the newest ones are kept."""

import re
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from course.database.file import refuse_unfit, sqlite_path
from course.settings import Settings
from course.upkeep.copies import copy_online, fault_of_copy, move_into_place, rows_of
from course.upkeep.model import Backup, CannotBackUp

NAME = re.compile(r"course-\d{8}-\d{6}(?:-\d+)?\.(?:sqlite3|dump)")


def back_up(settings: Settings, now: datetime) -> Backup:
    """Make a backup, check it, give it its name, and let the oldest go; raises CannotBackUp or UnfitDatabase."""
    folder = settings.backups
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise CannotBackUp(_cannot_write(folder, problem)) from problem
    path = sqlite_path(settings.database_url)
    made = _copy(path, folder, now) if path else _dump(settings, folder, now)
    for old in list_backups(folder)[settings.backups_kept :]:
        old.unlink(missing_ok=True)
    return made


def list_backups(folder: Path) -> list[Path]:
    """The newest first."""
    if not folder.is_dir():
        return []
    return sorted((path for path in folder.iterdir() if NAME.fullmatch(path.name)), key=_age, reverse=True)


def time_of(backup: Path) -> datetime:
    """When a backup was made, by its name."""
    return datetime.strptime("".join(backup.stem.split("-")[1:3]), "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _age(backup: Path) -> tuple[datetime, int]:
    parts = backup.stem.split("-")
    return time_of(backup), int(parts[3]) if len(parts) > 3 else 0


def _copy(source: Path, folder: Path, now: datetime) -> Backup:
    refuse_unfit(source)
    target = _free_name(folder, now, "sqlite3")
    half = target.with_name(target.name + ".part")
    half.unlink(missing_ok=True)  # of a backup that was ended in the middle
    try:
        copy_online(source, half)
        if fault := fault_of_copy(half):
            raise CannotBackUp(
                f"The copy of {source} is not whole: {fault}. Earlier backups are left as they are. "
                "Run `course doctor`; if the database itself is damaged, restore the latest backup."
            )
        rows = rows_of(half)
        move_into_place(half, target)
    except (OSError, sqlite3.Error) as problem:
        raise CannotBackUp(_cannot_write(folder, problem)) from problem
    finally:
        half.unlink(missing_ok=True)
    return Backup(target, target.stat().st_size, rows)


def _dump(settings: Settings, folder: Path, now: datetime) -> Backup:
    """By PostgreSQL's own tools, which must be there and not older than the server."""
    if shutil.which("pg_dump") is None or shutil.which("pg_restore") is None:
        raise CannotBackUp("Install PostgreSQL's client package (pg_dump and pg_restore), then try again.")
    target = _free_name(folder, now, "dump")
    half = target.with_name(target.name + ".part")
    half.touch(mode=0o600)
    address = make_url(settings.database_url).set(drivername="postgresql")
    try:
        _run(
            ["pg_dump", "--format=custom", f"--file={half}", "--dbname", address.render_as_string(hide_password=False)],
            "pg_dump could not read the database",
        )
        listed = _run(["pg_restore", "--list", str(half)], "The dump cannot be read again")
        tables = [line.split()[6] for line in listed.splitlines() if " TABLE DATA " in line]
        if "person" not in tables:
            raise CannotBackUp("The dump holds no course. Look at COURSE_DATABASE_URL; earlier backups are left.")
        move_into_place(half, target)
    finally:
        half.unlink(missing_ok=True)
    return Backup(target, target.stat().st_size, dict.fromkeys(tables, 0))


def _run(command: list[str], sentence: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        first = (done.stderr.strip().splitlines() or ["it does not say why"])[0]
        raise CannotBackUp(f"{sentence}: {first}. No backup was made; earlier ones are left as they are.")
    return done.stdout


def _free_name(folder: Path, now: datetime, ending: str) -> Path:
    stem, number = f"course-{now.astimezone(UTC):%Y%m%d-%H%M%S}", 1
    target = folder / f"{stem}.{ending}"
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}.{ending}"
    return target


def _cannot_write(folder: Path, problem: Exception) -> str:
    return (
        f"No backup could be written to {folder} ({problem}). Earlier ones are left as they are. "
        "Make room there, or choose another folder with COURSE_BACKUPS."
    )
