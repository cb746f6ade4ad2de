"""Every page, on a phone, a laptop and the smallest screen, in light and dark: no axe violations, nothing sideways."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask

from course import clock
from course.assignments import actions as assignments
from course.attempts import actions as attempts
from course.content.model import Course
from course.groups.store import list_members
from course.mail import actions as mail
from course.notices import actions as notices
from course.notices.model import Saying, Template
from course.notices.store import list_notices
from course.people import actions as people
from course.people.model import Device as PersonsDevice
from course.people.model import Role
from course.roster import actions as roster
from course.roster.reading import read_roster
from course.second_step import actions as second_step
from course.settings import Settings
from course.slips import actions as slips
from tests.builders import App, asking, switch_on, take_quiz
from tests.cast import KEY, PASSWORD, Cast
from tests.pages.conftest import LAPTOP, PHONE, SMALLEST, Device

LOOKS = [(PHONE, "light"), (PHONE, "dark"), (LAPTOP, "light"), (LAPTOP, "dark"), (SMALLEST, "light")]


@pytest.fixture
def paths(app: Flask, cast: Cast, small_course: Course) -> dict[str, dict[str, str]]:
    """Pages by who opens them, with some history behind them."""
    module = small_course.modules[0]
    with app.app_context():
        first = take_quiz(module, cast.rosa, clock.now(), right=3)
        take_quiz(module, cast.rosa, clock.now(), right=6)
        running = attempts.start(module, cast.rosa, clock.now())
        assigned = assignments.assign(cast.tuesday, asking([module], clock.now().date()), cast.ines, clock.now())
        waiting = roster.look_through(cast.tuesday, read_roster(b"Owl"), cast.ines, clock.now())
        roster.take_piece(cast.tuesday, waiting, cast.ines, clock.now())
        (slip,) = slips.print_slips(cast.tuesday, [list_members(cast.tuesday.id)[0].person], cast.ines, clock.now())
        roster_id = roster.look_through(cast.tuesday, read_roster(b"Cedar\nRosa\nX"), cast.ines, clock.now())
        for template in (Template.TALK, Template.THANKS, Template.GO_ON):
            about = (Saying(template), [cast.rosa.public_id], "key", small_course, "UTC", True)
            notices.send(cast.tuesday, *about, cast.ines, clock.now())
        notices.put_away(list_notices(cast.rosa.id, 1, unread=True)[0].public_id, cast.rosa)
        mail.give_address(cast.tomas, "tomas@example.org", "key", clock.now())
        link = mail.claim_next(clock.now())
        second_step.begin(cast.ines, PASSWORD, PersonsDevice(), KEY, clock.now())
        for one in (cast.ada, cast.karl):
            switch_on(one, clock.now())
        mail.give_address(cast.rosa, "rosa@example.org", "key", clock.now())
        invitation = people.invite(Role.TRAINER, timedelta(days=1), clock.now())
    assert link is not None
    result, group = first.summary.public_id, cast.tuesday.public_id
    learner = f"/groups/{group}/learners/{cast.rosa.public_id}"
    return {
        "stranger": {
            "welcome": "/",
            "lesson": f"/lessons/{module.stem}",
            "quiz": f"/quizzes/{module.stem}",
            "help": "/help",
            "glossary": "/glossary",
            "leaving": "/leaving",
            "what is kept": "/privacy",
            "deleted": "/deleted",
            "sign in": "/sign-in",
            "sign up": "/sign-up",
            "recover": "/recover",
            "join": "/join",
            "join by link": f"/join/{cast.code}",
            "invitation": f"/invite/{invitation}",
            "slip": "/slip",
            "slip by link": f"/slip/{slip.code}",
            "slip that ended": "/slip/0000",
            "confirm an address": f"/e-mail/confirm/{link.confirm}",
            "stop e-mail": f"/e-mail/stop/{link.stop}",
            "not found": "/nothing-here",
        },
        "rosa": {
            "home": "/",
            "lesson": f"/lessons/{module.stem}",
            "quiz": f"/quizzes/{module.stem}",
            "question": f"/attempts/{running.public_id}/1",
            "hand in": f"/attempts/{running.public_id}",
            "result": f"/attempts/{result}",
            "me": "/me",
            "change password": "/me/password",
            "where signed in": "/me/devices",
            "notices": "/notices",
            "e-mail": "/me/e-mail",
            "record": "/me/record",
            "delete": "/me/delete",
            "not open": "/groups",
        },
        "ines": {
            "groups": "/groups",
            "second step, off": "/me/second-step",
            "second step, set up": "/me/second-step/set-up",
            "group": f"/groups/{group}",
            "card": f"/groups/{group}/card",
            "assign": f"/groups/{group}/assign",
            "assignments": f"/groups/{group}/assignments",
            "exception": f"/groups/{group}/assignments/{assigned}/learners/{cast.rosa.public_id}",
            "settings": f"/groups/{group}/settings",
            "list": f"/groups/{group}/roster",
            "list, row by row": f"/groups/{group}/roster/{roster_id}",
            "slips": f"/groups/{group}/slips",
            "notices": f"/groups/{group}/notices",
            "choose words": f"/groups/{group}/notices/new",
            "notice on a module": f"/groups/{group}/notices/new?words=new-module",
            "notice on a day": f"/groups/{group}/notices/new?words=meets",
            "move or remove": f"{learner}/leave",
            "needs help": f"/groups/{group}/needs-help",
            "most missed": f"/groups/{group}/missed",
            "items": f"/groups/{group}/items/{module.stem}",
            "preview": "/preview",
            "lesson in preview": f"/preview/lessons/{module.stem}",
            "quiz in preview": f"/preview/quizzes/{module.stem}?seed=7",
            "question in preview": f"/preview/quizzes/{module.stem}/{module.bank.open_items[0].id}?seed=7",
            "key in preview": f"/preview/quizzes/{module.stem}/{module.bank.open_items[0].id}?seed=7&key=yes",
            "exports": f"/groups/{group}/exports",
            "report": f"/groups/{group}/report",
            "learner": learner,
            "attempt": f"{learner}/attempts/{result}",
            "points": f"{learner}/attempts/{result}/1/points",
            "afresh": f"{learner}/quizzes/{module.stem}/afresh",
        },
        "ada": {
            "invitations": "/admin/invitations",
            "somebody's account": "/admin/people",
            "an account": f"/admin/people/{cast.karl.public_id}",
            "second step, on": "/me/second-step",
            "second step, switch off": "/me/second-step/switch-off",
            "content": "/admin/content",
            "figures": "/admin/figures",
            "audit": "/admin/audit",
            "cannot delete": "/me/delete",
            "mail": "/admin/mail",
        },
    }


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A course that sends e-mail."""
    return replace(settings, mail=replace(settings.mail, host="mail.example.org", mail_from="notes@example.org"))


def violations(device: Device) -> list[str]:
    found: list[dict[str, Any]] = Axe().run(device.page).response["violations"]
    return [f"{each['id']}: {each['help']}: {[node['target'] for node in each['nodes']][:3]}" for each in found]


@pytest.mark.parametrize(("viewport", "scheme"), LOOKS, ids=[f"{look[0]['width']}-{look[1]}" for look in LOOKS])
def test_the_page_that_shows_a_notice_before_it_is_sent_is_in_order_too(
    device: Callable[..., Device], cast: Cast, viewport: dict[str, int], scheme: str
) -> None:
    """It is the answer to a form, so it has no address of its own."""
    one = device(viewport, who=cast.ines, color_scheme=scheme)
    page = one.open(f"/groups/{cast.tuesday.public_id}/notices/new?words=go-on")
    page.get_by_label("Everybody who is in the group now").check()
    page.get_by_role("button", name="Look at it first").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Send these words?"
    assert violations(one) == []
    assert one.is_as_wide_as_its_screen()


@pytest.mark.parametrize(("viewport", "scheme"), LOOKS, ids=[f"{look[0]['width']}-{look[1]}" for look in LOOKS])
def test_the_pages_that_are_answers_to_forms_of_signing_in_are_in_order_too(
    device: Callable[..., Device], app: Flask, cast: Cast, viewport: dict[str, int], scheme: str
) -> None:
    """A code to type, the codes to write down, a reset slip: they have no address that opens them by itself."""
    with app.app_context():
        switch_on(cast.karl, clock.now())
    one = device(viewport, color_scheme=scheme)
    page = one.open("/sign-in")
    page.get_by_label("Your name in the course").fill("Karl")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    in_order(one, "The code from your app")

    one = device(viewport, who=cast.ines, color_scheme=scheme)
    with app.app_context():
        second_step.begin(cast.ines, PASSWORD, PersonsDevice(), KEY, clock.now())
        secret = second_step.find_secret_to_set_up(cast.ines, [KEY])
    assert secret is not None
    page = one.open("/me/second-step/set-up")
    page.get_by_label("The six digits that the app shows now").fill(App(secret, ()).code(clock.now()))
    page.get_by_role("button", name="Switch it on").click()
    in_order(one, "Write these codes down")

    one = device(viewport, who=cast.ada, color_scheme=scheme)
    page = one.open(f"/admin/people/{cast.rosa.public_id}")
    page.get_by_role("button", name="Make a reset slip").click()
    in_order(one, "A reset slip to print")


def in_order(device: Device, headline: str) -> None:
    assert device.page.get_by_role("heading", level=1).inner_text() == headline
    assert violations(device) == []
    assert device.is_as_wide_as_its_screen()


@pytest.mark.parametrize("who", ["stranger", "rosa", "ines", "ada"])
@pytest.mark.parametrize(("viewport", "scheme"), LOOKS, ids=[f"{look[0]['width']}-{look[1]}" for look in LOOKS])
def test_axe_finds_nothing_and_nothing_goes_sideways(
    device: Callable[..., Device],
    cast: Cast,
    paths: dict[str, dict[str, str]],
    who: str,
    viewport: dict[str, int],
    scheme: str,
) -> None:
    one = device(viewport, who=None if who == "stranger" else cast[who], color_scheme=scheme)
    for name, path in paths[who].items():
        one.open(path)
        if name in ("not found", "not open", "slip that ended"):
            one.messages.clear()  # Chromium itself reports the status 404, 403 or 410
        assert violations(one) == [], f"{name} ({path})"
        assert one.is_as_wide_as_its_screen(), f"{name} ({path}) can be moved sideways"
