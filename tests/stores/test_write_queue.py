"""Writers wait their turn: nothing is lost between processes, and nobody waits for ever."""

import fcntl
import multiprocessing
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine

from course import database
from course.content.model import Stem
from course.database import db, engine, transaction, write_queue
from course.database.file import sqlite_path, sqlite_url
from course.database.write_queue import TurnDidNotCome, WriteQueue
from course.history import readings
from course.history.tables import SectionReachedRow
from course.people.model import PersonId
from course.settings import Settings
from tests.browser import Browser, Page
from tests.builders import MONDAY
from tests.cast import Cast
from tests.conftest import SetClock

PROCESSES, TURNS = 4, 50
FEEDER = Stem("at-the-feeder")


# Several processes


def read_then_write(url: str, person: PersonId) -> int:
    """What a worker process does: look how many places Rosa has reached, and record the next one; 50 times."""
    app = Flask("worker")
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    database.init_app(app)
    with app.app_context():
        for _ in range(TURNS):
            with transaction():
                so_far = db.session.query(SectionReachedRow).where(SectionReachedRow.person_id == person).count()
                readings.record_section_reached(person, FEEDER, f"place {so_far + 1}", MONDAY)
        db.engine.dispose()
    return TURNS


def test_four_processes_that_read_and_write_lose_nothing(in_app: Flask, settings: Settings, cast: Cast) -> None:
    # when four processes count on from what they read, 50 times each, at the same time
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        done = pool.starmap(read_then_write, [(settings.database_url, cast.rosa.id)] * PROCESSES, chunksize=1)

    # then each number was reached once: no turn was refused, no two turns saw the same number
    assert done == [TURNS] * PROCESSES
    rows = db.session.query(SectionReachedRow.section).order_by(SectionReachedRow.id).all()
    assert [section for (section,) in rows] == [f"place {number}" for number in range(1, PROCESSES * TURNS + 1)]
    assert db.session.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_a_process_that_is_killed_gives_its_turn_away(impatient: None, lock_file: Path, queue: WriteQueue) -> None:
    # given a process that died while it was writing
    holds = f"import fcntl, time; f = open({str(lock_file)!r}, 'ab'); fcntl.flock(f, fcntl.LOCK_EX); print(1, flush=1)"
    with subprocess.Popen([sys.executable, "-c", f"{holds}; time.sleep(600)"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            with pytest.raises(TurnDidNotCome), queue.turn():
                pass
        finally:
            process.kill()

    # then the next one gets its turn
    with queue.turn():
        assert is_held(lock_file)


# Somebody holds the turn for too long


def test_a_busy_course_says_so_and_takes_the_answer_a_little_later(
    impatient: None, rosa: Browser, app: Flask, settings: Settings, at: SetClock
) -> None:
    # given Rosa at the end of a section while somebody else writes and writes
    rosa.get("/lessons/at-the-feeder")
    with held(lock_of(settings)):
        # when she goes on, then she hears that nothing is saved yet, and when to try again
        page = rosa.post("/lessons/at-the-feeder", {"section": "seeds"}, status=503)
        assert_is_busy(page)
        assert rows_in(app) == 0

        # and reading goes on as ever, also when her last page is long enough ago to be noted
        at.forward(minutes=2)
        rosa.get("/lessons/at-the-feeder")

    # when the other one is done, then the same step works
    rosa.post("/lessons/at-the-feeder", {"section": "seeds"})
    assert rows_in(app) == 1


def test_a_program_that_writes_past_the_queue_makes_it_busy_and_no_worse(
    impatient: None, rosa: Browser, app: Flask, settings: Settings
) -> None:
    rosa.get("/lessons/at-the-feeder")
    path = sqlite_path(settings.database_url)
    assert path is not None
    shell = sqlite3.connect(path, isolation_level=None)
    shell.execute("BEGIN IMMEDIATE")

    assert_is_busy(rosa.post("/lessons/at-the-feeder", {"section": "seeds"}, status=503))
    rosa.get("/lessons/at-the-feeder")
    assert rows_in(app) == 0

    shell.execute("ROLLBACK")
    shell.close()
    rosa.post("/lessons/at-the-feeder", {"section": "seeds"})
    assert rows_in(app) == 1


def test_the_sentence_of_a_turn_that_did_not_come_says_what_to_do() -> None:
    assert str(TurnDidNotCome()) == "Others were writing for 5 seconds, so nothing was recorded. Try again."


# The turns of one process


def test_threads_take_turns(queue: WriteQueue) -> None:
    inside, most_inside, turns = [], [], 8

    def write() -> None:
        with queue.turn():
            inside.append(1)
            most_inside.append(len(inside))
            inside.pop()

    threads = [threading.Thread(target=write) for _ in range(turns)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most_inside == [1] * turns


def test_a_thread_gives_up_when_another_does_not_end(impatient: None, queue: WriteQueue) -> None:
    with queue.turn(), pytest.raises(TurnDidNotCome), queue.turn():
        pass


@pytest.mark.parametrize("ended_by", [ZeroDivisionError, KeyboardInterrupt])
def test_a_turn_that_fails_is_over(lock_file: Path, queue: WriteQueue, ended_by: type[BaseException]) -> None:
    with pytest.raises(ended_by), queue.turn():
        raise ended_by

    assert not is_held(lock_file)
    with queue.turn():
        assert is_held(lock_file)


def test_a_turn_that_did_not_come_does_not_stop_the_next(impatient: None, lock_file: Path, queue: WriteQueue) -> None:
    with held(lock_file), pytest.raises(TurnDidNotCome), queue.turn():
        pass

    with queue.turn():
        assert is_held(lock_file)


# Whose queue


def test_the_lock_lies_beside_the_database_whatever_the_folder_is_called(tmp_path: Path) -> None:
    folder = tmp_path / "course #1, 50% done?"
    folder.mkdir()

    with WriteQueue.for_engine(create_engine(sqlite_url(folder / "course.sqlite3"))).turn():
        assert is_held(folder / "course.sqlite3.lock")


@pytest.mark.parametrize("url", ["sqlite://", "postgresql+psycopg://course@localhost/course"])
def test_where_there_is_no_file_every_turn_comes_at_once(url: str) -> None:
    pytest.importorskip("psycopg", reason="psycopg is missing; it comes with the extra postgres")
    queue = WriteQueue.for_engine(create_engine(url))
    with queue.turn(), queue.turn():
        pass


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits are cut from five seconds to a moment; to be asked for before the app, whose connections take it over."""
    monkeypatch.setattr(write_queue, "BUSY_SECONDS", 0.1)
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0)


@pytest.fixture
def lock_file(tmp_path: Path) -> Path:
    return tmp_path / "course.sqlite3.lock"


@pytest.fixture
def queue(lock_file: Path) -> WriteQueue:
    return WriteQueue(lock_file)


@contextmanager
def held(lock_file: Path) -> Iterator[None]:
    """Somebody else's turn."""
    with lock_file.open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_held(lock_file: Path) -> bool:
    with lock_file.open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def lock_of(settings: Settings) -> Path:
    return settings.data / "course.sqlite3.lock"


def assert_is_busy(page: Page) -> None:
    assert page.h1 == "Not saved yet: the course is busy"
    assert "go back, and send it again" in page.text
    assert page.response.headers["Retry-After"] == "5"


def rows_in(app: Flask) -> int:
    """How many sections anybody has reached."""
    with app.app_context():
        return db.session.query(SectionReachedRow).count()
