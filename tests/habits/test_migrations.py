"""Migrations go up and down again, agree with the tables in the code, and never lose a row on the way."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Connection, inspect, text

from course.content.model import Course
from course.database import Base, db, transaction
from course.database.file import UnfitDatabase
from course.database.schema import has_tables, migrate_to_head, migrations, newest_version, schema_version
from course.paths import shipped
from course.settings import Settings
from tests.cast import Cast
from tests.evening import an_evening

MIGRATIONS = str(shipped("migrations"))
VERSIONS = [script.revision for script in ScriptDirectory(MIGRATIONS).walk_revisions()]
"""The newest first."""

Rows = dict[str, list[dict[str, object]]]
"""The rows of each table, by their columns."""


def test_the_migrations_are_one_line_from_nothing_to_the_newest() -> None:
    directory = ScriptDirectory(MIGRATIONS)

    assert directory.get_heads() == VERSIONS[:1]
    assert directory.get_bases() == VERSIONS[-1:]
    assert [name.split("_")[0] for name in VERSIONS] == [f"{n:04}" for n in range(len(VERSIONS), 0, -1)]


def test_the_migrated_database_is_the_one_that_the_code_describes(lived_in: Flask) -> None:
    with db.engine.connect() as connection:
        assert schema_version(connection) == newest_version()
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_table_that_no_migration_makes_would_be_noticed(lived_in: Flask) -> None:
    """The test above has teeth."""
    with transaction():
        db.session.execute(text("DROP TABLE retake_pause"))
        db.session.execute(text("ALTER TABLE person ADD COLUMN shoe_size INTEGER"))

    with db.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert {change[0] for change in found} == {"add_table", "remove_column"}


@pytest.mark.parametrize("steps", range(1, len(VERSIONS)))
def test_one_step_down_and_up_again_keeps_every_row_of_the_tables_that_survive(lived_in: Flask, steps: int) -> None:
    # given a database that stands at some version
    if steps > 1:
        migrations().downgrade(directory=MIGRATIONS, revision=f"-{steps - 1}")
    before = rows()

    # when it goes one version down and up again
    migrations().downgrade(directory=MIGRATIONS, revision="-1")
    between = rows()
    migrations().upgrade(directory=MIGRATIONS, revision="+1")

    # then what survived the way down is there as before, and what did not is empty
    after = rows()
    assert set(between) <= set(before)
    assert between != before
    assert sum(map(len, between.values())) > 0
    assert shared(between, before) == shared(before, between)
    assert shared(after, between) == shared(between, after)
    assert after.keys() == before.keys()
    assert all(after[table] in ([], before[table]) for table in before.keys() - between.keys()), "or moved and back"


def test_all_the_way_down_leaves_nothing_and_up_again_makes_the_same_tables(lived_in: Flask) -> None:
    made_first = schema()

    for steps_left in reversed(range(len(VERSIONS))):
        migrations().downgrade(directory=MIGRATIONS, revision="-1")
        assert (schema_now() == "nothing") == (steps_left == 0)
    assert not has_tables()
    assert set(schema()) <= {"alembic_version"}

    migrate_to_head()
    assert schema() == made_first


def test_migrating_what_is_at_the_newest_version_changes_nothing(lived_in: Flask) -> None:
    before = rows(), schema()

    migrate_to_head()

    assert (rows(), schema()) == before
    assert schema_now() == VERSIONS[0]


def test_a_newer_programs_database_is_left_alone(lived_in: Flask, settings: Settings) -> None:
    with transaction():
        db.session.execute(text("UPDATE alembic_version SET version_num='0099_tomorrow'"))
    before = rows(), schema()

    with pytest.raises(UnfitDatabase, match=rf"{settings.data}/.*newer than this program .*0099_tomorrow"):
        migrate_to_head()

    assert (rows(), schema(), schema_now()) == (*before, "0099_tomorrow")


# Migrations that somebody may write one day


def test_adding_a_column_to_people_keeps_all_that_they_did(lived_in: Flask, scratch: Callable[[str], str]) -> None:
    before = rows()
    folder = scratch("""
    with op.batch_alter_table("person", recreate="always") as people:  # dropped, made anew, renamed
        people.add_column(sa.Column("shoe_size", sa.Integer()))
    """)

    migrations().upgrade(directory=folder)

    after = rows()
    assert all(row["shoe_size"] is None for row in after["person"])
    assert shared(after, before) == shared(before, before)
    assert before["attempt"]
    assert before["answer"]


def test_foreign_keys_are_off_while_a_migration_runs_and_on_again_afterwards(
    lived_in: Flask, scratch: Callable[[str], str]
) -> None:
    folder = scratch("""
    assert op.get_bind().exec_driver_sql("PRAGMA foreign_keys").scalar() == 0
    op.execute("CREATE TABLE was_here (id INTEGER)")
    """)

    migrations().upgrade(directory=folder)

    assert "was_here" in schema()
    assert foreign_keys() == 1


def test_a_migration_that_breaks_a_reference_is_taken_back_whole(
    lived_in: Flask, scratch: Callable[[str], str]
) -> None:
    before = rows(), schema()
    folder = scratch("""
    op.execute("CREATE TABLE was_here (id INTEGER)")
    op.execute("DELETE FROM person WHERE name = 'Rosa'")  # and nobody thinks of her attempts
    """)

    with pytest.raises(UnfitDatabase, match="rows that refer to missing ones, .* Nothing was changed"):
        migrations().upgrade(directory=folder)

    assert (rows(), schema(), schema_now()) == (*before, VERSIONS[0])
    assert foreign_keys() == 1


@pytest.mark.parametrize("problem", ["ZeroDivisionError", "KeyboardInterrupt"])
def test_a_migration_that_fails_half_way_is_taken_back_whole(
    lived_in: Flask, scratch: Callable[[str], str], problem: str
) -> None:
    before = rows(), schema()
    folder = scratch(f"""
    op.execute("UPDATE person SET name = 'Nobody'")
    op.add_column("person", sa.Column("shoe_size", sa.Integer()))
    op.execute("DROP TABLE answer")
    raise {problem}
    """)

    with pytest.raises({"ZeroDivisionError": ZeroDivisionError, "KeyboardInterrupt": KeyboardInterrupt}[problem]):
        migrations().upgrade(directory=folder)

    assert (rows(), schema(), schema_now()) == (*before, VERSIONS[0])
    assert foreign_keys() == 1
    with transaction():  # and the queue is free
        db.session.execute(text("UPDATE person SET name = 'Rosa M' WHERE name = 'Rosa'"))


def test_of_several_migrations_all_are_run_or_none(lived_in: Flask, scratch: Callable[[str], str]) -> None:
    migrations().downgrade(directory=MIGRATIONS, revision="-2")
    before = rows(), schema()

    with pytest.raises(ZeroDivisionError):
        migrations().upgrade(directory=scratch("    raise ZeroDivisionError"))

    assert (rows(), schema(), schema_now()) == (*before, VERSIONS[2])


@pytest.fixture
def lived_in(in_app: Flask, cast: Cast, small_course: Course) -> Iterator[Flask]:
    """The cast's database after an evening: there are rows in every table."""
    an_evening(cast, small_course)
    db.session.remove()
    assert [table for table, found in rows().items() if not found] == []
    yield in_app
    db.session.remove()


@pytest.fixture
def scratch(tmp_path: Path) -> Callable[[str], str]:
    """Gives a copy of migrations/ with one more at its end, whose `upgrade` has these lines."""

    def write(lines: str) -> str:
        folder = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, folder)
        head = f'revision = "0099_scratch"\ndown_revision = "{VERSIONS[0]}"\n'
        body = f"import sqlalchemy as sa\nfrom alembic import op\n\n{head}\n\ndef upgrade():\n{lines}\n"
        (folder / "versions" / "0099_scratch.py").write_text(body)
        return str(folder)

    return write


def rows() -> Rows:
    """Every row of every table but the version's own."""
    with db.engine.connect() as connection:
        tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
        return {table: sorted(_rows_of(connection, table), key=repr) for table in tables}


def _rows_of(connection: Connection, table: str) -> list[dict[str, object]]:
    return [dict(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}").mappings()]


def shared(these: Rows, those: Rows) -> Rows:
    """`these` with nothing but the tables, and the columns of tables with rows, that `those` have too."""
    kept: Rows = {}
    for table in these.keys() & those.keys():
        columns = those[table][0].keys() if those[table] else ()
        kept[table] = sorted(
            ({name: row[name] for name in sorted(row.keys() & columns)} for row in these[table]), key=repr
        )
    return kept


def schema() -> dict[str, str]:
    """What SQLite says that each table and index is."""
    query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    with db.engine.connect() as connection:
        return dict(tuple(row) for row in connection.execute(text(query)))


def schema_now() -> str:
    with db.engine.connect() as connection:
        return schema_version(connection) or "nothing"


def foreign_keys() -> object:
    with db.engine.connect() as connection:
        return connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
