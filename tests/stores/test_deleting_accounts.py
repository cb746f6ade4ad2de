"""A deleted account leaves no name in any byte of the file, and the group's figures are the same to the last digit."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text

from course.app import create_app
from course.content.model import Course
from course.database import db, engine, forgetting, transaction
from course.database.forgetting import forget_for_good
from course.groups import actions as groups
from course.groups.store import list_counted, list_groups_of_trainer, list_members
from course.history.store import list_attempts
from course.people import actions as people
from course.people.model import Device, Person, Role
from course.people.tables import PersonRow
from course.privacy import actions as privacy
from course.privacy import erasing
from course.privacy.kept import KEPT
from course.privacy.model import Fate, LastAdmin, OnlyTrainer
from course.reports.audit_log import Narrowed, list_entries
from course.reports.item_pages import analysis_of
from course.reports.overview import overview_of
from course.settings import Settings
from tests.builders import MONDAY, take_quiz
from tests.cast import PASSWORD, Cast
from tests.evening import an_evening

NAME = "Wandering lighthouse 77"
"""Of somebody whose every trace can be searched for: no other text holds it."""


@pytest.fixture(params=["TRUNCATE", "WAL"])
def app(
    request: pytest.FixtureRequest, settings: Settings, small_course: Course, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Flask]:
    monkeypatch.setattr(engine, "journal_mode", lambda: request.param)
    app = create_app(settings, small_course)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def wanderer(in_app: Flask, cast: Cast, small_course: Course) -> Person:
    """Somebody in the Tuesday group with an evening's worth of rows; the name is in a waiting list, too."""
    from course.mail import actions as mail
    from course.roster import actions as roster
    from course.roster.reading import read_roster

    person = people.join(NAME, PASSWORD, MONDAY).person
    groups.join_group(cast.tuesday, person, MONDAY)
    an_evening(cast, small_course)
    take_quiz(small_course.modules[0], person, MONDAY, right=1)
    mail.give_address(person, "lighthouse77@example.org", "key", MONDAY)
    people.sign_in_after_joining(person, MONDAY)
    with pytest.raises(people.CannotSignIn):
        people.sign_in(NAME, "a wrong password", Device("address"), MONDAY)
    roster.look_through(cast.tuesday, read_roster(NAME.encode()), cast.ines, MONDAY)
    return person


def files(settings: Settings) -> bytes:
    """All bytes of the database, its journal and its write-ahead log."""
    return b"".join(path.read_bytes() for path in sorted(Path(settings.data).glob("course.sqlite3*")))


def test_no_byte_of_the_name_or_the_address_is_left(in_app: Flask, settings: Settings, wanderer: Person) -> None:
    names = [NAME.encode(), NAME.casefold().encode(), b"lighthouse77@example.org", wanderer.public_id.encode()]
    before = files(settings)
    assert all(name in before for name in names), "the search has teeth"

    privacy.delete_account(wanderer, MONDAY)

    after = files(settings)
    assert [name for name in names if name in after] == []


def test_without_writing_the_file_anew_or_overwriting_the_name_would_still_be_there(
    in_app: Flask, settings: Settings, wanderer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test above has teeth: SQLite by itself leaves deleted text where it was."""
    monkeypatch.setattr(privacy, "forget_for_good", lambda: True)
    connection = db.engine.raw_connection()
    connection.cursor().execute("PRAGMA secure_delete=OFF")
    connection.close()
    db.session.remove()
    privacy.delete_account(wanderer, MONDAY)
    assert NAME.encode() in files(settings)


def test_the_figures_of_the_group_are_equal_before_and_after(
    in_app: Flask, cast: Cast, small_course: Course, wanderer: Person
) -> None:
    def figures() -> object:
        return analysis_of(list_counted(cast.tuesday.id), small_course.modules)

    before, counted = figures(), len(list_counted(cast.tuesday.id))
    assert len(before.items) > 0
    privacy.delete_account(wanderer, MONDAY)

    assert figures() == before
    assert len(list_counted(cast.tuesday.id)) == counted
    named = [member.person.id for member in list_members(cast.tuesday.id)]
    assert wanderer.id not in named
    assert analysis_of(named, small_course.modules) != before, "they do rest on what was answered"


def test_nobody_sees_the_person_in_any_list(in_app: Flask, cast: Cast, small_course: Course, wanderer: Person) -> None:
    (summary,) = [one for one in list_groups_of_trainer(cast.ines.id) if one.group.id == cast.tuesday.id]
    privacy.delete_account(wanderer, MONDAY)

    seen = overview_of(cast.tuesday, small_course, MONDAY, "UTC")
    assert wanderer.id not in {one.member.person.id for one in seen.learners}
    (after,) = [one for one in list_groups_of_trainer(cast.ines.id) if one.group.id == cast.tuesday.id]
    assert after.learners == summary.learners - 1 == len(list_members(cast.tuesday.id))
    with in_app.test_request_context():
        entries = [one for one in list_entries(Narrowed(None, ""), None) if one.event.value == "account deleted"]
        assert (entries[0].actor, entries[0].subject) == ("a deleted account", "a deleted account")
        assert list_entries(Narrowed(None, NAME), None) == [], "and the log cannot be searched for the name"


def test_every_table_keeps_or_loses_its_rows_as_the_privacy_page_says(
    in_app: Flask, cast: Cast, small_course: Course
) -> None:
    an_evening(cast, small_course)
    groups.add_trainer(cast.tuesday, "Karl", cast.ines, MONDAY)
    fates = {one.table: one.fate for one in KEPT}
    for person in (cast.rosa, cast.tomas, cast.ines):
        rows = references(person)
        privacy.delete_account(person, MONDAY)
        left = references(person)
        for table, column, way in erasing.columns_about_people():
            key = (table.name, column.name)
            if fates[table.name] is Fate.STAYS and way != "SET NULL":
                assert left[key] >= rows[key], key
            else:
                assert left[key] == 0, key


def references(person: Person) -> dict[tuple[str, str], int]:
    return {
        (table.name, column.name): len(db.session.execute(select(table).where(column == person.id)).all())
        for table, column, _way in erasing.columns_about_people()
    }


def test_of_who_is_in_no_group_nothing_but_the_empty_row_and_the_log_stays(
    in_app: Flask, cast: Cast, small_course: Course
) -> None:
    take_quiz(small_course.modules[0], cast.lena, MONDAY)
    take_quiz(small_course.modules[0], cast.rosa, MONDAY)
    groups.remove_learner(cast.tuesday, groups.get_member(cast.tuesday, cast.rosa.public_id), cast.ines, MONDAY)
    for person in (cast.lena, cast.rosa):
        privacy.delete_account(person, MONDAY)
        assert list_attempts([person.id]) == []
        assert {key[0] for key, number in references(person).items() if number} == {"audit_entry"}


def test_the_row_that_stays_opens_nothing(in_app: Flask, cast: Cast) -> None:
    privacy.delete_account(cast.rosa, MONDAY)
    row = db.session.execute(select(PersonRow).where(PersonRow.id == cast.rosa.id)).scalar_one()
    assert (row.password_hash, row.recovery_hash, row.role) == ("", "", "learner")
    assert row.disabled_at == row.deleted_at == MONDAY
    assert row.public_id != cast.rosa.public_id
    for name in ("Rosa", row.name, row.name_key):
        with pytest.raises(people.CannotSignIn):
            people.sign_in(name, PASSWORD, Device("address"), MONDAY)
    again = people.join("Rosa", PASSWORD, MONDAY)
    assert again.person.id != cast.rosa.id, "the name is free again, and is somebody new"


def test_deleting_twice_is_deleting_once(in_app: Flask, cast: Cast) -> None:
    privacy.delete_account(cast.rosa, MONDAY)
    privacy.delete_account(cast.rosa, MONDAY)
    with in_app.test_request_context():
        assert len([one for one in list_entries(Narrowed(None, ""), None) if one.event.value == "account deleted"]) == 1


def test_the_only_trainer_of_an_open_group_and_the_last_admin_stay(in_app: Flask, cast: Cast) -> None:
    with pytest.raises(OnlyTrainer) as refused:
        privacy.delete_account(cast.ines, MONDAY)
    assert refused.value.group == "Tuesday group"
    with pytest.raises(LastAdmin):
        privacy.delete_account(cast.ada, MONDAY)

    groups.archive_group(cast.northside, cast.karl, MONDAY)
    privacy.delete_account(cast.karl, MONDAY)
    people.join("Bea", PASSWORD, MONDAY, role=Role.ADMIN)
    privacy.delete_account(cast.ada, MONDAY)
    with pytest.raises(OnlyTrainer):
        privacy.delete_account(cast.ines, MONDAY)


def test_no_name_is_left_between_the_pages_of_a_large_file(in_app: Flask, settings: Settings) -> None:
    """Where names crowd each other out of pages, texts are copied about, and overwriting alone leaves a few."""
    with transaction():
        db.session.execute(text("CREATE TABLE crowd (id INTEGER PRIMARY KEY, name TEXT, name_key TEXT UNIQUE)"))
        for number in range(3000):
            name = f"crowd-{number * 7919 % 3000:04}-{'x' * (number % 23)}"
            db.session.execute(text("INSERT INTO crowd (name, name_key) VALUES (:name, :name)"), {"name": name})
    with transaction():
        for number in range(0, 3000, 3):
            new = {"name": f"account-{number}", "id": number + 1}
            db.session.execute(text("UPDATE crowd SET name = :name, name_key = :name WHERE id = :id"), new)
    gone = [f"crowd-{number * 7919 % 3000:04}-".encode() for number in range(0, 3000, 3)]
    assert [name for name in gone if name in files(settings)], "the search has teeth"

    assert forget_for_good()

    assert [name for name in gone if name in files(settings)] == []


def test_while_somebody_reads_for_long_the_account_is_deleted_all_the_same(
    in_app: Flask, settings: Settings, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0)
    db.engine.dispose()
    with closing(sqlite3.connect(settings.data / "course.sqlite3", isolation_level=None)) as reader:
        privacy.delete_account(cast.rosa, MONDAY)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        assert forget_for_good() in (True, False), "no error: it waits for another time"
    assert forget_for_good()


def test_a_very_large_file_waits_for_the_command(in_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgetting, "REWRITTEN_AT_ONCE", 0)
    assert not forget_for_good()
    assert forget_for_good(thoroughly=True)
