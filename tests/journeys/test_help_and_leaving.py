"""Help is never more than a tap away, and one tap leaves: signed out, forgotten, on a neutral page."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from course.app import create_app
from course.attempts import actions as attempts
from course.content.model import Course
from course.database import db
from course.people import actions as people
from course.people.model import Person, Role
from course.settings import Settings
from tests.browser import Browser, words_of
from tests.builders import take_quiz
from tests.cast import Cast
from tests.conftest import Original, SetClock, settings_in

SignIn = Callable[[Person], Browser]
Contents = Callable[[], dict[str, list[tuple[object, ...]]]]
TwinOf = Callable[..., Browser]

NEUTRAL = "https://www.weather.gov/"
HELP_LINES = {"Bird Help Line 555-0100": "tel:5550100", "Owl Line 555-0101": "tel:5550101"}
MONITORS = ("watching.alive", "watching.ready")
FILES = ("reports.export", "reports.audit_export", "privacy.record_as_json", "privacy.record_as_pdf", *MONITORS)
"""What is no page."""

TELLING = ("heroin", "drug", "inject", "needle", "overdose", "addict")


@pytest.fixture
def pages(app: Flask, cast: Cast, small_course: Course, at: SetClock) -> dict[str, str]:
    """Addresses by what they are; Rosa has one attempt open and one handed in."""
    with app.app_context():
        begun = attempts.start(small_course.modules[0], cast.rosa, at())
        handed_in = take_quiz(small_course.modules[1], cast.rosa, at())
    return {
        "home": "/",
        "lesson": "/lessons/robins-and-redstarts",
        "quiz": "/quizzes/robins-and-redstarts",
        "question": f"/attempts/{begun.public_id}/1",
        "before handing in": f"/attempts/{begun.public_id}",
        "result": f"/attempts/{handed_in.summary.public_id}",
        "my account": "/me",
        "help": "/help",
        "about leaving": "/leaving",
    }


# ---------------------------------------------------------------- help now


def test_help_is_a_tap_away_on_every_page_whoever_asks_and_whatever_it_answers(
    app: Flask, cast: Cast, small_course: Course, signed_in: SignIn, stranger: Browser, at: SetClock
) -> None:
    with app.app_context():
        invitation = people.invite(Role.TRAINER, timedelta(days=7), at())
        begun = attempts.start(small_course.modules[0], cast.rosa, at())
    here = {
        "stem": "robins-and-redstarts",
        "group_id": cast.tuesday.public_id,
        "person_id": cast.rosa.public_id,
        "attempt_id": begun.public_id,
        "code": cast.code,
        "token": invitation,
        "int:number": "2",
        "item_id": "whose-breast",
        "answer_id": "0",
        "assignment_id": "0",
        "roster_id": "0",
        "notice_id": "0",
        "slip": "0000",
    }
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    addresses = [
        re.sub(r"<([^>]+)>", lambda name: here.get(name[1], "0"), rule.rule)
        for rule in rules
        if rule.endpoint not in ("static", "study.leave", "review.feed", *FILES)
    ]
    seen = set()
    for browser in (stranger, *(signed_in(cast[name]) for name in ("rosa", "ines", "ada"))):
        for address in (*addresses, "/no-such-page"):
            status = browser.client.get(address, follow_redirects=True).status_code
            page = browser.get(address, status)
            assert page.links["Help now"] == "/help", address
            assert HELP_LINES.items() <= page.links.items(), address
            seen.add(status)
        assert browser.click("Help now").h1 == "Help now"
    assert seen == {200, 403, 404, 410}


def test_help_is_there_where_something_went_wrong(rosa: Browser, stranger: Browser) -> None:
    rosa.get("/")
    rosa.post("/sign-out", {"csrf_token": "stale"}, status=400)
    assert rosa.click("Help now").h1 == "Help now"
    stranger.get("/sign-up")
    stranger.submit("Make my account", status=422, name="", password="")
    assert stranger.click("Help now").h1 == "Help now"


@pytest.mark.parametrize("who", ["stranger", "rosa"])
def test_the_help_page_has_emergency_cards_and_numbers_that_a_tap_calls(
    request: pytest.FixtureRequest, who: str, contents: Contents
) -> None:
    browser: Browser = request.getfixturevalue(who)
    before = contents()
    page = browser.get("/help")
    emergency = page.one("section", class_="app-care--emergency")
    assert words_of(emergency).startswith("Immediate action required:")
    assert "the bird does not move." in words_of(emergency)
    assert [link.get("href") for link in emergency.iter("a")] == ["tel:5550100"]
    assert "Give it time if:" in words_of(page.one("section", class_="app-care--self-care"))

    large = page.one("ul", class_="app-helplines--large")
    calls = {words_of(link): link.get("href", "") for link in large.iter("a")}
    assert calls == HELP_LINES | {"Text 5550100": "sms:5550100"}
    assert "Birds that are hurt Every day, 8 to 18. English, Spanish." in words_of(large)
    assert page.links["A bird looks unwell"] == "#unwell"
    assert contents() == before


# ---------------------------------------------------------------- leave this page


def test_every_page_that_tells_what_it_is_about_can_be_left(rosa: Browser, pages: dict[str, str]) -> None:
    for name, address in pages.items():
        assert rosa.get(address).links.get("Leave this page") == "/leave", name


def test_who_is_on_the_way_in_can_leave(stranger: Browser, cast: Cast) -> None:
    for address in ("/sign-in", "/sign-up", "/recover", "/join", f"/join/{cast.code}", "/slip", "/privacy", "/deleted"):
        assert stranger.get(address).links.get("Leave this page") == "/leave", address


def test_a_stranger_can_leave_too(stranger: Browser, pages: dict[str, str]) -> None:
    for name in ("home", "lesson", "quiz", "help", "about leaving"):
        assert stranger.get(pages[name]).links.get("Leave this page") == "/leave", name
    answer = stranger.get("/leave", status=302).response
    assert answer.headers["Location"] == NEUTRAL
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"', "a stranger read here, too"


def test_leaving_signs_out_at_once_lets_the_browser_forget_and_goes_to_a_neutral_page(
    rosa: Browser, signed_in: SignIn, cast: Cast, twin_of: TwinOf, contents: Contents, pages: dict[str, str]
) -> None:
    copied, other_device = twin_of(rosa), signed_in(cast.rosa)
    before = contents()
    response = rosa.get("/leave", status=302).response
    assert response.headers["Location"] == NEUTRAL
    assert {"cache", "storage"} <= set(re.findall(r'"(\w+)"', response.headers["Clear-Site-Data"]))
    assert response.headers["Cache-Control"] == "no-store"

    for browser in (rosa, copied):
        for name in ("question", "before handing in", "result", "my account"):
            assert browser.get(pages[name]).h1 == "Sign in", f"{name}, by Back or by a copied cookie"
    assert rosa.get("/").h1 == "You are worried about someone. You are not alone."
    assert "Rosa" not in rosa.page.html
    assert other_device.get("/me").h1 == "My account", "another device is another sign-in"

    after = contents()
    assert len(after.pop("sign_in")) == len(before.pop("sign_in")) - 1
    assert after == before, "and everything that was learned is kept"


def test_leaving_twice_is_leaving_once(rosa: Browser) -> None:
    for _ in range(2):
        assert rosa.get("/leave", status=302).response.headers["Location"] == NEUTRAL


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {}])
def test_the_persons_own_tap_leaves(rosa: Browser, headers: dict[str, str]) -> None:
    assert rosa.get("/leave", status=302, headers=headers).response.headers["Location"] == NEUTRAL
    assert rosa.get("/me").h1 == "Sign in"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
        {"Sec-Purpose": "prefetch"},
        {"Purpose": "prefetch"},
        {"X-Purpose": "preview"},
        {"Sec-Purpose": "prefetch;prerender", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_another_site_or_a_browser_that_reads_ahead_signs_nobody_out(rosa: Browser, headers: dict[str, str]) -> None:
    answer = rosa.get("/leave", status=302, headers=headers).response
    assert answer.headers["Location"] == "/leaving"
    assert "Clear-Site-Data" not in answer.headers
    assert rosa.get("/me").h1 == "My account"


@pytest.fixture
def by_the_sea(tmp_path: Path, original: Original, small_course: Course) -> Iterator[Flask]:
    """A course whose operator chose another neutral site."""
    folder = tmp_path / "sea"
    folder.mkdir()
    shutil.copy(original.path, folder / "course.sqlite3")
    app = create_app(settings_in(folder, LEAVE_TO="https://tides.example.org/today"), small_course)
    yield app
    with app.app_context():
        db.engine.dispose()


def test_whoever_runs_the_course_chooses_the_neutral_page(by_the_sea: Flask) -> None:
    browser = Browser(by_the_sea)
    assert browser.get("/leave", status=302).response.headers["Location"] == "https://tides.example.org/today"
    assert "opens a neutral page (https://tides.example.org/today)" in browser.get("/leaving").text


def test_what_leaving_does_and_cannot_do_is_said_honestly(stranger: Browser, settings: Settings) -> None:
    stranger.get("/help")
    page = stranger.click("What “Leave this page” does")
    assert f"opens a neutral page ({settings.leave_to})" in page.text
    assert "It cannot remove this course from your browser's history." in page.text
    assert "someone may still find a saved password" in page.text
    assert "It cannot remove a file that you took along" in page.text


def test_the_page_tells_a_passer_by_nothing(rosa: Browser, pages: dict[str, str]) -> None:
    """What stands in the browser's tab and among its open windows: the name of the course and of the page."""
    for name in ("home", "quiz", "before handing in", "result", "my account", "help", "about leaving"):
        title = rosa.get(pages[name]).title.casefold()
        assert not [word for word in ("heroin", "drug", "inject", "needle", "overdose", "addict") if word in title], (
            name
        )
