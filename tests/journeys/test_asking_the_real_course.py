"""Every question of the ten banks as it stands: opened, answered wrong and sure of it, and answered right."""

from collections.abc import Iterator

import pytest
from flask import Flask

from course.app import create_app
from course.content import load_course
from course.content.model import Course, Module
from course.database import db
from course.items import BranchingCase, Item
from course.items.choosing import ChoosingItem
from course.paths import shipped
from course.settings import Settings
from tests.browser import Browser, Page, words_of
from tests.journeys.conftest import as_fields


@pytest.fixture(scope="module")
def real_course() -> Course:
    return load_course(shipped("lessons"), shipped("quizzes"))


@pytest.fixture
def app(settings: Settings, real_course: Course) -> Iterator[Flask]:
    """The real course in place of the small one."""
    app = create_app(settings, real_course)
    yield app
    with app.app_context():
        db.engine.dispose()


STEMS = [path.stem for path in sorted(shipped("quizzes").glob("*.yaml"))]


@pytest.mark.parametrize("stem", STEMS)
def test_every_question_is_asked_and_explained(rosa: Browser, real_course: Course, stem: str) -> None:
    """Each page on the way is inspected: its ids, its labels, its words to tap, its emergency cards."""
    module = real_course.get_module(stem)
    for item in module.bank.open_items:
        missed = answered(rosa, module, item, wrong(item), "I’m sure")
        assert not item.must_pass or item.help_section in ids_of(missed), f"{item.id}: its emergency card is missing"
        assert not item.must_pass or "tel:911" in calls_in_view(missed), f"{item.id}: the number is folded away"
        assert item.must_pass or item.stem in missed.text
        found = answered(rosa, module, item, item.key, "I think so")
        assert found.h1 == "You found it", item.id
        assert item.stem in found.text
        assert item.help_section not in ids_of(found)


def answered(browser: Browser, module: Module, item: Item, given: tuple[int, ...], certainty: str) -> Page:
    """The page that follows when the item is opened in practice and answered so."""
    browser.get(f"/practice/{module.stem}/{item.id}")
    if not isinstance(item, BranchingCase):
        return browser.submit(certainty, **as_fields(item, given, browser.page))
    for step in given:
        buttons = [words_of(button) for button in browser.page.one("main").iter("button")]
        browser.submit(certainty if certainty in buttons else "Go on", chosen=str(step))
    return browser.page


def wrong(item: Item) -> tuple[int, ...]:
    """Earns less than the point: what is no key, the key with its rows moved on by one, the worst of each scene."""
    if isinstance(item, ChoosingItem):
        return next((at,) for at in range(len(item.options)) if at not in item.right_options)
    if isinstance(item, BranchingCase):
        path: tuple[int, ...] = ()
        while not item.is_complete(path):
            scene, _open = item.walk(path)[-1]
            path = (*path, min(range(len(scene.choices)), key=lambda at: item.worth_of(scene.choices[at])))
        return path
    return (*item.key[1:], item.key[0])


def calls_in_view(page: Page) -> set[str]:
    """The numbers of the page itself that nothing folds away."""
    main = page.one("main")
    folded = {link for details in main.iter("details") for link in details.iter("a")}
    return {link.get("href") or "" for link in main.iter("a") if link not in folded}


def ids_of(page: Page) -> set[str]:
    return {element.get("id") or "" for element in page.one("main").iter()}
