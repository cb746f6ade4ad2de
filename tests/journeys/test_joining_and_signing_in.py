"""A made-up name and a password are all it takes; a recovery code leads back in; a sign-in ends when it should."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask import Flask

from course.content.model import Course
from course.database import transaction
from course.groups import store as groups
from course.groups.model import JoinCode
from course.people import actions as people
from course.people import store
from course.people.model import Person, Role
from course.people.rules import code_as_meant, digest
from tests.browser import Browser, Page, words_of
from tests.builders import take_quiz
from tests.cast import PASSWORD, Cast
from tests.conftest import SetClock

SignIn = Callable[[Person], Browser]
Contents = Callable[[], dict[str, list[tuple[object, ...]]]]
TwinOf = Callable[..., Browser]

OTHER = "four slow green rivers"
"""Another good password."""

NOT_TOGETHER = "This name and password do not belong together. Check both, and try again."
CODE_NOT_TOGETHER = "This name and recovery code do not belong together. Check both, and try again."
TOO_OFTEN = "That was tried too often. Wait 15 minutes, then try again."
TAKEN = "Somebody already uses this name. Choose another."
EASY = "This password is easy to guess. Choose another."


# ---------------------------------------------------------------- signing up alone


def test_a_made_up_name_and_a_password_are_all_that_is_asked(stranger: Browser) -> None:
    stranger.get("/")
    page = stranger.click("Make an account")
    asked = {field.get("name") for field in page.form("Make my account").iter("input")}
    assert asked == {"csrf_token", "name", "password", "keep"}
    assert stranger.submit("Make my account", name="Nora", password=PASSWORD).h1 == "Your recovery code"
    assert stranger.submit("I have written it down").h1 == "Hello, Nora"


def test_the_recovery_code_is_shown_until_it_is_written_down_and_never_again(stranger: Browser) -> None:
    stranger.get("/sign-up")
    code = code_on(stranger.submit("Make my account", name="Nora", password=PASSWORD))
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}", code)
    stranger.get("/")
    assert code_on(stranger.get("/me/recovery-code")) == code, "who looked away can come back to it"

    stranger.submit("I have written it down")
    assert stranger.get("/me/recovery-code").h1 == "My account"
    for address in ("/", "/me", "/me/new-recovery-code"):
        html = stranger.get(address).html
        assert code not in html, address
        assert code_as_meant(code) not in html, address


def test_a_code_that_was_not_written_down_waits_on_the_home_page(stranger: Browser) -> None:
    stranger.get("/sign-up")
    stranger.submit("Make my account", name="Night owl", password=OTHER)
    code = words_of(stranger.page.one("code"))
    stranger.get("/")
    stranger.click("Your recovery code waits to be written down")
    assert words_of(stranger.page.one("code")) == code
    stranger.submit("I have written it down")
    assert "Your recovery code waits to be written down" not in stranger.get("/").links


def test_the_same_form_sent_twice_makes_one_account_and_shows_a_code_that_works(
    stranger: Browser, twin_of: TwinOf, contents: Contents
) -> None:
    stranger.get("/sign-up")
    second_tap = twin_of(stranger)
    before = len(contents()["person"])
    stranger.submit("Make my account", name="Nora", password=PASSWORD)
    code = code_on(second_tap.submit("Make my account", name="Nora", password=PASSWORD))
    assert len(contents()["person"]) == before + 1
    assert recover(Browser(stranger.app), "Nora", code).h1 == "Your recovery code"


def test_the_same_form_sent_four_times_at_once_makes_one_account(
    stranger: Browser, twin_of: TwinOf, contents: Contents, app: Flask
) -> None:
    stranger.get("/sign-up")
    before = len(contents()["person"])
    taps = [twin_of(stranger) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        pages = list(threads.map(lambda tap: tap.submit("Make my account", name="Nora", password=PASSWORD), taps))
    codes = [code_as_meant(code_on(page)) for page in pages]
    assert len(contents()["person"]) == before + 1
    with app.app_context():
        credentials = store.find_credentials("nora")
    assert credentials is not None
    assert credentials.recovery_hash in [digest(code) for code in codes], "the code that works was shown"


@pytest.mark.parametrize(
    ("number", "minutes", "password"), [(1, 0, OTHER), (2, 3, PASSWORD)], ids=["another password", "later"]
)
def test_somebody_else_with_the_same_name_does_not_get_the_account(
    stranger: Browser, at: SetClock, app: Flask, number: int, minutes: int, password: str
) -> None:
    stranger.get("/sign-up")
    stranger.submit("Make my account", name="Nora", password=PASSWORD)
    at.forward(minutes=minutes)
    other = Browser(app)
    other.get("/sign-up")
    assert other.submit("Make my account", status=422, name="Nora", password=password).errors == [TAKEN], (
        f"row {number}"
    )
    assert other.get("/me").h1 == "Sign in"


@pytest.mark.parametrize("name", ["Rosa", "rosa", "ROSA", "  Rosa  ", "Ｒｏｓａ", "TOMA\u0301S", "Tomás"])
def test_a_name_that_looks_like_somebodys_is_taken_and_stays_in_the_form(
    stranger: Browser, contents: Contents, name: str
) -> None:
    before = contents()
    stranger.get("/sign-up")
    page = stranger.submit("Make my account", status=422, name=name, password=OTHER)
    assert page.errors == [TAKEN]
    assert typed_in(page, "name").casefold() in (name.strip().casefold(), "tomás")
    assert typed_in(page, "password") == "", "a password is never sent back"
    assert but_for_tries(contents()) == but_for_tries(before)


@pytest.mark.parametrize(
    ("number", "name", "password", "sentences"),
    [
        (1, "", "", ["Choose a name", "Choose a password"]),
        (2, "N", PASSWORD, ["The name needs 2 to 40 characters"]),
        (3, "N" * 41, PASSWORD, ["The name needs 2 to 40 characters"]),
        (4, "No\u200bra", PASSWORD, ["The name may hold letters, digits, spaces and signs only"]),
        (5, "No\u202era", PASSWORD, ["The name may hold letters, digits, spaces and signs only"]),
        (6, "Nora", "", ["Choose a password"]),
        (7, "Nora", "elevenchars", ["The password needs at least 12 characters, and at most 128"]),
        (8, "Nora", "long " * 26, ["The password needs at least 12 characters, and at most 128"]),
    ],
)
def test_a_form_that_is_not_right_keeps_the_name_and_says_what_to_do(
    stranger: Browser, number: int, name: str, password: str, sentences: list[str]
) -> None:
    stranger.get("/sign-up")
    page = stranger.submit("Make my account", status=422, name=name, password=password)
    assert page.errors == sentences, f"row {number}"
    assert typed_in(page, "name") == name
    assert typed_in(page, "password") == ""


@pytest.mark.parametrize(
    "password",
    [
        "q1w2e3r4t5y6",  # in the list of common ones
        "password12345",
        "Password!2026",
        "qwertyqwerty",
        "123456789012",
        "aaaaaaaaaaaa",
        "abababababab",
        "Nora Lin 2026!",
        "nora lin nora lin",
        "noralin2026-2026",
        "side by side",
        "SideBySide 2026",
        "side-by-side!",
    ],
)
def test_a_password_that_strangers_try_first_is_refused(stranger: Browser, password: str) -> None:
    stranger.get("/sign-up")
    page = stranger.submit("Make my account", status=422, name="Nora Lin", password=password)
    assert page.errors == [EASY]
    assert typed_in(page, "name") == "Nora Lin"


@pytest.mark.parametrize("password", ["password12345", "rosa rosa rosa", "side by side"])
def test_it_is_refused_wherever_a_password_is_set(rosa: Browser, stranger: Browser, cast: Cast, password: str) -> None:
    rosa.get("/me/password")
    page = rosa.submit("Change my password", status=422, old_password=PASSWORD, password=password)
    assert page.errors == [EASY]
    stranger.get("/recover")
    page = stranger.submit("Set the new password", status=422, name="Rosa", code=cast.recovery_code, password=password)
    assert page.errors == [EASY]
    assert typed_in(page, "name") == "Rosa"
    assert recover(stranger, "Rosa", cast.recovery_code).h1 == "Your recovery code", "the code was not used up by that"


def test_who_is_signed_in_needs_no_second_account(rosa: Browser) -> None:
    assert rosa.get("/sign-up").h1 == "Hello, Rosa"
    assert rosa.get("/sign-in").h1 == "Hello, Rosa"


# ---------------------------------------------------------------- joining with a group's code or link

CODE = "10AB0YZ9"


@pytest.fixture
def window_group(app: Flask, cast: Cast, at: SetClock) -> str:
    """A group whose code holds what people mistype: 1 and 0. Gives its name."""
    with app.app_context(), transaction():
        groups.record_group("Window group", JoinCode(CODE, None), cast.ines.id, at())
    return "Window group"


@pytest.mark.parametrize(
    "typed", ["10AB-0YZ9", "10ab0yz9", " lO ab - oYz9 ", "iOAB.OYZ9", "I0aB_0yz9\t", "1 0 a b 0 y z 9", "LOAB–OYZ9"]
)
def test_a_code_may_be_typed_sloppily(stranger: Browser, window_group: str, typed: str) -> None:
    stranger.get("/")
    stranger.click("I have a join code from a trainer")
    page = stranger.submit("Continue", code=typed)
    assert page.h1 == f"Join “{window_group}”"
    assert stranger.get(f"/join/{quote(typed)}").h1 == f"Join “{window_group}”", "and so may the link"


def test_a_stranger_joins_with_a_link_in_one_form(
    stranger: Browser, ines: Browser, cast: Cast, window_group: str
) -> None:
    page = stranger.get(f"/join/{CODE}")
    assert "The trainer of this group sees the name you make up" in page.text
    page = stranger.submit("Make my account and join", name="Nora", password=PASSWORD)
    assert page.h1 == "Your recovery code"
    assert f"You are in the group “{window_group}”." in page.text
    assert f"You are in the group {window_group}." in stranger.submit("I have written it down").text
    ines.get("/groups")
    assert "Nora" in ines.click(window_group).links


def test_the_joining_form_sent_twice_joins_once(
    stranger: Browser, twin_of: TwinOf, contents: Contents, window_group: str
) -> None:
    stranger.get(f"/join/{CODE}")
    second_tap = twin_of(stranger)
    before = contents()
    stranger.submit("Make my account and join", name="Nora", password=PASSWORD)
    page = second_tap.submit("Make my account and join", name="Nora", password=PASSWORD)
    assert page.h1 == "Your recovery code"
    after = contents()
    for table in ("person", "membership"):
        assert len(after[table]) == len(before[table]) + 1, table


def test_who_has_an_account_signs_in_on_the_way(stranger: Browser, window_group: str) -> None:
    stranger.get(f"/join/{CODE}")
    stranger.click("I have an account: sign in")
    page = stranger.submit("Sign in", name="Lena", password=PASSWORD)
    assert page.h1 == f"Join “{window_group}”"
    home = stranger.submit("Join this group")
    assert f"You are in the group {window_group}." in home.text


def test_who_is_signed_in_joins_with_one_button_and_keeps_the_other_group(
    rosa: Browser, contents: Contents, window_group: str
) -> None:
    for _ in range(2):
        rosa.get("/me")
        rosa.click("Join a group with a code")
        rosa.submit("Continue", code=CODE)
        home = rosa.submit("Join this group")
    assert f"You are in the groups Tuesday group, {window_group}." in home.text
    assert len(contents()["membership"]) == 4, "Rosa twice, Tomás, Mo: joining twice is joining once"


@pytest.mark.parametrize(
    ("number", "typed", "sentence"),
    [
        (1, "", "Type the code from your card"),
        (2, "10AB-0YZ8", "No group has this code. Check the letters and digits on your card."),
        (3, "10AB", "No group has this code. Check the letters and digits on your card."),
        (4, "---", "No group has this code. Check the letters and digits on your card."),
        (5, "' OR 1=1 --", "No group has this code. Check the letters and digits on your card."),
        (6, "1" * 41, "This is longer than a join code. Check your card, and try again"),
    ],
)
def test_a_code_that_no_group_has_stays_in_the_form(
    stranger: Browser, window_group: str, number: int, typed: str, sentence: str
) -> None:
    stranger.get("/join")
    page = stranger.submit("Continue", status=422, code=typed)
    assert page.errors == [sentence], f"row {number}"
    assert typed_in(page, "code") == typed
    assert stranger.get("/join/10AB-0YZ8", 404).h1 == "This page is not here"


def test_a_wrong_joining_form_keeps_the_name_and_joins_nobody(
    stranger: Browser, contents: Contents, window_group: str
) -> None:
    stranger.get(f"/join/{CODE}")
    before = contents()
    page = stranger.submit("Make my account and join", status=422, name="Rosa", password=OTHER)
    assert page.errors == [TAKEN]
    page = stranger.submit("Make my account and join", status=422, name="Nora", password="short")
    assert page.errors == ["The password needs at least 12 characters, and at most 128"]
    assert typed_in(page, "name") == "Nora"
    assert but_for_tries(contents()) == but_for_tries(before)


# ---------------------------------------------------------------- signing in and out


def test_rosa_signs_in_and_out(stranger: Browser) -> None:
    assert stranger.sign_in_as("Rosa", PASSWORD).h1 == "Hello, Rosa"
    page = sign_out(stranger)
    assert "You are signed out." in page.text
    assert "Sign in" in page.links
    assert stranger.get("/me").h1 == "Sign in"


@pytest.mark.parametrize("name", ["rosa", " ROSA ", "Ｒｏｓａ"])
def test_capitals_and_spaces_in_the_own_name_do_not_matter(stranger: Browser, name: str) -> None:
    assert stranger.sign_in_as(name, PASSWORD).h1 == "Hello, Rosa"


def test_a_wrong_password_and_an_unknown_name_are_told_the_same(stranger: Browser) -> None:
    stranger.get("/sign-in")
    wrong = stranger.submit("Sign in", status=422, name="Rosa", password=OTHER)
    unknown = stranger.submit("Sign in", status=422, name="Risa", password=OTHER)
    assert wrong.errors == unknown.errors == [NOT_TOGETHER]
    assert without_token(wrong).replace("Rosa", "Risa") == without_token(unknown)
    assert typed_in(wrong, "name") == "Rosa"
    assert typed_in(wrong, "password") == ""
    assert stranger.submit("Sign in", name="Rosa", password=PASSWORD).h1 == "Hello, Rosa"


@pytest.mark.parametrize(
    ("name", "password", "sentences"),
    [
        ("", "", ["Type your name in the course", "Type your password"]),
        ("Rosa", "", ["Type your password"]),
        ("", PASSWORD, ["Type your name in the course"]),
    ],
)
def test_what_is_missing_is_said(stranger: Browser, name: str, password: str, sentences: list[str]) -> None:
    stranger.get("/sign-in")
    page = stranger.submit("Sign in", status=422, name=name, password=password)
    assert page.errors == sentences
    assert typed_in(page, "name") == name


# ---------------------------------------------------------------- the recovery code


def test_the_recovery_code_sets_a_new_password_and_gives_the_next_code(
    stranger: Browser, cast: Cast, app: Flask
) -> None:
    stranger.get("/sign-in")
    stranger.click("I forgot my password")
    sloppy = cast.recovery_code.lower().replace("0", "o").replace("1", "l")
    page = stranger.submit("Set the new password", name=" rosa ", code=f" {sloppy[:7]} {sloppy[7:]}", password=OTHER)
    next_code = code_on(page)
    assert code_as_meant(next_code) != cast.recovery_code
    assert stranger.submit("I have written it down").h1 == "Hello, Rosa"

    device = Browser(app)
    device.get("/sign-in")
    assert device.submit("Sign in", status=422, name="Rosa", password=PASSWORD).errors == [NOT_TOGETHER]
    assert device.submit("Sign in", name="Rosa", password=OTHER).h1 == "Hello, Rosa"

    thief = Browser(app)
    thief.get("/recover")
    page = thief.submit("Set the new password", status=422, name="Rosa", code=cast.recovery_code, password=PASSWORD)
    assert page.errors == [CODE_NOT_TOGETHER], "a code is used once"
    assert recover(thief, "Rosa", next_code).h1 == "Your recovery code"


def test_a_new_password_by_recovery_code_ends_every_sign_in(
    rosa: Browser, signed_in: SignIn, stranger: Browser, cast: Cast
) -> None:
    second, tomas = signed_in(cast.rosa), signed_in(cast.tomas)
    recover(stranger, "Rosa", cast.recovery_code)
    assert rosa.get("/me").h1 == "Sign in"
    assert second.get("/me").h1 == "Sign in"
    assert tomas.get("/me").h1 == "My account"
    assert stranger.get("/me").h1 == "My account"


def test_a_wrong_code_and_an_unknown_name_are_told_the_same(stranger: Browser, cast: Cast, rosa: Browser) -> None:
    stranger.get("/recover")
    wrong = stranger.submit("Set the new password", status=422, name="Rosa", code="A" * 20, password=OTHER)
    unknown = stranger.submit("Set the new password", status=422, name="Risa", code="A" * 20, password=OTHER)
    others = stranger.submit("Set the new password", status=422, name="Lena", code=cast.recovery_code, password=OTHER)
    assert wrong.errors == unknown.errors == others.errors == [CODE_NOT_TOGETHER]
    assert without_token(wrong).replace("Rosa", "Risa") == without_token(unknown)
    assert typed_in(wrong, "name") == "Rosa"
    assert typed_in(wrong, "code") == "A" * 20
    assert typed_in(wrong, "password") == ""
    assert rosa.get("/me").h1 == "My account", "a failed try ends nobody's sign-in"


@pytest.mark.parametrize(
    ("number", "code", "password", "sentence"),
    [
        (1, "", OTHER, "Type your recovery code"),
        (2, "A" * 20, "short", "The password needs at least 12 characters, and at most 128"),
        (3, "A" * 61, OTHER, "This is longer than a recovery code. Check it, and try again"),
    ],
)
def test_a_recovery_form_that_is_not_right_keeps_what_was_typed(
    stranger: Browser, number: int, code: str, password: str, sentence: str
) -> None:
    stranger.get("/recover")
    page = stranger.submit("Set the new password", status=422, name="Rosa", code=code, password=password)
    assert page.errors == [sentence], f"row {number}"
    assert (typed_in(page, "name"), typed_in(page, "code"), typed_in(page, "password")) == ("Rosa", code, "")


def test_rosa_gets_a_new_code_with_her_password_and_the_old_one_stops_working(
    rosa: Browser, stranger: Browser, cast: Cast
) -> None:
    rosa.get("/me")
    rosa.click("Get a new recovery code")
    page = rosa.submit("Show me a new code", status=422, old_password=OTHER)
    assert page.errors == ["This is not your password. Check it, and try again."]
    code = code_on(rosa.submit("Show me a new code", old_password=PASSWORD))
    stranger.get("/recover")
    stranger.submit("Set the new password", status=422, name="Rosa", code=cast.recovery_code, password=OTHER)
    assert recover(stranger, "Rosa", code).h1 == "Your recovery code"


# ---------------------------------------------------------------- too many tries


def test_after_five_wrong_passwords_a_name_has_to_wait_fifteen_minutes(stranger: Browser, at: SetClock) -> None:
    fail(stranger, "Rosa", 5)
    page = stranger.submit("Sign in", status=429, name="Rosa", password=PASSWORD)
    assert page.errors == [TOO_OFTEN]
    assert typed_in(page, "name") == "Rosa"
    at.forward(minutes=14, seconds=59)
    stranger.submit("Sign in", status=429, name="rosa", password=PASSWORD)
    at.forward(seconds=1)
    assert stranger.submit("Sign in", name="Rosa", password=PASSWORD).h1 == "Hello, Rosa"


def test_the_right_password_at_the_fifth_try_works(stranger: Browser, at: SetClock) -> None:
    fail(stranger, "Rosa", 4)
    assert stranger.submit("Sign in", name="Rosa", password=PASSWORD).h1 == "Hello, Rosa"


def test_another_name_and_another_place_do_not_have_to_wait(stranger: Browser, app: Flask) -> None:
    fail(stranger, "Rosa", 5)
    stranger.submit("Sign in", status=429, name="Rosa", password=PASSWORD)
    elsewhere = Browser(app)
    elsewhere.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert elsewhere.sign_in_as("Rosa", PASSWORD).h1 == "Hello, Rosa"
    assert stranger.submit("Sign in", name="Tomás", password=PASSWORD).h1 == "Hello, Tomás"


def test_a_name_that_nobody_has_waits_like_any_other(stranger: Browser) -> None:
    fail(stranger, "Nobody", 5)
    assert stranger.submit("Sign in", status=429, name="Nobody", password=PASSWORD).errors == [TOO_OFTEN]


def test_recovery_codes_cannot_be_guessed_either(stranger: Browser, cast: Cast) -> None:
    stranger.get("/recover")
    for _ in range(5):
        stranger.submit("Set the new password", status=422, name="Rosa", code="A" * 20, password=OTHER)
    page = stranger.submit("Set the new password", status=429, name="Rosa", code=cast.recovery_code, password=OTHER)
    assert page.errors == [TOO_OFTEN]
    assert typed_in(page, "name") == "Rosa"


def test_who_finds_an_open_phone_cannot_guess_the_password_there(rosa: Browser) -> None:
    rosa.get("/me/password")
    for _ in range(5):
        page = rosa.submit("Change my password", status=422, old_password=OTHER, password=OTHER)
        assert page.errors == ["This is not your password. Check it, and try again."]
    page = rosa.submit("Change my password", status=429, old_password=PASSWORD, password=OTHER)
    assert page.errors == [TOO_OFTEN]
    rosa.get("/me/new-recovery-code")
    assert rosa.submit("Show me a new code", status=429, old_password=PASSWORD).errors == [TOO_OFTEN]


# ---------------------------------------------------------------- when a sign-in ends


def test_a_copied_cookie_is_dead_after_signing_out(rosa: Browser, twin_of: TwinOf) -> None:
    thief = twin_of(rosa)
    assert thief.get("/me").h1 == "My account"
    rosa.get("/")
    sign_out(rosa)
    assert thief.get("/me").h1 == "Sign in"


def test_a_new_password_ends_every_other_sign_in_and_not_the_own_one(
    rosa: Browser, signed_in: SignIn, cast: Cast, twin_of: TwinOf, stranger: Browser
) -> None:
    other_device, thief = signed_in(cast.rosa), twin_of(rosa)
    rosa.get("/me")
    rosa.click("Change my password")
    page = rosa.submit("Change my password", old_password=PASSWORD, password=OTHER)
    assert "Your password is changed. Every other device is signed out." in page.text
    assert rosa.get("/me").h1 == "My account"
    assert other_device.get("/me").h1 == "Sign in"
    assert thief.get("/me").h1 == "Sign in", "the cookie from before the change too"
    stranger.get("/sign-in")
    stranger.submit("Sign in", status=422, name="Rosa", password=PASSWORD)
    assert stranger.submit("Sign in", name="Rosa", password=OTHER).h1 == "Hello, Rosa"


def test_signing_out_everywhere_ends_every_sign_in(rosa: Browser, signed_in: SignIn, cast: Cast) -> None:
    other_device, tomas = signed_in(cast.rosa), signed_in(cast.tomas)
    rosa.get("/me")
    assert "You are signed out on every device." in rosa.submit("Sign out on every device").text
    for browser, page in ((rosa, "Sign in"), (other_device, "Sign in"), (tomas, "My account")):
        assert browser.get("/me").h1 == page


@pytest.mark.parametrize(("seconds", "page"), [(0, "My account"), (1, "Sign in")])
def test_a_sign_in_ends_after_half_an_hour_without_a_page(rosa: Browser, at: SetClock, seconds: int, page: str) -> None:
    at.forward(minutes=20)
    rosa.get("/")
    at.forward(minutes=30, seconds=seconds)
    assert rosa.get("/me").h1 == page


def test_a_sign_in_ends_after_twelve_hours_whatever_happens(at: SetClock, rosa: Browser) -> None:
    for _ in range(24):
        assert rosa.get("/me").h1 == "My account"
        at.forward(minutes=30)
    assert rosa.get("/me").h1 == "My account", "twelve hours to the second"
    at.forward(seconds=1)
    assert rosa.get("/me").h1 == "Sign in"


def test_what_ended_does_not_come_back_when_the_clock_goes_back(
    rosa: Browser, signed_in: SignIn, cast: Cast, at: SetClock
) -> None:
    at.forward(hours=13)
    assert rosa.get("/me").h1 == "Sign in"
    lena = signed_in(cast.lena)
    at.forward(minutes=1)
    lena.get("/")  # whoever comes by tidies away what is over
    at.forward(hours=-13)
    assert rosa.get("/me").h1 == "Sign in"


def test_signing_in_begins_a_fresh_session_with_a_fresh_token(
    stranger: Browser, twin_of: TwinOf, contents: Contents
) -> None:
    stranger.get("/sign-in")
    before, planted = csrf_token(stranger), twin_of(stranger)
    cookie = stranger.client.get_cookie("session").value
    stranger.submit("Sign in", name="Rosa", password=PASSWORD)

    assert stranger.client.get_cookie("session").value != cookie
    assert csrf_token(stranger) != before
    assert planted.get("/me").h1 == "Sign in", "a cookie that somebody planted before is not signed in"
    recorded = contents()
    answer = stranger.client.post("/sign-out", data={"csrf_token": before})
    assert answer.status_code == 400, "the token from before is worth nothing"
    assert contents() == recorded


def test_each_sign_in_has_its_own_token(app: Flask) -> None:
    tokens = set()
    browser = Browser(app)
    for _ in range(2):
        browser.sign_in_as("Rosa", PASSWORD)
        with browser.client.session_transaction() as session:
            tokens.add(session["_user_id"])
        sign_out(browser)
    assert len(tokens) == 2
    with browser.client.session_transaction() as session:
        assert "_user_id" not in session


# ---------------------------------------------------------------- where signing in leads

HOSTILE = [
    "https://elsewhere.example/",
    "http://elsewhere.example",
    "//elsewhere.example",
    "///elsewhere.example",
    "////elsewhere.example/x",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "/\t/elsewhere.example",
    "/\r\n/elsewhere.example",
    "/ /elsewhere.example",
    "http:elsewhere.example",
    "https:///elsewhere.example",
    "javascript:alert(1)",
    "data:text/html,hello",
    "elsewhere.example",
    "@elsewhere.example",
    " //elsewhere.example",
    "/\x00/elsewhere.example",
    "",
    "/\\/elsewhere.example",
    "/\\\\elsewhere.example",
    "\\/elsewhere.example",
    "/\v/elsewhere.example",
    "/\x7f/elsewhere.example",
    "//elsewhere.example:80/path",
    "//user@elsewhere.example/",
    "//localhost@elsewhere.example/",
    "https://localhost@elsewhere.example/",
    "http://localhost.elsewhere.example/",
    "https:elsewhere.example",
    "https:/elsewhere.example",
    "HTTPS://ELSEWHERE.EXAMPLE",
    "jAvAsCrIpT:alert(1)",
    "vbscript:msgbox(1)",
    "blob:https://elsewhere.example/x",
    "file:///etc/passwd",
    "ftp://elsewhere.example/",
    "?next=//elsewhere.example",
    "#//elsewhere.example",
    "./elsewhere",
    "../elsewhere",
    "me",
    "\u2028//elsewhere.example",
    "／／elsewhere.example",
]


def test_signing_in_leads_back_to_the_page_that_asked_for_it(stranger: Browser) -> None:
    assert stranger.get("/me/password").h1 == "Sign in"
    stranger.submit("Sign in", status=422, name="Rosa", password=OTHER)
    page = stranger.submit("Sign in", name="Rosa", password=PASSWORD)
    assert page.h1 == "Change my password", "also after a wrong password on the way"


@pytest.mark.parametrize("address", HOSTILE)
def test_signing_in_never_leads_away(stranger: Browser, rosa: Browser, address: str) -> None:
    page = stranger.get("/sign-in", query_string={"next": address})
    action = page.form("Sign in").get("action") or ""
    assert urlsplit(action).path == "/sign-in"
    assert parse_qs(urlsplit(action).query) == {"next": ["/"]}
    assert rosa.get("/sign-in", status=302, query_string={"next": address}).response.headers["Location"] == "/"


def test_nor_does_a_form_that_was_sent_there(stranger: Browser) -> None:
    stranger.get("/sign-in")
    answer = stranger.post(
        "/sign-in",
        {"name": "Rosa", "password": PASSWORD},
        status=302,
        query_string={"next": "//elsewhere.example"},
    )
    assert answer.response.headers["Location"] == "/"


# ---------------------------------------------------------------- no form without its token


def test_no_form_is_taken_without_its_token_and_the_page_says_so_kindly(
    app: Flask, cast: Cast, small_course: Course, signed_in: SignIn, contents: Contents, at: SetClock
) -> None:
    """Every address that takes a form, from whoever may send it."""
    with app.app_context():
        invitation = people.invite(Role.TRAINER, timedelta(days=7), at())
        attempt = take_quiz(small_course.modules[0], cast.ada, at())
    here = {
        "stem": "robins-and-redstarts",
        "group_id": cast.tuesday.public_id,
        "attempt_id": attempt.summary.public_id,
        "code": cast.code,
        "token": invitation,
        "int:number": "2",
        "item_id": "whose-breast",
        "person_id": cast.rosa.public_id,
    }
    fields = {
        "name": "Nora",
        "password": PASSWORD,
        "old_password": PASSWORD,
        "code": cast.recovery_code,
        "section": "end",
        "role": "admin",
        "chosen": "0",
        "modules": "at-the-feeder",
    }
    rules = [
        rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ()) and rule.endpoint != "mail.stop"
    ]
    assert len(rules) > 15
    browsers = {name: signed_in(cast[name]) for name in ("ada", "ines")} | {"stranger": Browser(app)}
    before = contents()
    for rule in rules:
        address = re.sub(r"<([^>]+)>", lambda name: here.get(name[1], "0" * 16), rule.rule)
        for name, browser in browsers.items():
            browser.get("/sign-in")
            for token in ("", "made-up"):
                page = browser.post(address, {**fields, "csrf_token": token}, status=400)
                assert page.h1 == "Please send that once more", f"{name} at {address}"
                assert "Go back, load the page again, and repeat the last step." in page.text
    assert contents() == before


# ---------------------------------------------------------------- doing and reading


def but_for_tries(tables: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """Everything that is recorded, without the count of tries."""
    return {name: rows for name, rows in tables.items() if name != "failed_try"}


def code_on(page: Page) -> str:
    return words_of(page.one("code"))


def typed_in(page: Page, name: str) -> str:
    return page.one("input", name=name).get("value") or ""


def csrf_token(browser: Browser) -> str:
    token = browser.page.all("input", name="csrf_token")[0].get("value")
    assert token
    return token


def without_token(page: Page) -> str:
    return re.sub(r'name="csrf_token"[^>]*>', "", page.html)


def recover(browser: Browser, name: str, code: str) -> Page:
    browser.get("/recover")
    return browser.submit("Set the new password", name=name, code=code, password=OTHER)


def fail(browser: Browser, name: str, times: int) -> None:
    browser.get("/sign-in")
    for _ in range(times):
        assert browser.submit("Sign in", status=422, name=name, password=OTHER).errors == [NOT_TOGETHER]


def sign_out(browser: Browser) -> Page:
    """Press the button in the header's menu."""
    return browser.post("/sign-out")
