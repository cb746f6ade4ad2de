"""What several journeys need: another tab, what a script sends, and a look at everything that is recorded."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import select
from werkzeug.test import TestResponse

from course.database import Base, db
from tests.browser import Browser, words_of

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


def explained_in(section: Element) -> list[tuple[str, str, bool]]:
    """(text, explanation, whether it was chosen) of each option of one question of a result, in the page's order."""
    found = []
    for option in section.iter("li"):
        parts = {part.get("class", ""): words_of(part) for part in option.iter("p")}
        chosen = parts.get("app-feedback__labels", "").startswith("Your answer")
        found.append((parts["app-feedback__text"], parts["app-feedback__why"], chosen))
    return found
