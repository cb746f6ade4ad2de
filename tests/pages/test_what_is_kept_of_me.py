"""In real Chromium: a suggested name, neutral titles, the record in the hand, and the account gone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from course import clock
from course.content.model import Course
from tests.builders import take_quiz
from tests.cast import PASSWORD, Cast
from tests.pages.conftest import LAPTOP, PHONE, Device

Devices = Callable[..., Device]
BOTH = pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])


def headline(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


@BOTH
@SCRIPT
def test_a_name_is_taken_by_one_tap_and_enter_makes_the_account(
    device: Devices, viewport: dict[str, int], javascript: bool
) -> None:
    one = device(viewport, javascript=javascript)
    page = one.open("/sign-up")
    page.get_by_label("Password").fill(PASSWORD)
    suggestions = page.get_by_role("group", name="Or take a name that nobody uses here").get_by_role("button")
    expect(suggestions).to_have_count(3)
    name = suggestions.nth(1).inner_text()
    suggestions.nth(1).click()
    expect(page.get_by_label("A name for the course")).to_have_value(name)
    expect(page.get_by_label("Password")).to_have_value(PASSWORD)
    assert one.path() == "/sign-up"
    page.get_by_label("A name for the course").press("Enter")
    headline(page, "Your recovery code")
    page.get_by_role("button", name="I have written it down").click()
    headline(page, f"Hello, {name}")


@BOTH
@SCRIPT
def test_neutral_titles_the_record_and_the_way_out_for_good(
    device: Devices,
    app: Flask,
    cast: Cast,
    small_course: Course,
    tmp_path: Path,
    viewport: dict[str, int],
    javascript: bool,
) -> None:
    with app.app_context():
        take_quiz(small_course.modules[0], cast.rosa, clock.now(), right=2)
    one = device(viewport, who=cast.rosa, javascript=javascript)
    page = one.open("/")
    assert page.title() == f"Hello, Rosa – {small_course.title}"

    # neutral titles, from the foot of home
    page.get_by_role("button", name="Keep the titles neutral").click()
    headline(page, "Hello, Rosa")
    for path in ("/", "/lessons/robins-and-redstarts", "/quizzes/robins-and-redstarts", "/help", "/me"):
        assert one.open(path).title() == "Course"
        assert one.is_as_wide_as_its_screen()

    # the record, as both files
    page.get_by_role("link", name="My record: all that is kept of me").click()
    headline(page, "My record")
    assert page.title() == "Course"
    assert one.is_as_wide_as_its_screen()
    for link, ending in (("A file to read or print (PDF)", "pdf"), ("A file for another program (JSON)", "json")):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=link).click()
        assert waiting.value.suggested_filename == f"{clock.now().date().isoformat()}-record.{ending}"
        waiting.value.save_as(tmp_path / f"record.{ending}")
    assert (tmp_path / "record.pdf").read_bytes().startswith(b"%PDF")
    assert json.loads((tmp_path / "record.json").read_text())["kept"]["person"]["rows"][0]["name"] == "Rosa"

    # and the account, gone for good
    one.open("/me/delete")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Yes, delete my account").click()
    headline(page, "Your account is deleted")
    assert one.is_as_wide_as_its_screen()
    one.open("/me")
    headline(page, "Sign in")
