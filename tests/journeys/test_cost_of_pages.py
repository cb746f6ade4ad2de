"""A page asks a fixed number of questions: however large the group is, and however many groups the site has."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import Engine, event, select

from course import clock
from course.app import create_app
from course.attempts import actions as attempts
from course.content.model import Course
from course.database import db
from course.database.file import create
from course.database.schema import migrate_to_head
from course.groups.model import Group
from course.groups.store import list_groups_of_trainer, list_members
from course.history.store import list_attempts
from course.large_demo import filling
from course.people import actions as people
from course.people.model import Person
from course.people.store import find_credentials
from course.people.tables import PersonRow
from tests.browser import Browser
from tests.conftest import settings_in

STATEMENTS = {
    "home": 9,
    "lesson": 2,
    "question": 4,
    "matrix": 11,
    "learner": 17,
    "item analysis": 6,
    "needs help": 11,
    "most missed": 6,
    "assignments": 5,
}
"""What each page may ask; the BEGIN of its reading goes straight to the driver. To ask more is a decision."""

SITES = {"groups of 2": (4, 2), "groups of 20": (40, 2), "many groups of 20": (400, 20)}


@dataclass(frozen=True)
class Site:
    """A large demo, with one of its trainers, a group of theirs, and a learner of it who took a quiz."""

    app: Flask
    trainer: Person
    group: Group
    learner: Person
    attempt: str


@pytest.fixture(scope="module", params=SITES.values(), ids=SITES.keys())
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, small_course: Course
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    create(folder / "course.sqlite3")
    app = create_app(settings_in(folder), small_course, check_database=False)
    with app.app_context():
        migrate_to_head()
        list(filling.fill(small_course, *request.param, "a password for all", clock.now()))
        trainer = find_credentials("trainer 1")
        assert trainer
        group = next(one.group for one in list_groups_of_trainer(trainer.person.id) if one.group.name == "Group 0001")
        found = _somebody_who_took_a_quiz(group)
        module = next(one for one in small_course.modules if one.stem not in _modules_of(found))
        attempt = attempts.start(module, found, clock.now()).public_id
        db.session.rollback()
    yield Site(app, trainer.person, group, found, attempt)
    with app.app_context():
        db.engine.dispose()


def _somebody_who_took_a_quiz(group: Group) -> Person:
    people = [member.person for member in list_members(group.id)]
    return next(person for person in people if 0 < len(_modules_of(person)) < 3)


def _modules_of(person: Person) -> set[str]:
    return {attempt.module for attempt in list_attempts([person.id])}


def signed_in(site: Site, person: Person) -> Browser:
    browser = Browser(site.app)
    with site.app.app_context():
        token = people.sign_in_after_joining(person, clock.now())
    with browser.client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    return browser


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    with app.app_context():
        engine: Engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def address(page: str, site: Site) -> tuple[Person, str]:
    """Who opens a page, and where it is."""
    lesson, group = site.app.extensions["course"].modules[0].stem, f"/groups/{site.group.public_id}"
    return {
        "home": (site.learner, "/"),
        "lesson": (site.learner, f"/lessons/{lesson}"),
        "question": (site.learner, f"/attempts/{site.attempt}/1"),
        "matrix": (site.trainer, group),
        "learner": (site.trainer, f"{group}/learners/{site.learner.public_id}"),
        "item analysis": (site.trainer, f"{group}/items/{lesson}"),
        "needs help": (site.trainer, f"{group}/needs-help"),
        "most missed": (site.trainer, f"{group}/missed"),
        "assignments": (site.trainer, f"{group}/assignments"),
    }[page]


@pytest.mark.parametrize("page", STATEMENTS)
def test_a_page_asks_a_fixed_number_of_questions(page: str, site: Site) -> None:
    """Counted from the second look on: the first may write down that there was one."""
    person, url = address(page, site)
    browser = signed_in(site, person)
    browser.get(url)

    with counted(site.app) as statements:
        browser.get(url)

    assert len(statements) == STATEMENTS[page], "\n".join(statements)


def test_a_question_for_each_learner_would_be_noticed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The count goes up with the group when a rule asks for each learner anew."""
    from course.reports import overview

    rule: Callable[..., object] = overview.dues_of

    def asks_for_each_learner(*given: object) -> object:
        db.session.execute(select(PersonRow.id).limit(1))
        return rule(*given)

    monkeypatch.setattr(overview, "dues_of", asks_for_each_learner)
    person, url = address("matrix", site)
    browser = signed_in(site, person)
    browser.get(url)
    with counted(site.app) as statements:
        browser.get(url)

    with site.app.app_context():
        learners = len(list_members(site.group.id))
    assert len(statements) == STATEMENTS["matrix"] + learners
