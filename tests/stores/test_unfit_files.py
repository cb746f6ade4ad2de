"""A database file that is not what it should be: refused with one sentence, and left as it was, wherever one starts."""

import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from course import serving
from course.app import create_app
from course.cli import main
from course.content.model import Course
from course.database.file import APPLICATION_ID, UnfitDatabase, create, refuse_unfit, sqlite_path
from course.database.schema import migrate_to_head
from course.people import store as people
from course.settings import Settings
from tests.cast import Cast
from tests.conftest import KEY, settings_in

BACKUP = "Put it back from your latest backup with `course restore`"


@dataclass(frozen=True)
class Fault:
    """How a good file is made unfit, and what is said of it."""

    make: Callable[[Path], object]
    says: str
    what_to_do: str
    can_be_migrated: bool = False


def sql(statement: str) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(statement)

    return run


def overwrite(start: int, end: int) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        whole = bytearray(path.read_bytes())
        assert end < len(whole)
        whole[start:end] = b"\xa5" * (end - start)
        path.write_bytes(whole)

    return run


def remake_without_tables(path: Path) -> None:
    path.unlink()
    create(path)


FAULTS = {
    "missing": Fault(
        Path.unlink, "There is no database at", "put the file back from your latest backup with `course restore`"
    ),
    "empty": Fault(lambda path: path.write_bytes(b""), "is empty", BACKUP),
    "a text file": Fault(lambda path: path.write_text("Dear diary,\n" * 900), "file is not a database", BACKUP),
    "truncated": Fault(lambda path: os.truncate(path, path.stat().st_size // 2), "malformed", BACKUP),
    "truncated within its first page": Fault(lambda path: os.truncate(path, 1000), "cannot be used", BACKUP),
    "its first bytes damaged": Fault(overwrite(0, 16), "file is not a database", BACKUP),
    "its header damaged": Fault(overwrite(16, 100), "cannot be used", BACKUP),
    "another program's": Fault(sql("PRAGMA application_id=42"), "belongs to another program", BACKUP),
    "a folder": Fault(lambda path: (path.unlink(), path.mkdir()), "unable to open", BACKUP),
    "without tables": Fault(remake_without_tables, "has no tables yet", "`course migrate`", can_be_migrated=True),
    "older": Fault(
        sql("UPDATE alembic_version SET version_num='0003_history'"),
        "is older than this program",
        "Back it up, then run `course migrate`",
        can_be_migrated=True,
    ),
    "newer": Fault(
        sql("UPDATE alembic_version SET version_num='0099_tomorrow'"),
        "is newer than this program (it says 0099_tomorrow)",
        "Install the newer program",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_application_does_not_start(name: str, settings: Settings, path: Path, small_course: Course) -> None:
    fault = FAULTS[name]
    fault.make(path)
    before = files_in(path.parent)

    with pytest.raises(UnfitDatabase) as refused:
        create_app(settings, small_course)

    assert_is_a_good_sentence(str(refused.value), fault, path)
    assert files_in(path.parent) == before


@pytest.mark.parametrize("name", FAULTS)
def test_course_serve_does_not_start(name: str, path: Path, run: Callable[..., Result]) -> None:
    fault = FAULTS[name]
    fault.make(path)
    before = files_in(path.parent)

    result = run("serve", "--port", str(free_port()))

    assert result.exit_code == 1
    assert_is_a_good_sentence(result.stderr, fault, path)
    assert files_in(path.parent) == before


@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if not fault.can_be_migrated])
def test_course_migrate_does_not_touch_it(name: str, path: Path, run: Callable[..., Result]) -> None:
    fault = FAULTS[name]
    fault.make(path)
    before = files_in(path.parent)

    result = run("migrate")

    assert result.exit_code == 1
    assert_is_a_good_sentence(result.stderr, fault, path)
    assert files_in(path.parent) == before


@pytest.mark.parametrize("command", ["init", "demo"])
@pytest.mark.parametrize(
    "name",
    [
        "empty",
        "a text file",
        "truncated",
        "its first bytes damaged",
        "its header damaged",
        "another program's",
        "a folder",
    ],
)
def test_nothing_is_made_over_it(name: str, command: str, path: Path, run: Callable[..., Result]) -> None:
    fault = FAULTS[name]
    fault.make(path)
    before = files_in(path.parent)

    result = run(command)

    assert result.exit_code == 1
    assert_is_a_good_sentence(result.stderr, fault, path)
    after = files_in(path.parent)
    after.pop("secret.key", None)
    assert after == before


def test_a_database_without_tables_gets_them_from_course_migrate(
    path: Path, settings: Settings, small_course: Course, run: Callable[..., Result]
) -> None:
    remake_without_tables(path)

    assert run("migrate").exit_code == 0

    with create_app(settings, small_course).app_context():
        assert people.count_people() == 0


def test_garbage_in_the_middle_is_found_before_the_course_is_served(path: Path, run: Callable[..., Result]) -> None:
    pages = path.stat().st_size // 4096
    overwrite(pages // 2 * 4096, (pages // 2 + 3) * 4096)(path)
    before = files_in(path.parent)

    with pytest.raises(UnfitDatabase, match="damaged|malformed"):
        refuse_unfit(path, thoroughly=True)
    for command in (["serve", "--port", str(free_port())], ["migrate"]):
        result = run(*command)
        assert result.exit_code == 1
        assert_is_a_good_sentence(result.stderr, Fault(Path.unlink, "cannot be used", BACKUP), path)

    assert files_in(path.parent) == before


def test_a_whole_database_passes_the_thorough_check_and_stays_as_it_is(path: Path) -> None:
    before = files_in(path.parent)

    refuse_unfit(path, thoroughly=True)

    assert files_in(path.parent) == before


# A power cut is no fault of the file

DIES_WHILE_WRITING = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode=TRUNCATE")
connection.execute("PRAGMA cache_size=5")  # so that half of it is in the file already
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE person SET name='Nobody'")
row = ("0" * 64, "0" * 64, "2026-11-23")
connection.executemany("INSERT INTO failed_try (name_digest, address_digest, at) VALUES (?, ?, ?)", [row] * 3000)
os._exit(9)
"""


def test_after_a_power_cut_the_course_starts_with_all_that_was_recorded(
    path: Path, settings: Settings, small_course: Course, cast: Cast
) -> None:
    # given a writer that died half way, and left what it had begun in the file and its journal
    dead = subprocess.run([sys.executable, "-c", DIES_WHILE_WRITING, path], check=False)
    assert dead.returncode == 9
    assert path.with_name("course.sqlite3-journal").stat().st_size > 0

    # when the course starts again, then what was half written is taken back
    with create_app(settings, small_course).app_context():
        assert people.find_person(cast.rosa.public_id) == cast.rosa
    refuse_unfit(path, thoroughly=True)


# Making one, on purpose


def test_a_new_file_is_ours_and_for_nobody_elses_eyes(tmp_path: Path) -> None:
    path = tmp_path / "new" / "course.sqlite3"

    create(path)

    assert path.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_a_file_that_is_there_is_not_made_anew(path: Path) -> None:
    before = files_in(path.parent)

    with pytest.raises(UnfitDatabase, match="is there already; it was left as it is"):
        create(path)

    assert files_in(path.parent) == before


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("I am a file.")

    with pytest.raises(UnfitDatabase, match=r"note/data cannot be written to .* Choose another with COURSE_DATA"):
        create(tmp_path / "note" / "data" / "course.sqlite3")


@pytest.mark.parametrize("name", ["my course", "course #1", "50% done", "what?mode=memory", "a&b=c", "Über uns"])
def test_the_data_folder_may_have_any_name(name: str, tmp_path: Path, small_course: Course) -> None:
    settings = settings_in(tmp_path / name)
    path = sqlite_path(settings.database_url)
    assert path == tmp_path / name / "course.sqlite3"

    create(path)
    with create_app(settings, small_course, check_database=False).app_context():
        migrate_to_head()
    create_app(settings, small_course)
    again = settings_in(tmp_path / name, DATABASE_URL=settings.database_url)  # as worker processes are told

    assert again.database_url == settings.database_url
    assert [each.name for each in tmp_path.iterdir()] == [name]
    assert path.stat().st_size > 4096


@pytest.fixture
def path(settings: Settings) -> Path:
    """A good database file with the cast in it, to be spoilt."""
    return settings.data / "course.sqlite3"


@pytest.fixture
def run(path: Path, small_course: Course, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a `course` command on that file. The server itself must never start."""

    def must_not_start(*_: object, **__: object) -> None:
        raise AssertionError("the server was started on an unfit database")

    monkeypatch.setattr("course.app.load_course", lambda *_: small_course)
    monkeypatch.setattr(serving, "serve", must_not_start)
    environment = {"COURSE_DATA": str(path.parent), "COURSE_SECRET_KEY": KEY}
    return lambda *arguments: CliRunner(env=environment).invoke(main, arguments)


def assert_is_a_good_sentence(text: str, fault: Fault, path: Path) -> None:
    """It names the file, the fault and what to do, on one line."""
    assert str(path) in text
    assert fault.says in text
    assert fault.what_to_do in text
    assert len(text.strip().splitlines()) == 1


def files_in(folder: Path) -> dict[str, bytes | None]:
    return {path.name: path.read_bytes() if path.is_file() else None for path in folder.iterdir()}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((serving.HOST, 0))
        port: int = probe.getsockname()[1]
        return port
