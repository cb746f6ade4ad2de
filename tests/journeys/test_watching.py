"""Whoever runs the course watches it: alive, ready, a line for each request, counts; never who did it."""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from flask import Flask
from sqlalchemy import text

from course.app import create_app
from course.content.model import Course
from course.database import db, transaction
from course.settings import Settings
from course.watching.log import ACCESS, JsonLines
from tests.browser import Browser
from tests.cast import PASSWORD, Cast
from tests.conftest import KEY, settings_in

ROOT = Path(__file__).parents[2]


@pytest.fixture
def lines() -> Iterator[list[dict[str, Any]]]:
    """What the log says, line by line."""
    found: list[dict[str, Any]] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(json.loads(JsonLines().format(record)))

    handler, root, level = Keep(), logging.getLogger(), ACCESS.level
    root.addHandler(handler)
    ACCESS.setLevel(logging.INFO)
    yield found
    root.removeHandler(handler)
    ACCESS.setLevel(level)


# ---------------------------------------------------------------- alive and ready


def test_alive_asks_nothing_of_anybody(stranger: Browser) -> None:
    response = stranger.client.get("/healthz")
    assert (response.status_code, response.text) == (200, "alive\n")
    assert "Set-Cookie" not in response.headers


def test_ready_says_what_is_and_what_is_not(stranger: Browser, app: Flask) -> None:
    response = stranger.client.get("/readyz")
    assert response.status_code == 200
    assert response.json == {"content": "ok", "database": "ok", "migrations": "ok"}
    with app.app_context(), transaction():
        db.session.execute(text("UPDATE alembic_version SET version_num = '0012_amendments'"))
    response = stranger.client.get("/readyz")
    assert response.status_code == 503
    assert response.json == {"content": "ok", "database": "ok", "migrations": "not ready"}


def test_without_its_database_it_is_alive_and_not_ready(stranger: Browser, app: Flask, settings: Settings) -> None:
    with app.app_context():
        db.engine.dispose()
    (settings.data / "course.sqlite3").rename(settings.data / "elsewhere")
    assert stranger.client.get("/healthz").status_code == 200
    response = stranger.client.get("/readyz")
    assert response.status_code == 503
    assert response.json == {"content": "ok", "database": "not ready", "migrations": "not ready"}


# ---------------------------------------------------------------- lines


def test_each_request_has_its_line_with_the_route_and_not_the_address(
    rosa: Browser, lines: list[dict[str, Any]], cast: Cast
) -> None:
    rosa.get("/lessons/songs-at-dawn")
    rosa.get(f"/groups/{cast.tuesday.public_id}", status=403)
    rosa.client.get("/nothing/rosa-was-here")
    found = [(line["method"], line["route"], line["status"]) for line in lines if line["logger"] == "course.access"]
    assert found == [
        ("GET", "/lessons/<stem>", 200),
        ("GET", "/groups/<group_id>", 403),
        ("GET", "none", 404),
    ]
    assert all(line["ms"] >= 0 and line["at"].endswith("+00:00") for line in lines)
    assert len({line["request"] for line in lines}) == 3


def test_nothing_that_was_typed_or_answered_stands_in_a_line(
    stranger: Browser, lines: list[dict[str, Any]], cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    stranger.get(f"/join/{cast.code}")
    stranger.submit("Make my account and join", name="Quiet heron", password=PASSWORD)
    stranger.submit("I have written it down")
    stranger.get("/quizzes/songs-at-dawn")
    stranger.submit("Start the quiz")
    stranger.get("/me/password")
    stranger.submit("Change my password", status=422, old_password="not the password", password="quiet harbour lights")
    written = json.dumps(lines)
    assert lines
    for private in (
        "heron",
        PASSWORD,
        "not the password",
        "harbour",
        cast.code,
        cast.tuesday.public_id,
        "Tuesday",
        "127.0.0.1",
    ):
        assert private.lower() not in written.lower(), private


def test_a_fault_is_told_by_its_place_and_not_by_its_words(
    app: Flask, rosa: Browser, lines: list[dict[str, Any]]
) -> None:
    def fail() -> str:
        raise RuntimeError("Rosa typed a secret")

    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.view_functions["study.glossary"] = fail
    fail.access = "everyone"  # type: ignore[attr-defined]
    assert rosa.client.get("/glossary").status_code == 500
    faults = [line for line in lines if line["logger"] == "course.fault"]
    assert [(line["fault"], line["route"]) for line in faults] == [("RuntimeError", "/glossary")]
    assert "secret" not in json.dumps(lines)
    flasks_own = [line for line in lines if line.get("fault") and line["logger"] != "course.fault"]
    assert [line["fault"] for line in flasks_own] == ["RuntimeError"]


def test_an_answer_carries_its_request_id_and_takes_one_only_from_a_proxy(
    app: Flask, settings: Settings, small_course: Course
) -> None:
    given = {"X-Request-Id": "from-the-proxy-1"}
    own = app.test_client().get("/help", headers=given).headers["X-Request-Id"]
    assert own != "from-the-proxy-1"
    behind = create_app(settings_in(settings.data, PROXIES=1), small_course)
    client = behind.test_client()
    assert client.get("/help", headers=given).headers["X-Request-Id"] == "from-the-proxy-1"
    assert "\n" not in client.get("/help", headers={"X-Request-Id": "a b\tc<script>"}).headers["X-Request-Id"]
    with behind.app_context():
        db.engine.dispose()


# ---------------------------------------------------------------- a real server


@dataclass(frozen=True)
class Server:
    address: str
    metrics: str
    log: Path

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        try:
            with urlopen(Request(self.address + path, headers=headers), timeout=10) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as answer:
            with answer:
                return answer.code, answer.read().decode()


@pytest.fixture
def server(settings: Settings, tmp_path: Path) -> Iterator[Server]:
    port, metrics_port = free_port(), free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COURSE_")}
    environment |= {
        "COURSE_DATA": str(settings.data),
        "COURSE_SECRET_KEY": KEY,
        "COURSE_HTTPS": "no",
        "COURSE_METRICS_PORT": str(metrics_port),
    }
    log = tmp_path / "log"
    with log.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "course", "serve", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=written,
            start_new_session=True,
        )
    running = Server(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{metrics_port}/metrics", log)
    try:
        wait_for(running.address + "/healthz", process)
        yield running
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended"
        try:
            with urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not start")


def test_prometheus_finds_the_sum_of_all_workers_on_a_port_of_its_own(server: Server) -> None:
    for _ in range(12):
        assert server.get("/help")[0] == 200
    assert server.get("/attempts/somebodys-secret")[0] == 200, "sign in first"
    assert server.get("/metrics")[0] == 404, "no page of the course shows them"
    with urlopen(server.metrics, timeout=10) as answer:
        shown = answer.read().decode()
    counted = [line for line in shown.splitlines() if line.startswith("course_requests_total") and '"/help"' in line]
    assert [float(line.rsplit(" ", 1)[1]) for line in counted] == [12.0]
    assert "course_request_seconds_bucket" in shown
    assert "somebodys-secret" not in shown


def test_a_real_server_writes_lines_of_json_and_nothing_else(server: Server) -> None:
    server.get("/help")
    server.get("/join/ABCD-EFGH")
    written = server.log.read_text().splitlines()
    read = [json.loads(line) for line in written if not line.startswith("[")]
    assert {("/help", 200), ("/join/<code>", 404)} <= {(line.get("route"), line.get("status")) for line in read}
    assert "ABCD" not in server.log.read_text()
