"""Ines puts learners into her group from a list: she sees every row before anything is made, and it is made once."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from course.database import db
from course.groups.actions import JOIN_CODE_LENGTH
from course.groups.tables import MembershipRow
from course.people.model import Person
from course.people.rules import RECOVERY_CODE_LENGTH
from course.people.tables import PersonRow
from course.roster import actions
from course.roster.model import PIECE, ROWS_AT_MOST
from course.roster.reading import read_roster
from course.roster.tables import RosterRow
from tests.browser import Browser, Page, words_of
from tests.cast import PASSWORD, Cast
from tests.conftest import SetClock

SignIn = Callable[[Person], Browser]
ADD = "Add these learners to “Tuesday group”"


@pytest.fixture
def list_page(ines: Browser, cast: Cast) -> Browser:
    ines.get(f"/groups/{cast.tuesday.public_id}")
    ines.click("Add learners from a list, or print sign-in slips")
    return ines


def upload(browser: Browser, content: bytes, filename: str = "group.csv", status: int = 200) -> Page:
    return browser.submit("Look it through", status=status, file=(io.BytesIO(content), filename))


def tables_of(page: Page) -> dict[str, list[list[str]]]:
    """Rows of each table, by its caption."""
    found = {}
    for table in page.all("table"):
        caption = words_of(next(table.iter("caption")))
        rows = [[words_of(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        found[caption] = rows[1:]
    return found


def count(app: Flask, table: Any, *where: Any) -> int:
    with app.app_context():
        return int(db.session.execute(select(func.count()).select_from(table).where(*where)).scalar_one())


# ---------------------------------------------------------------- looking it through, and taking it


def test_every_row_is_shown_with_its_reason_before_anything_is_made(
    list_page: Browser, app: Flask, contents: Callable[[], Any]
) -> None:
    before = contents()
    page = list_page.submit("Look it through", lines="Maple\nRosa\nMo\nbo@example.org\nmaple\nX\nRoom 4\n")
    assert page.h1 == "The list, row by row"
    assert "2 new learners can join, 5 rows are left out." in page.text
    tables = tables_of(page)
    assert tables["Rows that are left out"] == [
        ["Line 2", "Rosa", "Is in this group already"],
        ["Line 3", "Mo", "Somebody on this site goes by that name. Give them the join code, or choose another name"],
        ["Line 4", "bo@example.org", "An e-mail address tells who somebody is. Use a code name"],
        ["Line 5", "maple", "The same name stands on line 1"],
        ["Line 6", "X", "A name needs at least 2 characters"],
    ]
    assert tables["New learners, from number 1"] == [["Line 1", "Maple"], ["Line 7", "Room 4"]]
    after = contents()
    assert {name for name in after if after[name] != before[name]} == {"roster"}, "nothing else is written"

    page = list_page.submit(ADD)
    assert page.h1 == "Sign-in slips"
    assert "2 learners were added to the group. They have no password yet: print slips for them." in page.text
    after = contents()
    assert {name for name in after if after[name] != before[name]} == {"person", "membership", "audit_entry"}
    assert after["roster"] == [], "the list is gone"
    assert after["audit_entry"][-1][2:] == ("roster imported", 5, None, 1, "2 learners")


def test_who_came_by_a_list_is_in_the_matrix_and_cannot_be_signed_in_by_guessing(
    list_page: Browser, stranger: Browser, cast: Cast
) -> None:
    list_page.submit("Look it through", lines="Maple")
    list_page.submit(ADD)
    assert "Maple" in list_page.get(f"/groups/{cast.tuesday.public_id}").text
    stranger.get("/sign-in")
    page = stranger.submit("Sign in", status=422, name="Maple", password=" ")
    assert page.errors == ["This name and password do not belong together. Check both, and try again."]
    stranger.get("/recover")
    for code in ("0" * RECOVERY_CODE_LENGTH, "0" * JOIN_CODE_LENGTH):
        page = stranger.submit("Set the new password", status=422, name="Maple", code=code, password=PASSWORD)
        assert page.errors == ["This name and recovery code do not belong together. Check both, and try again."]


def test_a_file_from_excel_says_what_is_not_kept_and_nothing_of_it_is(
    list_page: Browser, app: Flask, contents: Callable[[], Any]
) -> None:
    page = upload(list_page, "\ufeffPhone;Name\r\n555 0199;José\r\n".encode())
    assert "Only the column “Name” is read. The others are not kept." in page.text
    assert tables_of(page) == {"New learners, from number 1": [["Line 2", "José"]]}
    assert "0199" not in repr(contents())
    page = list_page.get(page.url.rpartition("/roster/")[0] + "/roster")
    page = upload(list_page, b"Jos\xe9\n")
    assert "The file does not say how its letters are written. Look whether the accents are right." in page.text
    assert tables_of(page) == {"New learners, from number 1": [["Line 1", "José"]]}


def test_the_same_button_twice_adds_everybody_once(
    list_page: Browser, app: Flask, twin_of: Callable[..., Browser]
) -> None:
    list_page.submit("Look it through", lines="Maple\nOwl")
    other_tab = twin_of(list_page)
    people = count(app, PersonRow)
    list_page.submit(ADD)
    page = other_tab.submit(ADD, status=404)
    assert page.h1 == "This list is not there any more"
    assert count(app, PersonRow) == people + 2
    assert other_tab.click("To the group").h1 == "Tuesday group"


def test_a_name_that_was_taken_meanwhile_is_left_out_and_the_rest_is_added(
    list_page: Browser, stranger: Browser, app: Flask
) -> None:
    list_page.submit("Look it through", lines="Maple\nOwl")
    stranger.get("/sign-up")
    stranger.submit("Make my account", name="MAPLE", password=PASSWORD)
    page = list_page.submit(ADD)
    assert "1 learner was added to the group." in page.text
    assert count(app, PersonRow, PersonRow.name_key == "maple") == 1


def test_a_list_that_was_put_away_adds_nobody(list_page: Browser, app: Flask) -> None:
    people = count(app, PersonRow)
    list_page.submit("Look it through", lines="Maple")
    page = list_page.submit("Put the list away")
    assert "The list is put away." in page.text
    assert (count(app, PersonRow), count(app, RosterRow)) == (people, 0)


def test_a_list_waits_for_a_day_and_a_new_one_takes_its_place(list_page: Browser, app: Flask, at: SetClock) -> None:
    first = list_page.submit("Look it through", lines="Maple").url
    address = first.rpartition("/")[0]
    list_page.get(address)
    list_page.submit("Look it through", lines="Owl")
    assert count(app, RosterRow) == 1
    assert list_page.get(first, status=404).h1 == "This list is not there any more"


def test_a_list_is_its_trainers_own(list_page: Browser, signed_in: SignIn, cast: Cast, app: Flask) -> None:
    address = list_page.submit("Look it through", lines="Maple").url
    list_page.get(f"/groups/{cast.tuesday.public_id}/settings")
    list_page.submit("Add this trainer", trainer="Karl")
    assert signed_in(cast.karl).get(address, status=404).h1 == "This list is not there any more"


# ---------------------------------------------------------------- what cannot be read loses nothing


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("", "Paste the names, or choose a file"),
        ("   \n", "Paste the names, or choose a file"),
        ('Maple\n"' + "open " * 3000, "Line 2 has a cell of more than 10,000 characters. Is a quotation mark open?"),
    ],
)
def test_pasted_lines_that_cannot_be_read_stay_in_the_form(list_page: Browser, lines: str, says: str) -> None:
    page = list_page.submit("Look it through", status=422, lines=lines)
    assert page.errors == [says]
    assert words_of(page.one("textarea")) == " ".join(lines.split())


def test_a_workbook_is_told_from_a_list(list_page: Browser) -> None:
    page = upload(list_page, b"PK\x03\x04 a workbook", "group.xlsx", status=422)
    assert page.errors == ["This is a workbook and not a CSV file. Open it, and choose “Save as”, then CSV."]
    page = list_page.submit("Look it through", status=422, lines="Maple", file=(io.BytesIO(b"Owl"), "group.csv"))
    assert page.errors == ["Paste names or choose a file, not both"]


def test_a_file_that_is_too_large_is_refused_and_nothing_is_kept(list_page: Browser, app: Flask) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="group.csv"\r\n\r\n'
    page = list_page.send(list_page.page.url, head + b"Maple\n" * 1_000_000, "multipart/form-data; boundary=x", 413)
    assert page.h1 == "That was too large"
    assert count(app, RosterRow) == 0


def test_other_pages_take_no_more_than_before(list_page: Browser, cast: Cast) -> None:
    list_page.get(f"/groups/{cast.tuesday.public_id}/settings")
    list_page.submit("Save the name", status=413, name="x" * 1_100_000)


# ---------------------------------------------------------------- ten thousand


def test_ten_thousand_rows_are_added_piece_by_piece_with_the_progress_in_words(
    list_page: Browser, app: Flask, cast: Cast
) -> None:
    lines = "".join(f"Learner number {number} of a long list\n" for number in range(ROWS_AT_MOST))
    page = list_page.submit("Look it through", lines=lines)
    assert "10000 new learners can join, 0 rows are left out." in page.text
    assert len(tables_of(page)["New learners, from number 1"]) == 200
    assert len(tables_of(list_page.click("More rows"))["New learners, from number 201"]) == 200
    page = list_page.submit(ADD)
    assert f"{PIECE} of 10000 done" in page.text
    presses = 1
    while page.h1 == "The list, row by row":
        assert page.form("Go on").get("data-go-on") == "", "with a script it presses itself"
        page, presses = list_page.submit("Go on"), presses + 1
    assert presses == ROWS_AT_MOST // PIECE
    assert "10000 learners were added to the group." in page.text
    assert count(app, MembershipRow, MembershipRow.group_id == cast.tuesday.id) == ROWS_AT_MOST + 2
    assert "10000 learners have no password yet. Here are 100 of them, those without a slip first." in page.text


def test_a_list_that_was_left_in_the_middle_goes_on_where_it_stopped(list_page: Browser, app: Flask) -> None:
    people = count(app, PersonRow)
    lines = "".join(f"Learner {number}\n" for number in range(PIECE + 5))
    address = list_page.submit("Look it through", lines=lines).url
    list_page.submit(ADD)
    page = list_page.get(address)
    assert f"{PIECE} of {PIECE + 5} done" in page.text
    list_page.submit("Go on")
    assert count(app, PersonRow) == people + PIECE + 5


def test_two_tabs_that_take_the_same_piece_take_it_once(in_app: Flask, cast: Cast, at: SetClock) -> None:
    lines = "".join(f"Learner {number}\n" for number in range(PIECE + 5))
    waiting = actions.look_through(cast.tuesday, read_roster(lines.encode()), cast.ines, at())
    one = actions.get_roster(waiting, cast.tuesday, cast.ines)
    actions.take_piece(cast.tuesday, waiting, cast.ines, at())
    two = actions.get_roster(waiting, cast.tuesday, cast.ines)
    assert (one.taken, two.taken, two.made) == (0, PIECE, PIECE)
