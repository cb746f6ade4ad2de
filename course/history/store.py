"""All questions about what learners did, each named after what it answers."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, insert, select

from course.content.drawing import Figure
from course.content.model import Stem
from course.database import db
from course.history.model import (
    Answer,
    Attempt,
    AttemptId,
    AttemptSummary,
    ItemOutcome,
    ScoreCorrection,
)
from course.history.points import ADDED_TO_ATTEMPT, ANSWER_POINTS, IS_SET_ASIDE
from course.history.tables import AnswerRow, AttemptRow, ItemVersionRow, ScoreCorrectionRow
from course.history.versions import keep_versions
from course.items import Item, Points, item_from_json, version_of
from course.people.model import PersonId
from course.people.tables import PersonRow

_SUMMARY = (
    AttemptRow.id,
    AttemptRow.public_id,
    AttemptRow.person_id,
    AttemptRow.module,
    AttemptRow.number,
    AttemptRow.started_at,
    AttemptRow.handed_in_at,
    AttemptRow.points + ADDED_TO_ATTEMPT,
    AttemptRow.out_of,
    IS_SET_ASIDE,
)

# Asked whenever a question is shown or an answer saved, so they are built once: building takes longer than asking.
_ATTEMPT = select(*_SUMMARY).where(
    AttemptRow.public_id == bindparam("public_id"), AttemptRow.person_id == bindparam("person")
)
_ANSWERS = (
    select(
        AnswerRow.number,
        ItemVersionRow.written,
        AnswerRow.version,
        AnswerRow.option_order,
        AnswerRow.chosen,
        AnswerRow.answered_at,
        ANSWER_POINTS,
    )
    .join_from(AnswerRow, ItemVersionRow, ItemVersionRow.version == AnswerRow.version)
    .where(AnswerRow.attempt_id == bindparam("attempt"))
    .order_by(AnswerRow.number)
)
_CORRECTIONS = (
    select(
        ScoreCorrectionRow.number,
        ScoreCorrectionRow.change,
        ScoreCorrectionRow.reason,
        ScoreCorrectionRow.at,
        ScoreCorrectionRow.by_trainer,
        PersonRow.name,
    )
    .join(PersonRow, PersonRow.id == ScoreCorrectionRow.by_id, isouter=True)
    .where(ScoreCorrectionRow.attempt_id == bindparam("attempt"))
    .order_by(ScoreCorrectionRow.id)
)


def _summary(row: Sequence[Any]) -> AttemptSummary:
    return AttemptSummary(
        AttemptId(row[0]),
        row[1],
        PersonId(row[2]),
        Stem(row[3]),
        row[4],
        row[5],
        row[6],
        None if row[7] is None else Points(row[7]),
        row[8],
        bool(row[9]),
    )


def _attempts(query: Select[*tuple[Any, ...]]) -> list[AttemptSummary]:
    return [_summary(row) for row in db.session.execute(query).all()]


def list_attempts(people: Sequence[PersonId], module: Stem | None = None) -> list[AttemptSummary]:
    """Every attempt of these people, in the order they were begun, in one query."""
    query = select(*_SUMMARY).where(AttemptRow.person_id.in_(people)).order_by(AttemptRow.id)
    return _attempts(query if module is None else query.where(AttemptRow.module == module))


def find_attempt(public_id: str, person: PersonId) -> Attempt | None:
    """A person's own attempt with all its answers."""
    row = db.session.execute(_ATTEMPT, {"public_id": public_id, "person": person}).first()
    summary = _summary(row) if row else None
    return Attempt(summary, _answers_of(summary.id), _corrections_of(summary.id)) if summary else None


def find_attempt_before(attempt: AttemptSummary) -> Attempt | None:
    """The attempt at the same quiz that was handed in just before this one was begun."""
    rows = _attempts(
        select(*_SUMMARY)
        .where(
            AttemptRow.person_id == attempt.person_id,
            AttemptRow.module == attempt.module,
            AttemptRow.number < attempt.number,
            AttemptRow.handed_in_at.is_not(None),
        )
        .order_by(AttemptRow.number.desc())
        .limit(1)
    )
    return Attempt(rows[0], _answers_of(rows[0].id), _corrections_of(rows[0].id)) if rows else None


def find_open_attempt(person: PersonId, module: Stem) -> AttemptSummary | None:
    rows = _attempts(
        select(*_SUMMARY).where(
            AttemptRow.person_id == person, AttemptRow.module == module, AttemptRow.handed_in_at.is_(None)
        )
    )
    return rows[0] if rows else None


def _answers_of(attempt: AttemptId) -> tuple[Answer, ...]:
    rows = db.session.execute(_ANSWERS, {"attempt": attempt}).all()
    return tuple(
        Answer(
            row[0],
            item_from_json(row[1]),
            row[2],
            tuple(row[3]),
            None if row[4] is None else tuple(row[4]),
            row[5],
            None if row[6] is None else Points(row[6]),
        )
        for row in rows
    )


def _corrections_of(attempt: AttemptId) -> tuple[ScoreCorrection, ...]:
    return tuple(ScoreCorrection(*row) for row in db.session.execute(_CORRECTIONS, {"attempt": attempt}).all())


def list_outcomes(person: PersonId, module: Stem) -> list[ItemOutcome]:
    """How every item ever drawn for this person in this module went, in order of attempts; open ones left out."""
    rows = db.session.execute(
        select(AnswerRow.item_id, AttemptRow.number, ANSWER_POINTS, AnswerRow.answered_at)
        .join_from(AnswerRow, AttemptRow, AttemptRow.id == AnswerRow.attempt_id)
        .where(AttemptRow.person_id == person, AttemptRow.module == module, AttemptRow.handed_in_at.is_not(None))
        .order_by(AttemptRow.number, AnswerRow.number)
    ).all()
    return [ItemOutcome(row[0], row[1], None if row[2] is None else Points(row[2]), row[3] is not None) for row in rows]


def record_attempt(
    person: PersonId,
    module: Stem,
    seed: int,
    drawn: Sequence[tuple[Item, Sequence[int]]],
    now: datetime,
    *,
    figures: Mapping[str, Figure],
) -> AttemptSummary:
    """Begin an attempt: the items in the order they will be shown, each with the order of its options; `figures` are
    their drawings by digest.
    """
    last = db.session.execute(
        select(func.max(AttemptRow.number)).where(AttemptRow.person_id == person, AttemptRow.module == module)
    ).scalar_one()
    number, public_id = (last or 0) + 1, secrets.token_hex(8)
    attempt_id = db.session.execute(
        insert(AttemptRow)
        .values(
            public_id=public_id,
            person_id=person,
            module=module,
            number=number,
            seed=seed,
            out_of=len(drawn),
            started_at=now,
        )
        .returning(AttemptRow.id)
    ).scalar_one()
    keep_versions([item for item, _ in drawn], figures)
    db.session.execute(
        insert(AnswerRow),
        [
            {
                "attempt_id": attempt_id,
                "number": position,
                "item_id": item.id,
                "version": version_of(item),
                "option_order": list(order),
            }
            for position, (item, order) in enumerate(drawn, start=1)
        ],
    )
    return AttemptSummary(AttemptId(attempt_id), public_id, person, module, number, now, None, None, len(drawn))


def lock_person(person: PersonId) -> None:
    """Let nobody else begin or hand in for this person until the transaction ends (SQLite has one writer anyway)."""
    db.session.execute(select(PersonRow.id).where(PersonRow.id == person).with_for_update())
