"""The `course` command and the first recipe of the Makefile, as a person at a terminal meets them."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from course.content.model import Course
from tests.smtp_sink import smtp_sink

ROOT = Path(__file__).parents[2]
SMALL_COURSE = ROOT / "tests" / "small_course"

MAIL_SETTINGS = {
    "COURSE_SMTP_HOST": "127.0.0.1",
    "COURSE_SMTP_SECURITY": "none",
    "COURSE_MAIL_FROM": "notes@example.org",
}

Terminal = Callable[..., subprocess.CompletedProcess[str]]


# course init


def test_a_new_course_is_made_with_its_key_and_database_for_the_owner_alone(terminal: Terminal, data: Path) -> None:
    result = terminal("init")

    assert result.returncode == 0, result.stderr
    assert result.stdout == (f"A new course is ready in {data}. Next: `course invite --admin`, then `course serve`.\n")
    assert {name: mode(data / name) for name in ("secret.key", "course.sqlite3")} == {
        "secret.key": 0o600,
        "course.sqlite3": 0o600,
    }


def test_making_it_again_says_so_and_changes_nothing(made: Terminal, data: Path) -> None:
    before = contents(data)

    result = made("init")

    assert result.returncode == 0
    assert result.stdout == f"There is a course in {data} already; it was left as it is.\n"
    assert contents(data) == before


def test_a_course_with_content_in_error_is_not_half_made(terminal: Terminal, data: Path, checkout: Path) -> None:
    contents_file = checkout / "lessons" / "contents.yaml"
    good = contents_file.read_text()
    contents_file.write_text("title: [")

    result = terminal("init")
    contents_file.write_text(good)

    assert_one_sentence(result, "lessons/contents.yaml, line ")
    assert not (data / "course.sqlite3").exists()


# course check


def test_the_shipped_lessons_and_quizzes_have_nothing_to_mend() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "course", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    last = result.stdout.splitlines()[-1]
    assert re.fullmatch(r"[1-9]\d* modules?, [1-9]\d* items: 0 to mend, \d+ to look at\.", last), result.stdout
    assert result.returncode == 0


def test_a_slip_of_an_author_is_listed_and_counted(terminal: Terminal, checkout: Path) -> None:
    quiz = checkout / "quizzes" / "at-the-feeder.yaml"
    good = quiz.read_text()
    quiz.write_text(good.replace("pass-mark: 60", "pass-mark: sixty"))

    result = terminal("check")
    quiz.write_text(good)

    assert result.returncode == 1
    assert "quizzes/at-the-feeder.yaml, line 2" in result.stdout
    assert "1 to mend" in result.stdout.splitlines()[-1]


def test_a_sentence_that_the_content_gate_minds_is_listed_too(terminal: Terminal, checkout: Path) -> None:
    lesson = checkout / "lessons" / "at-the-feeder.md"
    good = lesson.read_text()
    lesson.write_text(good.replace("Some take them from the hand.", "Ask an addict."))

    result = terminal("check")
    lesson.write_text(good)

    assert result.returncode == 1
    assert 'lessons/at-the-feeder.md, line 11: instead of "addict" write: ' in result.stdout


def test_tables_are_printed_where_somebody_asks_for_them(terminal: Terminal) -> None:
    plain, asked = terminal("check"), terminal("check", "--coverage", "--readability")

    assert plain.stdout.splitlines() == [
        "Not yet reviewed by a clinician: lesson 1, 2, 3; by someone with lived experience: lesson 1, 2, 3.",
        "3 modules, 18 items: 0 to mend, 0 to look at.",
    ]
    assert "6 of 6 statements are taught, 6 are tested." in asked.stdout
    assert "hardest section" in asked.stdout
    assert asked.stdout.endswith(plain.stdout)


# course invite


def test_an_invitation_is_a_link_that_works_once(made: Terminal, data: Path) -> None:
    result = made("invite", "--admin", "--address", "https://birds.example.org/")

    assert result.returncode == 0
    link = re.fullmatch(r"https://birds\.example\.org(/invite/[\w-]{40,})\n", result.stdout)
    assert link, result.stdout
    assert "works once, within 7 days" in result.stderr


def test_an_invitation_needs_to_know_for_whom(made: Terminal) -> None:
    result = made("invite")

    assert result.returncode == 2
    assert "Say who the link is for: --admin or --trainer." in result.stderr


# course demo


def test_the_demo_is_filled_once_and_keeps_what_was_done_since(terminal: Terminal, data: Path) -> None:
    first = terminal("demo")
    assert first.returncode == 0, first.stderr
    for name in ("Rosa", "Tomás", "Ines", "Karl", "Ada", "quiet river lamp"):
        assert name in first.stdout
    before = contents(data)

    again = terminal("demo")

    assert again.returncode == 0
    assert again.stdout == first.stdout
    assert contents(data) == before


# course send-due


def test_where_there_is_no_e_mail_the_command_says_what_would_be_needed(made: Terminal) -> None:
    assert_one_sentence(made("send-due"), "This course sends no e-mail.", "COURSE_SMTP_HOST and COURSE_MAIL_FROM")


def test_links_that_would_lead_nowhere_are_not_sent(made: Terminal) -> None:
    result = made("send-due", **MAIL_SETTINGS, COURSE_SITE_ADDRESS="https://elsewhere.example.org")

    assert_one_sentence(result, "COURSE_SITE_ADDRESS", "COURSE_HOSTS does not hold its name")


def test_what_is_due_is_sent_in_one_line_and_a_dry_run_sends_nothing(made: Terminal, data: Path) -> None:
    made("demo")
    with closing(sqlite3.connect(data / "course.sqlite3")) as connection, connection:
        person = "SELECT id FROM person WHERE name = 'Rosa'"
        connection.execute(
            "INSERT INTO mail_address (person_id, address, given_at, confirmed_at, wants_notices, wants_dues) "
            f"VALUES (({person}), 'rosa@example.org', '2026-01-01', '2026-01-01', 1, 0)"
        )
        connection.execute(
            "INSERT INTO mail (person_id, kind, about, queued_at, state, attempts, next_try_at, code) "
            f"VALUES (({person}), 'notice', 'one', datetime('now'), 'waiting', 0, datetime('now'), '')"
        )
    with smtp_sink() as sink:
        settings = {**MAIL_SETTINGS, "COURSE_SMTP_PORT": str(sink.port)}
        looked = made("send-due", "--dry-run", **settings)
        assert (looked.returncode, sink.commands) == (0, [])
        first, second = made("send-due", **settings), made("send-due", **settings)

    assert looked.stdout == "1 in the queue and 0 reminders would be sent; nothing was sent or changed.\n"
    assert (first.returncode, first.stdout) == (0, "1 sent, 0 to be tried again, 0 failed, 0 not known.\n")
    assert (second.returncode, second.stdout) == (0, "0 sent, 0 to be tried again, 0 failed, 0 not known.\n")
    assert sink.recipients == ["rosa@example.org"]


# course serve


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_the_course_is_served_until_it_is_told_to_stop(
    made: Terminal, stop: signal.Signals, small_course: Course
) -> None:
    with serving(made, stop=stop) as address:
        with urlopen(address + "/", timeout=30) as answer:
            home = answer.read().decode()
        with urlopen(address + "/lessons/at-the-feeder", timeout=30) as answer:
            lesson = answer.read().decode()

    assert small_course.title in home
    assert "Seeds" in lesson
    with pytest.raises(URLError):
        urlopen(address, timeout=30)


def test_a_port_in_use_is_named_with_another_to_choose(made: Terminal) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]

        result = made("serve", "--port", str(port))

    assert_one_sentence(result, f"Port {port} on 127.0.0.1 cannot be used", f"--port {port + 1}")


def test_a_port_that_cannot_be_is_refused(made: Terminal) -> None:
    result = made("serve", "--port", "70000")

    assert result.returncode == 2
    assert "70000 is not in the range" in result.stderr
    assert "Traceback" not in result.stderr


# What goes wrong at first


def test_a_data_folder_that_cannot_be_made_is_named(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "note").write_text("I am a file.")
    folder = tmp_path / "note" / "data"

    result = terminal("init", COURSE_DATA=str(folder))

    assert_one_sentence(result, f"The folder {folder} cannot be written to", "COURSE_DATA")


def test_before_init_the_other_commands_say_what_to_do(terminal: Terminal, data: Path) -> None:
    for command in (["serve", "--port", str(free_port())], ["migrate"]):
        assert_one_sentence(terminal(*command), f"`course init` makes one in {data}", "COURSE_SECRET_KEY")
    assert not data.exists()


def test_a_course_whose_key_is_gone_is_not_served(made: Terminal, data: Path) -> None:
    (data / "secret.key").unlink()

    assert_one_sentence(made("serve", "--port", str(free_port())), "There is no secret key.")


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        ("COURSE_TIME_ZONE", "Mars/Olympus", "America/Los_Angeles"),
        ("COURSE_DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/course", "The database cannot be used now"),
    ],
)
def test_a_setting_that_cannot_be_used_is_answered_in_a_sentence(
    made: Terminal, setting: str, value: str, says: str
) -> None:
    result = made("serve", "--port", str(free_port()), **{setting: value})

    assert_one_sentence(result, says)


# make run

MAKE = pytest.mark.skipif(shutil.which("make") is None, reason="make is missing; apt-get install make")


@MAKE
def test_make_run_would_start_the_demo() -> None:
    result = make("-n", "run", "PORT=8123")

    assert result.returncode == 0, result.stderr
    assert "course demo --serve --port 8123" in result.stdout


@MAKE
def test_a_python_that_is_too_old_is_named(tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    pretends = 'import sys; sys.version_info = (3, 9, 18); exec(sys.argv[2].removeprefix(\\"-c\\"))'
    old.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{pretends}" "$@"\n')
    old.chmod(0o755)

    result = make("run", f"PY={old}", folder=bare_checkout(tmp_path))

    assert result.returncode != 0
    assert f"This needs Python 3.11 or newer, and {old} is 3.9." in result.stderr
    assert "make PY=python3.12" in result.stderr
    assert "Traceback" not in result.stderr


@MAKE
def test_a_checkout_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    folder = bare_checkout(tmp_path)
    folder.chmod(0o555)
    if os.access(folder, os.W_OK):  # root may write anywhere: let `test -w` say what it would say to others
        makefile = folder / "Makefile"
        text = makefile.read_text()
        assert "@test -w . ||" in text
        makefile.write_text(text.replace("@test -w . ||", "@false ||"))

    result = make("run", f"PY={sys.executable}", folder=folder)
    folder.chmod(0o755)

    assert result.returncode != 0
    assert f"The folder {folder} cannot be written to. Copy the checkout to a folder of yours" in result.stderr
    assert not (folder / ".venv").exists()


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose lessons and quizzes are the small course."""
    folder = tmp_path_factory.mktemp("checkout")
    leave_out = shutil.ignore_patterns("assets", "__pycache__")
    for name in ("course", "migrations"):
        shutil.copytree(ROOT / name, folder / name, ignore=leave_out)
    shutil.copytree(SMALL_COURSE, folder, dirs_exist_ok=True)
    shutil.copy(ROOT / "config.py", folder)
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def terminal(checkout: Path, data: Path) -> Terminal:
    """Types `course …` in a fresh folder, with COURSE_DATA and what else is given in the environment."""

    def type_in(*arguments: str, start: bool = False, **environment: str) -> object:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("COURSE_")}
        settings = {"COURSE_DATA": str(data), "PYTHONPATH": str(checkout)}
        run = subprocess.Popen if start else subprocess.run
        return run(
            [sys.executable, "-m", "course", *arguments],
            cwd=data.parent,
            env={**clean, **settings, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return type_in


@pytest.fixture
def made(terminal: Terminal, data: Path, made_once: Path) -> Terminal:
    """The same, where `course init` has been done."""
    shutil.copytree(made_once, data)
    return terminal


@pytest.fixture(scope="module")
def made_once(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "data"
    environment = {**os.environ, "COURSE_DATA": str(folder), "PYTHONPATH": str(checkout)}
    subprocess.run([sys.executable, "-m", "course", "init"], env=environment, check=True, capture_output=True)
    return folder


@contextmanager
def serving(terminal: Terminal, stop: signal.Signals = signal.SIGTERM) -> Iterator[str]:
    """The address of a running `course serve`; it has to end by itself, in peace, when it is told to."""
    port = free_port()
    process: subprocess.Popen[str] = terminal("serve", "--port", str(port), start=True, COURSE_HTTPS="no")  # type: ignore[assignment]
    with process:
        try:
            wait_until_open(port, process)
            yield f"http://127.0.0.1:{port}"
            process.send_signal(stop)
            said, complaints = process.communicate(timeout=60)
        except BaseException:
            process.kill()
            raise
    assert process.returncode == 0, complaints
    assert f"Side by Side is open at http://127.0.0.1:{port}/" in said
    assert "Traceback" not in complaints


def wait_until_open(port: int, process: "subprocess.Popen[str]") -> None:
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=30).close()
            return
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise AssertionError(process.communicate()[1])


def assert_one_sentence(result: subprocess.CompletedProcess[str], *parts: str) -> None:
    """Exit status 1, no traceback, and one line that a person understands."""
    assert result.returncode == 1, result.stdout
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    for part in parts:
        assert part in result.stderr


def make(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(["make", *arguments], cwd=folder, env=clean, capture_output=True, text=True, check=False)


def bare_checkout(tmp_path: Path) -> Path:
    """What make looks at, and nothing made yet."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "requirements.txt", "requirements-build.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, folder)
    return folder


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port: int = probe.getsockname()[1]
        return port
