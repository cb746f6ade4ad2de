"""Strangers who guess get 20 passwords of a name in a quarter of an hour, and keep nobody out."""

import statistics
import time
from collections.abc import Callable

import pytest
from flask import Flask

from course.people import actions, renewing
from course.people.model import Person
from course.people.passwords import is_password
from tests.browser import Browser
from tests.builders import switch_on
from tests.cast import PASSWORD, Cast
from tests.conftest import SetClock

SignIn = Callable[[Person], Browser]

OTHER = "four slow green rivers"
WAIT_15 = "That was tried too often. Wait 15 minutes, then try again."
NOT_TOGETHER = "This name and password do not belong together. Check both, and try again."


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every password that is really tried; it fits when it is Rosa's, without the time that hashing takes."""
    tried: list[str] = []

    def quick(password: str, password_hash: str | None) -> bool:
        tried.append(password)
        return password == PASSWORD and password_hash is not None

    for module in (actions, renewing):
        monkeypatch.setattr(module, "is_password", quick)
    return tried


@pytest.fixture
def attack(app: Flask, hashed: list[str]) -> Callable[..., list[int]]:
    """Guess a name's password so often, each time from another address; gives the statuses."""

    def guess(name: str, times: int, address: str = "10.{}.{}.{}") -> list[int]:
        thief = Browser(app)
        thief.get("/sign-in")
        statuses = []
        for number in range(times):
            where = address.format(number >> 16, number >> 8 & 255, number & 255)
            fields = {"csrf_token": token_of(thief), "name": name, "password": f"guess number {number}"}
            answer = thief.client.post("/sign-in", data=fields, environ_overrides={"REMOTE_ADDR": where})
            statuses.append(answer.status_code)
        return statuses

    return guess


def token_of(browser: Browser) -> str:
    return browser.page.all("input", name="csrf_token")[0].get("value") or ""


@pytest.fixture
def at_home(app: Flask, hashed: list[str]) -> Browser:
    """Rosa's phone, on which she has signed in before and out again."""
    phone = Browser(app)
    phone.sign_in_as("Rosa", PASSWORD)
    phone.post("/sign-out")
    hashed.clear()
    return phone


# ---------------------------------------------------------------- one name


def test_a_thousand_guesses_on_one_name_from_as_many_addresses(
    attack: Callable[..., list[int]], hashed: list[str], at_home: Browser, app: Flask, cast: Cast, at: SetClock
) -> None:
    statuses = attack("Rosa", 1000)
    assert len(hashed) == 20, "so many were really tried"
    assert statuses == [422] * 20 + [429] * 980

    # meanwhile Rosa signs in on her own phone with her password, and on a new one with her recovery code
    assert at_home.sign_in_as("Rosa", PASSWORD).h1 == "Hello, Rosa"
    new_phone = Browser(app)
    new_phone.get("/sign-in")
    assert new_phone.submit("Sign in", status=429, name="Rosa", password=PASSWORD).errors == [WAIT_15]
    new_phone.get("/recover")
    page = new_phone.submit("Set the new password", name="Rosa", code=cast.recovery_code, password=OTHER)
    assert page.h1 == "Your recovery code"


def test_after_a_quarter_of_an_hour_without_guesses_every_device_gets_in(
    attack: Callable[..., list[int]], app: Flask, at: SetClock
) -> None:
    attack("Rosa", 30)
    at.forward(minutes=14, seconds=59)
    device = Browser(app)
    device.get("/sign-in")
    assert device.submit("Sign in", status=429, name="Rosa", password=PASSWORD).errors == [
        "That was tried too often. Wait 1 minute, then try again."
    ]
    at.forward(seconds=1)
    assert device.submit("Sign in", name="Rosa", password=PASSWORD).h1 == "Hello, Rosa"


def test_what_was_refused_does_not_lengthen_the_wait(
    attack: Callable[..., list[int]], app: Flask, at: SetClock
) -> None:
    attack("Rosa", 20)
    at.forward(minutes=10)
    assert set(attack("Rosa", 50, address="11.{}.{}.{}")) == {429}
    at.forward(minutes=5)
    assert Browser(app).sign_in_as("Rosa", PASSWORD).h1 == "Hello, Rosa"


def test_her_own_phone_has_five_tries_of_its_own(at_home: Browser, at: SetClock, app: Flask) -> None:
    at_home.get("/sign-in")
    for _ in range(5):
        at_home.submit("Sign in", status=422, name="Rosa", password=OTHER)
    page = at_home.submit("Sign in", status=429, name="Rosa", password=PASSWORD)
    assert page.errors == [WAIT_15]
    assert page.response.headers["Retry-After"] == "900"
    assert Browser(app).sign_in_as("Rosa", PASSWORD).h1 == "Hello, Rosa", "another device does not wait for it"


def test_a_phone_is_known_under_the_names_that_signed_in_on_it_and_no_other(
    at_home: Browser, attack: Callable[..., list[int]], at: SetClock
) -> None:
    at_home.sign_in_as("Tomás", PASSWORD)
    at_home.post("/sign-out")
    for name in ("Rosa", "Tomás", "Lena"):
        attack(name, 20)
    for name in ("Rosa", "Tomás"):
        assert at_home.sign_in_as(name, PASSWORD).h1 == f"Hello, {name}"
        at_home.post("/sign-out")
    at_home.get("/sign-in")
    at_home.submit("Sign in", status=429, name="Lena", password=PASSWORD)


@pytest.mark.parametrize("made_up", ["", "nonsense", "WyJhIixbXV0.aRBxxA.x", "."])
def test_a_cookie_that_is_not_ours_makes_no_device_known(
    at_home: Browser, attack: Callable[..., list[int]], at: SetClock, made_up: str
) -> None:
    attack("Rosa", 20)
    at_home.client.set_cookie("device", made_up)
    at_home.get("/sign-in")
    at_home.submit("Sign in", status=429, name="Rosa", password=PASSWORD)


def test_the_cookie_names_nobody_and_leaving_takes_it_away(at_home: Browser) -> None:
    cookie = at_home.client.get_cookie("device")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert cookie.path == "/"
    assert cookie.max_age == 365 * 24 * 3600
    assert "osa" not in cookie.decoded_value
    at_home.get("/leave", status=302)
    assert at_home.client.get_cookie("device") is None
    assert at_home.client.get_cookie("session") is None


def test_signing_out_keeps_the_device_known(at_home: Browser) -> None:
    assert at_home.client.get_cookie("device") is not None


# ---------------------------------------------------------------- many names, many accounts


def test_one_address_tries_fifty_passwords_over_all_names(
    attack: Callable[..., list[int]], hashed: list[str], at: SetClock
) -> None:
    statuses = [status for number in range(60) for status in attack(f"Name {number}", 1, address="192.0.2.1")]
    assert statuses == [422] * 50 + [429] * 10
    assert len(hashed) == 50
    assert attack("Name 60", 1, address="192.0.2.2") == [422], "another address goes on"
    at.forward(minutes=15)
    assert attack("Name 61", 1, address="192.0.2.1") == [422]


def test_the_clinic_behind_that_address_still_gets_in_on_its_own_phones(
    attack: Callable[..., list[int]], at_home: Browser, at: SetClock
) -> None:
    for number in range(50):
        attack(f"Name {number}", 1, address="127.0.0.1")
    assert at_home.sign_in_as("Rosa", PASSWORD).h1 == "Hello, Rosa"


def test_one_home_of_the_newer_network_is_one_address(attack: Callable[..., list[int]], hashed: list[str]) -> None:
    """An IPv6 home has more addresses than anybody could count."""
    statuses = [
        status for number in range(60) for status in attack(f"Name {number}", 1, address=f"2001:db8:0:7::{number:x}")
    ]
    assert statuses.count(429) == 10
    assert attack("Somebody", 1, address="2001:db8:0:8::1") == [422]


@pytest.mark.parametrize(
    ("number", "path", "button", "at_most"),
    [(1, "/sign-up", "Make my account", 30), (2, "/join/{code}", "Make my account and join", 120)],
)
def test_so_many_accounts_are_made_from_one_address_within_an_hour(
    app: Flask,
    cast: Cast,
    at: SetClock,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    path: str,
    button: str,
    at_most: int,
) -> None:
    monkeypatch.setattr(actions, "hash_password", lambda password: "not a hash")
    for count in range(at_most):
        one = Browser(app)
        one.get(path.format(code=cast.code))
        one.client.post(one.page.url, data={"csrf_token": token_of(one), "name": f"Bird {count}", "password": PASSWORD})
    late = Browser(app)
    late.get(path.format(code=cast.code))
    page = late.submit(button, status=429, name="One too many", password=PASSWORD)
    assert page.errors == ["Many accounts were made from here within an hour. Wait 60 minutes, then try again."], number
    assert page.response.headers["Retry-After"] == "3600"
    assert page.one("input", name="name").get("value") == "One too many"
    assert not page.one("input", name="password").get("value")
    assert late.sign_in_as("Lena", PASSWORD).h1 == "Hello, Lena", "who has an account gets in"
    at.forward(hours=1)
    other = Browser(app)
    other.get(path.format(code=cast.code))
    assert other.submit(button, name="One too many", password=PASSWORD).h1 == "Your recovery code"


# ---------------------------------------------------------------- recovery codes, signed in, codes of an app


def test_recovery_codes_have_a_count_of_their_own_and_none_by_name(
    app: Flask, cast: Cast, at: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewing, "hash_password", lambda password: "not a hash")
    thief = Browser(app)
    thief.get("/recover")
    for number in range(100):
        thief.client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        thief.submit("Set the new password", status=422, name="Rosa", code=f"{number:020}", password=OTHER)
    rosa = Browser(app)
    rosa.get("/recover")
    page = rosa.submit("Set the new password", name="Rosa", code=cast.recovery_code, password=OTHER)
    assert page.h1 == "Your recovery code"


def test_strangers_cannot_keep_rosa_from_changing_her_password(
    rosa: Browser, attack: Callable[..., list[int]], at: SetClock
) -> None:
    attack("Rosa", 40)
    rosa.get("/me/password")
    page = rosa.submit("Change my password", old_password=PASSWORD, password=OTHER)
    assert "Your password is changed." in page.text


def test_a_code_of_an_app_can_be_guessed_five_times(app: Flask, cast: Cast, at: SetClock, hashed: list[str]) -> None:
    with app.app_context():
        phone = switch_on(cast.ines, at())
    thief = Browser(app)
    thief.sign_in_as("Ines", PASSWORD)
    for number in range(5):
        thief.client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        thief.submit("Sign in", status=422, code=f"00000{number}")
    thief.client.environ_base["REMOTE_ADDR"] = "192.0.2.99"
    assert thief.submit("Sign in", status=429, code=phone.code(at())).errors == [WAIT_15]


# ---------------------------------------------------------------- the time it takes


def test_a_name_that_nobody_has_takes_as_long_as_one_that_somebody_has(cast: Cast, app: Flask) -> None:
    """The work is the hash; medians of turns about, so that a busy machine slows both alike."""
    known, unknown = [], []
    with app.app_context():
        stored = actions.store.find_credentials("rosa")
    assert stored is not None
    for _ in range(7):
        known.append(seconds(lambda: is_password(OTHER, stored.password_hash)))
        unknown.append(seconds(lambda: is_password(OTHER, None)))
    assert 0.5 < statistics.median(unknown) / statistics.median(known) < 2


def test_both_answers_do_the_same_work(app: Flask, hashed: list[str], stranger: Browser, at: SetClock) -> None:
    """One hash each, whether the name is known, unknown, shut, or has no password."""
    stranger.get("/sign-in")
    for name in ("Rosa", "Nobody at all"):
        before = len(hashed)
        page = stranger.submit("Sign in", status=422, name=name, password=OTHER)
        assert len(hashed) - before == 1, name
        assert page.errors == [NOT_TOGETHER]


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
