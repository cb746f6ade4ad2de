"""Ines looks after her groups: codes that end, trainers who come and go, learners who move, groups put away."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from course.content.model import Course
from course.database import db, transaction
from course.people.model import Person
from tests.browser import Browser, words_of
from tests.builders import take_quiz
from tests.cast import Cast
from tests.conftest import SetClock

SignIn = Callable[[Person], Browser]
ENDED = "This code does not work any more"


@pytest.fixture
def settings_page(ines: Browser, cast: Cast) -> Browser:
    ines.get(f"/groups/{cast.tuesday.public_id}")
    ines.click("Look after the group: code, trainers, pauses, archive")
    return ines


def code_on(browser: Browser) -> str:
    return words_of(next(browser.page.one("p", class_="app-code").iter("code")))


# ---------------------------------------------------------------- codes


def test_a_new_code_replaces_the_old_one_and_says_how_long_it_works(
    settings_page: Browser, stranger: Browser, cast: Cast, at: SetClock
) -> None:
    old = code_on(settings_page)
    assert "It works until you end it." in settings_page.page.text
    page = settings_page.submit("Make a new code", lasts="7")
    new, last_day = code_on(settings_page), at() + timedelta(days=7)
    assert new != old
    assert f"It works until {last_day:%B} {last_day.day}, {last_day.year}." in page.text
    assert stranger.get(f"/join/{new}").h1 == "Join “Tuesday group”"
    assert stranger.get(f"/join/{old}", status=410).h1 == ENDED
    at.forward(days=7)
    assert stranger.get(f"/join/{new}", status=410).h1 == ENDED
    stranger.get("/join")
    page = stranger.submit("Continue", status=422, code=new)
    assert page.errors == ["This code does not work any more. Ask your trainer for a new one."]


def test_a_code_that_was_ended_lets_nobody_in_and_whoever_is_in_stays(
    settings_page: Browser, stranger: Browser, rosa: Browser, cast: Cast
) -> None:
    old = code_on(settings_page)
    page = settings_page.submit("End this code")
    assert "There is no code now, so nobody new can join by one." in page.text
    assert stranger.get(f"/join/{old}", status=410).h1 == ENDED
    assert "You are in the group Tuesday group." in rosa.get("/").text
    page = settings_page.get(f"/groups/{cast.tuesday.public_id}/card")
    assert "There is no code to print. Make a new one here." in page.text
    settings_page.submit("Make a new code", lasts="0")
    assert stranger.get(f"/join/{code_on(settings_page)}").status == 200


def test_a_code_that_never_was_is_told_from_one_that_ended(stranger: Browser) -> None:
    stranger.get("/join/0000-0000", status=404)


# ---------------------------------------------------------------- trainers


def test_a_second_trainer_sees_the_group_and_a_former_one_does_not(
    settings_page: Browser, signed_in: SignIn, cast: Cast
) -> None:
    karl, address = signed_in(cast.karl), f"/groups/{cast.tuesday.public_id}"
    karl.get(address, status=404)
    page = settings_page.submit("Add this trainer", trainer="  karl ")
    assert "Karl trains this group now, too." in page.text
    assert "Tuesday group" in karl.get("/groups").links
    assert "Rosa" in karl.get(address).text
    karl.get(f"{address}/settings")
    karl.submit("Remove Ines")
    settings_page.get(address, status=404)
    assert "Tuesday group" not in settings_page.get("/groups").links


@pytest.mark.parametrize("name", ["Rosa", "Nobody", "Karl's"])
def test_who_is_no_trainer_is_not_added_and_what_was_typed_stays(settings_page: Browser, name: str) -> None:
    page = settings_page.submit("Add this trainer", status=422, trainer=name)
    assert page.errors == [
        "No trainer goes by this name. Check the spelling, or ask an admin to invite them as a trainer first."
    ]
    assert page.one("input", name="trainer").get("value") == name


def test_the_last_trainer_stays(ines: Browser, cast: Cast) -> None:
    ines.get(f"/groups/{cast.tuesday.public_id}/settings")
    assert "Stop training this group" not in ines.page.text
    page = ines.post(f"/groups/{cast.tuesday.public_id}/trainers/{cast.ines.public_id}/remove")
    assert "A group keeps at least one trainer." in page.text
    assert ines.get(f"/groups/{cast.tuesday.public_id}").h1 == "Tuesday group"


# ---------------------------------------------------------------- learners


def test_a_learner_who_is_removed_keeps_everything_and_the_trainer_sees_it_no_more(
    ines: Browser, rosa: Browser, app: Flask, cast: Cast, small_course: Course, at: SetClock
) -> None:
    with app.app_context():
        take_quiz(small_course.modules[1], cast.rosa, at())
    learner = f"/groups/{cast.tuesday.public_id}/learners/{cast.rosa.public_id}"
    ines.get(learner)
    ines.click("Move or remove Rosa")
    page = ines.submit("Remove from the group")
    assert "Rosa is not in this group any more. What they did stays theirs." in page.text
    ines.get(learner, status=404)
    assert "1 of 3 modules passed" in rosa.get("/").text
    assert "Tuesday group" not in rosa.page.text


def test_a_learner_moves_to_another_of_ones_groups_with_all_they_did(
    ines: Browser, rosa: Browser, app: Flask, cast: Cast, small_course: Course, at: SetClock
) -> None:
    with app.app_context():
        take_quiz(small_course.modules[1], cast.rosa, at())
    ines.get("/groups")
    ines.submit("Make the group", name="Night group")
    ines.get(f"/groups/{cast.tuesday.public_id}/learners/{cast.rosa.public_id}/leave")
    assert ines.submit("Move", status=422).errors == ["Choose a group"]
    choice = ines.page.one("input", type="radio")
    page = ines.submit("Move", to=choice.get("value"))
    assert "Rosa is in “Night group” now." in page.text
    assert "Rosa" not in ines.get(f"/groups/{cast.tuesday.public_id}").text
    assert "Passed" in ines.get(f"/groups/{choice.get('value')}").text
    assert "You are in the group Night group." in rosa.get("/").text


# ---------------------------------------------------------------- archive


def test_an_archived_group_can_be_looked_at_and_nothing_else_until_it_is_reopened(
    settings_page: Browser, rosa: Browser, stranger: Browser, cast: Cast
) -> None:
    ines, address = settings_page, f"/groups/{cast.tuesday.public_id}"
    code = code_on(ines)
    ines.get(f"{address}/assign")
    ines.submit("Assign", modules=["at-the-feeder"], due_on="")
    assert "asked for by Tuesday group" in rosa.get("/").text
    ines.get(f"{address}/settings")
    page = ines.submit("Archive this group")
    assert "“Tuesday group” is archived." in page.text
    assert "asked for by" not in rosa.get("/").text
    assert "Tuesday group" not in rosa.page.text
    assert stranger.get(f"/join/{code}", status=410).h1 == ENDED
    page = ines.get(address)
    assert "This group is archived." in page.text
    assert "Rosa" in page.text
    for closed in ("assign", "card", "retakes"):
        assert "Reopen it to change something." in ines.get(f"{address}/{closed}").text
    ines.get(f"{address}/settings")
    ines.post(f"{address}/name", data={"name": "Other"})
    assert ines.get(address).h1 == "Tuesday group"
    ines.get(f"{address}/settings")
    ines.submit("Reopen the group")
    assert "asked for by Tuesday group" in rosa.get("/").text
    assert stranger.get(f"/join/{code}").status == 200


# ---------------------------------------------------------------- the audit log


def test_an_admin_reads_what_happened_and_nobody_can_change_it(
    settings_page: Browser, signed_in: SignIn, app: Flask, cast: Cast
) -> None:
    ines = settings_page
    ines.submit("Make a new code", lasts="30")
    for _ in range(2):  # leafing back and forth is one look
        ines.get(f"/groups/{cast.tuesday.public_id}/learners/{cast.rosa.public_id}")
    ada = signed_in(cast.ada)
    ada.get("/me")
    ada.click("Audit log")
    lines = [[words_of(cell) for cell in list(row)[1:]] for row in ada.page.one("tbody").iter("tr")]
    assert ["Learner viewed", "Ines", "Rosa", "Tuesday group", ""] in lines
    assert lines.count(["Learner viewed", "Ines", "Rosa", "Tuesday group", ""]) == 1
    assert ["Join code renewed", "Ines", "", "Tuesday group", "30 days"] in lines
    assert ["Signed in", "Ada", "", "", "new account"] in lines
    ada.submit("Show", event="join code renewed")
    assert [words_of(list(row)[1]) for row in ada.page.one("tbody").iter("tr")] == ["Join code renewed"]
    ada.submit("Show", event="", who=" rosa ")
    assert {(words_of(list(row)[1]), words_of(list(row)[3])) for row in ada.page.one("tbody").iter("tr")} == {
        ("Learner viewed", "Rosa")
    }
    assert ada.page.one("input", id="who").get("value") == "rosa"
    exported = ada.click("Take these entries along, as CSV").response.get_data(as_text=True)
    assert exported.count("\n") == 2, "the head, and what the page shows"
    ada.get("/admin/audit?who=nobody")
    assert "There is no such entry." in ada.page.text
    with app.app_context():
        for change in ("UPDATE audit_entry SET detail = ''", "DELETE FROM audit_entry"):
            with pytest.raises(Exception, match="never changed or removed"), transaction():
                db.session.execute(text(change))


def test_the_log_is_read_page_by_page(signed_in: SignIn, cast: Cast) -> None:
    for _ in range(55):
        signed_in(cast.rosa)
    ada = signed_in(cast.ada)
    ada.get("/admin/audit")
    assert len(list(ada.page.one("tbody").iter("tr"))) == 50
    ada.click("Older entries")
    assert len(list(ada.page.one("tbody").iter("tr"))) > 5
