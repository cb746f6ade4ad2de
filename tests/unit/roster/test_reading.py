"""What a list can look like: pasted, from Excel in four countries, damaged, hostile; every row is answered for."""

import csv
import io
from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st

from course.people.rules import name_key, tidy_name
from course.roster.model import ROWS_AT_MOST, Refusal, UnfitRoster
from course.roster.reading import checked, read_roster


@pytest.fixture(autouse=True, scope="module")
def words() -> Iterator[None]:
    """Sentences need a language."""
    site = Flask(__name__)
    Babel(site, default_locale="en")
    with site.app_context():
        yield


def names(content: bytes) -> list[str]:
    return [row.name for row in read_roster(content).rows]


# ---------------------------------------------------------------- every way in which a list of the same names comes


@pytest.mark.parametrize(
    "content",
    [
        b"Maple\nRoom 4\nJos\xc3\xa9\n",
        b"Maple\r\nRoom 4\r\nJos\xc3\xa9",
        b"\n  Maple \n\n\tRoom   4\nJos\xc3\xa9\n\n",
        "name\nMaple\nRoom 4\nJosé\n".encode(),
        "\ufeffname;since\nMaple;1\nRoom 4;2\nJosé;3\n".encode(),
        "sep=;\r\nCode name;Since\r\nMaple;1\r\nRoom 4;2\r\nJosé;3\r\n".encode("cp1252"),
        "since\tName\n1\tMaple\n2\tRoom 4\n3\tJosé\n".encode("utf-16"),
        'Since,"Name"\n1,"Maple"\n2,Room 4\n3,"José"\n'.encode(),
        b"Maple\nRoom 4\nJos\xe9\n",
    ],
    ids=["lines", "windows-lines", "spaces", "head", "bom", "excel", "utf-16-tabs", "second-column", "latin"],
)
def test_the_same_names_are_read_however_they_were_saved(content: bytes) -> None:
    assert names(content) == ["Maple", "Room 4", "José"]
    assert all(row.refusal is None for row in read_roster(content).rows)


def test_an_e_acute_written_in_two_characters_is_the_same_letter() -> None:
    (row,) = read_roster("Jose\N{COMBINING ACUTE ACCENT}".encode()).rows
    assert row.name == "José"


def test_what_is_not_kept_is_said() -> None:
    reading = read_roster(b"Phone;Name;Town\n555;Maple;Here\n")
    assert (reading.column, reading.ignored) == ("Name", ("Phone", "Town"))
    assert [row.name for row in reading.rows] == ["Maple"]


def test_a_file_that_does_not_say_how_it_is_written_is_told_from_one_that_does() -> None:
    assert read_roster(b"Jos\xe9").encoding == "Windows-1252"
    assert read_roster("José".encode()).encoding == "utf-8"
    assert read_roster("José".encode("utf-16")).encoding == "utf-16"


# ---------------------------------------------------------------- rows that are left out, and why


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        ("X", Refusal.TOO_SHORT),
        ("M" * 40, None),
        ("M" * 41, Refusal.TOO_LONG),
        ("M" * 9_000, Refusal.TOO_LONG),
        ("Map\N{ZERO WIDTH SPACE}le", Refusal.STRANGE),
        ("Map\x07le", Refusal.STRANGE),
        ("bo@example.org", Refusal.E_MAIL),
        ("Bo <bo@example.org>", Refusal.E_MAIL),
        ("=2+2", None),
        ("Mo @ home", None),
    ],
)
def test_each_row_is_taken_or_refused_with_its_reason(written: str, refusal: Refusal | None) -> None:
    (row,) = read_roster(f"{written}\n".encode()).rows
    assert row.refusal is refusal
    assert len(row.name) <= 61, "what is shown of an endless name is short"


def test_the_same_name_twice_says_where_it_stood_first() -> None:
    rows = read_roster(b"Maple\nOwl\n\nMAPLE\nmaple \n").rows
    assert [(row.line, row.refusal, row.same_as) for row in rows] == [
        (1, None, None),
        (2, None, None),
        (4, Refusal.TWICE, 1),
        (5, Refusal.TWICE, 1),
    ]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    rows = read_roster(b'sep=,\nname\n"Maple"\n"Two\nlines"\nOwl\n').rows
    assert [(row.line, row.name) for row in rows] == [(3, "Maple"), (4, "Two lines"), (6, "Owl")]


def test_a_row_without_its_name_is_too_short() -> None:
    rows = read_roster(b"since,name\n1,Maple\n2\n3,\n").rows
    assert [(row.name, row.refusal) for row in rows] == [
        ("Maple", None),
        ("", Refusal.TOO_SHORT),
        ("", Refusal.TOO_SHORT),
    ]


def test_what_the_site_knows_is_added_and_takes_no_reason_away() -> None:
    rows = read_roster(b"Maple\nOwl\nX\nCedar\n").rows
    found = checked(rows, in_group={"maple", "owl"}, taken={"maple", "cedar", "x"})
    assert [row.refusal for row in found] == [Refusal.IN_GROUP, Refusal.IN_GROUP, Refusal.TOO_SHORT, Refusal.TAKEN]


# ---------------------------------------------------------------- lists that cannot be read


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "There is no name in the list"),
        (b"  \n \n", "There is no name in the list"),
        (b"name;since\n", "There is no name in the list"),
        (b"PK\x03\x04 and more", "a workbook and not a CSV file"),
        (b"\xd0\xcf\x11\xe0 and more", "a workbook and not a CSV file"),
        (b"Maple\n\0Owl\n", "not a file of text"),
        ("Maple\n\0Owl\n".encode("utf-16"), "not a file of text"),
        ("Maple\nOwl".encode("utf-16")[:-1], "ends in the middle of a character"),
        (b'Maple\nOwl\n"' + b"never closed " * 1000, "Line 3 has a cell of more than 10,000 characters"),
        (b'Maple\nOwl\n"' + b"never closed " * 100_000, "Line 3 cannot be read as CSV"),
        (b"Owl\n" * (ROWS_AT_MOST + 1), "more than 10,000 rows"),
        (b"name\n" + b"Owl\n" * (ROWS_AT_MOST + 1), "more than 10,000 rows"),
        (b"a," * 500_000 + b"\n" + b"Owl\n" * 20_000, "more than 10,000 rows"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_in_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(UnfitRoster) as refused:
        read_roster(content)
    assert says in refused.value.sentence
    assert refused.value.sentence.endswith((".", "?"))


def test_ten_thousand_rows_are_read_with_a_head_and_without() -> None:
    lines = "".join(f"Learner {number}\n" for number in range(ROWS_AT_MOST))
    assert len(read_roster(lines.encode()).rows) == ROWS_AT_MOST
    assert len(read_roster(f"name\n{lines}".encode()).rows) == ROWS_AT_MOST


# ---------------------------------------------------------------- whatever comes


@given(st.binary(max_size=300))
def test_whatever_bytes_come_there_are_rows_or_a_sentence(content: bytes) -> None:
    try:
        rows = read_roster(content).rows
    except UnfitRoster:
        return  # with a sentence: the class has no other way
    fit = [row.name for row in rows if row.refusal is None]
    assert all(2 <= len(name) <= 40 and name.isprintable() and tidy_name(name) == name for name in fit)
    assert len({name_key(name) for name in fit}) == len(fit), "nobody twice"
    assert [row.line for row in rows] == sorted({row.line for row in rows}), "each on its own line"


NAMES = st.lists(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs", "Po"], exclude_characters="@"), min_size=2)
    .map(tidy_name)
    .filter(lambda name: 2 <= len(name) <= 40 and name.isprintable()),
    min_size=1,
    max_size=8,
    unique_by=name_key,
)


@given(NAMES, st.sampled_from([",", ";", "\t"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_list_written_as_csv_is_read_back_whole(people: list[str], separator: str, encoding: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerows([["number", "name"], *([number, name] for number, name in enumerate(people))])
    assert names(out.getvalue().encode(encoding)) == people
