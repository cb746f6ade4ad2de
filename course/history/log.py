"""All questions about the answer log: what was answered outside attempts, and everything answered in one line each."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, literal, select, union, union_all

from course.content.drawing import Figure
from course.content.model import Stem
from course.database import db
from course.history.model import Certainty, Logged, Occasion, PracticeAnswer
from course.history.points import ANSWER_POINTS
from course.history.tables import AnswerRow, AttemptRow, ItemVersionRow, PracticeAnswerRow
from course.history.versions import keep_versions
from course.items import FULL, Item, Points, item_from_json, version_of
from course.people.model import PersonId


def record_practice_answer(
    person: PersonId,
    module: Stem,
    item: Item,
    order: Sequence[int],
    chosen: Sequence[int],
    certainty: Certainty | None,
    occasion: Occasion,
    now: datetime,
    *,
    figures: Mapping[str, Figure],
) -> str:
    """Keep an answer outside an attempt with its points, and its drawing, of `figures` by digest; gives back its public
    id.
    """
    public_id = secrets.token_hex(8)
    keep_versions([item], figures)
    db.session.execute(
        insert(PracticeAnswerRow).values(
            public_id=public_id,
            person_id=person,
            module=module,
            item_id=item.id,
            version=version_of(item),
            option_order=list(order),
            chosen=list(chosen),
            certainty=certainty,
            occasion=occasion,
            points=float(item.score_of(chosen)),
            at=now,
        )
    )
    return public_id


def find_same_answer(
    person: PersonId,
    item: Item,
    order: Sequence[int],
    chosen: Sequence[int],
    certainty: Certainty | None,
    occasion: Occasion,
    since: datetime,
) -> str | None:
    """The public id of the last answer to this item outside attempts, if it is just this one and not older."""
    last = db.session.execute(
        select(PracticeAnswerRow)
        .where(PracticeAnswerRow.person_id == person, PracticeAnswerRow.item_id == item.id)
        .order_by(PracticeAnswerRow.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    if last is None or last.at < since or last.version != version_of(item):
        return None
    kept = (list(last.option_order), list(last.chosen), last.certainty, last.occasion)
    same = kept == (list(order), list(chosen), certainty, occasion)
    return last.public_id if same else None


def find_practice_answer(public_id: str, person: PersonId) -> PracticeAnswer | None:
    """A person's own answer outside an attempt."""
    row = db.session.execute(
        select(PracticeAnswerRow, ItemVersionRow.written)
        .join(ItemVersionRow, ItemVersionRow.version == PracticeAnswerRow.version)
        .where(PracticeAnswerRow.public_id == public_id, PracticeAnswerRow.person_id == person)
    ).first()
    if row is None:
        return None
    answer, written = row
    return PracticeAnswer(
        public_id=answer.public_id,
        module=Stem(answer.module),
        item=item_from_json(written),
        version=answer.version,
        order=tuple(answer.option_order),
        chosen=tuple(answer.chosen),
        certainty=Certainty(answer.certainty) if answer.certainty else None,
        occasion=Occasion(answer.occasion),
        points=Points(answer.points),
        at=answer.at,
    )


def list_log(person: PersonId) -> list[Logged]:
    """Everything that a person ever answered, in order of time; quizzes only once they are handed in."""
    in_attempts = (
        select(
            AttemptRow.module,
            AnswerRow.item_id,
            ANSWER_POINTS.label("points"),
            literal(None).label("certainty"),
            literal(None).label("occasion"),
            AnswerRow.answered_at.label("at"),
        )
        .join_from(AnswerRow, AttemptRow, AttemptRow.id == AnswerRow.attempt_id)
        .where(AttemptRow.person_id == person, AttemptRow.handed_in_at.is_not(None), AnswerRow.answered_at.is_not(None))
    )
    outside = select(
        PracticeAnswerRow.module,
        PracticeAnswerRow.item_id,
        PracticeAnswerRow.points,
        PracticeAnswerRow.certainty,
        PracticeAnswerRow.occasion,
        PracticeAnswerRow.at,
    ).where(PracticeAnswerRow.person_id == person)
    rows: Sequence[Any] = db.session.execute(union_all(in_attempts, outside).order_by("at")).all()
    return [
        Logged(
            Stem(row[0]),
            row[1],
            Points(row[2]),
            Certainty(row[3]) if row[3] else None,
            Occasion(row[4]) if row[4] else None,
            row[5],
        )
        for row in rows
    ]


def list_logs_of(people: Sequence[PersonId], items: Iterable[str]) -> dict[PersonId, list[Logged]]:
    """What each person answered of these items outside attempts, in order of time, in one query."""
    rows = db.session.execute(
        select(
            PracticeAnswerRow.person_id,
            PracticeAnswerRow.module,
            PracticeAnswerRow.item_id,
            PracticeAnswerRow.points,
            PracticeAnswerRow.certainty,
            PracticeAnswerRow.occasion,
            PracticeAnswerRow.at,
        )
        .where(PracticeAnswerRow.person_id.in_(people), PracticeAnswerRow.item_id.in_(list(items)))
        .order_by(PracticeAnswerRow.id)
    ).all()
    logs: dict[PersonId, list[Logged]] = {}
    for row in rows:
        certainty = Certainty(row[4]) if row[4] else None
        line = Logged(Stem(row[1]), row[2], Points(row[3]), certainty, Occasion(row[5]), row[6])
        logs.setdefault(PersonId(row[0]), []).append(line)
    return logs


def list_items_known(people: Sequence[PersonId], items: Iterable[str]) -> dict[PersonId, frozenset[str]]:
    """Which of these items each person has at some time answered with full points, in a quiz or outside one."""
    wanted = list(items)
    in_attempts = (
        select(AttemptRow.person_id, AnswerRow.item_id)
        .join_from(AnswerRow, AttemptRow, AttemptRow.id == AnswerRow.attempt_id)
        .where(AttemptRow.person_id.in_(people), AnswerRow.item_id.in_(wanted), ANSWER_POINTS >= FULL)
    )
    outside = select(PracticeAnswerRow.person_id, PracticeAnswerRow.item_id).where(
        PracticeAnswerRow.person_id.in_(people), PracticeAnswerRow.item_id.in_(wanted), PracticeAnswerRow.points >= FULL
    )
    known: dict[PersonId, set[str]] = {}
    for person_id, item_id in db.session.execute(union(in_attempts, outside)).all():
        known.setdefault(PersonId(person_id), set()).add(item_id)
    return {person_id: frozenset(ids) for person_id, ids in known.items()}
