"""Ines sets up an app that shows codes; from then on her password alone opens nothing."""

import base64
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from course.app import create_app
from course.authenticator import rules
from course.content.model import Course
from course.database import db
from course.people import actions as people
from course.people.model import Person, Role
from course.settings import Settings
from tests.browser import Browser, Page, words_of
from tests.builders import App, switch_on
from tests.cast import KEY, PASSWORD, Cast
from tests.conftest import SetClock

SignIn = Callable[[Person], Browser]
Contents = Callable[[], dict[str, list[tuple[object, ...]]]]
TwinOf = Callable[..., Browser]

OTHER = "four slow green rivers"
DOES_NOT_FIT = "This code does not fit. Wait for the next one, and check that the phone’s clock is right."


@pytest.fixture
def phone(app: Flask, cast: Cast, at: SetClock) -> App:
    """The app on Ines's phone, already set up."""
    with app.app_context():
        return switch_on(cast.ines, at())


# ---------------------------------------------------------------- setting it up


def test_ines_sets_it_up_and_signs_in_with_it(ines: Browser, stranger: Browser, at: SetClock) -> None:
    ines.get("/me")
    ines.click("A second step when I sign in")
    page = ines.submit("Set it up", old_password=PASSWORD)
    assert page.h1 == "Set up your app"
    (picture,) = page.all("img")
    assert (picture.get("src") or "").startswith("data:image/svg+xml")
    app_on_phone = App(secret_on(page), ())

    page = ines.submit("Switch it on", status=422, code=app_on_phone.code(at(), steps=5))
    assert page.errors == [DOES_NOT_FIT]
    assert secret_on(page) == app_on_phone.secret, "a slip of the finger makes no new secret"
    page = ines.submit("Switch it on", code=app_on_phone.code(at()))
    assert page.h1 == "Write these codes down"
    codes = [words_of(code) for code in page.all("code")]
    assert len(set(codes)) == 10
    page = ines.click("I have written them down")
    assert "10 of the codes that you wrote down are left." in page.text
    assert not any(code in page.html for code in codes)

    at.forward(seconds=30)
    assert stranger.sign_in_as("Ines", PASSWORD).h1 == "The code from your app"
    assert stranger.submit("Sign in", code=app_on_phone.code(at())).h1 == "Hello, Ines"


def test_nothing_changes_until_a_first_code_was_typed(ines: Browser, stranger: Browser) -> None:
    ines.get("/me/second-step")
    ines.submit("Set it up", old_password=PASSWORD)
    assert stranger.sign_in_as("Ines", PASSWORD).h1 == "Hello, Ines"


def test_who_finds_a_laptop_open_cannot_set_it_up(ines: Browser) -> None:
    ines.get("/me/second-step")
    page = ines.submit("Set it up", status=422, old_password=OTHER)
    assert page.errors == ["This is not your password. Check it, and try again."]
    assert ines.get("/me/second-step/set-up").h1 == "A second step when you sign in"


def test_once_it_is_on_the_secret_is_nobodys_to_see(ines: Browser, phone: App) -> None:
    for address in ("/me/second-step", "/me/second-step/set-up", "/me"):
        html = ines.get(address).html
        assert rules.in_letters(phone.secret)[:4] not in html
        assert "data:image" not in html


def test_the_database_alone_makes_no_codes(phone: App, contents: Contents) -> None:
    kept = str(contents())
    assert rules.in_letters(phone.secret) not in kept
    assert repr(phone.secret) not in kept
    assert phone.secret.hex() not in kept
    for code in phone.spare_codes:
        assert code not in kept


def test_learners_are_not_asked_and_cannot_set_it_up(rosa: Browser) -> None:
    assert "A second step when I sign in" not in rosa.get("/me").links
    assert rosa.get("/me/second-step", 403).h1 == "This page is not open to you"


# ---------------------------------------------------------------- signing in with it


def test_the_password_alone_opens_nothing(stranger: Browser, phone: App, contents: Contents) -> None:
    before = contents()["sign_in"]
    stranger.sign_in_as("Ines", PASSWORD)
    for address in ("/me", "/groups", "/me/second-step", "/me/password"):
        assert stranger.get(address).h1 == "Sign in"
    assert stranger.get("/").h1 != "Hello, Ines"
    assert contents()["sign_in"] == before
    assert stranger.get("/sign-in/code").h1 == "The code from your app", "and the code can still be typed"


def test_a_wrong_password_never_gets_as_far_as_the_code(stranger: Browser, phone: App) -> None:
    stranger.get("/sign-in")
    stranger.submit("Sign in", status=422, name="Ines", password=OTHER)
    assert stranger.get("/sign-in/code").h1 == "Sign in"


def test_it_leads_to_the_page_that_was_asked_for_and_keeps_the_tick(
    stranger: Browser, phone: App, at: SetClock
) -> None:
    stranger.get("/groups")
    stranger.submit("Sign in", name="Ines", password=PASSWORD, keep="y")
    stranger.submit("Sign in", status=422, code="000000")
    assert stranger.submit("Sign in", code=phone.code(at())).h1 == "My groups"
    at.forward(days=29)
    assert stranger.get("/me").h1 == "My account"


def test_it_never_leads_away(stranger: Browser, phone: App) -> None:
    stranger.sign_in_as("Ines", PASSWORD)
    page = stranger.get("/sign-in/code?next=//elsewhere.example")
    assert page.form("Sign in").get("action") == "/sign-in/code?next=/"


def test_the_same_code_signs_in_once(app: Flask, phone: App, at: SetClock) -> None:
    first, thief = Browser(app), Browser(app)
    for browser in (first, thief):
        browser.sign_in_as("Ines", PASSWORD)
    code = phone.code(at())
    assert first.submit("Sign in", code=code).h1 == "Hello, Ines"
    assert thief.submit("Sign in", status=422, code=code).errors == [DOES_NOT_FIT]
    assert thief.submit("Sign in", code=phone.code(at(), steps=1)).h1 == "Hello, Ines"


def test_a_code_that_was_written_down_signs_in_once(app: Flask, phone: App) -> None:
    sloppy = phone.spare_codes[3].lower()
    for status in (200, 422):
        browser = Browser(app)
        browser.sign_in_as("Ines", PASSWORD)
        browser.submit("Sign in", status=status, code=f"{sloppy[:4]}-{sloppy[4:8]} {sloppy[8:]}")
    other = Browser(app)
    other.sign_in_as("Ines", PASSWORD)
    other.submit("Sign in", code=phone.spare_codes[4])
    assert "8 of the codes that you wrote down are left." in other.get("/me/second-step").text


def test_the_code_has_five_minutes_to_come(stranger: Browser, phone: App, at: SetClock) -> None:
    stranger.sign_in_as("Ines", PASSWORD)
    page = stranger.page
    at.forward(minutes=5, seconds=1)
    stranger.page = page
    assert stranger.submit("Sign in", code=phone.code(at())).h1 == "Sign in"


def test_a_copied_half_sign_in_is_used_once(stranger: Browser, phone: App, at: SetClock, twin_of: TwinOf) -> None:
    stranger.sign_in_as("Ines", PASSWORD)
    thief = twin_of(stranger)
    stranger.submit("Sign in", code=phone.code(at()))
    assert thief.get("/sign-in/code").h1 == "Sign in"


def test_a_new_password_ends_half_sign_ins_too(stranger: Browser, ines: Browser, phone: App, at: SetClock) -> None:
    stranger.sign_in_as("Ines", PASSWORD)
    ines.get("/me/password")
    ines.submit("Change my password", old_password=PASSWORD, password=OTHER)
    assert stranger.get("/sign-in/code").h1 == "Sign in"


def test_the_recovery_code_does_not_stand_in_for_the_app(app: Flask, stranger: Browser, at: SetClock) -> None:
    with app.app_context():
        noor = people.join("Noor", PASSWORD, at(), role=Role.TRAINER)
        phone = switch_on(noor.person, at())
    stranger.get("/recover")
    page = stranger.submit("Set the new password", name="Noor", code=noor.recovery_code, password=OTHER)
    assert page.h1 == "Sign in"
    assert "Your new password is set. Sign in with it and the code from your app." in page.text
    stranger.submit("Sign in", name="Noor", password=OTHER)
    assert stranger.submit("Sign in", code=phone.code(at())).h1 == "Get a new recovery code"


def test_who_is_no_trainer_any_more_is_not_asked(stranger: Browser, signed_in: SignIn, phone: App, cast: Cast) -> None:
    ada = signed_in(cast.ada)
    ada.get(f"/admin/people/{cast.ines.public_id}")
    ada.submit("Save the role", role="learner")
    assert stranger.sign_in_as("Ines", PASSWORD).h1 == "Hello, Ines"


# ---------------------------------------------------------------- switching it off


def test_switching_it_off_takes_the_password_and_a_code(
    ines: Browser, stranger: Browser, phone: App, at: SetClock
) -> None:
    ines.get("/me/second-step")
    ines.click("Switch it off")
    for password, code, said in (
        (OTHER, phone.code(at()), "This is not your password. Check it, and try again."),
        (PASSWORD, "000000", DOES_NOT_FIT),
    ):
        assert ines.submit("Switch it off", status=422, old_password=password, code=code).errors == [said]
    page = ines.submit("Switch it off", old_password=PASSWORD, code=phone.code(at()))
    assert "The second step is off." in page.text
    assert stranger.sign_in_as("Ines", PASSWORD).h1 == "Hello, Ines"


def test_an_admin_helps_who_lost_the_phone_and_it_stands_in_the_log(
    signed_in: SignIn, ines: Browser, stranger: Browser, phone: App, cast: Cast
) -> None:
    ada = signed_in(cast.ada)
    ada.get(f"/admin/people/{cast.ines.public_id}")
    ada.submit("Switch the second step off")
    assert ines.get("/me").h1 == "Sign in", "whoever was in by it is out"
    assert stranger.sign_in_as("Ines", PASSWORD).h1 == "Hello, Ines"
    log = ada.get("/admin/audit").text
    assert "second step reset" in log.lower()
    assert "second step switched on" in log.lower()


def test_another_secret_key_makes_the_codes_useless_and_the_spare_ones_stay_good(
    settings: Settings, small_course: Course, phone: App, at: SetClock
) -> None:
    moved = create_app(replace(settings, secret_key="another-key-" * 4), small_course)
    browser = Browser(moved)
    browser.sign_in_as("Ines", PASSWORD)
    assert browser.submit("Sign in", status=422, code=phone.code(at())).errors == [DOES_NOT_FIT]
    assert browser.submit("Sign in", code=phone.spare_codes[0]).h1 == "Hello, Ines"
    with moved.app_context():
        db.engine.dispose()


def test_an_earlier_secret_key_still_opens_them(
    settings: Settings, small_course: Course, phone: App, at: SetClock
) -> None:
    moved = create_app(replace(settings, secret_key="another-key-" * 4, secret_key_fallbacks=(KEY,)), small_course)
    browser = Browser(moved)
    browser.sign_in_as("Ines", PASSWORD)
    assert browser.submit("Sign in", code=phone.code(at())).h1 == "Hello, Ines"
    with moved.app_context():
        db.engine.dispose()


# ---------------------------------------------------------------- when the site asks for it


def test_a_site_may_ask_trainers_for_it_before_their_desk_opens(
    settings: Settings, small_course: Course, cast: Cast, at: SetClock
) -> None:
    strict = create_app(replace(settings, trainers_need_totp=True), small_course)
    ines, rosa = Browser(strict), Browser(strict)
    ines.sign_in_as("Ines", PASSWORD)
    for address in ("/groups", f"/groups/{cast.tuesday.public_id}", "/preview"):
        page = ines.get(address)
        assert page.h1 == "A second step when you sign in"
        assert "On this site trainers and admins set this up first." in page.text
    assert ines.get("/").h1 == "Hello, Ines", "learning goes on"
    assert ines.get("/admin/people", 403).h1 == "This page is not open to you"

    ines.get("/me/second-step")
    page = ines.submit("Set it up", old_password=PASSWORD)
    ines.submit("Switch it on", code=App(secret_on(page), ()).code(at()))
    assert ines.get("/groups").h1 == "My groups"
    assert rosa.sign_in_as("Rosa", PASSWORD).h1 == "Hello, Rosa"
    with strict.app_context():
        db.engine.dispose()


def test_nor_can_a_form_be_sent_before(settings: Settings, small_course: Course, contents: Contents) -> None:
    strict = create_app(replace(settings, trainers_need_totp=True), small_course)
    ada = Browser(strict)
    ada.sign_in_as("Ada", PASSWORD)
    before = contents()
    assert ada.post("/groups", {"name": "Another group"}).h1 == "A second step when you sign in"
    assert contents() == before
    with strict.app_context():
        db.engine.dispose()


def secret_on(page: Page) -> bytes:
    """The secret, from the letters for who types it into the app."""
    letters = words_of(page.one("code")).replace(" ", "")
    return base64.b32decode(letters + "=" * (-len(letters) % 8))
