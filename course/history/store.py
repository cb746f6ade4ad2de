"""All questions about what learners did, each named after what it answers."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select, update

from course.content.model import Stem
from course.database import db
from course.history.model import (
    LESSON_END,
    Answer,
    Attempt,
    AttemptId,
    AttemptSummary,
    ItemOutcome,
    Reading,
)
from course.history.tables import AnswerRow, AttemptRow, ItemVersionRow, SectionReachedRow
from course.items import Item, Points, item_from_json, item_json, version_of
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
    AttemptRow.points,
    AttemptRow.out_of,
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
    )


def record_section_reached(person: PersonId, module: Stem, section: str, now: datetime) -> None:
    """The first time counts; reaching it again changes nothing."""
    here = select(SectionReachedRow.id).where(
        SectionReachedRow.person_id == person, SectionReachedRow.module == module, SectionReachedRow.section == section
    )
    if db.session.execute(here).first() is None:
        db.session.execute(insert(SectionReachedRow).values(person_id=person, module=module, section=section, at=now))


def list_readings(people: Sequence[PersonId], module: Stem | None = None) -> dict[tuple[PersonId, Stem], Reading]:
    """Each person's way through each lesson begun, in one query."""
    query = (
        select(SectionReachedRow.person_id, SectionReachedRow.module, SectionReachedRow.section, SectionReachedRow.at)
        .where(SectionReachedRow.person_id.in_(people))
        .order_by(SectionReachedRow.id)
    )
    if module is not None:
        query = query.where(SectionReachedRow.module == module)
    readings: dict[tuple[PersonId, Stem], Reading] = {}
    for person_id, stem, section, at in db.session.execute(query).all():
        key = (PersonId(person_id), Stem(stem))
        before = readings.get(key)
        if section == LESSON_END:
            readings[key] = Reading(
                key[1], before.section if before else LESSON_END, before.reached_at if before else at, at
            )
        else:
            readings[key] = Reading(key[1], section, at, before.finished_at if before else None)
    return readings


def _attempts(query: Select[*tuple[Any, ...]]) -> list[AttemptSummary]:
    return [_summary(row) for row in db.session.execute(query).all()]


def list_attempts(people: Sequence[PersonId], module: Stem | None = None) -> list[AttemptSummary]:
    """Every attempt of these people, in the order they were begun, in one query."""
    query = select(*_SUMMARY).where(AttemptRow.person_id.in_(people)).order_by(AttemptRow.id)
    return _attempts(query if module is None else query.where(AttemptRow.module == module))


def find_attempt(public_id: str, person: PersonId) -> Attempt | None:
    """A person's own attempt with all its answers."""
    rows = _attempts(select(*_SUMMARY).where(AttemptRow.public_id == public_id, AttemptRow.person_id == person))
    return Attempt(rows[0], _answers_of(rows[0].id)) if rows else None


def find_open_attempt(person: PersonId, module: Stem) -> AttemptSummary | None:
    rows = _attempts(
        select(*_SUMMARY).where(
            AttemptRow.person_id == person, AttemptRow.module == module, AttemptRow.handed_in_at.is_(None)
        )
    )
    return rows[0] if rows else None


def _answers_of(attempt: AttemptId) -> tuple[Answer, ...]:
    rows = db.session.execute(
        select(
            AnswerRow.number,
            ItemVersionRow.written,
            AnswerRow.version,
            AnswerRow.option_order,
            AnswerRow.chosen,
            AnswerRow.answered_at,
            AnswerRow.points,
        )
        .join_from(AnswerRow, ItemVersionRow, ItemVersionRow.version == AnswerRow.version)
        .where(AnswerRow.attempt_id == attempt)
        .order_by(AnswerRow.number)
    ).all()
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


def list_outcomes(person: PersonId, module: Stem) -> list[ItemOutcome]:
    """How every item ever drawn for this person in this module went, in order of attempts; open ones left out."""
    rows = db.session.execute(
        select(AnswerRow.item_id, AttemptRow.number, AnswerRow.points, AnswerRow.answered_at)
        .join_from(AnswerRow, AttemptRow, AttemptRow.id == AnswerRow.attempt_id)
        .where(AttemptRow.person_id == person, AttemptRow.module == module, AttemptRow.handed_in_at.is_not(None))
        .order_by(AttemptRow.number, AnswerRow.number)
    ).all()
    return [ItemOutcome(row[0], row[1], None if row[2] is None else Points(row[2]), row[3] is not None) for row in rows]


def list_items_known(people: Sequence[PersonId], items: Iterable[str]) -> dict[PersonId, frozenset[str]]:
    """Which of these items each person has at some time answered with full points."""
    rows = db.session.execute(
        select(AttemptRow.person_id, AnswerRow.item_id)
        .join_from(AnswerRow, AttemptRow, AttemptRow.id == AnswerRow.attempt_id)
        .where(AttemptRow.person_id.in_(people), AnswerRow.item_id.in_(list(items)), AnswerRow.points == 1)
        .distinct()
    ).all()
    known: dict[PersonId, set[str]] = {}
    for person_id, item_id in rows:
        known.setdefault(PersonId(person_id), set()).add(item_id)
    return {person_id: frozenset(ids) for person_id, ids in known.items()}


def record_attempt(
    person: PersonId, module: Stem, seed: int, drawn: Sequence[tuple[Item, Sequence[int]]], now: datetime
) -> AttemptSummary:
    """Begin an attempt: the items in the order they will be shown, each with the order of its options."""
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
    _keep_versions([item for item, _ in drawn])
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


def _keep_versions(items: Sequence[Item]) -> None:
    by_version = {version_of(item): item for item in items}
    known = set(
        db.session.execute(select(ItemVersionRow.version).where(ItemVersionRow.version.in_(by_version))).scalars()
    )
    new = [
        {"version": version, "item_id": item.id, "written": item_json(item)}
        for version, item in by_version.items()
        if version not in known
    ]
    if new:
        db.session.execute(insert(ItemVersionRow), new)


def lock_person(person: PersonId) -> None:
    """Let nobody else begin or hand in for this person until the transaction ends (SQLite has one writer anyway)."""
    db.session.execute(select(PersonRow.id).where(PersonRow.id == person).with_for_update())


def record_answer(attempt: AttemptId, number: int, chosen: Sequence[int] | None, now: datetime) -> bool:
    """Keep an answer of an open attempt; False when it was handed in before."""
    is_open = select(AttemptRow.id).where(AttemptRow.id == attempt, AttemptRow.handed_in_at.is_(None))
    statement = (
        update(AnswerRow)
        .where(AnswerRow.attempt_id == attempt, AnswerRow.number == number, AnswerRow.attempt_id.in_(is_open))
        .values(chosen=None if chosen is None else list(chosen), answered_at=None if chosen is None else now)
        .returning(AnswerRow.number)
    )
    return db.session.execute(statement).first() is not None


def record_handed_in(attempt: Attempt, points: Sequence[Points], now: datetime) -> bool:
    """Hand in once, with the points of each answer in order; False when it was handed in before."""
    statement = (
        update(AttemptRow)
        .where(AttemptRow.id == attempt.summary.id, AttemptRow.handed_in_at.is_(None))
        .values(handed_in_at=now, points=float(sum(points)))
        .returning(AttemptRow.id)
    )
    if db.session.execute(statement).first() is None:
        return False
    for answer, got in zip(attempt.answers, points, strict=True):
        db.session.execute(
            update(AnswerRow)
            .where(AnswerRow.attempt_id == attempt.summary.id, AnswerRow.number == answer.number)
            .values(points=float(got))
        )
    return True
