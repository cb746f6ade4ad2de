"""Ines sends a few kind sentences; Rosa reads them on her page and puts them away. Nobody writes, nobody answers."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from course import clock
from course.assignments import actions as assignments
from course.audit.tables import AuditEntryRow
from course.content.model import Course
from course.database import db
from course.groups import actions as groups
from course.notices import actions
from course.notices.model import Saying, Template
from course.people.model import Person
from tests.browser import Browser, words_of
from tests.builders import asking, take_quiz
from tests.cast import Cast
from tests.conftest import SetClock

SignIn = Callable[[Person], Browser]
Contents = Callable[[], dict[str, list[tuple[Any, ...]]]]
GO_ON = "You are welcome to go on where you stopped. Your place is kept, and there is no hurry."


@pytest.fixture
def notices(ines: Browser, cast: Cast) -> Browser:
    """Ines, on the page of what was sent in her group."""
    ines.get(f"/groups/{cast.tuesday.public_id}")
    ines.click("Notices to learners")
    return ines


def send_to_everybody(ines: Browser, words: str, **fields: str) -> None:
    ines.click("Send a notice")
    ines.click(words)
    ines.submit("Look at it first", whom="everybody", **fields)


def sent(contents: Contents) -> int:
    return len(contents()["notice"])


# ---------------------------------------------------------------- from the list to the learner


def test_words_are_chosen_looked_at_and_sent_and_the_learner_puts_them_away(
    notices: Browser, rosa: Browser, cast: Cast, contents: Contents, at: SetClock
) -> None:
    # given that Ines chose words for everybody
    assert "this is no chat and no crisis line" in notices.page.text
    send_to_everybody(notices, "You are welcome to go on")
    # then she sees them exactly, and to whom they go, and nothing is sent yet
    assert notices.page.h1 == "Send these words?"
    assert GO_ON in notices.page.text
    assert "To: Rosa, Tomás" in notices.page.text
    assert sent(contents) == 0
    # when she presses the one button
    page = notices.submit("Send it to 2 learners")
    assert "Sent to 2 learners." in page.text
    assert "Not put away yet Rosa, Tomás" in page.text
    # then Rosa finds them on her page, from whom and when
    today = f"{at():%B} {at().day}, {at().year}"
    page = rosa.get("/")
    assert f"Ines, Tuesday group, {today} {GO_ON}" in page.text
    # and when she has read them, they go, and can be found again
    assert GO_ON not in rosa.submit("Got it").text
    rosa.get("/me")
    page = rosa.click("Notices from my trainers")
    assert GO_ON in page.text
    assert "There is nothing new." in page.text
    assert "You cannot answer here" in page.text
    assert "help lines, day and night" in page.links
    page = notices.get(f"/groups/{cast.tuesday.public_id}/notices")
    assert "Put away Rosa Not put away yet Tomás" in page.text


def test_one_learner_is_sent_a_notice_from_their_page(
    ines: Browser, rosa: Browser, signed_in: SignIn, cast: Cast
) -> None:
    learner = f"/groups/{cast.tuesday.public_id}/learners/{cast.rosa.public_id}"
    ines.get(learner)
    ines.click("Send Rosa a notice")
    assert ines.page.h1 == "Send Rosa a notice"
    ines.click("Please come and talk to me")
    assert not ines.page.all("input", type="checkbox"), "nobody else is asked for"
    ines.submit("Look at it first")
    ines.submit("Send it to 1 learner")
    assert "Please come and talk to me when we meet next." in rosa.get("/").text
    assert "Please come and talk to me" not in signed_in(cast.tomas).get("/").text
    page = ines.get(learner)
    assert "“Please come and talk to me when we meet next. I would like to hear how you are.” (not put away yet)" in (
        page.text
    )


def test_chosen_learners_alone_get_it(notices: Browser, rosa: Browser, signed_in: SignIn, cast: Cast) -> None:
    notices.click("Send a notice")
    notices.click("Thank you")
    assert notices.submit("Look at it first", status=422).errors == ["Choose who gets it"]
    assert notices.submit("Look at it first", status=422, whom="some").errors == ["Choose at least one learner"]
    page = notices.submit("Look at it first", whom="some", people=[cast.tomas.public_id])
    assert "To: Tomás" in page.text
    notices.submit("Send it to 1 learner")
    assert "Thank you for taking part." in signed_in(cast.tomas).get("/").text
    assert "Thank you for taking part." not in rosa.get("/").text


def test_a_day_is_told_in_words_and_one_that_has_passed_is_not_sent(
    notices: Browser, rosa: Browser, at: SetClock
) -> None:
    notices.click("Send a notice")
    notices.click("The group meets again")
    yesterday, on = at() - timedelta(days=1), at() + timedelta(days=3)
    page = notices.submit("Look at it first", status=422, whom="everybody", day=f"{yesterday:%Y-%m-%d}")
    assert page.errors == ["This day has passed. Choose today or a later day"]
    notices.submit("Look at it first", whom="everybody", day=f"{on:%Y-%m-%d}")
    notices.submit("Send it to 2 learners")
    assert f"Our group meets again on {on:%A, %B} {on.day}." in rosa.get("/").text


def test_a_module_is_named_and_who_passed_it_is_left_out(
    notices: Browser, rosa: Browser, app: Flask, cast: Cast, small_course: Course, at: SetClock
) -> None:
    module = small_course.modules[1]
    with app.app_context():
        take_quiz(module, cast.tomas, at())
    notices.click("Send a notice")
    notices.click("A module is waiting")
    assert notices.submit("Look at it first", status=422, whom="everybody").errors == ["Choose a module"]
    page = notices.submit("Look at it first", whom="everybody", module=module.stem)
    assert "To: Rosa" in page.text
    assert "Tomás has passed this module" in page.text
    notices.submit("Send it to 1 learner")
    assert f"The module “{module.lesson.title}” is waiting for you." in rosa.get("/").text


def test_well_done_goes_to_those_alone_of_whom_it_is_true(
    notices: Browser, app: Flask, cast: Cast, small_course: Course, at: SetClock
) -> None:
    send_to_everybody(notices, "Well done, everything is passed")
    assert "Nobody would get it." in notices.page.text, "nothing was asked for"
    with app.app_context():
        assignments.assign(cast.tuesday, asking(small_course.modules[:1]), cast.ines, at())
        take_quiz(small_course.modules[0], cast.rosa, at())
    notices.get(f"/groups/{cast.tuesday.public_id}/notices")
    send_to_everybody(notices, "Well done, everything is passed")
    assert "To: Rosa" in notices.page.text
    assert "Tomás has not passed everything that this group asks for" in notices.page.text


def test_something_can_be_changed_before_it_is_sent(notices: Browser, cast: Cast, contents: Contents) -> None:
    send_to_everybody(notices, "Thank you")
    page = notices.submit("Change something")
    assert page.h1 == "Thank you"
    page = notices.submit("Look at it first", people=[cast.rosa.public_id])
    assert "To: Rosa" in page.text
    assert sent(contents) == 0


# ---------------------------------------------------------------- twice is impossible


def test_the_same_form_sent_again_sends_nothing(
    notices: Browser, twin_of: Callable[..., Browser], contents: Contents
) -> None:
    send_to_everybody(notices, "You are welcome to go on")
    again = twin_of(notices)
    notices.submit("Send it to 2 learners")
    page = again.submit("Send it to 2 learners")  # the back button, or a second click
    assert "Nothing more was sent" in page.text
    assert sent(contents) == 2
    assert len(contents()["notice_sending"]) == 1


def test_the_same_words_on_the_same_day_reach_nobody_twice_and_on_another_day_they_may(
    notices: Browser, contents: Contents, at: SetClock, signed_in: SignIn, cast: Cast
) -> None:
    send_to_everybody(notices, "Thank you")
    notices.submit("Send it to 2 learners")
    send_to_everybody(notices, "Thank you")
    assert "Nobody would get it." in notices.page.text
    assert "Rosa got the same words today" in notices.page.text
    at.forward(days=1)
    ines = signed_in(cast.ines)
    ines.get(f"/groups/{cast.tuesday.public_id}/notices")
    send_to_everybody(ines, "Thank you")
    ines.submit("Send it to 2 learners")
    assert sent(contents) == 4


def test_many_at_once_with_one_form_make_one_notice(
    app: Flask, cast: Cast, small_course: Course, contents: Contents
) -> None:
    told: list[int] = []
    start = threading.Barrier(8)

    def press() -> None:
        with app.app_context():
            start.wait()
            people = [cast.rosa.public_id, cast.tomas.public_id]
            args = (Saying(Template.GO_ON), people, "k" * 22, small_course, "UTC", False, cast.ines, clock.now())
            told.append(actions.send(cast.tuesday, *args))
            db.session.remove()

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [0] * 7 + [2]
    assert sent(contents) == 2


def test_a_notice_is_put_away_once_and_by_its_learner_alone(
    notices: Browser, rosa: Browser, signed_in: SignIn, cast: Cast, app: Flask, twin_of: Callable[..., Browser]
) -> None:
    send_to_everybody(notices, "Thank you")
    notices.submit("Send it to 2 learners")
    rosa.get("/")
    again, address = twin_of(rosa), rosa.page.form("Got it").get("action", "")
    tomas = signed_in(cast.tomas)
    tomas.get("/")
    tomas.post(address, status=404)
    rosa.submit("Got it")
    again.submit("Got it")
    assert "Thank you for taking part." not in rosa.page.text


# ---------------------------------------------------------------- many, and what is said of whom


def test_home_shows_three_and_leads_to_the_others(rosa: Browser, app: Flask, cast: Cast, small_course: Course) -> None:
    with app.app_context():
        for template in (Template.GO_ON, Template.TALK, Template.MEETS, Template.THANKS):
            one = (Saying(template), [cast.rosa.public_id], "k" * 22, small_course, "UTC", False)
            actions.send(cast.tuesday, *one, cast.ines, clock.now())
    page = rosa.get("/")
    assert len(page.all("article", class_="app-notice")) == 3
    page = rosa.click("Read the other notices")
    assert len(page.all("article", class_="app-notice")) == 4
    button = page.all("article", class_="app-notice")[0].find("form")
    assert button is not None
    assert rosa.post(button.get("action", ""), data={"from": "mine"}).h1 == "Notices from my trainers"


def test_who_left_the_group_keeps_the_notice_and_is_only_counted(
    notices: Browser, rosa: Browser, app: Flask, cast: Cast, at: SetClock
) -> None:
    send_to_everybody(notices, "Thank you")
    notices.submit("Send it to 2 learners")
    with app.app_context():
        member = groups.get_member(cast.tuesday, cast.rosa.public_id)
        groups.remove_learner(cast.tuesday, member, cast.ines, at())
    page = notices.get(f"/groups/{cast.tuesday.public_id}/notices")
    assert "Rosa" not in page.text
    assert "Left the group since 1 learner" in page.text
    assert "Thank you for taking part." in rosa.get("/").text


def test_nobody_can_put_words_of_their_own_in(notices: Browser, cast: Cast, rosa: Browser) -> None:
    address = f"/groups/{cast.tuesday.public_id}/notices/new"
    notices.get(f"{address}?words=talk")
    assert not notices.page.all("textarea")
    assert not notices.page.all("input", type="text")
    notices.get(f"{address}?words=new-module")
    own = "<b>Call me</b>"
    page = notices.post(f"{address}?words=new-module", {"key": "k" * 22, "whom": "everybody", "module": own}, 422)
    assert page.errors == ["Choose a module"]
    assert notices.get(f"{address}?words=my-own").h1 == "Send a notice"
    page = notices.post(f"{address}?words=talk", {"key": "short", "whom": "everybody"}, 422)
    assert "Call me" not in rosa.get("/").text


def test_the_audit_log_says_that_a_notice_went_to_whom_and_not_more(notices: Browser, app: Flask, cast: Cast) -> None:
    send_to_everybody(notices, "Please come and talk to me")
    notices.submit("Send it to 2 learners")
    with app.app_context():
        rows = db.session.execute(
            select(
                AuditEntryRow.actor_id, AuditEntryRow.subject_id, AuditEntryRow.group_id, AuditEntryRow.detail
            ).where(AuditEntryRow.event == "notice sent")
        ).all()
    group = cast.tuesday.id
    assert {tuple(row) for row in rows} == {
        (cast.ines.id, cast.rosa.id, group, "talk"),
        (cast.ines.id, cast.tomas.id, group, "talk"),
    }


def test_the_page_says_which_button_was_pressed_and_never_when(notices: Browser, rosa: Browser, app: Flask) -> None:
    send_to_everybody(notices, "Thank you")
    notices.submit("Send it to 2 learners")
    rosa.get("/")
    rosa.submit("Got it")
    with app.app_context():
        columns = set(db.metadata.tables["notice"].columns.keys())
    assert columns == {"id", "public_id", "sending_id", "person_id", "is_put_away"}, "no time is kept"


def test_every_button_has_words_that_fit(notices: Browser) -> None:
    notices.click("Send a notice")
    titles = [words_of(link) for link in notices.page.all("a", class_="govuk-task-list__link")]
    assert len(titles) == len(Template)
    for title in titles:
        notices.click(title)
        assert notices.page.h1 == title
        notices.get(notices.page.url.partition("?")[0])
