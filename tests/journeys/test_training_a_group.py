"""Ines makes a group, gives out its card, assigns modules, and sees at a glance who needs her."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
import segno
from flask import Flask
from sqlalchemy import event

from course import clock
from course.assignments import actions as assignments
from course.attempts import actions as attempts
from course.content.model import Course, Module
from course.database import db, transaction
from course.groups import store as groups_store
from course.people import store as people_store
from course.people.model import Person, Role
from course.study import actions as study
from tests.browser import Browser, Page, words_of
from tests.builders import asking, take_quiz
from tests.cast import Cast
from tests.conftest import SetClock

SignIn = Callable[[Person], Browser]

TELLING = ("heroin", "drug", "inject", "needle", "addict", "substance", "opioid", "overdose", "abuse", "treatment")
"""Words that would tell somebody who sees the card what the course is about."""


# ---------------------------------------------------------------- making a group


def test_a_trainer_makes_a_group_and_gives_its_code_to_a_learner(ines: Browser, signed_in: SignIn, cast: Cast) -> None:
    ines.get("/groups")
    page = ines.submit("Make the group", name="  Night   group ")
    assert page.h1 == "Night group"
    assert "Nobody has joined yet" in page.text
    code = re.search(r"Join code: ([0-9A-Z]{4}-[0-9A-Z]{4})", page.text)
    assert code, page.text

    lena = signed_in(cast.lena)
    lena.get("/join")
    assert lena.submit("Continue", code=code[1].lower().replace("-", " ")).h1 == "Join “Night group”"
    assert "Night group" in lena.submit("Join this group").text

    assert row_of(ines.get(page.url), "Lena") == ["Not started", "Not started", "Not started", "0 of 3"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Give the group a name"),
        ("   ", "The name needs 2 to 80 characters"),
        ("x", "The name needs 2 to 80 characters"),
        ("x" * 81, "The name needs 2 to 80 characters"),
    ],
)
def test_a_group_needs_a_name_and_what_was_typed_stays(ines: Browser, name: str, sentence: str) -> None:
    ines.get("/groups")
    page = ines.submit("Make the group", status=422, name=name)
    assert page.errors == [sentence]
    assert page.one("input", name="name").get("value") == name.strip()
    assert list(groups_on(ines.get("/groups"))) == ["Tuesday group"]


def test_a_trainer_sees_only_their_own_groups(ines: Browser, signed_in: SignIn, cast: Cast) -> None:
    karl, ada = signed_in(cast.karl), signed_in(cast.ada)
    assert groups_on(ines.get("/groups")) == {"Tuesday group": "2 learners"}
    assert groups_on(karl.get("/groups")) == {"Northside": "1 learner"}
    assert groups_on(ada.get("/groups")) == {}, "looking after the site is no reason to read about a family"
    assert "Mo" not in ines.get(f"/groups/{cast.tuesday.public_id}").text.split()


# ---------------------------------------------------------------- the join card


def test_the_card_carries_the_join_address_as_a_picture_and_in_words(
    ines: Browser, stranger: Browser, cast: Cast
) -> None:
    ines.get(f"/groups/{cast.tuesday.public_id}")
    page = ines.click("Join card")
    card = page.one("section", class_="app-joincard")
    address = words_of(page.one("p", class_="app-joincard__address"))
    picture = next(card.iter("img")).get("src") or ""

    assert dark_squares(picture) == modules_of(segno.make(address, error="m"))
    code = cast.code
    assert address == f"http://localhost/join/{code[:4]}-{code[4:]}"
    assert f"{code[:4]}-{code[4:]}" in words_of(next(card.iter("code")))
    assert stranger.get(urlsplit(address).path).h1 == "Join “Tuesday group”"


def test_another_address_would_be_another_picture(ines: Browser, cast: Cast) -> None:
    picture = ines.get(f"/groups/{cast.tuesday.public_id}/card").one("img").get("src") or ""
    assert dark_squares(picture) != modules_of(segno.make("http://localhost/join/0000-0000", error="m"))


def test_the_card_does_not_tell_what_the_course_is_about(ines: Browser, cast: Cast) -> None:
    page = ines.get(f"/groups/{cast.tuesday.public_id}/card")
    told = [word for word in TELLING if word in page.html.lower()]
    assert not told, f"the page with the card says {told}"


# ---------------------------------------------------------------- assigning


def test_an_assigned_module_shows_its_date_to_the_trainer_and_the_learner(
    ines: Browser, rosa: Browser, cast: Cast, at: SetClock
) -> None:
    friday = at().date() + timedelta(days=4)
    ines.get(f"/groups/{cast.tuesday.public_id}")
    ines.click("Assign modules")
    page = ines.submit("Assign", modules=["robins-and-redstarts", "at-the-feeder"], due_on=friday.isoformat())
    assert "Assigned. Learners see it on their page now." in page.text
    assert dues_on(page) == [f"Due {said(friday)}", f"Due {said(friday)}", "Not assigned"]
    assert f"asked for by Tuesday group, by {said(friday)}" in rosa.get("/").text


def test_assigning_again_replaces_the_date_and_leaves_the_others(ines: Browser, cast: Cast, at: SetClock) -> None:
    today = at().date()
    assign(ines, cast, ["robins-and-redstarts", "at-the-feeder"], today + timedelta(days=4))
    assign(ines, cast, ["at-the-feeder"], today)
    page = ines.get(f"/groups/{cast.tuesday.public_id}")
    assert dues_on(page) == [f"Due {said(today + timedelta(days=4))}", f"Due {said(today)}", "Not assigned"]
    page = assign(ines, cast, ["at-the-feeder"], None)
    assert dues_on(page)[1] == "Assigned, no date"


def test_a_module_can_be_taken_back_and_what_was_done_in_it_stays(
    ines: Browser, rosa: Browser, cast: Cast, app: Flask, small_course: Course, at: SetClock
) -> None:
    with app.app_context():
        take_quiz(small_course.modules[1], cast.rosa, at(), right=3)
    page = assign(ines, cast, ["at-the-feeder"], at().date())
    assert "asked for by" not in rosa.get("/").text, "what is passed needs no date"
    assert row_of(page, "Rosa")[1] == "Passed best 100%, 1 attempt"

    ines.click("Assignments")
    page = ines.submit("Take it back")
    assert "Taken back" in page.text
    page = ines.get(f"/groups/{cast.tuesday.public_id}")
    assert dues_on(page) == ["Not assigned"] * 3
    assert row_of(page, "Rosa")[1] == "Passed best 100%, 1 attempt"


@pytest.mark.parametrize(
    ("number", "modules", "due_on", "sentence"),
    [
        (1, ["at-the-feeder"], "2020-01-31", "This day has passed. Choose today or a later day"),
        (2, ["at-the-feeder", "songs-at-dawn"], "next Friday", "This is not a date. Type it like 2026-12-31"),
        (3, ["at-the-feeder"], "2026-02-30", "This is not a date. Type it like 2026-12-31"),
        (4, [], "2999-12-31", "Choose at least one module"),
    ],
)
def test_what_is_not_right_is_said_clearly_and_what_was_typed_stays(
    ines: Browser, cast: Cast, number: int, modules: list[str], due_on: str, sentence: str
) -> None:
    ines.get(f"/groups/{cast.tuesday.public_id}/assign")
    page = ines.submit("Assign", status=422, modules=modules, due_on=due_on)
    assert page.errors == [sentence], f"row {number}"
    assert page.one("input", name="due_on").get("value") == due_on
    ticked = [box.get("value") for box in page.all("input", type="checkbox") if box.get("checked") is not None]
    assert ticked == modules
    assert dues_on(ines.get(f"/groups/{cast.tuesday.public_id}")) == ["Not assigned"] * 3


def test_today_is_not_too_late(ines: Browser, cast: Cast, at: SetClock) -> None:
    page = assign(ines, cast, ["songs-at-dawn"], at().date())
    assert dues_on(page)[2] == f"Due {said(at().date())}"


def test_a_module_that_is_not_in_the_course_is_refused(ines: Browser, cast: Cast) -> None:
    ines.get(f"/groups/{cast.tuesday.public_id}/assign")
    page = ines.submit("Assign", status=422, modules=["at-the-feeder", "no-such-module"], due_on="")
    assert page.errors == ["A module is not in the course any more. Choose again"]
    assert dues_on(ines.get(f"/groups/{cast.tuesday.public_id}")) == ["Not assigned"] * 3, "all of them or none"


# ---------------------------------------------------------------- the matrix


def nothing(_module: Module, _person: Person, _now: datetime) -> None:
    pass


def reads(module: Module, person: Person, now: datetime) -> None:
    study.reach_section(module, module.lesson.sections[0].id, person, now)


def reads_to_the_end(module: Module, person: Person, now: datetime) -> None:
    reads(module, person, now)
    study.reach_section(module, "end", person, now)


def begins_the_quiz(module: Module, person: Person, now: datetime) -> None:
    attempts.start(module, person, now)


def knows(*rights: int) -> Callable[[Module, Person, datetime], None]:
    """One attempt after the other, each with so many answers right."""

    def history(module: Module, person: Person, now: datetime) -> None:
        for right in rights:
            take_quiz(module, person, now, right=right)

    return history


def knows_all_and_begins_again(module: Module, person: Person, now: datetime) -> None:
    take_quiz(module, person, now)
    attempts.start(module, person, now)


def misses_only_the_safety_question(module: Module, person: Person, now: datetime) -> None:
    attempt = attempts.get_attempt(attempts.start(module, person, now).public_id, of=person)
    for answer in attempt.answers:
        if not answer.item.must_pass:
            attempts.save_answer(attempt, answer.number, sorted(answer.item.right_options), now)
    attempts.hand_in(attempt, module, person, now)


def misses_the_safety_question_once(module: Module, person: Person, now: datetime) -> None:
    misses_only_the_safety_question(module, person, now)
    take_quiz(module, person, now)


FIRST, SECOND = 0, 1  # 8 questions, 80 %, one must be passed; 3 questions, 60 %

HISTORIES = [
    (nothing, SECOND, "Not started", "Not started, overdue"),
    (reads, SECOND, "Reading", "Reading, overdue"),
    (reads_to_the_end, SECOND, "Quiz next", "Quiz next, overdue"),
    (begins_the_quiz, SECOND, "Quiz next", "Quiz next, overdue"),
    (knows(0), SECOND, "Quiz next best 0%, 1 attempt", "Quiz next, overdue best 0%, 1 attempt"),
    (knows(1), SECOND, "Quiz next best 33%, 1 attempt", "Quiz next, overdue best 33%, 1 attempt"),
    (knows(1, 2), SECOND, "Passed best 66%, 2 attempts", "Passed best 66%, 2 attempts"),
    (knows(3, 1), SECOND, "Passed best 100%, 2 attempts", "Passed best 100%, 2 attempts"),
    (knows_all_and_begins_again, SECOND, "Passed best 100%, 1 attempt", "Passed best 100%, 1 attempt"),
    (knows(8), FIRST, "Passed best 100%, 1 attempt", "Passed best 100%, 1 attempt"),
    (
        misses_only_the_safety_question,
        FIRST,
        "Quiz next best 87%, 1 attempt",
        "Quiz next, overdue best 87%, 1 attempt",
    ),
    (misses_the_safety_question_once, FIRST, "Passed best 100%, 2 attempts", "Passed best 100%, 2 attempts"),
]


@pytest.mark.parametrize(
    ("number", "history", "place", "on_the_day", "a_day_late"),
    [(number, *row) for number, row in enumerate(HISTORIES, start=1)],
)
def test_a_cell_says_what_follows_from_history(
    app: Flask,
    cast: Cast,
    small_course: Course,
    signed_in: SignIn,
    at: SetClock,
    number: int,
    history: Callable[[Module, Person, datetime], None],
    place: int,
    on_the_day: str,
    a_day_late: str,
) -> None:
    with app.app_context():
        history(small_course.modules[place], cast.rosa, at())
        assignments.assign(cast.tuesday, asking(small_course.modules, at().date()), cast.ines, at())

    row = row_of(signed_in(cast.ines).get(f"/groups/{cast.tuesday.public_id}"), "Rosa")
    assert row[place] == on_the_day, f"row {number}"
    assert row[1 - place] == row[2] == "Not started"
    assert row[3] == ("1 of 3" if on_the_day.startswith("Passed") else "0 of 3")

    at.forward(days=1)
    row = row_of(signed_in(cast.ines).get(f"/groups/{cast.tuesday.public_id}"), "Rosa")
    assert row[place] == a_day_late, f"row {number}"
    assert row[2] == "Not started, overdue"


def test_the_matrix_has_a_line_for_each_learner_and_a_sum_below(
    ines: Browser, app: Flask, cast: Cast, small_course: Course
) -> None:
    with app.app_context():
        take_quiz(small_course.modules[1], cast.rosa, clock.now())
        take_quiz(small_course.modules[1], cast.tomas, clock.now())
        take_quiz(small_course.modules[2], cast.tomas, clock.now())
        take_quiz(small_course.modules[0], cast.mo, clock.now())
    page = ines.get(f"/groups/{cast.tuesday.public_id}")
    table = matrix_of(page)
    assert list(table) == ["Learner", "Rosa", "Tomás", "Passed"]
    assert [cell[:6] for cell in table["Rosa"]] == ["Not st", "Passed", "Not st", "1 of 3"]
    assert [cell[:6] for cell in table["Tomás"]] == ["Not st", "Passed", "Passed", "2 of 3"]
    assert table["Passed"] == ["0 of 2", "2 of 2", "1 of 2", ""], "Mo is in another group"
    assert words_of(page.one("caption")) == "2 learners, 3 modules"


def test_a_date_in_one_group_makes_nobody_late_in_another(
    app: Flask, cast: Cast, small_course: Course, signed_in: SignIn, at: SetClock
) -> None:
    with app.app_context():
        assignments.assign(cast.tuesday, asking(small_course.modules, at().date()), cast.ines, at())
    at.forward(days=3)
    page = signed_in(cast.karl).get(f"/groups/{cast.northside.public_id}")
    assert row_of(page, "Mo") == ["Not started", "Not started", "Not started", "0 of 3"]


# ---------------------------------------------------------------- one learner


def test_a_learners_page_tells_the_whole_story(
    app: Flask, cast: Cast, small_course: Course, ines: Browser, at: SetClock
) -> None:
    with app.app_context():
        reads_to_the_end(small_course.modules[1], cast.rosa, at())
        knows(1, 3)(small_course.modules[1], cast.rosa, at())
        reads(small_course.modules[2], cast.rosa, at())
        assignments.assign(cast.tuesday, asking(small_course.modules[1:2], at().date()), cast.ines, at())
    ines.get(f"/groups/{cast.tuesday.public_id}")
    page = ines.click("Rosa")
    today = said(at().date())
    assert page.h1 == "Rosa"
    assert "In this group since November 2, 2026" in page.text
    assert facts_of(page) == [
        ["Passed", "Asked for, and passed", f"Read to the end on {today}", "3 of 3 points (100%)", "From 33% to 100%"],
        ["Reading", "Not assigned", f"Begun; last new section on {today}", "No attempt handed in"],
    ]
    assert "Not begun, and not asked for 1. Robins and redstarts: who is who" in page.text
    assert {"Attempt 1", "Attempt 2"} <= set(page.links)
    assert "1 of 3 points (33%)" in page.text


def test_an_attempt_is_read_exactly_as_it_was(
    app: Flask, cast: Cast, small_course: Course, ines: Browser, rosa: Browser
) -> None:
    with app.app_context():
        attempt = take_quiz(small_course.modules[0], cast.rosa, clock.now(), right=5)
    ines.get(f"/groups/{cast.tuesday.public_id}/learners/{cast.rosa.public_id}")
    page = ines.click("Attempt 1")
    assert page.h1 == "Attempt 1: Robins and redstarts: who is who"
    assert "Rosa · handed in" in page.text
    assert "5 of 8 points (62%)" in page.text

    answers = page.all("section", class_="app-answer")
    assert [words_of(next(each.iter("h3"))) for each in answers] == [
        f"{answer.number}. {answer.item.stem}" for answer in attempt.answers
    ]
    for shown, answer in zip(answers, attempt.answers, strict=True):
        options = [element for element in shown.iter("li") if "app-feedback__option" in (element.get("class") or "")]
        written = [answer.item.options[place] for place in answer.order]
        assert [words_of(next(option.iter("p"))) for option in options] == [option.text for option in written]
        chosen = [
            place for place, option in zip(answer.order, options, strict=True) if "Your answer" in words_of(option)
        ]
        assert sorted(chosen) == list(answer.chosen or ())
        verdict = "You found it" if answer.number <= 5 else "Not this time"
        assert verdict in words_of(shown)

    own = rosa.get(f"/attempts/{attempt.summary.public_id}")
    assert [words_of(each) for each in own.all("section", class_="app-answer")] == [words_of(each) for each in answers]


def test_an_open_attempt_is_the_learners_own(
    app: Flask, cast: Cast, small_course: Course, ines: Browser, rosa: Browser
) -> None:
    with app.app_context():
        begun = attempts.start(small_course.modules[1], cast.rosa, clock.now())
    page = ines.get(f"/groups/{cast.tuesday.public_id}/learners/{cast.rosa.public_id}")
    assert "Attempt 1" in page.text
    assert "Not handed in yet" in page.text
    assert "Attempt 1" not in page.links
    address = f"/groups/{cast.tuesday.public_id}/learners/{cast.rosa.public_id}/attempts/{begun.public_id}"
    assert ines.get(address, 404).h1 == "This page is not here"

    rosa.get(f"/attempts/{begun.public_id}")
    rosa.submit("Hand in and see the answers")
    assert ines.get(address).h1.startswith("Attempt 1")


# ---------------------------------------------------------------- how much is asked of the database


def test_forty_learners_cost_the_database_no_more_questions_than_two(
    ines: Browser, app: Flask, cast: Cast, small_course: Course
) -> None:
    address = f"/groups/{cast.tuesday.public_id}"
    with app.app_context():
        give_history(small_course, [cast.rosa, cast.tomas])
    with questions(app) as for_two:
        page = ines.get(address)
    assert len(page.all("tr")) == 2 + 2

    with app.app_context():
        give_history(small_course, more_learners(cast, 38))
    with questions(app) as for_forty:
        page = ines.get(address)
    assert len(page.all("tr")) == 40 + 2
    assert len(for_forty) == len(for_two), "\n".join(for_forty)


@pytest.mark.parametrize("minutes", [0, 5])
def test_a_lesson_costs_a_signed_in_reader_at_most_four_questions(
    rosa: Browser, app: Flask, cast: Cast, small_course: Course, at: SetClock, minutes: int
) -> None:
    """After five minutes the sign-in is noted as still in use, which is written down too."""
    with app.app_context():
        reads(small_course.modules[0], cast.rosa, at())
    at.forward(minutes=minutes)
    with questions(app) as asked:
        rosa.get("/lessons/robins-and-redstarts")
    assert 0 < len(asked) <= 4, "\n".join(asked)


# ---------------------------------------------------------------- reading the pages


def groups_on(page: Page) -> dict[str, str]:
    """The number of learners by the name of the group."""
    lines = [item for item in page.one("main").iter("li") if "govuk-task-list__item" in (item.get("class") or "")]
    return {words_of(next(line.iter("a"))): words_of(list(line.iter("div"))[-1]) for line in lines}


def matrix_of(page: Page) -> dict[str, list[str]]:
    """The cells by the words at the head of their row, without signs for the eye alone and the day of last activity."""
    rows = {}
    for row in page.one("table").iter("tr"):
        for sign in [span for span in row.iter("span") if span.get("aria-hidden") == "true"]:
            sign.text = ""
        head, *cells = list(row)
        rows[words_of(head).removesuffix(" may need you")] = [
            words_of(cell) for cell in cells[:-1]
        ]  # without the day of the last activity
    return rows


def row_of(page: Page, name: str) -> list[str]:
    return matrix_of(page)[name]


def dues_on(page: Page) -> list[str]:
    """What stands below each module on the group's page."""
    return [words_of(hint) for hint in page.all("div", class_="govuk-task-list__status")]


def facts_of(page: Page) -> list[list[str]]:
    """State, assignment, lesson and best score of each module on a learner's page."""
    return [[words_of(value) for value in module.iter("dd")] for module in page.one("main").iter("section")]


def said(on: date) -> str:
    return f"{on:%B} {on.day}, {on.year}"


def assign(trainer: Browser, cast: Cast, modules: list[str], due_on: date | None) -> Page:
    trainer.get(f"/groups/{cast.tuesday.public_id}/assign")
    return trainer.submit("Assign", modules=modules, due_on=due_on.isoformat() if due_on else "")


def dark_squares(data_uri: str) -> frozenset[tuple[int, int]]:
    """Row and column of each dark square in a QR picture, read from the path that draws it, its margin taken off."""
    drawing = ElementTree.fromstring(unquote(data_uri.partition(",")[2]))
    path = next(each for each in drawing.iter("{http://www.w3.org/2000/svg}path") if each.get("stroke"))
    squares, row, column = set(), 0.0, 0.0
    for command, given in re.findall(r"([Mmh])(-?[\d.]+(?: -?[\d.]+)?)", path.get("d") or ""):
        numbers = [float(number) for number in given.split()]
        if command == "h":
            squares |= {(int(row), int(column) + step) for step in range(int(numbers[0]))}
            column += numbers[0]
        else:
            across, down = numbers
            row, column = (down, across) if command == "M" else (row + down, column + across)
    top, left = min(row for row, _ in squares), min(column for _, column in squares)
    return frozenset((row - top, column - left) for row, column in squares)


def modules_of(code: segno.QRCode) -> frozenset[tuple[int, int]]:
    return frozenset((row, column) for row, line in enumerate(code.matrix) for column, dark in enumerate(line) if dark)


# ---------------------------------------------------------------- setting the stage


@contextmanager
def questions(app: Flask) -> Iterator[list[str]]:
    """The statements that reach the database meanwhile; opening a transaction and its settings do not count."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            asked.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield asked
        finally:
            event.remove(db.engine, "before_cursor_execute", note)


def more_learners(cast: Cast, number: int) -> list[Person]:
    """Learners who never sign in, so that no password has to be hashed for them."""
    with transaction():
        people = [
            people_store.record_person(f"Learner {each}", f"learner {each}", "-", "-", Role.LEARNER, clock.now())
            for each in range(number)
        ]
        for person in people:
            groups_store.record_membership(cast.tuesday.id, person.id, clock.now())
    return people


def give_history(course: Course, people: list[Person]) -> None:
    for person in people:
        reads(course.modules[0], person, clock.now())
        take_quiz(course.modules[2], person, clock.now(), right=1)
