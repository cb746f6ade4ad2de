"""The coverage table: which sections teach a statement, and which items test it."""

from collections.abc import Iterator
from dataclasses import dataclass

from course.content.model import Course, Statement


@dataclass(frozen=True)
class Row:
    """A statement, the sections of its lesson that teach it, and the open items that test it, by id."""

    statement: Statement
    sections: tuple[str, ...]
    items: tuple[str, ...]

    @property
    def is_taught(self) -> bool:
        return bool(self.sections)


def coverage(course: Course) -> tuple[Row, ...]:
    """One row for each statement, in the order of the sources."""
    return tuple(_row(course, statement) for statement in course.statements.values())


def _row(course: Course, statement: Statement) -> Row:
    module = course.find_module(statement.lesson)
    sections = module.lesson.sections if module else ()
    items = (item for module in course.modules for item in module.bank.open_items)
    return Row(
        statement,
        tuple(section.id for section in sections if statement.id in section.statements),
        tuple(item.id for item in items if statement.id in item.statements),
    )


def table(rows: tuple[Row, ...]) -> Iterator[str]:
    """The table as lines of text, and a last line with the sum."""
    for row in rows:
        taught = ", ".join(row.sections) or "NOT TAUGHT"
        tested = ", ".join(row.items) or "not tested"
        yield f"{row.statement.id:<16} {row.statement.lesson:<28} {taught}  →  {tested}"
    known, asked = sum(row.is_taught for row in rows), sum(bool(row.items) for row in rows)
    yield f"{known} of {len(rows)} statements are taught, {asked} are tested."
