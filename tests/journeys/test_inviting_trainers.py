"""Ada invites trainers: a link makes its first user a trainer or an admin, once, and not for ever."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from course import cli
from course.paths import shipped
from course.people import actions as people
from course.people import store
from course.people.model import InvitationNotValid, Person, Role
from course.people.rules import digest
from tests.browser import Browser, Page, words_of
from tests.cast import PASSWORD, Cast
from tests.conftest import KEY, SMALL_COURSE, SetClock

SignIn = Callable[[Person], Browser]


@pytest.fixture
def command(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The real `course` command, pointed at this test's folder and at the small course."""
    here = {"COURSE_DATA": str(tmp_path), "COURSE_SECRET_KEY": KEY, "COURSE_HTTPS": "no"}
    folders = {"lessons": SMALL_COURSE / "lessons", "quizzes": SMALL_COURSE / "quizzes"}
    monkeypatch.setattr("course.app.shipped", lambda name: folders.get(name) or shipped(name))

    def run(*words: str, **settings: str) -> Result:
        return CliRunner().invoke(cli.main, words, env={**here, **settings})

    return run


@pytest.fixture
def link(command: Callable[..., Result]) -> Callable[[str], str]:
    """The path of a fresh link, as `course invite` prints it."""

    def make(role: str) -> str:
        answer = command("invite", f"--{role}")
        assert answer.exit_code == 0, answer.output
        return urlsplit(answer.stdout.strip()).path

    return make


# ---------------------------------------------------------------- from the command line


@pytest.mark.parametrize("role", ["trainer", "admin"])
def test_the_command_prints_one_link_and_says_how_long_it_lasts(
    command: Callable[..., Result], stranger: Browser, role: str
) -> None:
    answer = command("invite", f"--{role}")
    assert answer.exit_code == 0
    printed = answer.stdout.splitlines()
    assert len(printed) == 1, "the link stands alone, so that it can be piped"
    assert printed[0].startswith("http://127.0.0.1:8000/invite/")
    assert "It works once, within 7 days." in answer.stderr
    page = stranger.get(urlsplit(printed[0]).path)
    assert page.h1 == f"You are invited to be a{'n admin' if role == 'admin' else ' trainer'}"


def test_the_link_carries_the_address_under_which_people_reach_the_course(command: Callable[..., Result]) -> None:
    given = command("invite", "--trainer", "--address", "https://course.example.org/")
    assert given.stdout.startswith("https://course.example.org/invite/")
    by_setting = command("invite", "--trainer", COURSE_HTTPS="yes", COURSE_HOSTS="course.example.org localhost")
    assert by_setting.stdout.startswith("https://course.example.org/invite/")


def test_the_command_asks_who_the_link_is_for(command: Callable[..., Result]) -> None:
    answer = command("invite")
    assert answer.exit_code == 2
    assert "Say who the link is for: --admin or --trainer." in answer.output


def test_without_a_database_the_command_says_what_to_do(command: Callable[..., Result], tmp_path: Path) -> None:
    answer = command("invite", "--admin", COURSE_DATA=str(tmp_path / "elsewhere"))
    assert answer.exit_code == 1
    assert "make one with `course init`" in answer.stderr
    assert "Traceback" not in answer.output
    assert not (tmp_path / "elsewhere").exists()


# ---------------------------------------------------------------- using a link


def test_somebody_new_makes_an_account_and_is_a_trainer(link: Callable[[str], str], stranger: Browser) -> None:
    address = link("trainer")
    stranger.get(address)
    page = stranger.submit("Make my account", name="Noor", password=PASSWORD)
    assert page.h1 == "Your recovery code"
    stranger.submit("I have written it down")
    stranger.get("/groups")
    assert stranger.submit("Make the group", name="Noor's group").h1 == "Noor's group"
    assert stranger.get("/admin/invitations", 403).h1 == "This page is not open to you"


def test_the_first_admin_comes_in_by_a_link_and_invites_the_first_trainer(
    link: Callable[[str], str], app: Flask
) -> None:
    admin, trainer = Browser(app), Browser(app)
    admin.get(link("admin"))
    admin.submit("Make my account", name="Noor", password=PASSWORD)
    admin.get("/me")
    admin.click("Invite trainers")
    page = admin.submit("Make a link", role="trainer")
    trainer.get(link_on(page))
    trainer.submit("Make my account", name="Sam", password=PASSWORD)
    assert trainer.get("/groups").h1 == "My groups"


def test_somebody_with_an_account_signs_in_on_the_way_and_keeps_everything(
    link: Callable[[str], str], stranger: Browser
) -> None:
    address = link("trainer")
    stranger.get(address)
    stranger.click("I have an account: sign in")
    page = stranger.submit("Sign in", name="Rosa", password=PASSWORD)
    assert urlsplit(page.url).path == address
    assert "You are signed in as Rosa." in page.text
    home = stranger.submit("Accept the invitation")
    assert "You are in the group Tuesday group." in home.text
    assert stranger.get("/groups").h1 == "My groups"


def test_a_form_that_is_not_right_leaves_the_link_as_it_was(link: Callable[[str], str], stranger: Browser) -> None:
    address = link("trainer")
    stranger.get(address)
    page = stranger.submit("Make my account", status=422, name="Rosa", password=PASSWORD + "s")
    assert page.errors == ["Somebody already uses this name. Choose another."]
    assert page.one("input", name="name").get("value") == "Rosa"
    page = stranger.submit("Make my account", status=422, name="Noor", password="short")
    assert page.errors == ["The password needs at least 12 characters, and at most 128"]
    assert stranger.submit("Make my account", name="Noor", password=PASSWORD).h1 == "Your recovery code"


# ---------------------------------------------------------------- once, and not for ever


def test_a_link_works_once(link: Callable[[str], str], rosa: Browser, signed_in: SignIn, cast: Cast) -> None:
    address = link("trainer")
    lena, late = signed_in(cast.lena), Browser(rosa.app)
    lena.get(address)
    late.get(address)
    rosa.get(address)
    rosa.submit("Accept the invitation")

    lena.submit("Accept the invitation", status=404)
    lena.get(address, 404)
    lena.get("/groups", 403)
    assert late.submit("Make my account", status=404, name="Noor", password=PASSWORD).h1 == "This page is not here"
    late.get("/sign-in")
    late.submit("Sign in", status=422, name="Noor", password=PASSWORD)
    rosa.get(address, 404)


@pytest.mark.parametrize(("days", "seconds", "status"), [(6, 86399, 200), (7, 0, 404), (8, 0, 404)])
def test_a_link_can_be_used_for_seven_days(
    link: Callable[[str], str], stranger: Browser, at: SetClock, days: int, seconds: int, status: int
) -> None:
    address = link("trainer")
    at.forward(days=days, seconds=seconds)
    stranger.get(address, status)


def test_a_form_opened_in_time_is_refused_after_the_last_day(
    link: Callable[[str], str], stranger: Browser, at: SetClock, app: Flask
) -> None:
    stranger.get(link("trainer"))
    at.forward(days=7)
    stranger.submit("Make my account", status=404, name="Noor", password=PASSWORD)
    with app.app_context():
        assert not store.is_name_taken("noor")


@pytest.mark.parametrize("token", ["x", "0" * 43, "%00", "..%2f..%2f", "é"])
def test_a_link_that_never_was_answers_like_a_used_one(stranger: Browser, token: str) -> None:
    assert stranger.get(f"/invite/{token}", 404).h1 == "This page is not here"


def test_of_two_that_use_a_link_at_the_same_moment_only_one_is_first(
    in_app: Flask, cast: Cast, at: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL both may find the link open; whoever marks it second is refused, and no account stays behind."""
    token = people.invite(Role.ADMIN, lasts=timedelta(days=7), now=at())
    invitation = store.find_open_invitation(digest(token), at())
    people.accept_invitation(cast.lena, token, at())
    monkeypatch.setattr(store, "find_open_invitation", lambda *_: invitation)  # what the second one saw just before
    with pytest.raises(InvitationNotValid):
        people.join("Noor", PASSWORD, at(), invitation=token)
    with pytest.raises(InvitationNotValid):
        people.accept_invitation(cast.rosa, token, at())
    assert not store.is_name_taken("noor")


# ---------------------------------------------------------------- roles only grow


@pytest.mark.parametrize(
    ("number", "who", "role", "becomes"),
    [
        (1, "rosa", "trainer", Role.TRAINER),
        (2, "rosa", "admin", Role.ADMIN),
        (3, "ines", "trainer", Role.TRAINER),
        (4, "ines", "admin", Role.ADMIN),
        (5, "ada", "trainer", Role.ADMIN),
        (6, "ada", "admin", Role.ADMIN),
    ],
)
def test_a_link_never_takes_a_role_away(
    link: Callable[[str], str],
    signed_in: SignIn,
    cast: Cast,
    app: Flask,
    number: int,
    who: str,
    role: str,
    becomes: Role,
) -> None:
    browser = signed_in(cast[who])
    browser.get(link(role))
    browser.submit("Accept the invitation")
    with app.app_context():
        found = store.find_person(cast[who].public_id)
    assert found is not None
    assert found.role is becomes, f"row {number}"


# ---------------------------------------------------------------- the admin's page


def test_an_admin_sees_what_became_of_each_invitation(
    signed_in: SignIn, cast: Cast, rosa: Browser, at: SetClock
) -> None:
    ada = signed_in(cast.ada)
    ada.get("/admin/invitations")
    first = link_on(ada.submit("Make a link", role="trainer"))
    at.forward(days=1)
    ada = signed_in(cast.ada)
    ada.get("/admin/invitations")
    second = link_on(ada.submit("Make a link", role="admin"))
    rosa = signed_in(cast.rosa)
    rosa.get(second)
    rosa.submit("Accept the invitation")

    page = ada.get("/admin/invitations")
    assert [row[0] for row in table_of(page)] == ["An admin", "A trainer"], "the latest first"
    assert table_of(page)[0][2].startswith("Used on ")
    assert table_of(page)[1][2].startswith("Open until ")
    assert not page.all("code"), "a link is shown once"
    assert first.rpartition("/")[2] not in page.html

    at.forward(days=6)
    assert table_of(signed_in(cast.ada).get("/admin/invitations"))[1][2] == "Expired"


def test_the_admin_says_who_the_link_is_for(signed_in: SignIn, cast: Cast) -> None:
    ada = signed_in(cast.ada)
    ada.get("/admin/invitations")
    page = ada.submit("Make a link", status=422)
    assert page.errors == ["Choose who the invitation is for"]
    assert not page.all("code")


# ---------------------------------------------------------------- reading the pages


def link_on(page: Page) -> str:
    """The path of the link that was just made."""
    return urlsplit(words_of(page.one("code"))).path


def table_of(page: Page) -> list[list[str]]:
    return [[words_of(cell) for cell in row] for row in next(page.one("table").iter("tbody")).iter("tr")]
