"""Who does not want to make up a name takes one of three, without a script, and keeps what was typed."""

from datetime import timedelta

import pytest
from flask import Flask

from course import clock
from course.people import actions as people
from course.people import pseudonyms
from course.people.model import Role
from course.people.rules import name_key
from course.people.store import is_name_taken
from tests.browser import Browser, Page, words_of
from tests.cast import PASSWORD, Cast


def suggested(page: Page) -> list[str]:
    return [words_of(button) for button in page.all("button", name="suggested")]


@pytest.fixture
def addresses(app: Flask, cast: Cast) -> dict[str, tuple[str, str]]:
    """Where an account can be made, and the button that makes it."""
    with app.app_context():
        token = people.invite(Role.TRAINER, timedelta(days=1), clock.now())
    return {
        "sign up": ("/sign-up", "Make my account"),
        "join": (f"/join/{cast.code}", "Make my account and join"),
        "invitation": (f"/invite/{token}", "Make my account"),
    }


@pytest.mark.parametrize("where", ["sign up", "join", "invitation"])
def test_a_suggested_name_is_one_tap_and_the_password_that_was_typed_stays(
    app: Flask, stranger: Browser, addresses: dict[str, tuple[str, str]], where: str
) -> None:
    # given three free names on the page
    address, button = addresses[where]
    names = suggested(stranger.get(address))
    assert len(set(names)) == pseudonyms.SUGGESTED
    with app.app_context():
        assert not any(is_name_taken(name_key(name)) for name in names)

    # when one is taken after the password was typed
    page = stranger.submit(names[1], name="something else", password=PASSWORD)

    # then it stands in the field, nothing was made, and no address holds it
    assert page.one("input", id="name").get("value") == names[1]
    assert page.one("input", id="password").get("value") == PASSWORD
    assert page.errors == []
    assert page.url.endswith(address)
    with app.app_context():
        assert not is_name_taken(name_key(names[1]))

    # and the account is made with it
    assert stranger.submit(button).h1 == "Your recovery code"
    with app.app_context():
        assert is_name_taken(name_key(names[1]))


def test_a_password_never_comes_back_in_any_other_answer(stranger: Browser) -> None:
    stranger.get("/sign-up")
    page = stranger.submit("Make my account", status=422, name="", password=PASSWORD)
    assert PASSWORD not in page.html
    assert len(suggested(page)) == pseudonyms.SUGGESTED, "and three names are there still"


def test_the_first_button_of_the_form_is_the_one_that_makes_the_account(stranger: Browser) -> None:
    """Enter presses the first one: it must not be a suggestion."""
    form = stranger.get("/sign-up").form("Make my account")
    first = next(form.iter("button"))
    assert (words_of(first), first.get("name")) == ("Make my account", None)


def test_nothing_is_suggested_to_who_has_an_account(rosa: Browser, addresses: dict[str, tuple[str, str]]) -> None:
    for where in ("join", "invitation"):
        assert suggested(rosa.get(addresses[where][0])) == []


def test_what_a_browser_makes_up_as_a_suggestion_is_only_a_text(stranger: Browser) -> None:
    stranger.get("/sign-up")
    page = stranger.post("/sign-up", {"suggested": "<b>" + "x" * 100})
    assert page.one("input", id="name").get("value") == "<b>" + "x" * 37
