"""The stage: the small course, a database with the cast for each test, browsers, and a clock that can be set."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from course import clock
from course.app import create_app
from course.content import load_course
from course.content.model import Course
from course.database import db
from course.database.file import create, sqlite_path
from course.database.schema import migrate_to_head
from course.people import actions as people
from course.people.model import Person
from course.settings import Settings, read_settings
from tests.browser import Browser
from tests.cast import KEY, Cast, gather

SMALL_COURSE = Path(__file__).parent / "small_course"
EVERY_KIND = Path(__file__).parent / "every_kind"


def settings_in(folder: Path, **given: Any) -> Settings:
    """Settings of a course that keeps its data in `folder`, reached by plain HTTP."""
    return read_settings({}, **{"DATA": str(folder), "SECRET_KEY": KEY, "HTTPS": False, **given})


@pytest.fixture(scope="session")
def small_course() -> Course:
    """Three tiny lessons and quizzes, each there for one behaviour."""
    return load_course(SMALL_COURSE / "lessons", SMALL_COURSE / "quizzes")


@pytest.fixture(scope="session")
def every_kind() -> Course:
    """One lesson, and a quiz that asks every kind of question once, each in one of its two forms."""
    return load_course(EVERY_KIND / "lessons", EVERY_KIND / "quizzes")


@dataclass(frozen=True)
class Original:
    """A database file with the cast in it, to be copied for each test (passwords are hashed only once)."""

    path: Path
    cast: Cast


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory, small_course: Course) -> Original:
    folder = tmp_path_factory.mktemp("original")
    settings = settings_in(folder)
    path = sqlite_path(settings.database_url)
    assert path is not None
    create(path)
    app = create_app(settings, small_course, check_database=False)
    with app.app_context():
        migrate_to_head()
        cast = gather(small_course)
        db.engine.dispose()
    return Original(path, cast)


@pytest.fixture
def cast(original: Original) -> Cast:
    return original.cast


@pytest.fixture
def settings(tmp_path: Path, original: Original) -> Settings:
    """Settings that point to this test's own copy of the database."""
    shutil.copy(original.path, tmp_path / "course.sqlite3")
    return settings_in(tmp_path)


@pytest.fixture
def app(settings: Settings, small_course: Course) -> Iterator[Flask]:
    app = create_app(settings, small_course)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def kinds_app(settings: Settings, every_kind: Course) -> Iterator[Flask]:
    """The same people and database, with the course that asks in every way."""
    app = create_app(settings, every_kind)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def in_app(app: Flask) -> Iterator[Flask]:
    """For tests that call actions and stores directly, without HTTP."""
    with app.app_context():
        yield app


@pytest.fixture
def stranger(app: Flask) -> Browser:
    """Somebody who is not signed in."""
    return Browser(app)


@pytest.fixture
def signed_in(app: Flask) -> Callable[[Person], Browser]:
    """A browser in which a person is signed in already (without the time that hashing takes)."""

    def sign_in(person: Person) -> Browser:
        browser = Browser(app)
        with app.app_context():
            token = people.sign_in_after_joining(person, clock.now())
        with browser.client.session_transaction() as session:
            session["_user_id"] = token
            session["_fresh"] = True
        return browser

    return sign_in


@pytest.fixture
def rosa(signed_in: Callable[[Person], Browser], cast: Cast) -> Browser:
    return signed_in(cast.rosa)


@pytest.fixture
def ines(signed_in: Callable[[Person], Browser], cast: Cast) -> Browser:
    return signed_in(cast.ines)


class SetClock:
    """The time that the program sees; it stands still until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **duration: float) -> None:
        self.moment += timedelta(**duration)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Stops the clock at the present moment; `at.forward(days=2)` moves it."""
    stopped = SetClock(clock.now())
    monkeypatch.setattr(clock, "now", stopped)
    return stopped
