"""`course demo --large`, small: what it writes is what people would have left behind."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import func, select, text

from course import clock, demo
from course.app import create_app
from course.assignments.tables import AssignmentRow
from course.cli import main
from course.content.model import Course
from course.database import Base, db
from course.database.file import create
from course.database.schema import migrate_to_head
from course.groups.tables import GroupRow, MembershipRow
from course.history.store import find_attempt
from course.history.tables import AttemptRow, PracticeAnswerRow, SectionReachedRow
from course.large_demo import filling
from course.people.model import PersonId, Role
from course.people.tables import PersonRow
from tests.browser import Browser
from tests.conftest import KEY, SetClock, settings_in

LEARNERS, GROUPS = 60, 4

Contents = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, small_course: Course) -> Iterator[Flask]:
    """A large demo of the small course, without the cast."""
    app = empty_site(tmp_path_factory.mktemp("large"), small_course)
    with app.app_context():
        assert list(fill(app)) == [LEARNERS]
    yield app
    with app.app_context():
        db.engine.dispose()


def empty_site(folder: Path, course: Course) -> Flask:
    create(folder / "course.sqlite3")
    app = create_app(settings_in(folder), course, check_database=False)
    with app.app_context():
        migrate_to_head()
    return app


def fill(app: Flask) -> Iterator[int]:
    return filling.fill(app.extensions["course"], LEARNERS, GROUPS, demo.PASSWORD, clock.now())


def count(table: type[Base], *where: object) -> int:
    number: int = db.session.execute(select(func.count()).select_from(table).where(*where)).scalar_one()  # type: ignore[arg-type]
    return number


def test_everybody_is_there_and_has_done_something(site: Flask) -> None:
    with site.app_context():
        assert count(PersonRow, PersonRow.role == Role.LEARNER.value) == LEARNERS
        assert count(PersonRow, PersonRow.role == Role.TRAINER.value) == 2
        assert count(GroupRow) == GROUPS
        assert count(MembershipRow) >= LEARNERS
        assert count(AssignmentRow) == GROUPS * 3
        assert count(AttemptRow) > LEARNERS
        assert count(SectionReachedRow) > LEARNERS
        assert count(PracticeAnswerRow, PracticeAnswerRow.certainty.is_not(None)) > LEARNERS / 2


def test_every_row_refers_to_rows_that_are_there(site: Flask) -> None:
    with site.app_context():
        assert db.session.execute(text("PRAGMA foreign_key_check")).all() == []
        assert db.session.execute(text("PRAGMA integrity_check")).scalar() == "ok"


def test_an_attempt_has_the_points_that_its_answers_earn(site: Flask) -> None:
    with site.app_context():
        for public_id, person in db.session.execute(select(AttemptRow.public_id, AttemptRow.person_id)).all():
            attempt = find_attempt(public_id, PersonId(person))
            assert attempt is not None
            earned = [answer.item.score_of(answer.chosen or ()) for answer in attempt.answers]
            assert [answer.points for answer in attempt.answers] == earned
            assert attempt.summary.points == pytest.approx(sum(earned))
            assert attempt.summary.handed_in_at is not None
            assert attempt.summary.handed_in_at <= clock.now()


def test_a_trainer_signs_in_and_reads_the_matrix(site: Flask) -> None:
    browser = Browser(site)
    browser.get("/sign-in")
    browser.submit("Sign in", name=filling.trainer_name(0), password=demo.PASSWORD)

    page = browser.get("/groups")
    assert {"Group 0001", "Group 0002", "Group 0003"} <= set(page.links)
    matrix = browser.get(page.links["Group 0001"])

    assert matrix.h1 == "Group 0001"
    learners = int(re.search(r"(\d+) learners, 3 modules", matrix.text)[1])  # type: ignore[index]
    assert LEARNERS / GROUPS - 2 <= learners <= LEARNERS / GROUPS + 5
    learner = browser.get(matrix.links["Learner 000001"])
    assert learner.h1 == "Learner 000001"


def test_the_same_site_is_made_every_time(
    tmp_path: Path, small_course: Course, site: Flask, at: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    monkeypatch.setattr(filling, "hash_password", lambda password: "not hashed")
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        app = empty_site(tmp_path / name, small_course)
        with app.app_context():
            list(fill(app))
            made.append(everything())
            db.engine.dispose()

    assert made[0] == made[1]


def test_a_group_is_the_same_on_a_small_site_and_on_a_large_one(
    tmp_path: Path, small_course: Course, site: Flask
) -> None:
    """Or the two could not be compared (tests/bench)."""
    app = empty_site(tmp_path, small_course)
    with app.app_context():
        assert list(filling.fill(small_course, LEARNERS // 2, GROUPS // 2, demo.PASSWORD, clock.now())) == [30]
        small = attempts_of_learner("Learner 000009")
        db.engine.dispose()
    with site.app_context():
        assert attempts_of_learner("Learner 000009") == small != []


# the command


@pytest.fixture
def terminal(tmp_path: Path) -> Callable[..., Result]:
    environment = {"COURSE_DATA": str(tmp_path / "data"), "COURSE_SECRET_KEY": KEY}

    def type_in(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments, env=environment)

    return type_in


def test_the_command_makes_the_cast_and_the_site_and_refuses_to_do_it_twice(
    terminal: Callable[..., Result], tmp_path: Path
) -> None:
    asked = ("demo", "--large", "--learners", str(LEARNERS), "--groups", str(GROUPS))
    first = terminal(*asked)
    again = terminal(*asked)

    assert first.exit_code == 0, first.output
    assert "60 of 60 learners\n" in first.output
    assert "“Trainer 1”" in first.output
    assert "Rosa" in first.output
    assert again.exit_code == 1
    assert again.output == (
        f"There are 72 people in the course in {tmp_path / 'data'} already; it was left as it is. "
        "A large demo needs a database of its own: choose an empty folder with COURSE_DATA.\n"
    )


def everything() -> Contents:
    return {
        table.name: [tuple(row) for row in db.session.execute(select(table).order_by(*table.primary_key))]
        for table in Base.metadata.sorted_tables
    }


def attempts_of_learner(name: str) -> list[tuple[object, ...]]:
    rows = db.session.execute(
        select(AttemptRow.public_id, AttemptRow.module, AttemptRow.points)
        .join(PersonRow, PersonRow.id == AttemptRow.person_id)
        .where(PersonRow.name == name)
        .order_by(AttemptRow.id)
    ).all()
    return [tuple(row) for row in rows]
