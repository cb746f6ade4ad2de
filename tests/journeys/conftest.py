"""What several journeys need: another tab, what a script sends, and a look at everything that is recorded."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import select
from werkzeug.test import TestResponse

from course.app import create_app
from course.content.model import Bank, Course, Module
from course.database import Base, db
from course.items import Asks, Item, Matching, Ordering
from course.people.model import Person
from course.settings import Settings
from tests.browser import Browser, Page, words_of
from tests.cast import Cast
from tests.conftest import SetClock

Contents = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates are compiled once, not for each test (each has its own application): that halves the time."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(app: Flask, compiled_templates: FileSystemBytecodeCache) -> Flask:
    app.jinja_env.bytecode_cache = compiled_templates
    return app


@pytest.fixture
def contents(app: Flask) -> Callable[[], Contents]:
    """Every row of every table, by the table's name."""

    def read() -> Contents:
        with app.app_context():
            return {
                table.name: [tuple(row) for row in db.session.execute(select(table).order_by(*table.primary_key))]
                for table in Base.metadata.sorted_tables
            }

    return read


@pytest.fixture
def twin_of() -> Callable[..., Browser]:
    """A second tab, or a thief: the same cookie and the same page as a browser has now; `on` another application."""

    def copy(browser: Browser, on: Flask | None = None) -> Browser:
        twin = Browser(on or browser.app)
        cookie = browser.client.get_cookie("session")
        if cookie is not None:
            twin.client.set_cookie("session", cookie.value)
        if hasattr(browser, "page"):
            twin.page = browser.page
        return twin

    return copy


@pytest.fixture
def beacon() -> Callable[..., TestResponse]:
    """What a script sends while the page stays open: a form's fields with its name in X-Requested-With."""

    def send(browser: Browser, url: str, name: str, **fields: Any) -> TestResponse:
        token = browser.page.all("input", name="csrf_token")[0].get("value")
        return browser.client.post(url, data={"csrf_token": token, **fields}, headers={"X-Requested-With": name})

    return send


@pytest.fixture
def after_days(signed_in: Callable[[Person], Browser], cast: Cast, at: SetClock) -> Callable[[int], Browser]:
    """Rosa comes back after some days, and signs in anew."""

    def come_back(days: int) -> Browser:
        at.forward(days=days)
        return signed_in(cast.rosa)

    return come_back


def explained_in(section: Element) -> list[tuple[str, str, bool]]:
    """(text, explanation, whether it was chosen) of each option of one question of a result, in the page's order."""
    found = []
    for option in section.iter("li"):
        parts = {part.get("class", ""): words_of(part) for part in option.iter("p")}
        chosen = parts.get("app-feedback__labels", "").startswith("Your answer")
        found.append((parts["app-feedback__text"], parts["app-feedback__why"], chosen))
    return found


def as_fields(item: Item, given: Sequence[int], page: Page) -> dict[str, Any]:
    """What a browser sends for an answer to the item on the page, other than a story (sent choice by choice)."""
    if item.asks is not Asks.ROWS:
        return {"chosen": [str(position) for position in given]}
    assert isinstance(item, Matching | Ordering)
    selects = {words_of(label): label.get("for") or "" for label in page.all("label")}
    options = {
        select.get("id") or "": {words_of(option): option.get("value") or "" for option in select.iter("option")}
        for select in page.all("select")
    }
    sent = {}
    for row, place in zip(item.rows, given, strict=True):
        words = item.responses[place] if isinstance(item, Matching) else str(place + 1)
        sent[selects[row]] = "-1" if place < 0 else options[selects[row]][words]
    return sent


@pytest.fixture
def opened_with(settings: Settings, app: Flask) -> Iterator[Callable[[Course], Flask]]:
    """The same database, served with another course: what authors do while people learn."""
    opened: list[Flask] = []

    def open_with(course: Course) -> Flask:
        opened.append(create_app(settings, course))
        return opened[-1]

    yield open_with
    for each in opened:
        with each.app_context():
            db.engine.dispose()


def with_bank(course: Course, place: int, bank: Bank) -> Course:
    """The course with another bank for one of its modules."""
    modules: list[Module] = list(course.modules)
    modules[place] = replace(modules[place], bank=replace(bank, stem=modules[place].stem))
    return replace(course, modules=tuple(modules))
