"""What every connection promises, and what a transaction is: all of it or nothing, on purpose, and on the disk."""

import re
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from course.attempts import actions as attempts
from course.content.model import Course, Stem
from course.database import NestedTransaction, WriteWhileReading, db, transaction
from course.database.engine import BUSY_SECONDS, journal_mode
from course.database.file import sqlite_path
from course.groups import store as groups
from course.history import readings
from course.people import store as people
from course.people.model import Role
from course.people.tables import PersonRow
from course.settings import Settings
from course.web.access import for_everyone
from tests.browser import Browser
from tests.builders import MONDAY
from tests.cast import Cast

ROOT = Path(__file__).parents[2]


# The connections


@pytest.mark.parametrize("writing", [False, True])
def test_every_connection_is_set_up_for_safety(in_app: Flask, writing: bool) -> None:
    if writing:
        with transaction():
            found = pragmas()
    else:
        found = pragmas()

    assert found == {
        "journal_mode": journal_mode().lower(),
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": BUSY_SECONDS * 1000,
        "trusted_schema": 0,
        "query_only": int(not writing),
    }
    assert BUSY_SECONDS == 5


def test_the_second_connection_of_the_pool_is_set_up_like_the_first(in_app: Flask) -> None:
    with db.engine.connect() as one, db.engine.connect() as other:
        for connection in (one, other):
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ("3.7.0", "TRUNCATE"),
        ("3.40.1", "TRUNCATE"),
        ("3.44.5", "TRUNCATE"),
        ("3.44.6", "WAL"),
        ("3.45.0", "TRUNCATE"),
        ("3.46.1", "TRUNCATE"),
        ("3.50.6", "TRUNCATE"),
        ("3.50.7", "WAL"),
        ("3.51.2", "TRUNCATE"),
        ("3.51.3", "WAL"),
        ("3.53.0", "WAL"),
        ("4.0.0", "WAL"),
    ],
)
def test_the_journal_is_wal_only_where_sqlite_is_past_its_bug(version: str, mode: str) -> None:
    major, minor, release = map(int, version.split("."))
    assert journal_mode((major, minor, release)) == mode


def test_a_reading_connection_refuses_to_write(in_app: Flask, cast: Cast) -> None:
    with pytest.raises(OperationalError, match="readonly"):
        db.session.execute(update(PersonRow).values(name="Nobody"))
    db.session.rollback()

    assert people.find_person(cast.rosa.public_id) == cast.rosa


def test_a_connection_that_wrote_goes_back_to_reading(in_app: Flask, cast: Cast) -> None:
    with transaction():
        people.record_role(cast.mo.id, Role.TRAINER)

    with pytest.raises(OperationalError, match="readonly"):
        db.session.execute(update(PersonRow).values(name="Nobody"))


def test_a_writer_takes_the_lock_at_once_and_never_upgrades(in_app: Flask, settings: Settings) -> None:
    path = sqlite_path(settings.database_url)
    assert path is not None
    somebody_else = sqlite3.connect(path, timeout=0, isolation_level=None)

    with transaction():
        people.count_people()  # has only read so far
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            somebody_else.execute("BEGIN IMMEDIATE")

    somebody_else.execute("BEGIN IMMEDIATE")  # and readers do not hold it
    assert people.count_people() == 7
    somebody_else.close()


# The transactions


def test_what_one_transaction_records_is_there_for_everybody_afterwards(in_app: Flask, cast: Cast) -> None:
    with transaction():
        groups.record_membership(cast.tuesday.id, cast.lena.id, MONDAY)

    with db.engine.connect() as another:
        rows = another.execute(text("SELECT count(*) FROM membership")).scalar()
    assert rows == 4


def test_a_failing_action_leaves_nothing_of_itself(in_app: Flask, cast: Cast) -> None:
    before = everything()

    @transaction()
    def half_right() -> None:
        groups.record_membership(cast.tuesday.id, cast.lena.id, MONDAY)
        people.record_person("Rosa the second", "rosa", "-", "-", Role.LEARNER, MONDAY)  # this name is taken

    with pytest.raises(IntegrityError):
        half_right()

    assert everything() == before


def test_an_action_that_is_interrupted_leaves_nothing_of_itself(in_app: Flask, cast: Cast) -> None:
    before = everything()

    @transaction()
    def interrupted() -> None:
        groups.record_membership(cast.tuesday.id, cast.lena.id, MONDAY)
        raise KeyboardInterrupt  # no Exception, and taken back all the same

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert everything() == before


def test_after_a_failure_the_next_action_works(in_app: Flask, cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        raise ZeroDivisionError

    with transaction():
        people.record_role(cast.mo.id, Role.TRAINER)

    mo = people.find_person(cast.mo.public_id)
    assert mo is not None
    assert mo.role is Role.TRAINER


def test_what_was_left_half_said_before_does_not_slip_into_the_transaction(in_app: Flask, cast: Cast) -> None:
    db.session.execute(text("SELECT 1"))  # a reading transaction is open

    with transaction():
        assert db.session.execute(text("PRAGMA query_only")).scalar() == 0
        people.record_role(cast.mo.id, Role.TRAINER)


def test_an_action_inside_another_is_refused_and_the_outer_one_taken_back(
    in_app: Flask, cast: Cast, small_course: Course
) -> None:
    before = everything()

    @transaction()
    def one_in_the_other() -> None:
        groups.record_membership(cast.tuesday.id, cast.lena.id, MONDAY)
        attempts.start(small_course.modules[0], cast.lena, MONDAY)

    with pytest.raises(NestedTransaction):
        one_in_the_other()

    assert everything() == before


def test_a_row_that_refers_to_nobody_is_refused(in_app: Flask, cast: Cast) -> None:
    nobody = type(cast.rosa.id)(999_999)

    with pytest.raises(IntegrityError, match="FOREIGN KEY"), transaction():
        readings.record_section_reached(nobody, Stem("at-the-feeder"), "seeds", MONDAY)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_opening_a_page_may_not_record(app: Flask, method: str) -> None:
    with (
        app.test_request_context("/somewhere", method=method),
        pytest.raises(WriteWhileReading, match="/somewhere"),
        transaction(),
    ):
        pass


def test_opening_a_page_may_record_where_it_was_thought_about(app: Flask, cast: Cast) -> None:
    with app.test_request_context("/leave"), transaction(while_reading=True):
        people.record_role(cast.mo.id, Role.TRAINER)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_sending_something_may_record(app: Flask, cast: Cast, method: str) -> None:
    with app.test_request_context("/somewhere", method=method), transaction():
        people.record_role(cast.mo.id, Role.TRAINER)


def test_a_page_that_records_while_it_is_opened_fails_and_records_nothing(app: Flask, cast: Cast) -> None:
    # given a view that somebody wrote without thinking
    @for_everyone
    def careless() -> str:
        with transaction():
            people.record_role(cast.mo.id, Role.ADMIN)
        return "done"

    app.add_url_rule("/careless", view_func=careless)

    # when it is opened
    page = Browser(app).get("/careless", status=500)

    # then it says so, and Mo is no admin
    assert page.h1 == "Something went wrong on our side"
    with app.app_context():
        assert people.find_person(cast.mo.public_id) == cast.mo


# Time


def test_a_moment_comes_back_as_it_went_in_wherever_its_zone_was(in_app: Flask, cast: Cast) -> None:
    moment = datetime(2026, 11, 23, 21, 30, 15, 123456, tzinfo=timezone(timedelta(hours=-8)))

    with transaction():
        readings.record_section_reached(cast.rosa.id, Stem("at-the-feeder"), "seeds", moment)

    (reading,) = readings.list_readings([cast.rosa.id]).values()
    assert reading.reached_at == moment
    assert reading.reached_at.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(in_app: Flask, cast: Cast) -> None:
    with pytest.raises(StatementError, match="does not say its time zone"), transaction():
        readings.record_section_reached(cast.rosa.id, Stem("at-the-feeder"), "seeds", MONDAY.replace(tzinfo=None))


# The disk

SUBMITS = """
import os, sys
from pathlib import Path
from course import clock
from course.app import create_app
from course.content import load_course
from course.people import actions, store
from tests.browser import Browser
from tests.conftest import SMALL_COURSE, settings_in

app = create_app(settings_in(Path(sys.argv[1])), load_course(SMALL_COURSE / "lessons", SMALL_COURSE / "quizzes"))
rosa = Browser(app)
with app.app_context():
    token = actions.sign_in_after_joining(store.find_credentials("rosa").person, clock.now())
with rosa.client.session_transaction() as session:
    session["_user_id"], session["_fresh"] = token, True
rosa.get("/lessons/at-the-feeder")
for section in ("seeds", "end"):
    os.write(1, b"submit\\n")
    rosa.post("/lessons/at-the-feeder", {"section": section})
    os.write(1, b"answered\\n")
"""


def test_what_is_answered_with_success_was_on_the_disk_before(settings: Settings, tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None or subprocess.run([strace, "-o", "/dev/null", "true"], check=False).returncode:
        pytest.skip("strace is missing or may not trace here, so nobody can watch the disk; apt-get install strace")
    trace = tmp_path / "trace"

    subprocess.run(
        [strace, "-f", "-o", trace, "-e", "trace=fsync,fdatasync,write", sys.executable, "-c", SUBMITS, settings.data],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )

    between = re.findall(r'"submit\\n"(.*?)"answered\\n"', trace.read_text(), re.DOTALL)
    assert [bool(re.search(r"\bf(data)?sync\(", calls)) for calls in between] == [True, True]


def pragmas() -> dict[str, object]:
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema", "query_only")
    return {name: db.session.execute(text(f"PRAGMA {name}")).scalar() for name in names}


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as a new connection sees it."""
    with db.engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(table.select())]
            for name, table in db.metadata.tables.items()
        }
