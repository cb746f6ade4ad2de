"""Everything that the site keeps about a person, table by table, for the person to take along.

2026-11-29: whatever refers to a person is found in the tables themselves, so a new table or column is in the record on
its first day. What is left out is left out by name, in `LEFT_OUT`: row numbers, and secrets that would open something.
Other people are "somebody else": their names are not this person's data.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table

from course.content.model import Course
from course.database import Base
from course.history.log import find_practice_answer
from course.history.model import Answer, Attempt
from course.history.store import find_attempt, list_attempts
from course.notices.wording import words_of
from course.people.model import PersonId
from course.privacy import store
from course.privacy.answers import in_words
from course.privacy.kept import KEPT
from course.privacy.model import Part
from course.progress.pages import reasons
from course.web.language import gettext as _

LEFT_OUT = frozenset(
    (
        *("id", "public_id", "submission_key", "address_id", "about"),  # numbers and keys of rows
        *("name_key", "password_hash", "recovery_hash", "disabled_at", "deleted_at"),
        *("token_digest", "secret_digest", "digest", "confirm_digest", "confirm_until", "stop_digest"),
        *("address_digest", "sealed_secret", "last_step"),
        "rows",  # of a list that a trainer made: other people's names
    )
)
"""Columns that are in no record."""

ALWAYS_MINE = frozenset(
    {
        *("sign_in", "membership", "group_trainer", "section_reached", "calendar_feed", "assignment_person"),
        *("mail", "mail_address", "mail_link_asked"),
    }
)
"""Tables whose rows are all about the person they refer to, so that saying so would say nothing."""


def record_of(person: PersonId, course: Course) -> list[Part]:
    """A part for every table that refers to people, in the order of the privacy page; a part may have no rows."""
    tables = {table.name: table for table in Base.metadata.sorted_tables if refers_to_people(table)}
    return [
        Part(one.table, str(one.what), _rows(person, tables[one.table], course)) for one in KEPT if one.table in tables
    ]


def refers_to_people(table: Table) -> bool:
    """Whether there is something of a person in it (the person's own table counts)."""
    return table.name == "person" or any(key.target_fullname == "person.id" for key in table.foreign_keys)


def _rows(person: PersonId, table: Table, course: Course) -> list[dict[str, Any]]:
    if table.name == "person":
        return [_account(store.find_account(person))]
    if table.name == "attempt":
        return _attempts(person, course)
    if table.name == "practice_answer":
        return _practice(person, course)
    rows = store.list_rows_about(person, table)
    if table.name == "notice":
        return _notices(rows, course)
    groups = store.list_group_names({row["group_id"] for row in rows if row.get("group_id")})
    asked = store.list_modules_asked({row["assignment_id"] for row in rows if "assignment_id" in row})
    people = {column.name for column in table.columns if column.foreign_keys and _is_person(column)}
    told = [_row(row, person, people, groups, asked, table.name in ALWAYS_MINE) for row in rows]
    return [one | {"module": _title(course, one["module"])} if one.get("module") else one for one in told]


def _is_person(column: Any) -> bool:
    return any(key.target_fullname == "person.id" for key in column.foreign_keys)


def _row(
    row: Mapping[str, Any],
    person: PersonId,
    people: set[str],
    groups: Mapping[int, str],
    asked: Mapping[int, list[str]],
    is_always_mine: bool,
) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name, value in row.items():
        if name == "group_id":
            told["group"] = groups.get(value)
        elif name == "assignment_id":
            told["modules"] = asked.get(value, [])
        elif name in people:
            if not is_always_mine:
                told[name] = None if value is None else _("you") if value == person else _("somebody else")
        elif name not in LEFT_OUT and not name.endswith("_id"):
            told[name] = value
    return told


def _account(row: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in row.items() if name not in LEFT_OUT}
    has_password = bool(row["password_hash"])
    return told | {"has_password": has_password, "has_recovery_code": has_password}


def _notices(rows: Iterable[Mapping[str, Any]], course: Course) -> list[dict[str, Any]]:
    notices = list(rows)
    sayings = store.list_sayings({row["sending_id"] for row in notices})
    groups = store.list_group_names({group for _saying, _at, group in sayings.values()})
    return [
        {
            "sent_at": sayings[row["sending_id"]][1],
            "group": groups.get(sayings[row["sending_id"]][2]),
            "words": words_of(sayings[row["sending_id"]][0], course),
            "is_put_away": row["is_put_away"],
        }
        for row in notices
    ]


def _attempts(person: PersonId, course: Course) -> list[dict[str, Any]]:
    found = (find_attempt(one.public_id, person) for one in list_attempts([person]))
    return [_attempt(one, course) for one in found if one]


def _attempt(attempt: Attempt, course: Course) -> dict[str, Any]:
    summary = attempt.summary
    return {
        "module": _title(course, summary.module),
        "number": summary.number,
        "started_at": summary.started_at,
        "handed_in_at": summary.handed_in_at,
        "points": summary.points,
        "out_of": summary.out_of,
        "counts": not summary.is_set_aside,
        "questions": [_question(answer) for answer in attempt.answers],
        "corrections": [
            {
                "number": one.number,
                "change": one.change,
                "reason": str(reasons().get(one.reason, one.reason)),
                "at": one.at,
                "by_trainer": one.by_trainer,
            }
            for one in attempt.corrections
        ],
    }


def _question(answer: Answer) -> dict[str, Any]:
    words = in_words(answer)
    return {
        "number": answer.number,
        "question": answer.item.stem,
        "shown": words.shown,
        "you_chose": words.given,
        "answered_at": answer.answered_at,
        "points": answer.points,
    }


def _practice(person: PersonId, course: Course) -> list[dict[str, Any]]:
    found = (find_practice_answer(one, person) for one in store.list_practice_answers(person))
    return [
        {
            "module": _title(course, one.module),
            "question": one.item.stem,
            "shown": in_words(one).shown,
            "you_chose": in_words(one).given,
            "certainty": one.certainty.value if one.certainty else None,
            "occasion": one.occasion.value,
            "points": one.points,
            "at": one.at,
        }
        for one in found
        if one
    ]


def _title(course: Course, stem: str) -> str:
    """The title of a lesson; its id where the course has it no more."""
    return next((module.lesson.title for module in course.modules if module.stem == stem), stem)
