"""The privacy page tells of the tables that really exist, and the record and the deletion leave none of them out.

What is compared is the program's own metadata: a new table or column that nobody thought of makes these tests fail.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, select

from course.content.model import Course
from course.database import Base, db
from course.editorial.readability import CARD_GRADE, LONGEST_SENTENCE
from course.history.store import list_attempts
from course.people.model import Person
from course.privacy import erasing, pages, paper
from course.privacy.kept import KEPT
from course.privacy.labels import LABELS
from course.privacy.model import About, Fate
from course.privacy.record import LEFT_OUT, record_of, refers_to_people
from tests.builders import MONDAY
from tests.cast import Cast
from tests.evening import an_evening

TABLES = {table.name: table for table in Base.metadata.sorted_tables}
ABOUT_PEOPLE = sorted(name for name, table in TABLES.items() if refers_to_people(table))
INSIDE = {"answer": "attempt"}
"""Tables that refer to a person only through another one, in whose part of the record they stand."""


# ---------------------------------------------------------------- the list is whole


def unlike(kept: set[str], real: set[str]) -> str:
    """What to do about a list that is not the tables; nothing where it is."""
    said = [f"{name} is a table without an entry: say in course/privacy/kept.py what it is for" for name in real - kept]
    said += [f"{name} is an entry without a table: take it out of course/privacy/kept.py" for name in kept - real]
    return "; ".join(sorted(said))


def test_every_table_has_its_entry_and_every_entry_its_table() -> None:
    assert len({one.table for one in KEPT}) == len(KEPT)
    assert unlike({one.table for one in KEPT}, set(TABLES)) == ""


def test_a_new_table_and_one_that_is_gone_would_be_noticed() -> None:
    names = {one.table for one in KEPT}
    assert "shoe is a table without an entry" in unlike(names, {*TABLES, "shoe"})
    assert "person is an entry without a table" in unlike(names, set(TABLES) - {"person"})


def test_the_page_says_all_of_it(in_app: Flask) -> None:
    with in_app.test_request_context():
        told = [entry.what for section in pages.sections() for entry in section.entries]
        assert sorted(told) == sorted(str(one.what) for one in KEPT)
        assert {section.id for section in pages.sections()} == {about.value for about in About}


def test_the_fate_that_is_told_is_the_one_that_the_database_knows() -> None:
    """What empties its reference is nameless, what refers to nobody is nobody's; the rest goes or stays by decision."""
    goes_with_person = {table.name for table, _c, way in erasing.columns_about_people() if way == "CASCADE"}
    forgets = {table.name for table, _c, way in erasing.columns_about_people() if way == "SET NULL"} - goes_with_person
    fates = {one.table: one.fate for one in KEPT}
    through_others = {"score_correction", "answer", "person", "failed_try", "authenticator_code"}
    assert {name for name, fate in fates.items() if fate is Fate.NAMELESS} == forgets - through_others
    assert {name for name, fate in fates.items() if fate is Fate.NOBODYS} == set(TABLES) - set(
        ABOUT_PEOPLE
    ) - through_others
    assert {"attempt", "practice_answer", "membership", "quiz_reset"} == erasing.FOR_FIGURES & goes_with_person


# ---------------------------------------------------------------- plain words


def test_the_words_are_easy(in_app: Flask) -> None:
    import textstat

    template = in_app.test_client().get("/privacy").get_data(as_text=True)
    sentences = sentences_of(template)
    text = "\n".join(sentences)
    assert len(sentences) > 60
    assert textstat.flesch_kincaid_grade(text) <= CARD_GRADE
    assert max(len(sentence.split()) for sentence in sentences) <= LONGEST_SENTENCE


def sentences_of(html: str) -> list[str]:
    from tests.browser import html5lib, words_of

    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)
    (main,) = tree.iter("main")
    told = [words_of(each) for tag in ("p", "li", "summary", "dd") for each in main.iter(tag)]
    return [f"{one.strip()}." for text in told for one in text.split(".") if len(one.split()) > 2]


# ---------------------------------------------------------------- the record


@pytest.fixture
def evening(in_app: Flask, cast: Cast, small_course: Course) -> Iterator[Flask]:
    an_evening(cast, small_course)
    with in_app.test_request_context():
        yield in_app


PEOPLE = ("rosa", "tomas", "ines", "ada")


def test_there_is_a_value_for_every_table_that_refers_to_a_person(
    evening: Flask, cast: Cast, small_course: Course
) -> None:
    held: dict[str, int] = {}
    for person in everybody(cast):
        for part in record_of(person.id, small_course):
            held[part.table] = held.get(part.table, 0) + len(part.rows)
    missing = [name for name in ABOUT_PEOPLE if not held.get(name)]
    assert not missing, f"The record has nothing of {missing}, which refer to a person."
    assert set(held) == set(ABOUT_PEOPLE)


def test_the_record_has_every_row_and_every_column_but_those_left_out_by_name(
    evening: Flask, cast: Cast, small_course: Course
) -> None:
    by_hand = ("person", "attempt", "practice_answer", "notice")  # these have a test below
    for person in everybody(cast):
        for part in record_of(person.id, small_course):
            table = TABLES[part.table]
            mine = [c for c in table.columns if any(key.target_fullname == "person.id" for key in c.foreign_keys)]
            rows = [
                row
                for row in db.session.execute(select(table)).mappings()
                if any(row[c.name] == person.id for c in mine)
            ]
            assert len(part.rows) >= len(rows), part.table
            for row in part.rows if part.table not in by_hand else ():
                left = {c.name for c in table.columns if not c.foreign_keys} - LEFT_OUT - set(row)
                assert not left, f"{left} of {part.table} are in no record"


def test_an_attempt_is_there_with_each_question_as_it_was_shown(
    evening: Flask, cast: Cast, small_course: Course
) -> None:
    parts = {part.table: part.rows for part in record_of(cast.rosa.id, small_course)}
    (attempt,) = parts["attempt"]
    (summary,) = list_attempts([cast.rosa.id])
    assert (attempt["points"], attempt["out_of"]) == (summary.points, summary.out_of)
    assert len(attempt["questions"]) == summary.out_of
    assert all(
        question["question"] and question["shown"] and question["you_chose"] for question in attempt["questions"]
    )
    assert attempt["corrections"][0]["reason"] == "A reason."
    (practised,) = parts["practice_answer"]
    assert practised["certainty"] == "sure"
    assert parts["person"][0]["name"] == "Rosa"
    assert parts["notice"][0]["words"].startswith("The module “")
    assert parts["mail_address"][0]["address"] == "rosa@example.org"
    assert {row["event"] for row in parts["audit_entry"]} >= {"signed in", "notice sent"}


def test_no_secret_and_nobody_else_is_in_it(evening: Flask, cast: Cast, small_course: Course) -> None:
    for person in everybody(cast):
        written = paper.as_json(record_of(person.id, small_course), MONDAY)
        for other in everybody(cast):
            assert (other.name in written) == (other.id == person.id), f"{other.name} in the record of {person.name}"
        for secret in ("argon2", "digest", "hash", person.public_id):
            assert secret not in written


def test_every_word_of_the_record_has_a_label_and_every_label_a_word(
    evening: Flask, cast: Cast, small_course: Course
) -> None:
    used: set[str] = set()
    for person in everybody(cast):
        used |= {key for part in record_of(person.id, small_course) for key in keys_of(part.rows)}
    assert used <= set(LABELS), f"{used - set(LABELS)} need their words in course/privacy/labels.py"


def test_a_column_that_refers_to_a_person_is_found_in_a_table_of_tomorrow() -> None:
    """The tests above have teeth: the same look at a table that nobody has written yet."""
    tomorrow = MetaData()
    Table("person", tomorrow, Column("id", Integer, primary_key=True))
    shoe = Table("shoe", tomorrow, Column("owner", ForeignKey("person.id")), Column("size", String))
    assert refers_to_people(shoe)


def everybody(cast: Cast) -> list[Person]:
    from course.groups.store import list_members

    maple = next(one.person for one in list_members(cast.tuesday.id) if one.person.name == "Maple")
    return [*(cast[name] for name in PEOPLE), maple]


def keys_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for each in value.values():
            yield from keys_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from keys_of(each)


# ---------------------------------------------------------------- on paper


@pytest.mark.parametrize("name", ["Rosa", "Жанна Ελένη", "مرحبا", "中文 🐦"])
def test_the_readable_file_is_a_tagged_pdf_whatever_letters_a_name_has(
    evening: Flask, cast: Cast, small_course: Course, name: str
) -> None:
    parts = record_of(cast.rosa.id, small_course)
    rows = [{**parts[0].rows[0], "name": name}]
    made = paper.as_pdf([replace(parts[0], rows=rows), *parts[1:]], MONDAY)
    assert made.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in made
    assert b"pdfuaid" in made
    for word in (b"Side by Side", b"heroin", b"Rosa"):
        assert word not in made, "what a file manager or a search shows of it is neutral"


def test_the_file_for_programs_is_json(evening: Flask, cast: Cast, small_course: Course) -> None:
    record = json.loads(paper.as_json(record_of(cast.rosa.id, small_course), MONDAY))
    assert set(record) == {"about", "made_at", "kept"}
    assert record["kept"]["person"]["rows"][0]["joined_at"].endswith("+00:00")


def test_the_pattern_of_the_paper_is_shipped_with_the_program() -> None:
    assert Path(paper.PATTERN).exists()
