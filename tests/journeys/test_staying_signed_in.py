"""Half an hour, or a phone of one's own that stays signed in; and every sign-in of one's own to be seen and ended."""

import re
from collections.abc import Callable
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from flask import Flask

from course import clock
from course.groups.store import list_members
from course.people import actions as people
from course.people.model import Person, Role
from course.roster import actions as roster
from course.roster.reading import read_roster
from course.slips import actions as slips
from tests.browser import Browser, Page, words_of
from tests.cast import PASSWORD, Cast
from tests.conftest import SetClock

SignIn = Callable[[Person], Browser]
TwinOf = Callable[..., Browser]

OTHER = "four slow green rivers"
KEEP = {"keep": "y"}
ANDROID = "Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605 Version/26.1 Mobile Safari/604"


def with_cookie_until(browser: Browser) -> object:
    """When the session's cookie goes by itself: a date, or None for "when the browser is closed"."""
    cookie = browser.client.get_cookie("session")
    assert cookie is not None
    return cookie.expires


# ---------------------------------------------------------------- this is my own phone


def by_sign_in(browser: Browser, cast: Cast, keep: dict[str, str]) -> Page:
    browser.get("/sign-in")
    return browser.submit("Sign in", name="Rosa", password=PASSWORD, **keep)


def by_sign_up(browser: Browser, cast: Cast, keep: dict[str, str]) -> Page:
    browser.get("/sign-up")
    return browser.submit("Make my account", name="Nora", password=PASSWORD, **keep)


def by_join_code(browser: Browser, cast: Cast, keep: dict[str, str]) -> Page:
    browser.get(f"/join/{cast.code}")
    return browser.submit("Make my account and join", name="Nora", password=PASSWORD, **keep)


def by_recovery_code(browser: Browser, cast: Cast, keep: dict[str, str]) -> Page:
    browser.get("/recover")
    return browser.submit("Set the new password", name="Rosa", code=cast.recovery_code, password=OTHER, **keep)


def by_invitation(browser: Browser, cast: Cast, keep: dict[str, str]) -> Page:
    with browser.app.app_context():
        token = people.invite(Role.TRAINER, timedelta(days=7), clock.now())
    browser.get(f"/invite/{token}")
    return browser.submit("Make my account", name="Noor", password=PASSWORD, **keep)


def by_slip(browser: Browser, cast: Cast, keep: dict[str, str]) -> Page:
    browser.get("/slip")
    return browser.submit("Sign in", code=a_slip(browser.app, cast), **keep)


def by_picture(browser: Browser, cast: Cast, keep: dict[str, str]) -> Page:
    browser.get(f"/slip/{a_slip(browser.app, cast)}")
    return browser.submit("Sign in", **keep)


def a_slip(app: Flask, cast: Cast) -> str:
    """Of Maple, who came by a list."""
    with app.app_context():
        listed = roster.look_through(cast.tuesday, read_roster(b"Maple"), cast.ines, clock.now())
        roster.take_piece(cast.tuesday, listed, cast.ines, clock.now())
        maple = next(one.person for one in list_members(cast.tuesday.id) if one.person.name == "Maple")
        return slips.print_slips(cast.tuesday, [maple], cast.ines, clock.now())[0].code


WAYS = [by_sign_in, by_sign_up, by_join_code, by_recovery_code, by_invitation, by_slip, by_picture]


@pytest.mark.parametrize("way", WAYS, ids=[way.__name__ for way in WAYS])
def test_a_phone_that_is_kept_stays_signed_in_for_thirty_days_and_no_longer(
    stranger: Browser, cast: Cast, at: SetClock, way: Callable[..., Page]
) -> None:
    way(stranger, cast, KEEP)
    assert with_cookie_until(stranger) is not None, "it outlives the browser"
    at.forward(days=30)
    assert stranger.get("/me").h1 == "My account"
    at.forward(seconds=1)
    assert stranger.get("/me").h1 == "Sign in"


@pytest.mark.parametrize("way", WAYS, ids=[way.__name__ for way in WAYS])
def test_without_the_tick_half_an_hour_is_all(
    stranger: Browser, cast: Cast, at: SetClock, way: Callable[..., Page]
) -> None:
    way(stranger, cast, {})
    assert with_cookie_until(stranger) is None, "the cookie goes with the browser"
    at.forward(minutes=30)
    assert stranger.get("/me").h1 == "My account"
    at.forward(minutes=30, seconds=1)
    assert stranger.get("/me").h1 == "Sign in"


def test_the_tick_is_never_there_beforehand_and_says_what_it_means(stranger: Browser, cast: Cast) -> None:
    for address in ("/sign-in", "/sign-up", "/recover", "/slip", f"/join/{cast.code}"):
        page = stranger.get(address)
        assert page.one("input", name="keep").get("checked") is None
        assert "Whoever holds it is then signed in as you. You can end it at any time under My account." in page.text


def test_the_tick_stays_when_something_else_has_to_be_mended(stranger: Browser) -> None:
    stranger.get("/sign-in")
    page = stranger.submit("Sign in", status=422, name="Rosa", password=OTHER, keep="y")
    assert page.one("input", name="keep").get("checked") is not None


def test_the_date_of_the_cookie_is_the_day_on_which_the_server_ends_it_too(stranger: Browser) -> None:
    stranger.get("/sign-in")
    answer = stranger.post("/sign-in", {"name": "Rosa", "password": PASSWORD, "keep": "y"}, status=302).response
    (cookie,) = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith("session=")]
    until = re.search(r"Expires=([^;]+)", cookie)
    assert until
    left = parsedate_to_datetime(until[1]) - clock.now()
    assert timedelta(days=29, hours=23) < left <= timedelta(days=30, minutes=1)
    stranger.get("/help")  # its forms' token goes into the cookie, once
    for address in ("/help", "/", "/static/app.css"):
        with stranger.client.get(address) as later:
            assert "Set-Cookie" not in later.headers, "it is set once, not with every page and picture"


def test_a_new_password_ends_what_was_kept(
    stranger: Browser, cast: Cast, at: SetClock, rosa: Browser, twin_of: TwinOf
) -> None:
    by_sign_in(stranger, cast, KEEP)
    thief = twin_of(stranger)
    rosa.get("/me/password")
    rosa.submit("Change my password", old_password=PASSWORD, password=OTHER)
    for browser in (stranger, thief):
        assert browser.get("/me").h1 == "Sign in"
    assert with_cookie_until(rosa) is None, "and here it is kept only when that is ticked anew"
    at.forward(minutes=31)
    assert rosa.get("/me").h1 == "Sign in"


def test_signing_out_ends_it_and_so_does_leaving(stranger: Browser, cast: Cast, twin_of: TwinOf) -> None:
    for leave in (lambda: stranger.post("/sign-out"), lambda: stranger.get("/leave", status=302)):
        by_sign_in(stranger, cast, KEEP)
        thief = twin_of(stranger)
        assert thief.get("/me").h1 == "My account"
        leave()
        assert thief.get("/me").h1 == "Sign in"
        assert stranger.get("/me").h1 == "Sign in"


def test_kept_sign_ins_are_not_tidied_away_with_the_others(
    stranger: Browser, cast: Cast, at: SetClock, signed_in: SignIn
) -> None:
    by_sign_in(stranger, cast, KEEP)
    at.forward(days=2)
    lena = signed_in(cast.lena)
    at.forward(minutes=1)
    lena.get("/")  # whoever comes by tidies away what is over
    assert stranger.get("/me").h1 == "My account"


def test_two_roles_in_one_browser_do_not_mix(stranger: Browser, cast: Cast, twin_of: TwinOf) -> None:
    stranger.sign_in_as("Ines", PASSWORD)
    first_tab = twin_of(stranger)
    old_form = first_tab.get("/groups")
    stranger.post("/sign-out")
    stranger.sign_in_as("Rosa", PASSWORD)
    assert stranger.get("/groups", 403).h1 == "This page is not open to you"
    assert first_tab.get("/groups").h1 == "Sign in", "the trainer's cookie from before is dead"
    token = old_form.all("input", name="csrf_token")[0].get("value")
    answer = stranger.client.post("/groups", data={"csrf_token": token, "name": "Another group"})
    assert answer.status_code in (400, 403)


# ---------------------------------------------------------------- where I am signed in


@pytest.fixture
def three(app: Flask, cast: Cast, at: SetClock) -> list[Browser]:
    """Rosa's phone, her other phone that is kept, and a computer somewhere."""
    devices = []
    for agent, keep in ((ANDROID, {}), (IPHONE, KEEP), ("", {})):
        device = Browser(app)
        device.client.environ_base["HTTP_USER_AGENT"] = agent
        by_sign_in(device, cast, keep)
        devices.append(device)
        at.forward(minutes=1)
    return devices


def test_everybody_sees_where_they_are_signed_in(three: list[Browser]) -> None:
    three[0].get("/me")
    page = three[0].click("Where I am signed in")
    assert [words_of(heading) for heading in page.one("main").iter("h2")] == [
        "Chrome on an Android phone (this one)",
        "A browser on a device",
        "Safari on an iPhone",
    ]
    told = [words_of(value) for value in page.one("main").iter("dd")]
    assert told[2::3] == ["Ends by itself when it is not used"] * 2 + ["Kept signed in"]


def test_one_of_them_is_ended_and_its_cookie_is_dead(three: list[Browser]) -> None:
    phone, other, computer = three
    phone.get("/me/devices")
    page = phone.submit("Sign this one out: Safari on an iPhone")
    assert "That device is signed out." in page.text
    assert len(list(page.one("main").iter("h2"))) == 2
    assert other.get("/me").h1 == "Sign in"
    assert computer.get("/me").h1 == "My account"


def test_all_the_others_are_ended_at_once(three: list[Browser]) -> None:
    three[0].get("/me/devices")
    page = three[0].submit("Sign out every other device")
    assert len(list(page.one("main").iter("h2"))) == 1
    assert [one.get("/me").h1 for one in three] == ["My account", "Sign in", "Sign in"]


def test_a_device_may_end_itself(three: list[Browser]) -> None:
    three[0].get("/me/devices")
    assert three[0].submit("Sign this one out: Chrome on an Android phone (this one)").h1 == "Sign in"


def test_what_is_over_is_not_listed(three: list[Browser], at: SetClock) -> None:
    at.forward(minutes=25)
    three[0].get("/")
    at.forward(minutes=20)
    page = three[0].get("/me/devices")
    assert [words_of(heading) for heading in page.one("main").iter("h2")] == [
        "Chrome on an Android phone (this one)",
        "Safari on an iPhone",
    ]


def test_the_page_holds_no_digest_and_nothing_of_what_the_browser_sent(
    three: list[Browser], contents: Callable[[], dict[str, list[tuple[object, ...]]]]
) -> None:
    html = three[0].get("/me/devices").html
    for row in contents()["sign_in"]:
        assert str(row[0]) not in html
    assert "Mozilla" not in html
    assert "Mozilla" not in str(contents()), "nor does the database"


def test_nobody_ends_a_sign_in_of_somebody_else(three: list[Browser], signed_in: SignIn, cast: Cast) -> None:
    address = three[0].get("/me/devices").one("main").find(".//form").get("action")  # type: ignore[union-attr]
    tomas = signed_in(cast.tomas)
    tomas.get("/me/devices")
    assert tomas.post(str(address), status=404).h1 == "This page is not here"
    assert three[0].get("/me").h1 == "My account"


def test_an_address_is_kept_nowhere(
    cast: Cast, stranger: Browser, contents: Callable[[], dict[str, list[tuple[object, ...]]]]
) -> None:
    stranger.client.environ_base["REMOTE_ADDR"] = "192.0.2.77"
    by_sign_in(stranger, cast, {})
    stranger.post("/sign-out")
    stranger.get("/sign-in")
    stranger.submit("Sign in", status=422, name="Nobody", password=OTHER)
    assert contents()["failed_try"]
    assert "192.0.2.77" not in str(contents())
