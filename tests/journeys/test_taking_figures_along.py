"""Ines takes her group's figures along; each file is read back and compared with the screen."""

import csv
import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook

from course.assignments import actions as assignments
from course.content.model import Course
from course.groups import actions as groups
from course.people import actions as people
from course.people.model import Person
from course.web.spreadsheets import Table, as_csv, as_xlsx
from tests.browser import Browser, words_of
from tests.builders import asking, take_quiz
from tests.cast import PASSWORD, Cast
from tests.conftest import SetClock

SignIn = Callable[[Person], Browser]


@pytest.fixture
def lived_in(app: Flask, cast: Cast, small_course: Course, at: SetClock) -> None:
    """Rosa took the second quiz twice, Tomás the first once; the first is overdue for both."""
    with app.app_context():
        robins, feeder, _rest = small_course.modules
        assignments.assign(cast.tuesday, asking([robins], due_on=at().date() - timedelta(days=3)), cast.ines, at())
        take_quiz(feeder, cast.rosa, at(), right=1)
        take_quiz(feeder, cast.rosa, at(), right=2)
        take_quiz(robins, cast.tomas, at(), right=1)


@pytest.mark.usefixtures("lived_in")
def test_progress_as_csv_equals_the_matrix(ines: Browser, cast: Cast) -> None:
    shown = matrix_on(ines, cast)
    ines.get(f"/groups/{cast.tuesday.public_id}")
    ines.click("Print it, or take the figures along")
    rows = read_csv(ines.click("Progress, as CSV").response.data)
    assert len(rows) == 6, "two learners, three modules"
    for row in rows:
        assert shown[row["Learner"], row["Title"]] == (
            row["State"],
            row["Overdue"] == "yes",
            as_percent(row["Best score (0 to 1)"]),
            int(row["Attempts"]),
        ), row
    rosa = next(row for row in rows if row["Learner"] == "Rosa" and row["Module"] == "1")
    assert date.fromisoformat(rosa["Due"]) < date.fromisoformat(rosa["Last active"] or "9999-12-31")


@pytest.mark.usefixtures("lived_in")
def test_the_workbook_equals_the_screens_and_its_numbers_are_numbers(ines: Browser, cast: Cast) -> None:
    shown = matrix_on(ines, cast)
    book = read_xlsx(ines.get(f"/groups/{cast.tuesday.public_id}/export/group.xlsx").response.data)
    assert list(book) == ["Progress", "Who may need you", "Questions", "Options", "By objective"]
    for row in book["Progress"]:
        best = row["Best score (0 to 1)"]
        assert shown[row["Learner"], row["Title"]] == (
            row["State"],
            row["Overdue"] == "yes",
            None if best is None else as_percent(str(best)),
            row["Attempts"],
        )
        assert isinstance(row["Attempts"], int)
        assert isinstance(row["In the group since"], datetime)
        assert row["Due"] is None or isinstance(row["Due"], datetime)

    needs = ines.get(f"/groups/{cast.tuesday.public_id}/needs-help").text
    assert book["Who may need you"], "both are overdue"
    for row in book["Who may need you"]:
        assert f"{row['Why']}. {row['The fact behind it']}" in needs

    for stem, number in (("robins-and-redstarts", 1), ("at-the-feeder", 2)):
        page = ines.get(f"/groups/{cast.tuesday.public_id}/items/{stem}")
        questions = [row for row in book["Questions"] if row["Module"] == number]
        sections = [
            section for section in page.all("section") if section.get("aria-labelledby", "").startswith("item-")
        ]
        assert len(questions) == len(sections) > 0
        for place, (row, section) in enumerate(zip(questions, sections, strict=True), start=1):
            said = words_of(section)
            assert said.startswith(f"{place}. {row['Question']}")
            facility = row["Mean of the points (0 to 1)"]
            figures = dict(zip(map(words_of, section.iter("dt")), map(words_of, section.iter("dd")), strict=True))
            assert figures["Mean of the points"] == ("No answer yet" if facility is None else as_percent(str(facility)))
            assert (figures["Answered"], figures["Left open"]) == (str(row["Answered"]), str(row["Left open"]))
            for option in (one for one in book["Options"] if one["Item"] == row["Item"]):
                assert f"{option['Option']} {option['Fits']} {option['Chosen']}" in said

    missed = ines.get(f"/groups/{cast.tuesday.public_id}/missed").text
    for row in book["By objective"]:
        assert (
            f"{row['A learner can …']} {as_percent(str(row['Mean of the points (0 to 1)']))} {row['Answers']}" in missed
        )


@pytest.mark.usefixtures("lived_in")
def test_questions_as_csv_are_those_of_the_workbook(ines: Browser, cast: Cast) -> None:
    base = f"/groups/{cast.tuesday.public_id}/export"
    rows = read_csv(ines.get(f"{base}/questions.csv").response.data)
    sheet = read_xlsx(ines.get(f"{base}/group.xlsx").response.data)["Questions"]
    assert [(row["Item"], int(row["Answered"]), row["Mean of the points (0 to 1)"]) for row in rows] == [
        (row["Item"], row["Answered"], written(row["Mean of the points (0 to 1)"])) for row in sheet
    ]


@pytest.mark.parametrize("name", ["=1+1", "+49 170", "-2+3", "@SUM(A1)"])
def test_a_name_that_looks_like_a_formula_stays_a_name(ines: Browser, cast: Cast, app: Flask, name: str) -> None:
    with app.app_context():
        person = people.join(name, PASSWORD, datetime(2026, 11, 3, tzinfo=UTC)).person
        groups.join_group(cast.tuesday, person, datetime(2026, 11, 3, tzinfo=UTC))
    base = f"/groups/{cast.tuesday.public_id}/export"
    written_csv = ines.get(f"{base}/progress.csv").response.data.decode("utf-8-sig")
    assert f"\n'{name}," in written_csv
    assert f"\n{name}," not in written_csv
    sheet = load_workbook(io.BytesIO(ines.get(f"{base}/group.xlsx").response.data))["Progress"]
    cell = next(row[0] for row in sheet.iter_rows(min_row=2) if row[0].value == name)
    assert cell.data_type == "s", "a text, not a formula"


def test_texts_with_commas_quotes_lines_and_strange_letters_come_back_as_they_were() -> None:
    texts = ("a, b", 'say "no"', "two\nlines", "Ñandú 🐦", "semi;colon", "\x07bell")
    table = Table("Texts", ("Text", "Share"), tuple((text, -0.125) for text in texts))
    rows = list(csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"), newline="")))
    assert rows[1:] == [[text, "-0.125"] for text in texts], "a negative number gets no apostrophe"
    sheet = load_workbook(io.BytesIO(as_xlsx([table])))["Texts"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [*texts[:-1], "bell"]


def test_an_unknown_file_and_a_strangers_group_are_not_there(ines: Browser, cast: Cast) -> None:
    ines.get(f"/groups/{cast.tuesday.public_id}/export/people.csv", status=404)
    ines.get(f"/groups/{cast.northside.public_id}/export/progress.csv", status=404)


def test_every_file_is_private_and_its_name_tells_nothing(ines: Browser, cast: Cast, at: SetClock) -> None:
    response = ines.get(f"/groups/{cast.tuesday.public_id}/export/progress.csv").response
    assert response.headers["Content-Disposition"] == f'attachment; filename="{at().date()}-progress.csv"'
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("lived_in")
def test_taking_figures_along_stands_in_the_log_which_can_be_taken_along_too(
    ines: Browser, signed_in: SignIn, cast: Cast
) -> None:
    ines.get(f"/groups/{cast.tuesday.public_id}/export/group.xlsx")
    ines.get(f"/groups/{cast.tuesday.public_id}/export/progress.csv")
    ada = signed_in(cast.ada)
    page = ada.get("/admin/audit?event=exported")
    assert [[words_of(cell) for cell in row][2:6] for row in page.one("tbody").iter("tr")] == [
        ["Ines", "", "Tuesday group", "progress.csv"],
        ["Ines", "", "Tuesday group", "group.xlsx"],
    ]
    rows = read_csv(ada.click("Take these entries along, as CSV").response.data)
    assert [(row["Who"], row["Group"], row["More"]) for row in rows] == [
        ("Ada", "", "audit.csv"),
        ("Ines", "Tuesday group", "progress.csv"),
        ("Ines", "Tuesday group", "group.xlsx"),
    ]


def test_the_whole_log_comes_along_however_long_it_is(
    ines: Browser, signed_in: SignIn, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("course.reports.audit_log.PIECE", 3)
    for _ in range(7):
        ines.get(f"/groups/{cast.tuesday.public_id}/export/progress.csv")
    ada = signed_in(cast.ada)
    numbers = [int(row["Entry"]) for row in read_csv(ada.get("/admin/audit.csv").response.data)]
    assert numbers == list(range(max(numbers), 0, -1))


@pytest.mark.usefixtures("lived_in")
def test_the_report_to_print_says_what_the_screens_say(ines: Browser, cast: Cast) -> None:
    shown = matrix_on(ines, cast)
    needs = ines.get(f"/groups/{cast.tuesday.public_id}/needs-help")
    ines.get(f"/groups/{cast.tuesday.public_id}/exports")
    page = ines.click("A report to print")
    assert matrix_in(page) == shown
    for line in needs.one("main").iter("li"):
        if words_of(line).startswith("3 days"):
            assert words_of(line) in page.text
    assert "What this group misses" in page.text


def test_the_report_shows_everybody_however_many_they_are(
    ines: Browser, cast: Cast, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("course.reports.matrix.LEARNERS_A_PAGE", 1)
    page = ines.get(f"/groups/{cast.tuesday.public_id}/report")
    assert {name for name, _title in matrix_in(page)} == {"Rosa", "Tomás"}


def matrix_on(ines: Browser, cast: Cast) -> dict[tuple[str, str], Any]:
    return matrix_in(ines.get(f"/groups/{cast.tuesday.public_id}"))


def matrix_in(page: Any) -> dict[tuple[str, str], Any]:
    """State, overdue, best score as written, attempts: by learner and title."""
    found = {}
    for row in page.one("table", class_="app-matrix").find("tbody").iter("tr"):
        name = words_of(row.find("th")).removesuffix(" may need you")
        for cell in list(row.iter("td"))[:-2]:
            title = cell.get("data-label").split(". ", 1)[1]
            said = words_of(cell.find("span[@class='app-cell__words']"))
            best = re.search(r"best (\d+%)", words_of(cell))
            attempts = re.search(r"(\d+) attempt", words_of(cell))
            found[name, title] = (
                said.removesuffix(", overdue"),
                said.endswith(", overdue"),
                best[1] if best else None,
                int(attempts[1]) if attempts else 0,
            )
    return found


def as_percent(share: str) -> str | None:
    """As the screens write it: rounded down."""
    return f"{min(100, int(float(share) * 100 + 1e-2))}%" if share else None


def written(number: float | None) -> str:
    return "" if number is None else f"{number:.4f}".rstrip("0").rstrip(".")


def read_csv(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "Excel takes it for UTF-8"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(content: bytes) -> dict[str, list[dict[str, Any]]]:
    book = load_workbook(io.BytesIO(content))
    sheets = {}
    for sheet in book:
        head, *rows = sheet.iter_rows(values_only=True)
        sheets[sheet.title] = [dict(zip(head, row, strict=True)) for row in rows]
    return sheets
