"""Anybody reads; who is signed in keeps the place, on every device, and with or without JavaScript."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from course.assignments import actions as assignments
from course.attempts import actions as attempts
from course.content.model import Course
from course.history.model import Occasion
from course.people import actions as people
from course.people.model import Person, Role
from course.practice import actions as practice
from course.review import actions as review
from tests.browser import Browser, Page, words_of
from tests.builders import asking, take_quiz
from tests.cast import JOINED_AT, Cast
from tests.conftest import SetClock

SignIn = Callable[[Person], Browser]
Contents = Callable[[], dict[str, list[tuple[object, ...]]]]

LESSON = "/lessons/robins-and-redstarts"
"""Four parts: an opening without a heading, #orange-breast, #flicking-tail, #needs-help."""


# ---------------------------------------------------------------- without an account


def test_a_stranger_reads_the_whole_course_from_the_first_page_to_the_last(stranger: Browser) -> None:
    stranger.get("/")
    read = [stranger.click("Start reading").h1]
    while onward := stranger.page.all("a", rel="next"):
        read.append(stranger.click(words_of(onward[0])).h1)
    assert read == ["Robins and redstarts: who is who", "At the feeder", "Songs at dawn"]
    assert stranger.client.get_cookie("session") is None, "reading leaves no cookie behind"


def test_a_lesson_holds_what_its_author_wrote(stranger: Browser) -> None:
    page = stranger.get(LESSON)
    assert "Lesson 1 of 3 · 4 minutes" in page.text
    assert "You will be able to tell two red birds apart." in page.text
    assert [words_of(heading) for heading in page.all("h2", class_="govuk-heading-m")] == [
        "An orange breast",
        "A tail that flicks",
        "When a bird needs help",
        "You have read this lesson",
    ]
    assert "A mark alone proves nothing." in page.text
    assert "Bird Society: Stunned birds." in words_of(page.one("section", class_="app-sources"))


def test_a_question_in_the_text_explains_every_answer_without_javascript_and_without_an_account(
    stranger: Browser,
) -> None:
    check = stranger.get(LESSON).one("section", class_="app-check")
    answers = [words_of(option) for option in check.iter("details")]
    assert answers == [
        "Robin Best answerThat fits what the lesson says.Looking twice is never wasted.",
        "Redstart Not this oneIt is easy to think so; look again at the breast.Looking twice is never wasted.",
        "Wren Not this oneMany people guess this; look again at the tail.Looking twice is never wasted.",
    ]


def test_a_stranger_goes_from_part_to_part_inside_the_page(stranger: Browser) -> None:
    page = stranger.get(LESSON)
    steps = [link.get("href") for link in page.all("a", class_="app-continue__button")]
    assert steps == ["#orange-breast", "#flicking-tail", "#needs-help"]
    assert not page.all("form", class_="app-continue")
    assert stranger.click("Go on to the quiz").h1 == "Quiz: Robins and redstarts: who is who"


@pytest.mark.parametrize("address", ["/lessons/no-such-lesson", "/lessons/", "/lessons/help", "/lessons/..%2fhelp"])
def test_a_lesson_that_does_not_exist_is_said_kindly(stranger: Browser, address: str) -> None:
    assert stranger.get(address, 404).h1 == "This page is not here"


# ---------------------------------------------------------------- keeping the place


def test_each_continue_button_goes_on_to_the_next_part_and_keeps_the_place(rosa: Browser, at: SetClock) -> None:
    rosa.get(LESSON)
    assert not place_on(rosa.page), "who has not begun was nowhere"
    for number, (part, title) in enumerate(
        [
            ("orange-breast", "An orange breast"),
            ("flicking-tail", "A tail that flicks"),
            ("needs-help", "When a bird needs help"),
        ]
    ):
        goes_to = press_continue(rosa, number)
        assert goes_to == f"{LESSON}#{part}"
        assert place_on(rosa.get(LESSON)) == {title: f"#{part}"}


def test_the_place_is_there_on_another_device_and_nobody_elses(
    rosa: Browser, signed_in: SignIn, cast: Cast, stranger: Browser
) -> None:
    rosa.get(LESSON)
    press_continue(rosa, 1)
    assert place_on(signed_in(cast.rosa).get(LESSON)) == {"A tail that flicks": "#flicking-tail"}
    assert not place_on(signed_in(cast.tomas).get(LESSON))
    assert not place_on(stranger.get(LESSON))


def test_looking_back_at_an_earlier_part_does_not_lose_the_place(rosa: Browser) -> None:
    rosa.get(LESSON)
    for number in (0, 1, 0):
        press_continue(rosa, number)
    assert place_on(rosa.get(LESSON)) == {"A tail that flicks": "#flicking-tail"}


def test_a_script_may_keep_the_place_without_leaving_the_page(
    rosa: Browser, beacon: Callable[..., TestResponse]
) -> None:
    rosa.get(LESSON)
    assert beacon(rosa, LESSON, "place", section="needs-help").status_code == 204
    assert place_on(rosa.get(LESSON)) == {"When a bird needs help": "#needs-help"}


def test_reading_to_the_end_is_recorded_and_leads_to_the_quiz(rosa: Browser) -> None:
    rosa.get(LESSON)
    press_continue(rosa, 2)
    assert rosa.submit("Go on to the quiz").h1 == "Quiz: Robins and redstarts: who is who"
    assert "Quiz next" in words_of(first_task(rosa.get("/")))

    rosa.get(LESSON)
    press_continue(rosa, 0)
    assert "Quiz next" in words_of(first_task(rosa.get("/"))), "what was read to the end stays read"


def test_sending_the_same_place_twice_records_it_once(rosa: Browser, contents: Contents) -> None:
    rosa.get(LESSON)
    for _ in range(3):
        press_continue(rosa, 0)
        rosa.post(LESSON, {"section": "end"})
        rosa.get(LESSON)
    assert len(contents()["section_reached"]) == 2


@pytest.mark.parametrize("section", ["", "no-such-part", "seeds", "END", "start%00"])
def test_a_part_that_the_lesson_does_not_have_is_not_recorded(rosa: Browser, contents: Contents, section: str) -> None:
    rosa.get(LESSON)
    assert rosa.post(LESSON, {"section": section}, status=404).h1 == "This page is not here"
    assert contents()["section_reached"] == []


def test_whose_sign_in_has_ended_comes_back_to_the_lesson_after_signing_in(
    rosa: Browser, at: SetClock, contents: Contents
) -> None:
    rosa.get(LESSON)
    at.forward(minutes=31)
    page = rosa.post(LESSON, {"section": "orange-breast"}, headers={"Referer": f"http://localhost{LESSON}"})
    assert page.h1 == "Sign in"
    assert contents()["section_reached"] == []
    assert urlsplit(rosa.submit("Sign in", name="Rosa", password="seven quiet lanterns").url).path == LESSON


# ---------------------------------------------------------------- looking is not doing


def test_looking_at_any_page_records_nothing(
    app: Flask, cast: Cast, small_course: Course, signed_in: SignIn, stranger: Browser, contents: Contents, at: SetClock
) -> None:
    """Every address that answers GET, for everybody; only "Leave this page" is meant to end something."""
    with app.app_context():
        begun = attempts.start(small_course.modules[0], cast.rosa, at())
        handed_in = take_quiz(small_course.modules[1], cast.rosa, at())
        item = small_course.modules[0].bank.open_items[0]
        module = small_course.modules[0]
        answered = practice.answer(module, item, 1, item.key, None, Occasion.PRACTICE, cast.rosa, at())
        secret = review.make_feed(cast.rosa, at())
        assigned = assignments.assign(cast.tuesday, asking([module]), cast.ines, at())
        invitation = people.invite(Role.TRAINER, timedelta(days=7), at())
    here = {
        "stem": "robins-and-redstarts",
        "group_id": cast.tuesday.public_id,
        "person_id": cast.rosa.public_id,
        "code": cast.code,
        "token": invitation,
        "int:number": "2",
        "item_id": "whose-breast",
        "assignment_id": assigned,
        "export_file": "progress.csv",
        "answer_id": answered,
        "secret": secret,
        "path:filename": "icon.svg",
    }
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    addresses = [
        re.sub(r"<([^>]+)>", lambda name: here.get(name[1], "0"), rule.rule.replace("<attempt_id>", attempt))
        for rule in rules
        if rule.endpoint != "study.leave"
        for attempt in (begun.public_id, handed_in.summary.public_id)
    ]
    browsers = [stranger, *(signed_in(cast[name]) for name in ("rosa", "lena", "ines", "ada"))]
    before = contents()
    for browser in browsers:
        for address in addresses:
            for send in (browser.client.get, browser.client.head):
                with send(address) as response:
                    assert response.status_code in (200, 302, 403, 404, 410), address
    after = contents()
    looks = {(row[2], row[4]) for row in after.pop("audit_entry") if row not in before["audit_entry"]}
    before.pop("audit_entry")
    assert after == before
    assert looks == {("learner viewed", cast.rosa.id), ("attempt viewed", cast.rosa.id), ("exported", None)}


def test_only_the_moment_of_the_last_visit_is_noted_and_no_row_comes_or_goes(
    rosa: Browser, contents: Contents, at: SetClock
) -> None:
    before = contents()
    at.forward(minutes=2)
    rosa.get(LESSON)
    rosa.get("/")
    after = contents()
    assert after.pop("sign_in") != (noted := before.pop("sign_in"))
    assert len(noted) == len(contents()["sign_in"])
    assert after == before


# ---------------------------------------------------------------- reading the pages


def press_continue(browser: Browser, number: int) -> str:
    """Press the Continue button below a part, counted from 0, and say where it leads."""
    form = browser.page.all("form", class_="app-continue")[number]
    fields = {field.get("name", ""): field.get("value", "") for field in form.iter("input")}
    response = browser.post(form.get("action", ""), fields, status=302).response
    return response.headers["Location"]


def place_on(page: Page) -> dict[str, str]:
    """The words and the address of "You were here"."""
    return {words_of(link): link.get("href", "") for place in page.all("p", class_="app-place") for link in place}


def first_task(page: Page) -> Element:
    return page.all("li", class_="govuk-task-list__item")[0]


# ---------------------------------------------------------------- rendered once, for everybody


def test_each_reader_gets_their_own_name_and_token_whoever_came_first(
    rosa: Browser, ines: Browser, stranger: Browser, cast: Cast
) -> None:
    first, second = rosa.get(LESSON), ines.get(LESSON)

    tokens = [{field.get("value") for field in page.all("input", name="csrf_token")} for page in (first, second)]
    assert [len(each) for each in tokens] == [1, 1], "one token on each page"
    assert tokens[0] != tokens[1]
    assert second.one("div", class_="app-lesson").get("data-csrf") in tokens[1]
    assert "Rosa" in first.html
    assert "Rosa" not in second.html
    assert "My groups" in second.links
    unknown = stranger.get(LESSON)
    assert not unknown.all("input", name="csrf_token")
    assert all(word not in unknown.html for word in ("Rosa", "Ines", "the-token", "the-name", *tokens[0], *tokens[1]))  # type: ignore[misc]


def test_a_name_is_put_into_the_page_as_it_is(app: Flask, signed_in: SignIn) -> None:
    """Also one that looks like HTML, or like the place of a token."""
    with app.app_context():
        person = people.join("<b>the-token-of-the-reader", "seven quiet lanterns", JOINED_AT).person

    page = signed_in(person).get(LESSON)

    assert words_of(page.one("p", class_="app-menu__name")) == "<b>the-token-of-the-reader"
