"""Home: where Rosa is in each module, what she was asked to do and by when, and the one thing to do next."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from course.app import create_app
from course.assignments import actions as assignments
from course.attempts import actions as attempts
from course.content.model import Course, Module
from course.database import db
from course.groups import actions as groups
from course.people.model import Person
from course.study import actions as study
from tests.browser import Browser, Page, words_of
from tests.builders import asking, take_quiz
from tests.cast import Cast
from tests.conftest import Original, SetClock, settings_in

SignIn = Callable[[Person], Browser]
Doing = Callable[[Module, Person, datetime], object]

ROBINS, FEEDER, SONGS = 0, 1, 2


# ---------------------------------------------------------------- what somebody may have done in a module


def begins_to_read(module: Module, person: Person, now: datetime) -> None:
    study.reach_section(module, module.lesson.sections[0].id, person, now)


def reads_on(module: Module, person: Person, now: datetime) -> None:
    for section in module.lesson.sections[:3]:
        study.reach_section(module, section.id, person, now)


def reads_to_the_end(module: Module, person: Person, now: datetime) -> None:
    reads_on(module, person, now)
    study.reach_section(module, "end", person, now)


def begins_the_quiz(module: Module, person: Person, now: datetime) -> None:
    attempts.start(module, person, now)


def does_not_reach_the_mark(module: Module, person: Person, now: datetime) -> None:
    take_quiz(module, person, now, right=1 if module.bank.drawn > 2 else 0)


def passes(module: Module, person: Person, now: datetime) -> None:
    take_quiz(module, person, now)


def passes_and_begins_again(module: Module, person: Person, now: datetime) -> None:
    take_quiz(module, person, now)
    attempts.start(module, person, now)


def does_not_reach_the_mark_and_begins_again(module: Module, person: Person, now: datetime) -> None:
    does_not_reach_the_mark(module, person, now)
    attempts.start(module, person, now)


# ---------------------------------------------------------------- the modules


def test_the_modules_stand_in_order_with_their_state(
    app: Flask, cast: Cast, small_course: Course, rosa: Browser, at: SetClock
) -> None:
    page = rosa.get("/")
    assert page.h1 == "Hello, Rosa"
    assert tasks_on(page) == [
        ("1. Robins and redstarts: who is who", "4 minutes", "Not started"),
        ("2. At the feeder", "2 minutes", "Not started"),
        ("3. Songs at dawn", "2 minutes", "Not started"),
    ]
    assert "0 of 3 modules passed" in page.text
    for module in small_course.modules:
        assert page.links[f"{module.number}. {module.lesson.title}"] == f"/lessons/{module.stem}"

    do(app, small_course, cast.rosa, at(), {ROBINS: passes, FEEDER: reads_to_the_end, SONGS: begins_to_read})
    page = rosa.get("/")
    assert tasks_on(page) == [
        ("1. Robins and redstarts: who is who", "4 minutes · best score 100%", "Passed"),
        ("2. At the feeder", "2 minutes", "Quiz next"),
        ("3. Songs at dawn", "2 minutes", "Reading"),
    ]
    assert "1 of 3 modules passed" in page.text


@pytest.mark.parametrize(
    ("number", "doing", "state"),
    [
        (1, begins_to_read, "Reading"),
        (2, reads_on, "Reading"),
        (3, reads_to_the_end, "Quiz next"),
        (4, begins_the_quiz, "Quiz next"),
        (5, does_not_reach_the_mark, "Quiz next"),
        (6, does_not_reach_the_mark_and_begins_again, "Quiz next"),
        (7, passes, "Passed"),
        (8, passes_and_begins_again, "Passed"),
    ],
)
def test_a_state_follows_from_what_was_done(
    app: Flask,
    cast: Cast,
    small_course: Course,
    rosa: Browser,
    at: SetClock,
    number: int,
    doing: Doing,
    state: str,
) -> None:
    do(app, small_course, cast.rosa, at(), {FEEDER: doing})
    states = [status for _title, _hint, status in tasks_on(rosa.get("/"))]
    assert states == ["Not started", state, "Not started"], f"row {number}"


def test_home_shows_nobody_elses_work(
    app: Flask, cast: Cast, small_course: Course, signed_in: SignIn, at: SetClock
) -> None:
    do(app, small_course, cast.rosa, at(), {ROBINS: passes, FEEDER: begins_to_read})
    assert {status for _title, _hint, status in tasks_on(signed_in(cast.tomas).get("/"))} == {"Not started"}


def test_home_names_the_groups_or_offers_to_join_one(rosa: Browser, signed_in: SignIn, cast: Cast) -> None:
    assert "You are in the group Tuesday group." in rosa.get("/").text
    lena = signed_in(cast.lena)
    lena.get("/")
    assert lena.click("I have a join code from a trainer").h1 == "Join a group"


# ---------------------------------------------------------------- what was asked for, and by when


@pytest.mark.parametrize(
    ("number", "days", "said"),
    [
        (1, 20, "asked for by Tuesday group, by {day}"),
        (2, 1, "asked for by Tuesday group, by {day}"),
        (3, 0, "asked for by Tuesday group, by today"),
        (4, -1, "Tuesday group asked for this by {day}; it is still open to you"),
        (5, -20, "Tuesday group asked for this by {day}; it is still open to you"),
        (6, None, "asked for by Tuesday group"),
    ],
)
def test_what_was_asked_for_is_said_kindly(
    app: Flask,
    cast: Cast,
    small_course: Course,
    rosa: Browser,
    signed_in: SignIn,
    at: SetClock,
    number: int,
    days: int | None,
    said: str,
) -> None:
    due_on = None if days is None else at().date() + timedelta(days=days)
    assign(app, cast, at(), [small_course.modules[FEEDER]], due_on)
    words = said.format(day=spoken(due_on)) if due_on else said
    page = rosa.get("/")
    assert tasks_on(page)[FEEDER][1] == f"2 minutes · {words}", f"row {number}"
    for unkind in ("overdue", "late", "missed", "must"):
        assert unkind not in page.text.casefold()
    assert "asked for" not in signed_in(cast.mo).get("/").text, "Mo is in another group"


def test_what_is_passed_is_not_asked_for_any_more(
    app: Flask, cast: Cast, small_course: Course, rosa: Browser, at: SetClock
) -> None:
    assign(app, cast, at(), small_course.modules, at().date() - timedelta(days=3))
    do(app, small_course, cast.rosa, at(), {ROBINS: passes, FEEDER: does_not_reach_the_mark})
    hints = [hint for _title, hint, _status in tasks_on(rosa.get("/"))]
    assert hints[ROBINS] == "4 minutes · best score 100%"
    assert hints[FEEDER].startswith("2 minutes · Tuesday group asked for this by ")


def test_of_two_groups_that_ask_for_the_same_the_earlier_date_counts(
    app: Flask, cast: Cast, small_course: Course, rosa: Browser, at: SetClock
) -> None:
    today = at().date()
    with app.app_context():
        groups.join_group(cast.northside, cast.rosa, at())
        module = small_course.modules[SONGS]
        assignments.assign(cast.northside, asking([module], today + timedelta(days=2)), cast.karl, at())
        assignments.assign(cast.tuesday, asking([module], today + timedelta(days=5)), cast.ines, at())
    assert tasks_on(rosa.get("/"))[SONGS][1] == (
        f"2 minutes · asked for by Northside, by {spoken(today + timedelta(days=2))}"
    )


@pytest.fixture
def in_los_angeles(tmp_path: Path, original: Original, small_course: Course) -> Iterator[Flask]:
    folder = tmp_path / "west"
    folder.mkdir()
    shutil.copy(original.path, folder / "course.sqlite3")
    app = create_app(settings_in(folder, TIME_ZONE="America/Los_Angeles"), small_course)
    yield app
    with app.app_context():
        db.engine.dispose()


def test_a_day_ends_where_the_learners_are(
    in_los_angeles: Flask, cast: Cast, small_course: Course, at: SetClock
) -> None:
    at.moment = datetime(2026, 12, 1, 7, 59, tzinfo=UTC)  # one minute before midnight in Los Angeles
    assign(in_los_angeles, cast, at(), [small_course.modules[FEEDER]], date(2026, 11, 30))
    browser = Browser(in_los_angeles)
    page = browser.sign_in_as("Rosa", "seven quiet lanterns")
    assert "asked for by Tuesday group, by today" in page.text
    at.forward(minutes=1)
    assert "Tuesday group asked for this by November 30, 2026; it is still open to you" in browser.get("/").text


# ---------------------------------------------------------------- the one next thing


@pytest.mark.parametrize(
    ("number", "doing", "sentence", "button", "leads_to", "arrives_at"),
    [
        (
            1,
            {},
            "Next: “Robins and redstarts: who is who”.",
            "Start the lesson",
            "/lessons/robins-and-redstarts",
            "Robins and redstarts: who is who",
        ),
        (
            2,
            {ROBINS: reads_on},
            "You were reading “Robins and redstarts: who is who”.",
            "Go on reading",
            "/lessons/robins-and-redstarts#flicking-tail",
            "Robins and redstarts: who is who",
        ),
        (
            3,
            {ROBINS: reads_to_the_end},
            "Next: the quiz of “Robins and redstarts: who is who”.",
            "Take the quiz",
            "/quizzes/robins-and-redstarts",
            "Quiz: Robins and redstarts: who is who",
        ),
        (
            4,
            {ROBINS: begins_the_quiz},
            "You have begun the quiz of “Robins and redstarts: who is who”. Your answers are kept.",
            "Go on with the quiz",
            "/quizzes/robins-and-redstarts",
            "Quiz: Robins and redstarts: who is who",
        ),
        (
            5,
            {ROBINS: does_not_reach_the_mark},
            "Next: the quiz of “Robins and redstarts: who is who”.",
            "Take the quiz again",
            "/quizzes/robins-and-redstarts",
            "Quiz: Robins and redstarts: who is who",
        ),
        (
            6,
            {ROBINS: does_not_reach_the_mark_and_begins_again},
            "You have begun the quiz of “Robins and redstarts: who is who”. Your answers are kept.",
            "Go on with the quiz",
            "/quizzes/robins-and-redstarts",
            "Quiz: Robins and redstarts: who is who",
        ),
        (7, {ROBINS: passes}, "Next: “At the feeder”.", "Start the lesson", "/lessons/at-the-feeder", "At the feeder"),
        (
            8,
            {SONGS: begins_to_read},
            "You were reading “Songs at dawn”.",
            "Go on reading",
            "/lessons/songs-at-dawn#dusk",
            "Songs at dawn",
        ),
        (
            9,
            {FEEDER: reads_to_the_end, SONGS: begins_to_read},
            "Next: the quiz of “At the feeder”.",
            "Take the quiz",
            "/quizzes/at-the-feeder",
            "Quiz: At the feeder",
        ),
        (
            10,
            {ROBINS: passes_and_begins_again},
            "Next: “At the feeder”.",
            "Start the lesson",
            "/lessons/at-the-feeder",
            "At the feeder",
        ),
    ],
)
def test_the_first_button_is_the_one_next_thing(
    app: Flask,
    cast: Cast,
    small_course: Course,
    rosa: Browser,
    at: SetClock,
    number: int,
    doing: dict[int, Doing],
    sentence: str,
    button: str,
    leads_to: str,
    arrives_at: str,
) -> None:
    do(app, small_course, cast.rosa, at(), doing)
    page = rosa.get("/")
    assert sentence in page.text, f"row {number}"
    assert buttons_on(page) == {button: leads_to}, "one button, and no other"
    assert page.text.index(button) < page.text.index("Modules")
    page = rosa.click(button)
    assert page.h1 == arrives_at
    anchor = leads_to.partition("#")[2]
    assert not anchor or page.one("section", id=anchor) is not None


def test_when_every_quiz_is_passed_nothing_is_left_to_do(
    app: Flask, cast: Cast, small_course: Course, rosa: Browser, at: SetClock
) -> None:
    do(app, small_course, cast.rosa, at(), {ROBINS: passes, FEEDER: passes, SONGS: passes})
    page = rosa.get("/")
    assert "You have passed every quiz that is here. Come back to any lesson whenever you need it." in page.text
    assert "3 of 3 modules passed" in page.text
    assert buttons_on(page) == {}


def test_what_was_asked_for_comes_first_by_date_and_then_what_was_begun(
    app: Flask, cast: Cast, small_course: Course, rosa: Browser, at: SetClock
) -> None:
    robins, feeder, songs = small_course.modules
    today = at().date()
    do(app, small_course, cast.rosa, at(), {FEEDER: begins_to_read})
    assert buttons_on(rosa.get("/")) == {"Go on reading": "/lessons/at-the-feeder#seeds"}
    assign(app, cast, at(), [robins], None)
    assert buttons_on(rosa.get("/")) == {"Start the lesson": "/lessons/robins-and-redstarts"}
    assign(app, cast, at(), [songs], today + timedelta(days=9))
    assert buttons_on(rosa.get("/")) == {"Start the lesson": "/lessons/songs-at-dawn"}
    assign(app, cast, at(), [feeder], today - timedelta(days=1))
    assert buttons_on(rosa.get("/")) == {"Go on reading": "/lessons/at-the-feeder#seeds"}
    do(app, small_course, cast.rosa, at(), {FEEDER: passes, SONGS: passes})
    assert buttons_on(rosa.get("/")) == {"Start the lesson": "/lessons/robins-and-redstarts"}


# ---------------------------------------------------------------- doing and reading


def do(app: Flask, course: Course, person: Person, now: datetime, doing: dict[int, Doing]) -> None:
    with app.app_context():
        for place, done in doing.items():
            done(course.modules[place], person, now)


def assign(app: Flask, cast: Cast, now: datetime, modules: Sequence[Module], due_on: date | None) -> None:
    with app.app_context():
        assignments.assign(cast.tuesday, asking(modules, due_on), cast.ines, now)


def spoken(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def tasks_on(page: Page) -> list[tuple[str, str, str]]:
    """(title, hint, state) of each module."""
    found = []
    for task in page.all("li", class_="govuk-task-list__item"):
        parts = {part.get("class"): words_of(part) for part in task.iter("div")}
        title = words_of(next(task.iter("a")))
        found.append((title, parts["govuk-task-list__hint"], parts["govuk-task-list__status"]))
    return found


def buttons_on(page: Page) -> dict[str, str]:
    """What looks like a button in the main content, and where it leads."""
    return {words_of(link): link.get("href", "") for link in page.all("a", class_="govuk-button")}
