"""Ada looks after the course at a terminal: backups while people write, one restored, the doctor, the night."""

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from course import clock
from course.cli import main
from course.content.model import Course
from course.database.file import sqlite_path
from course.database.in_use import hold
from course.history.model import Occasion
from course.practice import actions as practice
from course.settings import Settings
from course.upkeep import backup as backups
from course.upkeep import copies, nightly
from course.upkeep.copies import rows_of
from course.upkeep.model import CannotBackUp, Level
from tests.cast import Cast
from tests.conftest import KEY, SetClock

Run = Callable[..., Result]


@pytest.fixture
def path(settings: Settings) -> Path:
    found = sqlite_path(settings.database_url)
    assert found is not None
    return found


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`course …` at a terminal, for the course of this test."""
    for name in [name for name in os.environ if name.startswith("COURSE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COURSE_DATA", str(settings.data))
    monkeypatch.setenv("COURSE_SECRET_KEY", KEY)

    def command(*arguments: str, **environment: str) -> Result:
        return CliRunner().invoke(main, list(arguments), env=environment)

    return command


def one_sentence(result: Result, *parts: str) -> None:
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    for part in parts:
        assert part in result.stderr, result.stderr


def latest(settings: Settings) -> Path:
    return backups.list_backups(settings.backups)[0]


# ---------------------------------------------------------------- backup


def test_a_backup_is_a_whole_copy_that_its_owner_alone_can_read(run: Run, settings: Settings, path: Path) -> None:
    result = run("backup")
    assert result.exit_code == 0, result.stderr
    made = latest(settings)
    assert result.stdout.splitlines()[0] == str(made)
    assert result.stdout.rstrip().endswith("; opened again and whole.")
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700
    assert rows_of(made) == rows_of(path)
    assert copies.fault_of_copy(made) is None


def test_backups_while_people_answer_hold_all_that_was_saved_before_them(
    app: Flask, settings: Settings, cast: Cast, small_course: Course
) -> None:
    module, kept, stop = small_course.modules[0], [], threading.Event()
    item = module.bank.open_items[0]

    def answer() -> None:
        while not stop.is_set():
            with app.app_context():
                for seed in range(1000 * len(kept), 1000 * len(kept) + 5):
                    made = practice.answer(
                        module, item, seed, item.key, None, Occasion.PRACTICE, cast.rosa, clock.now()
                    )
                    kept.append(made)

    writer = threading.Thread(target=answer)
    writer.start()
    try:
        for _round in range(6):
            before = set(kept)
            made = backups.back_up(settings, clock.now())
            with closing(sqlite3.connect(made.path)) as connection:
                there = {row[0] for row in connection.execute("SELECT public_id FROM practice_answer")}
            assert before <= there
            assert copies.fault_of_copy(made.path) is None
    finally:
        stop.set()
        writer.join()
    assert len(set(kept)) >= 5, "somebody wrote meanwhile"


def test_the_newest_are_kept_and_nothing_else_in_the_folder_is_touched(
    settings: Settings, run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    (folder / "course-20260101-000000.sqlite3.part").write_text("of a backup that was cut off")
    for _ in range(4):
        assert run("backup", COURSE_BACKUPS=str(folder), COURSE_BACKUPS_KEPT="2").exit_code == 0
    kept = backups.list_backups(folder)
    assert len(kept) == 2
    assert (folder / "notes.txt").read_text() == "mine"
    assert kept == sorted(kept, key=lambda each: each.name, reverse=True)


def test_of_two_in_one_second_the_later_is_the_newer(settings: Settings, path: Path) -> None:
    now = datetime(2026, 11, 29, 3, 0, tzinfo=UTC)
    first, second = backups.back_up(settings, now), backups.back_up(settings, now)
    assert first.path.name == "course-20261129-030000.sqlite3"
    assert backups.list_backups(settings.backups) == [second.path, first.path]
    assert backups.time_of(second.path) == now


def test_a_damaged_database_makes_no_backup_and_earlier_ones_stay(run: Run, settings: Settings, path: Path) -> None:
    assert run("backup").exit_code == 0
    good = latest(settings)
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 8192] = b"\xa5" * 8192
    path.write_bytes(whole)
    one_sentence(run("backup", COURSE_BACKUPS_KEPT="1"), "is not whole", "Earlier backups are left as they are")
    assert backups.list_backups(settings.backups) == [good]
    assert not list(settings.backups.glob("*.part"))


def test_a_folder_that_cannot_be_written_to_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    one_sentence(
        run("backup", COURSE_BACKUPS=str(tmp_path / "file")), "No backup could be written to", "COURSE_BACKUPS"
    )


def test_no_room_on_the_disk_leaves_no_half_backup(
    settings: Settings, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "_to_disk", no_room)
    with pytest.raises(CannotBackUp, match="No space left on device"):
        backups.back_up(settings, clock.now())
    assert list(settings.backups.iterdir()) == []


def no_room(_path: Path) -> None:
    raise OSError(28, "No space left on device")


# ---------------------------------------------------------------- restore


@pytest.fixture
def backed_up(run: Run, settings: Settings, path: Path) -> Path:
    """A backup, after which Rosa was given another name."""
    assert run("backup").exit_code == 0
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE person SET name = 'Somebody else' WHERE name = 'Rosa'")
    return latest(settings)


def name_of_rosa(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT name FROM person WHERE id = 1").fetchone()[0])


def test_a_restore_needs_a_word_and_keeps_what_was_there(run: Run, backed_up: Path, path: Path) -> None:
    one_sentence(run("restore", str(backed_up)), "There is a database at", "--replace")
    assert name_of_rosa(path) == "Somebody else"
    result = run("restore", str(backed_up), "--replace")
    assert result.exit_code == 0, result.stderr
    assert name_of_rosa(path) == "Rosa"
    (kept,) = path.parent.glob("course.sqlite3.before-*")
    assert name_of_rosa(kept) == "Somebody else"
    assert f"What was there before is kept as {kept}." in result.stdout
    assert result.stdout.rstrip().endswith("Next: start the course.")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_lost_database_comes_back_without_that_word(run: Run, backed_up: Path, path: Path) -> None:
    path.unlink()
    assert run("restore", str(backed_up)).exit_code == 0
    assert name_of_rosa(path) == "Rosa"


def test_a_running_course_is_not_pulled_from_under(run: Run, backed_up: Path, path: Path) -> None:
    server = hold(path)
    assert server is not None
    with server:
        one_sentence(run("restore", str(backed_up), "--replace"), "The course is running", "Stop it")
    assert name_of_rosa(path) == "Somebody else"
    assert run("restore", str(backed_up), "--replace").exit_code == 0


@pytest.mark.parametrize("fault", ["missing", "text", "cut", "another program's", "newer"])
def test_what_is_no_backup_replaces_nothing(run: Run, backed_up: Path, path: Path, fault: str) -> None:
    if fault == "missing":
        backed_up.unlink()
    elif fault == "text":
        backed_up.write_text("Dear diary\n" * 1000)
    elif fault == "cut":
        os.truncate(backed_up, backed_up.stat().st_size // 2)
    else:
        statement = {
            "another program's": "PRAGMA application_id = 7",
            "newer": "UPDATE alembic_version SET version_num = '0099_tomorrow'",
        }[fault]
        with closing(sqlite3.connect(backed_up)) as connection, connection:
            connection.execute(statement)
    before = path.read_bytes()
    one_sentence(run("restore", str(backed_up), "--replace"), str(backed_up))
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.before-*"))
    assert not list(path.parent.glob("*.restoring"))


def test_a_backup_of_an_older_program_says_what_comes_next(run: Run, backed_up: Path) -> None:
    with closing(sqlite3.connect(backed_up)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0012_amendments'")
    result = run("restore", str(backed_up), "--replace")
    assert "Next: `course migrate`, then start the course." in result.stdout


def test_a_journal_that_was_left_behind_stays_with_its_own_database(run: Run, backed_up: Path, path: Path) -> None:
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(b"")
    assert run("restore", str(backed_up), "--replace").exit_code == 0
    assert not journal.exists()
    assert name_of_rosa(path) == "Rosa"


# ---------------------------------------------------------------- doctor


def findings(result: Result) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for line in result.stdout.splitlines():
        subject, _, sentence = line[6:].partition(": ")
        found.setdefault(subject, []).append((line[:5].strip(), sentence))
    return found


def test_the_doctor_says_of_everything_how_it_is(run: Run, settings: Settings) -> None:
    assert run("backup").exit_code == 0
    result = run("doctor")
    found = findings(result)
    assert result.exit_code == 0, result.stdout
    assert set(found) == {
        "secret key",
        "address",
        "content",
        "help lines",
        "migrations",
        "durability",
        "database",
        "room",
        "backups",
    }
    assert "synchronous 2" in found["durability"][0][1]
    assert found["backups"] == [("ok", f"The latest is {latest(settings)}.")]


def damage(path: Path, settings: Settings) -> None:
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2 : len(whole) // 2 + 8192] = b"\xa5" * 8192
    path.write_bytes(whole)


def show_key(_path: Path, settings: Settings) -> None:
    (settings.data / "secret.key").write_text("k" * 40)
    (settings.data / "secret.key").chmod(0o644)


def make_old(path: Path, settings: Settings) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0012_amendments'")


@pytest.mark.parametrize(
    ("make", "subject", "says"),
    [
        (damage, "database", "Put it back from your latest backup"),
        (show_key, "secret key", "chmod 600"),
        (make_old, "migrations", "`course migrate`"),
    ],
)
def test_the_doctor_finds_what_must_be_mended(
    run: Run, path: Path, settings: Settings, make: Callable[[Path, Settings], None], subject: str, says: str
) -> None:
    make(path, settings)
    result = run("doctor")
    assert result.exit_code == 1
    assert any(level == "mend" and says in sentence for level, sentence in findings(result)[subject]), result.stdout


def test_the_doctor_asks_for_a_look_at_old_backups_and_at_an_address_of_this_machine_alone(
    run: Run, at: SetClock
) -> None:
    found = findings(run("doctor"))
    assert found["address"][0][0] == "look"
    assert found["backups"][0][0] == "look"
    run("backup")
    at.forward(days=9)
    assert findings(run("doctor"))["backups"][0][1].endswith("is 9 days old. Is `course nightly` run?")


# ---------------------------------------------------------------- the night


def test_the_night_backs_up_checks_and_says_so(run: Run, settings: Settings) -> None:
    result = run("nightly")
    assert result.exit_code == 0, result.stdout
    assert set(findings(result)) == {"backup", "integrity", "retention", "forgetting", "statistics"}
    assert findings(result)["retention"] == [("ok", "off: accounts are kept")]
    assert len(backups.list_backups(settings.backups)) == 1


def test_the_night_lets_go_of_accounts_that_nobody_used(run: Run, at: SetClock) -> None:
    at.forward(days=400)
    result = run("nightly", COURSE_RETENTION_MONTHS="12")
    assert result.exit_code == 0, result.stdout
    assert findings(result)["retention"][0][1].startswith("4 accounts"), "Rosa, Tomás, Mo and Lena; no trainer"


def test_a_step_that_fails_stops_no_other(run: Run, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    result = run("nightly", COURSE_BACKUPS=str(tmp_path / "file"))
    assert result.exit_code == 1
    found = findings(result)
    assert found["backup"][0][0] == "mend"
    assert found["statistics"][0][0] == "ok"


def test_every_step_of_the_night_is_told_from_a_good_one(app: Flask, settings: Settings, path: Path) -> None:
    damage(path, settings)
    told = {finding.subject: finding.level for finding in nightly.run(app, settings, clock.now())}
    assert told["backup"] is told["integrity"] is Level.MEND
