"""Many rows at once."""

from collections.abc import Sequence
from random import Random
from typing import Any

from sqlalchemy import Table, insert

from course.database import Base, db

Row = dict[str, Any]


def write(table: type[Base], rows: Sequence[Row]) -> None:
    """Rows that nothing else refers to; all of them name the same columns."""
    if rows:
        db.session.execute(insert(_plain(table)), rows)


def write_and_number(table: type[Base], rows: Sequence[Row]) -> list[int]:
    """Rows with the numbers that the database gave them, in the same order."""
    plain = _plain(table)
    statement = insert(plain).returning(plain.c.id, sort_by_parameter_order=True)
    return list(db.session.execute(statement, rows).scalars()) if rows else []


def opaque(chance: Random) -> str:
    """A public id as the stores make it, but from a chance that can be repeated."""
    return f"{chance.getrandbits(64):016x}"


def _plain(table: type[Base]) -> Table:
    """The table without its class: the ORM would look at every row."""
    plain = table.__table__
    assert isinstance(plain, Table)
    return plain
