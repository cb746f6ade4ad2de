"""Log lines hold no name, no password, no answer, no code and no token, whatever goes right or wrong."""

import logging
import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from course import clock
from course.content.model import Course
from course.database import db, transaction
from course.people import actions as people
from course.people.model import Role
from course.web.access import for_everyone
from tests.browser import Browser, words_of
from tests.cast import Cast

NAME, PASSWORD, OTHER = "Amber teapot 4711", "a lantern nobody knows", "another quiet lantern"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def heard(app: Flask, caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that any part of the program says, down to the last detail."""
    caplog.set_level(logging.DEBUG)
    for name in ("course", "flask", "werkzeug", "alembic", app.logger.name):
        caplog.set_level(logging.DEBUG, logger=name)
    app.logger.propagate = True
    return caplog


def said(heard: pytest.LogCaptureFixture) -> str:
    """Each line as a file would have it, tracebacks too."""
    form = logging.Formatter("%(name)s %(levelname)s %(message)s")
    return "\n".join(form.format(record) for record in heard.records)


def test_an_evening_leaves_no_word_of_anybody_in_the_log(
    app: Flask, cast: Cast, small_course: Course, stranger: Browser, heard: pytest.LogCaptureFixture
) -> None:
    with app.app_context():
        token = people.invite(Role.TRAINER, timedelta(days=1), clock.now())
    module, secrets = small_course.modules[0], [NAME, NAME.casefold(), PASSWORD, OTHER, token, cast.code, "Rosa"]

    # when somebody joins, mistypes, reads, answers, takes the record along, and deletes the account
    stranger.get(f"/join/{cast.code}")
    stranger.submit("Make my account and join", name=NAME, password=PASSWORD)
    secrets.append(words_of(stranger.page.one("code")))
    stranger.submit("I have written it down")
    stranger.get(f"/lessons/{module.stem}")
    stranger.get(f"/quizzes/{module.stem}")
    stranger.post(f"/quizzes/{module.stem}")
    secrets += [words_of(label) for label in stranger.page.all("label")]
    stranger.post(stranger.page.url, {"chosen": "0"})
    stranger.get("/me/record.json")
    stranger.get("/me/record.pdf")
    stranger.get("/me/password")
    stranger.submit("Change my password", status=422, old_password=OTHER, password=OTHER)
    stranger.get(f"/invite/{token}")
    stranger.get("/no-such-page?name=" + NAME, status=404)
    stranger.get("/me/delete")
    stranger.submit("Yes, delete my account", old_password=PASSWORD)
    stranger.get("/sign-in")
    stranger.submit("Sign in", status=422, name=NAME, password=PASSWORD)

    found = [secret for secret in secrets if secret and secret in said(heard)]
    assert found == []
    assert not re.search(r"argon2|csrf|session=", said(heard))


def test_an_error_on_our_side_is_noted_without_what_was_sent(
    app: Flask, stranger: Browser, heard: pytest.LogCaptureFixture
) -> None:
    def doubled() -> str:
        with transaction(while_reading=True):
            for _ in range(2):
                db.session.execute(
                    text("INSERT INTO join_code (code, group_id, made_at) VALUES (:code, 1, :name)"),
                    {"code": "SECRETCODE", "name": NAME},
                )
        return ""

    app.add_url_rule("/scratch", "scratch", for_everyone(doubled))
    stranger.get("/scratch", status=500)
    assert "IntegrityError" in said(heard), "it was noted"
    for secret in (NAME, "SECRETCODE"):
        assert secret not in said(heard)


def test_a_message_of_the_database_would_hold_what_was_sent(in_app: Flask) -> None:
    """The test above has teeth: it is this setting that keeps the values out."""
    assert db.engine.hide_parameters
    db.engine.hide_parameters = False
    statement = text("INSERT INTO join_code (code, group_id, made_at) VALUES (:code, 999, 'now')")
    with pytest.raises(IntegrityError, match="SECRETCODE"), transaction():
        db.session.execute(statement, {"code": "SECRETCODE"})


def test_the_server_writes_no_line_for_each_page() -> None:
    """An address may hold a join code or a link's secret, so granian's log of addresses stays off."""
    assert "log_access" not in (ROOT / "course" / "serving.py").read_text()
