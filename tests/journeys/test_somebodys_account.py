"""Ada helps with an account that she finds by its exact name, shuts one, and leaves a line in the log each time."""

from collections.abc import Callable

import pytest
from flask import Flask

from course.people import actions as people
from course.people.model import Person, Role
from tests.browser import Browser, Page, words_of
from tests.builders import switch_on
from tests.cast import PASSWORD, Cast
from tests.conftest import SetClock

SignIn = Callable[[Person], Browser]
Contents = Callable[[], dict[str, list[tuple[object, ...]]]]

OTHER = "four slow green rivers"
CODE_NOT_TOGETHER = "This name and recovery code do not belong together. Check both, and try again."


@pytest.fixture
def ada(signed_in: SignIn, cast: Cast) -> Browser:
    return signed_in(cast.ada)


def look_up(ada: Browser, name: str) -> Page:
    ada.get("/me")
    ada.click("Somebody’s account")
    return ada.submit("Find the account", name=name)


# ---------------------------------------------------------------- finding one


@pytest.mark.parametrize("name", ["Rosa", " rosa ", "Ｒｏｓａ"])
def test_an_account_is_found_by_its_exact_name(ada: Browser, cast: Cast, name: str) -> None:
    page = look_up(ada, name)
    assert page.h1 == "The account “Rosa”"
    told = {words_of(key): words_of(value) for key, value in zip(page.all("dt"), page.all("dd"), strict=True)}
    assert told == {
        "Role": "Learner",
        "Account": "Open",
        "Since": "November 2, 2026",
        "Signs in": "With a password",
        "Signed in now": "Nowhere",
    }
    assert "Rosa" not in page.url, "no name in an address, so none in a log"


@pytest.mark.parametrize("name", ["Ros", "Ros%", "Rosa2", "*", "' OR 1=1 --"])
def test_nothing_less_finds_one(ada: Browser, name: str) -> None:
    ada.get("/admin/people")
    page = ada.submit("Find the account", status=422, name=name)
    assert page.errors == ["Nobody here has exactly this name. Check the letters."]
    assert page.one("input", name="name").get("value") == name


def test_nothing_of_what_somebody_learned_stands_there(ada: Browser, cast: Cast) -> None:
    text = look_up(ada, "Rosa").text
    for word in ("Tuesday", "quiz", "lesson", "score", "attempt", "module"):
        assert word.casefold() not in text.casefold(), word


# ---------------------------------------------------------------- shutting and opening


def test_a_shut_account_is_out_at_once_and_stays_out_until_it_is_opened(
    ada: Browser, rosa: Browser, stranger: Browser, cast: Cast
) -> None:
    assert rosa.get("/me").h1 == "My account"
    look_up(ada, "Rosa")
    assert "The account is shut, and signed out everywhere." in ada.submit("Shut the account").text
    assert rosa.get("/me").h1 == "Sign in"
    stranger.get("/sign-in")
    page = stranger.submit("Sign in", status=422, name="Rosa", password=PASSWORD)
    assert page.errors == ["This name and password do not belong together. Check both, and try again."]
    stranger.get("/recover")
    stranger.submit("Set the new password", status=422, name="Rosa", code=cast.recovery_code, password=OTHER)

    ada.submit("Open the account again")
    assert rosa.get("/me").h1 == "Sign in", "what was ended does not come back"
    assert stranger.sign_in_as("Rosa", PASSWORD).h1 == "Hello, Rosa"


def test_a_half_sign_in_of_a_shut_account_does_not_become_whole(
    ada: Browser, app: Flask, cast: Cast, at: SetClock
) -> None:
    with app.app_context():
        phone = switch_on(cast.ines, at())
    ines = Browser(app)
    ines.sign_in_as("Ines", PASSWORD)
    form = ines.page
    look_up(ada, "Ines")
    ada.submit("Shut the account")
    ines.page = form
    assert ines.submit("Sign in", code=phone.code(at())).h1 == "Sign in"


def test_somebody_is_signed_out_everywhere(ada: Browser, rosa: Browser) -> None:
    look_up(ada, "Rosa")
    ada.submit("Sign out on every device")
    assert rosa.get("/me").h1 == "Sign in"


def test_a_role_is_given_and_taken(ada: Browser, signed_in: SignIn, cast: Cast) -> None:
    lena = signed_in(cast.lena)
    look_up(ada, "Lena")
    assert ada.page.one("input", value="learner").get("checked") is not None
    ada.submit("Save the role", role="trainer")
    assert lena.get("/groups").h1 == "My groups"
    ada.submit("Save the role", role="learner")
    lena.get("/groups", 403)


@pytest.mark.parametrize("role", ["", "king"])
def test_a_role_that_is_none_changes_nothing(ada: Browser, role: str, contents: Contents) -> None:
    look_up(ada, "Lena")
    before = contents()["person"]
    ada.submit("Save the role", status=422, role=role)
    assert contents()["person"] == before


def test_the_last_admin_can_neither_be_shut_out_nor_lose_the_role(
    ada: Browser, app: Flask, cast: Cast, contents: Contents
) -> None:
    look_up(ada, "Ada")
    assert "This is your own account." in ada.page.text
    before = contents()
    for press in (
        lambda: ada.submit("Shut the account", status=409),
        lambda: ada.submit("Save the role", status=409, role="learner"),
    ):
        assert press().h1 == "This is the last admin"
        ada.get(f"/admin/people/{cast.ada.public_id}")
    assert contents() == before

    look_up(ada, "Ines")
    ada.submit("Save the role", role="admin")
    look_up(ada, "Ada")
    assert ada.submit("Shut the account").h1 == "Sign in", "now there is another one"


def test_a_shut_admin_does_not_count_as_another_one(ada: Browser, app: Flask, at: SetClock) -> None:
    with app.app_context():
        people.join("Noor", PASSWORD, at(), role=Role.ADMIN)
    look_up(ada, "Noor")
    ada.submit("Shut the account")
    look_up(ada, "Ada")
    assert ada.submit("Shut the account", status=409).h1 == "This is the last admin"


def test_every_step_stands_in_the_log(ada: Browser, cast: Cast) -> None:
    look_up(ada, "Rosa")
    ada.submit("Make a reset slip")
    for button, fields in (
        ("Save the role", {"role": "trainer"}),
        ("Shut the account", {}),
        ("Open the account again", {}),
    ):
        ada.get(f"/admin/people/{cast.rosa.public_id}")
        ada.submit(button, **fields)
    log = ada.get("/admin/audit").text.lower()
    for event in ("reset slip printed", "role given", "account shut", "account opened again"):
        assert event in log


# ---------------------------------------------------------------- reset slips


def slip_of(ada: Browser, name: str) -> str:
    look_up(ada, name)
    page = ada.submit("Make a reset slip")
    assert page.h1 == "A reset slip to print"
    return words_of(page.one("code"))


def reset(browser: Browser, name: str, code: str, status: int = 200) -> Page:
    browser.get("/recover")
    return browser.submit("Set the new password", status=status, name=name, code=code, password=OTHER)


def test_who_lost_password_and_recovery_code_gets_in_with_a_reset_slip(
    ada: Browser, rosa: Browser, stranger: Browser, cast: Cast
) -> None:
    code = slip_of(ada, "Rosa")
    assert rosa.get("/me").h1 == "My account", "printing it changes nothing"
    assert reset(stranger, "Rosa", code.lower()).h1 == "Your recovery code"
    assert stranger.submit("I have written it down").h1 == "Hello, Rosa"
    assert rosa.get("/me").h1 == "Sign in", "every other sign-in is ended"
    assert reset(Browser(stranger.app), "Rosa", cast.recovery_code, 422).errors == [CODE_NOT_TOGETHER]


def test_its_owner_is_told_at_each_sign_in_for_thirty_days(
    ada: Browser, app: Flask, at: SetClock, stranger: Browser
) -> None:
    reset(stranger, "Rosa", slip_of(ada, "Rosa"))
    told = "A reset slip set a new password on"
    for days, is_told in ((0, True), (29, True), (2, False)):
        at.forward(days=days)
        browser = Browser(app)
        page = browser.sign_in_as("Rosa", OTHER)
        assert (told in page.text) is is_told, f"after {days} more days"
        assert (told in browser.get("/me").text) is is_told


def test_printing_another_does_not_hide_that_one_was_used(ada: Browser, app: Flask, stranger: Browser) -> None:
    reset(stranger, "Rosa", slip_of(ada, "Rosa"))
    slip_of(ada, "Rosa")
    assert "A reset slip set a new password on" in Browser(app).sign_in_as("Rosa", OTHER).text


@pytest.mark.parametrize(
    ("number", "minutes", "uses", "name", "status"),
    [
        (1, 0, 1, "Rosa", 200),
        (2, 59, 1, "Rosa", 200),
        (3, 60, 1, "Rosa", 422),
        (4, 0, 2, "Rosa", 422),
        (5, 0, 1, "Tomás", 422),
        (6, 0, 1, "Nobody", 422),
    ],
)
def test_it_works_once_for_an_hour_and_for_its_name_alone(
    ada: Browser, app: Flask, at: SetClock, number: int, minutes: int, uses: int, name: str, status: int
) -> None:
    code = slip_of(ada, "Rosa")
    at.forward(minutes=minutes)
    for _ in range(uses - 1):
        reset(Browser(app), name, code)
    page = reset(Browser(app), name, code, status)
    assert (page.errors == [CODE_NOT_TOGETHER]) is (status == 422), f"row {number}"


def test_a_newer_slip_and_a_new_password_end_it(ada: Browser, app: Flask, signed_in: SignIn, cast: Cast) -> None:
    first = slip_of(ada, "Rosa")
    second = slip_of(ada, "Rosa")
    reset(Browser(app), "Rosa", first, 422)
    rosa = signed_in(cast.rosa)
    rosa.get("/me/password")
    rosa.submit("Change my password", old_password=PASSWORD, password=OTHER)
    reset(Browser(app), "Rosa", second, 422)


def test_there_is_none_for_an_admin_for_a_shut_account_or_without_a_password(
    ada: Browser, cast: Cast, contents: Contents
) -> None:
    page = look_up(ada, "Ada")
    assert "Make a reset slip" not in page.text
    answer = ada.post(f"/admin/people/{cast.ada.public_id}/reset-slip", status=409)
    assert answer.h1 == "There is no reset slip for this account"
    look_up(ada, "Rosa")
    page = ada.submit("Shut the account")
    assert "Make a reset slip" not in page.text
    ada.post(f"/admin/people/{cast.rosa.public_id}/reset-slip", status=409)
    assert contents()["reset_slip"] == []


def test_it_does_not_stand_in_for_the_app(ada: Browser, app: Flask, cast: Cast, at: SetClock) -> None:
    with app.app_context():
        switch_on(cast.ines, at())
    thief = Browser(app)
    assert reset(thief, "Ines", slip_of(ada, "Ines")).h1 == "Sign in"
    thief.submit("Sign in", name="Ines", password=OTHER)
    assert thief.page.h1 == "The code from your app"


def test_its_code_is_kept_as_a_digest_and_shown_once(ada: Browser, cast: Cast, contents: Contents) -> None:
    code = slip_of(ada, "Rosa")
    assert code.replace("-", "") not in str(contents())
    assert code not in ada.get(f"/admin/people/{cast.rosa.public_id}").html


def test_a_trainer_can_print_none(ines: Browser, cast: Cast) -> None:
    ines.get("/me")
    ines.post(f"/admin/people/{cast.rosa.public_id}/reset-slip", status=403)
