"""Somebody reads what is kept, wants neutral titles, takes the record along, and deletes the account."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask import Flask

from course import cli, clock
from course.content.model import Course
from course.groups import actions as groups
from course.groups.store import list_members
from course.people import actions as people
from course.people.model import Person, Role
from course.roster import actions as roster
from course.roster.reading import read_roster
from course.settings import Settings
from tests.browser import Browser
from tests.builders import take_quiz
from tests.cast import JOINED_AT, PASSWORD, Cast
from tests.conftest import KEY, SetClock

SignIn = Callable[[Person], Browser]
TwinOf = Callable[..., Browser]
Contents = Callable[[], dict[str, list[tuple[object, ...]]]]

DELETE = "Yes, delete my account"
NO_PASSWORD = "This is not your password. Check it, and try again."


# ---------------------------------------------------------------- what is kept


def test_what_is_kept_is_said_at_the_foot_of_every_page_and_where_an_account_is_made(stranger: Browser) -> None:
    for address in ("/", "/help", "/sign-up"):
        stranger.get(address)
        page = stranger.click("What we keep of you")
        assert page.h1 == "What we keep of you"
    assert "You can read without an account. Then we keep nothing about you." in page.text
    assert "We delete no account by ourselves." in page.text


def test_how_long_silent_accounts_stay_is_said_as_it_is_set(app: Flask, stranger: Browser) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], retention_months=24)
    assert "If you do not use your account for 24 months, we delete it." in stranger.get("/privacy").text


# ---------------------------------------------------------------- neutral titles


def test_neutral_titles_are_a_setting_of_the_person_on_every_device(
    rosa: Browser, ines: Browser, signed_in: SignIn, cast: Cast
) -> None:
    rosa.get("/")
    rosa.is_discreet = True
    page = rosa.submit("Keep the titles neutral")
    assert page.url == "/", "one is where one was"
    assert page.h1 == "Hello, Rosa", "the heading of the page stays"
    assert "From now on the browser’s tab says “Course” and no more." in page.text
    for address in ("/me", "/help", "/lessons/robins-and-redstarts", "/quizzes/robins-and-redstarts", "/privacy"):
        assert rosa.get(address).title == "Course"
    assert rosa.get("/no-such-page", 404).title == "Course"
    other = signed_in(cast.rosa)
    other.is_discreet = True
    other.get("/me")
    ines.get("/me")  # and nobody else's change

    rosa.is_discreet = False
    rosa.client.post("/me/discreet", data={"csrf_token": token_of(rosa), "wanted": "no"})
    assert rosa.get("/me").title.startswith("My account")


def test_a_page_that_told_something_would_be_noticed(rosa: Browser) -> None:
    rosa.is_discreet = True
    with pytest.raises(AssertionError, match="tells something"):
        rosa.get("/me")


@pytest.mark.parametrize("to", ["//elsewhere.example", "https://elsewhere.example/", "/\\elsewhere", ""])
def test_the_way_back_never_leads_to_another_site(rosa: Browser, to: str) -> None:
    rosa.get("/me")
    answer = rosa.post("/me/discreet", {"wanted": "no", "next": to}, status=302).response
    assert answer.headers["Location"] == "/me"


# ---------------------------------------------------------------- the record


def test_the_record_can_be_looked_at_and_taken_along(
    app: Flask, rosa: Browser, cast: Cast, small_course: Course
) -> None:
    with app.app_context():
        take_quiz(small_course.modules[0], cast.rosa, clock.now(), right=2)
    rosa.get("/me")
    page = rosa.click("My record: all that is kept of me")
    assert "Each quiz you took: when, and how many points. 1" in page.text

    answer = rosa.client.get(page.links["A file for another program (JSON)"])
    assert answer.mimetype == "application/json"
    assert json.loads(answer.get_data())["kept"]["attempt"]["rows"][0]["out_of"] > 2
    today = clock.now().date().isoformat()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{today}-record.json"'
    assert answer.headers["Cache-Control"] == "no-store"

    answer = rosa.client.get(page.links["A file to read or print (PDF)"])
    assert answer.mimetype == "application/pdf"
    assert answer.get_data().startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{today}-record.pdf"'


def test_looking_at_ones_record_records_nothing(rosa: Browser, contents: Contents) -> None:
    rosa.get("/me")
    before = contents()
    for address in ("/me/record", "/me/record.json", "/me/record.pdf", "/me/delete"):
        assert rosa.client.get(address).status_code == 200
    assert contents() == before


# ---------------------------------------------------------------- deleting the account


def test_the_page_says_what_goes_and_what_stays_and_asks_for_the_password(rosa: Browser, contents: Contents) -> None:
    rosa.get("/me")
    page = rosa.click("Delete my account")
    assert "This cannot be undone." in page.text
    assert "What goes" in page.text
    assert "What stays, without your name" in page.text
    before = contents()
    assert rosa.submit(DELETE, status=422).errors == ["Type your password"]
    assert rosa.submit(DELETE, status=422, old_password="not my password").errors == [NO_PASSWORD]
    after = contents()
    assert len(after.pop("failed_try")) == len(before.pop("failed_try")) + 1
    assert after == before
    assert rosa.click("No, keep my account").h1 == "My account"


def test_too_many_wrong_passwords_have_to_wait_and_delete_nothing(rosa: Browser) -> None:
    rosa.get("/me/delete")
    for _ in range(5):
        rosa.submit(DELETE, status=422, old_password="not my password")
    page = rosa.submit(DELETE, status=429, old_password=PASSWORD)
    assert page.errors == ["That was tried too often. Wait 15 minutes, then try again."]
    assert rosa.get("/me").h1 == "My account"


def test_a_deleted_account_is_gone_everywhere_at_once(
    app: Flask, rosa: Browser, ines: Browser, signed_in: SignIn, twin_of: TwinOf, cast: Cast, small_course: Course
) -> None:
    # given Rosa on two devices, and a copied cookie; Ines has seen what her group answered
    with app.app_context():
        take_quiz(small_course.modules[0], cast.rosa, clock.now(), right=2)
    copied, other_device = twin_of(rosa), signed_in(cast.rosa)
    group = f"/groups/{cast.tuesday.public_id}"
    figures = f"{group}/items/{small_course.modules[0].stem}", f"{group}/missed"
    before = [ines.get(address).text for address in figures]

    # when she deletes her account
    rosa.get("/me/delete")
    page = rosa.submit(DELETE, old_password=PASSWORD)

    # then a kind page says so, with somebody to call
    assert page.h1 == "Your account is deleted"
    assert page.url == "/deleted"
    large = page.one("ul", class_="app-helplines--large")
    assert [link.get("href") for link in large.iter("a")] == ["tel:5550100", "tel:5550101"]
    for browser in (rosa, copied, other_device):
        assert browser.get("/me").h1 == "Sign in"

    # and her trainer finds her in no list, while the figures are what they were
    assert [ines.get(address).text for address in figures] == before
    for more in ("", "/needs-help", "/report", "/assign", "/notices", "/notices/new?words=talk", "/slips", "/settings"):
        assert "Rosa" not in ines.get(group + more).html, more
    assert "Rosa" not in ines.client.get(f"{group}/export/progress.csv").get_data(as_text=True)
    ines.get(f"{group}/learners/{cast.rosa.public_id}", status=404)
    ada = signed_in(cast.ada)
    assert "a deleted account" in ada.get("/admin/audit").text
    assert "Rosa" not in ada.page.html

    # and the name can be taken by somebody else, who sees nothing of hers
    rosa.get("/sign-up")
    rosa.submit("Make my account", name="Rosa", password=PASSWORD)
    assert rosa.get(f"/quizzes/{small_course.modules[0].stem}").text.count("Attempt") == 0


def test_who_has_only_slips_confirms_by_a_button(app: Flask, cast: Cast, signed_in: SignIn, contents: Contents) -> None:
    with app.app_context():
        waiting = roster.look_through(cast.tuesday, read_roster(b"Maple"), cast.ines, clock.now())
        roster.take_piece(cast.tuesday, waiting, cast.ines, clock.now())
        maple = next(one.person for one in list_members(cast.tuesday.id) if one.person.name == "Maple")
    browser = signed_in(maple)
    page = browser.get("/me/delete")
    assert page.all("input", type="password") == []
    assert browser.submit(DELETE).h1 == "Your account is deleted"
    assert not [row for row in contents()["person"] if "Maple" in row]


def test_a_group_is_not_left_alone_and_neither_is_the_site(
    app: Flask, ines: Browser, signed_in: SignIn, cast: Cast
) -> None:
    page = ines.get("/me/delete")
    assert page.h1 == "Something has to be done first"
    assert "You are the only trainer of “Tuesday group”. Add another trainer to it, or archive it." in page.text
    ada = signed_in(cast.ada)
    assert "You are the only admin of this course. Invite another admin" in ada.get("/me/delete").text
    ada.post("/me/delete", status=409)

    with app.app_context():
        groups.add_trainer(cast.tuesday, "Karl", cast.ines, clock.now())
        people.join("Bea", PASSWORD, clock.now(), role=Role.ADMIN)
    for browser in (ines, ada):
        browser.get("/me/delete")
        assert browser.submit(DELETE, old_password=PASSWORD).h1 == "Your account is deleted"


# ---------------------------------------------------------------- the command


def test_the_command_lets_silent_accounts_go(
    app: Flask, settings: Settings, at: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("DATA", str(settings.data)), ("SECRET_KEY", KEY), ("HTTPS", "no")):
        monkeypatch.setenv(f"COURSE_{name}", value)
    at.moment = JOINED_AT + timedelta(days=800)
    run = CliRunner()
    assert run.invoke(cli.main, ["retire-idle"]).output == "COURSE_RETENTION_MONTHS is 0, so every account is kept.\n"
    monkeypatch.setenv("COURSE_RETENTION_MONTHS", "24")
    dry = run.invoke(cli.main, ["retire-idle", "--dry-run"])
    assert dry.output.startswith("4 accounts that nobody used would be deleted; nothing was changed. The oldest")
    assert run.invoke(cli.main, ["retire-idle"]).output == "4 accounts that nobody used: deleted.\n"
    assert run.invoke(cli.main, ["retire-idle"]).output == "0 accounts that nobody used: deleted.\n"


def token_of(browser: Browser) -> str:
    return browser.page.all("input", name="csrf_token")[0].get("value", "")
