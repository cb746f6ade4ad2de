"""Learners without a device: Ines prints slips, each signs one learner in once, until they choose a password."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from course import clock
from course.people.model import Person
from course.slips import actions
from course.slips.model import LASTS, SLIPS_AT_ONCE, SlipNotValid
from tests.browser import Browser, words_of
from tests.cast import PASSWORD, Cast
from tests.conftest import SetClock

SignIn = Callable[[Person], Browser]
NOT_VALID = "This slip does not work any more"
ADD = "Add these learners to “Tuesday group”"


def add(browser: Browser, cast: Cast, *names: str) -> None:
    browser.get(f"/groups/{cast.tuesday.public_id}/roster")
    browser.submit("Look it through", lines="\n".join(names))
    browser.submit(ADD)


def print_slips(browser: Browser, cast: Cast) -> dict[str, str]:
    """The codes by name, as they stand on the sheet."""
    browser.get(f"/groups/{cast.tuesday.public_id}/slips")
    page = browser.submit("Make the slips")
    assert page.h1 == "Slips to print and cut"
    return {
        card.get("aria-label", ""): words_of(next(card.iter("code")))
        for card in page.all("section", class_="app-joincard")
    }


@pytest.fixture
def code(ines: Browser, cast: Cast) -> str:
    """The code on Maple's slip."""
    add(ines, cast, "Maple")
    return print_slips(ines, cast)["Maple"]


def test_a_slip_signs_its_learner_in_once(code: str, stranger: Browser, app: Flask, cast: Cast) -> None:
    stranger.get("/sign-in")
    stranger.click("I have a sign-in slip")
    page = stranger.submit("Sign in", code=code.lower().replace("-", " "))
    assert page.h1 == "Hello, Maple"
    assert "You are in the group Tuesday group." in page.text
    assert "The slip is used up." in page.text
    another = Browser(app)
    another.get("/slip")
    page = another.submit("Sign in", status=422, code=code)
    assert page.errors == ["This code does not work. It may have been used, or there is a newer slip."]
    assert another.get(f"/slip/{code}", status=410).h1 == NOT_VALID


def test_the_picture_asks_before_it_uses_the_slip_up(code: str, stranger: Browser, app: Flask) -> None:
    for _look in range(2):
        assert stranger.get(f"/slip/{code}").h1 == "Sign in as Maple"
    assert stranger.submit("Sign in").h1 == "Hello, Maple"
    assert Browser(app).get(f"/slip/{code}", status=410).h1 == NOT_VALID


@pytest.mark.parametrize("typed", ["", "nonsense", "0000-0000-0000-0000", "x" * 59])
def test_a_code_that_is_none_is_refused_and_stays_in_the_form(stranger: Browser, typed: str) -> None:
    stranger.get("/slip")
    page = stranger.submit("Sign in", status=422, code=typed)
    assert len(page.errors) == 1
    assert page.one("input", id="code").get("value", "") == typed


def test_of_ten_that_use_a_slip_at_once_one_gets_in(code: str, app: Flask) -> None:
    def try_it(_number: int) -> bool:
        with app.app_context():
            try:
                actions.sign_in_by_slip(code, clock.now())
            except SlipNotValid:
                return False
            return True

    with ThreadPoolExecutor(10) as tries:
        assert sorted(tries.map(try_it, range(10))) == [False] * 9 + [True]


def test_a_new_slip_ends_the_one_before_and_all_end_after_a_while(
    code: str, ines: Browser, stranger: Browser, cast: Cast, at: SetClock
) -> None:
    page = ines.get(f"/groups/{cast.tuesday.public_id}/slips")
    assert "still holds one that works" in page.text
    box = page.one("input", name="learners")
    assert box.get("checked") is None, "who has a slip is not ticked by itself"
    ines.submit("Make the slips", learners=[box.get("value")])
    newer = words_of(next(ines.page.one("section", class_="app-joincard").iter("code")))
    assert newer != code
    stranger.get(f"/slip/{code}", status=410)
    stranger.get(f"/slip/{newer}")
    at.forward(seconds=LASTS.total_seconds())
    stranger.get(f"/slip/{newer}", status=410)


def test_a_password_of_ones_own_ends_slips_for_good(
    code: str, ines: Browser, stranger: Browser, app: Flask, cast: Cast
) -> None:
    stranger.get(f"/slip/{code}")
    stranger.submit("Sign in")
    stranger.click("My account")
    assert "Change my password" not in stranger.page.links
    stranger.click("Choose a password")
    assert stranger.submit("Save the password", status=422, password="maple").errors
    page = stranger.submit("Save the password", password=PASSWORD)
    assert page.h1 == "Your recovery code"
    stranger.submit("I have written it down")
    assert stranger.get("/me/first-password").h1 == "Change my password"
    assert Browser(app).sign_in_as("Maple", PASSWORD).h1 == "Hello, Maple"
    page = ines.get(f"/groups/{cast.tuesday.public_id}/slips")
    assert "Everybody in this group has a password of their own, so nobody needs a slip." in page.text


def test_who_has_no_password_is_led_from_changing_it_to_choosing_one(code: str, stranger: Browser) -> None:
    stranger.get(f"/slip/{code}")
    stranger.submit("Sign in")
    assert stranger.get("/me/password").h1 == "Choose a password"
    assert stranger.get("/me/new-recovery-code").h1 == "Choose a password"


def test_nobody_can_print_a_slip_for_an_account_that_somebody_made_for_themselves(
    ines: Browser, cast: Cast, app: Flask
) -> None:
    page = ines.get(f"/groups/{cast.tuesday.public_id}/slips")
    assert "nobody needs a slip" in page.text
    add(ines, cast, "Maple")
    ines.get(f"/groups/{cast.tuesday.public_id}/slips")
    page = ines.submit("Make the slips", status=422, learners=[cast.rosa.public_id])
    assert page.errors == ["Somebody has a password by now, or left. Choose again"]
    with app.app_context():
        assert actions.print_slips(cast.tuesday, [cast.rosa], cast.ines, clock.now()) == []


def test_the_sheet_says_nothing_of_the_course_and_stands_in_no_cache(ines: Browser, cast: Cast) -> None:
    add(ines, cast, "Maple")
    ines.get(f"/groups/{cast.tuesday.public_id}/slips")
    page = ines.submit("Make the slips")
    card = words_of(page.one("section", class_="app-joincard"))
    assert not any(word in card.lower() for word in ("heroin", "drug", "inject", "needle"))
    assert page.response.headers["Cache-Control"] == "no-store"


def test_printing_and_using_a_slip_stand_in_the_audit_log_without_its_code(
    code: str, stranger: Browser, signed_in: SignIn, cast: Cast
) -> None:
    stranger.get(f"/slip/{code}")
    stranger.submit("Sign in")
    log = signed_in(cast.ada).get("/admin/audit")
    assert "Sign-in slips printed Ines Maple Tuesday group" in log.text
    assert "Signed in Maple slip" in log.text
    assert code.replace("-", "") not in log.html.replace("-", "")


def test_a_hundred_slips_stand_on_a_sheet_and_the_rest_on_the_next(ines: Browser, cast: Cast) -> None:
    add(ines, cast, *(f"Learner {number}" for number in range(SLIPS_AT_ONCE + 20)))
    assert len(print_slips(ines, cast)) == SLIPS_AT_ONCE
    assert len(print_slips(ines, cast)) == 20


def test_a_learner_who_was_moved_out_gets_no_slip_here(ines: Browser, code: str, cast: Cast) -> None:
    page = ines.get(f"/groups/{cast.tuesday.public_id}")
    learner = page.links["Maple"]
    ines.get(f"{learner}/leave")
    ines.submit("Remove from the group")
    assert "nobody needs a slip" in ines.get(f"/groups/{cast.tuesday.public_id}/slips").text
