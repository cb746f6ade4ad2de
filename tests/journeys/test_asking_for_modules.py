"""Ines asks for modules: of everybody or of some, by a day or so many days after joining, in order, once more."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask

from course.content.model import Course
from course.groups import actions as groups
from course.people.model import Person
from tests.browser import Browser, words_of
from tests.builders import take_quiz
from tests.cast import Cast
from tests.conftest import SetClock

SignIn = Callable[[Person], Browser]


@pytest.fixture
def asks(ines: Browser, cast: Cast) -> Callable[..., Browser]:
    """Ines fills the form; gives her browser on the group's page."""

    def ask(*modules: str, status: int = 200, **more: object) -> Browser:
        ines.get(f"/groups/{cast.tuesday.public_id}/assign")
        ines.submit("Assign", status=status, modules=list(modules), **more)
        return ines

    return ask


Ask = Callable[..., Browser]


def hints(browser: Browser) -> list[str]:
    """What stands below each module on a learner's home page."""
    return [words_of(each) for each in browser.get("/").all("div", class_="govuk-task-list__hint")]


def said(on: date) -> str:
    return f"{on:%B} {on.day}, {on.year}"


def test_some_learners_are_asked_and_the_others_are_not(
    asks: Ask, rosa: Browser, signed_in: SignIn, cast: Cast
) -> None:
    asks("at-the-feeder", people=[cast.rosa.public_id])
    assert hints(rosa)[1] == "2 minutes · asked for by Tuesday group"
    assert hints(signed_in(cast.tomas))[1] == "2 minutes"
    page = rosa.get("/")
    assert "At the feeder" in page.text


def test_days_after_joining_begin_when_somebody_joins(
    asks: Ask, app: Flask, signed_in: SignIn, cast: Cast, at: SetClock
) -> None:
    today = at().date()
    asks("at-the-feeder", due_days="10")
    assert hints(signed_in(cast.tomas))[1].endswith(f"by {said(today + timedelta(days=10))}")
    at.forward(days=5)
    with app.app_context():
        groups.join_group(cast.tuesday, cast.lena, at())
    assert hints(signed_in(cast.lena))[1].endswith(f"by {said(today + timedelta(days=15))}")


def test_one_after_the_other_waits_in_words(
    asks: Ask, app: Flask, rosa: Browser, cast: Cast, small_course: Course, at: SetClock
) -> None:
    asks("at-the-feeder", "songs-at-dawn", in_order="y")
    assert hints(rosa)[2] == "2 minutes · asked for by Tuesday group, after module 2"
    with app.app_context():
        take_quiz(small_course.modules[1], cast.rosa, at())
    assert hints(rosa)[2] == "2 minutes · asked for by Tuesday group"


def test_once_more_asks_for_what_was_passed_and_loses_nothing(
    asks: Ask, app: Flask, rosa: Browser, cast: Cast, small_course: Course, at: SetClock
) -> None:
    for module in small_course.modules:
        with app.app_context():
            take_quiz(module, cast.rosa, at())
    at.forward(minutes=20)
    asks("at-the-feeder", again="y")
    assert "3 of 3 modules passed" in rosa.get("/").text
    assert "Tuesday group asks you to take it again" in hints(rosa)[1]
    assert rosa.page.one("main").find(".//a[@href='/quizzes/at-the-feeder']") is not None, "the next step leads there"
    with app.app_context():
        take_quiz(small_course.modules[1], cast.rosa, at())
    assert "asks you to take it again" not in hints(rosa)[1]
    rosa.get("/quizzes/at-the-feeder")
    assert {"Attempt 1", "Attempt 2"} <= set(rosa.page.links)


def test_an_exception_is_for_one_learner_and_is_listed(
    asks: Ask, rosa: Browser, signed_in: SignIn, cast: Cast, at: SetClock
) -> None:
    today = at().date()
    ines = asks("at-the-feeder", due_on=today.isoformat())
    later = today + timedelta(days=9)
    ines.get(f"/groups/{cast.tuesday.public_id}/learners/{cast.rosa.public_id}")
    ines.click("Change the date, or pause: 2. At the feeder")
    page = ines.submit("Save", status=422, due_on="soon")
    assert page.errors == ["This is not a date. Type it like 2026-12-31"]
    page = ines.submit("Save", due_on=later.isoformat())
    assert "Saved for Rosa." in page.text
    assert hints(rosa)[1].endswith(f"by {said(later)}")
    assert hints(signed_in(cast.tomas))[1].endswith("by today")
    page = ines.get(f"/groups/{cast.tuesday.public_id}/assignments")
    assert f"by {said(later)}" in page.text
    ines.click("Change Rosa")
    ines.submit("Save", due_on="", paused_until=later.isoformat())
    assert hints(rosa)[1] == "2 minutes · asked for by Tuesday group; paused for now"


def test_what_is_asked_of_one_group_is_copied_to_another_and_taken_back(
    asks: Ask, signed_in: SignIn, cast: Cast, app: Flask, at: SetClock
) -> None:
    ines = asks("at-the-feeder", "songs-at-dawn", due_on=(at().date() + timedelta(days=3)).isoformat())
    with app.app_context():
        groups.add_trainer(cast.northside, "Ines", cast.karl, at())
    ines.get(f"/groups/{cast.tuesday.public_id}/assignments")
    ines.click("Copy to another group")
    assert ines.submit("Copy", status=422).errors == ["Choose a group"]
    page = ines.submit("Copy", to=cast.northside.public_id)
    assert page.h1 == "Assignments of “Northside”"
    assert hints(signed_in(cast.mo))[1].endswith(f"by {said(at().date() + timedelta(days=3))}")
    ines.submit("Take it back")
    assert hints(signed_in(cast.mo))[1] == "2 minutes"
    assert "asked for by" in hints(signed_in(cast.tomas))[1], "the other group is still asked"


@pytest.mark.parametrize(
    ("more", "errors"),
    [
        ({"due_on": "2027-01-01", "due_days": "5"},
         ["Give a day or a number of days, and leave the other one empty"]),
        ({"due_days": "0"}, ["Write a number of days from 1 to 365"]),
        ({"people": ["nobody"]}, ["A learner is not in the group any more. Choose again"]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_and_the_choices_stay_open(
    asks: Ask, more: dict[str, object], errors: list[str]
) -> None:
    page = asks("at-the-feeder", status=422, **more).page
    assert page.errors == errors
    assert page.one("details", class_="govuk-details").get("open") is not None


# ---------------------------------------------------------------- who may need a trainer


def test_reasons_are_told_with_the_fact_behind_each(
    ines: Browser, app: Flask, cast: Cast, small_course: Course, at: SetClock, signed_in: SignIn
) -> None:
    address = f"/groups/{cast.tuesday.public_id}"
    assert "Nobody in this group meets one of the rules below." in ines.get(f"{address}/needs-help").text
    feeder = small_course.modules[1]
    with app.app_context():
        for _ in range(3):
            take_quiz(feeder, cast.rosa, at(), right=1)
    page = ines.get(f"{address}/needs-help")
    assert "3 attempts below the pass mark. Module 2, At the feeder" in page.text
    assert "The best score is 33%, and the pass mark 60%." in page.text
    assert "1 learner may need you" in ines.get(address).text
    at.forward(days=14)
    page = signed_in(cast.ines).get(f"{address}/needs-help")
    assert "Began 14 days ago, not passed yet." in page.text
    assert "Tomás" not in page.text
    ines = signed_in(cast.ines)
    ines.get(f"{address}?show=needs-help")
    assert "1 learner found" in ines.page.text
    assert "Tomás" not in ines.page.text


def test_a_blank_paper_is_not_a_reason(ines: Browser, rosa: Browser, cast: Cast, small_course: Course) -> None:
    for _ in range(3):
        rosa.get("/quizzes/at-the-feeder")
        rosa.submit("Start the quiz" if not rosa.page.all("ul", class_="govuk-task-list") else "Take the quiz again")
        rosa.submit("See all questions, or hand in")
        rosa.submit("Hand in and see the answers")
    assert (
        "Nobody in this group meets one of the rules below."
        in ines.get(f"/groups/{cast.tuesday.public_id}/needs-help").text
    )


# ---------------------------------------------------------------- what the group misses


def test_figures_come_from_first_attempts_alone(
    ines: Browser, app: Flask, cast: Cast, small_course: Course, at: SetClock
) -> None:
    feeder = small_course.modules[1]
    with app.app_context():
        take_quiz(feeder, cast.rosa, at(), right=0)
        take_quiz(feeder, cast.rosa, at(), right=3)
        take_quiz(feeder, cast.tomas, at(), right=3)
        take_quiz(feeder, cast.mo, at(), right=0)  # of another group
    ines.get(f"/groups/{cast.tuesday.public_id}")
    page = ines.click("What this group misses")
    rows = [[words_of(cell) for cell in list(row)] for row in page.one("tbody").iter("tr")]
    assert rows == [["Choose food that birds can eat", "50%", "6"]] or rows[0][1:] == ["50%", "6"]
    ines.click("2. At the feeder")
    facts = [words_of(value) for value in ines.page.all("dd")]
    assert facts.count("50%") == 3
    assert "Not shown below 30 answers: with fewer, chance speaks louder" in facts
    assert "Its section" not in ines.page.text
    assert any(link.startswith("Read the section:") for link in ines.page.links)
