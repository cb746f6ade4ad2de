"""The help page of the real course on paper: one sheet with the numbers and every emergency card."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from course.app import create_app
from course.content import load_course
from course.database import db
from course.paths import shipped
from course.settings import Settings
from tests.pages.conftest import LAPTOP, Device

CARDS = ("overdose", "sepsis", "abscess", "chest-pain", "suicide")


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings, load_course(shipped("lessons"), shipped("quizzes")))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_help_fits_on_one_sheet(device: Callable[..., Device], tmp_path: Path, paper: str) -> None:
    page = device(LAPTOP).open("/help")
    page.pdf(path=tmp_path / "help.pdf", format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "help.pdf").read_bytes())) == 1


def test_the_sheet_holds_every_card_and_every_number(device: Callable[..., Device], app: Flask) -> None:
    page = device(LAPTOP).open("/help")
    page.emulate_media(media="print")
    for card in CARDS:
        shown = page.locator(f"#{card} .app-care")
        assert shown.count() >= 1
        assert all(one.is_visible() for one in shown.all()), card
    for line in app.extensions["course"].help_lines:
        assert page.locator(f".app-helplines--large a[href='tel:{line.dial}']").is_visible(), line.name
