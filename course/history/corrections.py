"""All questions about what is changed afterwards (points, which attempts count), each named after what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from course.content.model import Stem
from course.database import db
from course.history.model import AttemptId, QuizReset
from course.history.points import ANSWER_POINTS
from course.history.tables import AnswerRow, AttemptRow, ItemVersionRow, QuizResetRow, ScoreCorrectionRow
from course.items import Item, Points, item_from_json
from course.people.model import PersonId
from course.people.tables import PersonRow


@dataclass(frozen=True)
class GivenAnswer:
    """An answer in an attempt that was handed in, with the points it has now."""

    attempt_id: AttemptId
    attempt_public_id: str
    module: Stem
    number: int
    item: Item
    version: str
    chosen: tuple[int, ...]
    points: Points


def list_versions(items: Sequence[str]) -> dict[str, set[str]]:
    """Every version of these items that was ever shown."""
    rows = db.session.execute(
        select(ItemVersionRow.item_id, ItemVersionRow.version).where(ItemVersionRow.item_id.in_(items))
    ).all()
    found: dict[str, set[str]] = {}
    for item_id, version in rows:
        found.setdefault(item_id, set()).add(version)
    return found


def list_given(module: Stem, items: Sequence[str]) -> list[GivenAnswer]:
    """Every answer to these items in attempts at this quiz that were handed in; one left open has no choice."""
    rows = db.session.execute(
        select(
            AttemptRow.id,
            AttemptRow.public_id,
            AnswerRow.number,
            ItemVersionRow.written,
            AnswerRow.version,
            AnswerRow.chosen,
            ANSWER_POINTS,
        )
        .join_from(AnswerRow, AttemptRow, AttemptRow.id == AnswerRow.attempt_id)
        .join(ItemVersionRow, ItemVersionRow.version == AnswerRow.version)
        .where(AttemptRow.module == module, AnswerRow.item_id.in_(items), AttemptRow.handed_in_at.is_not(None))
        .order_by(AttemptRow.id, AnswerRow.number)
    ).all()
    return [
        GivenAnswer(
            AttemptId(row[0]),
            row[1],
            module,
            row[2],
            item_from_json(row[3]),
            row[4],
            tuple(row[5] or ()),
            Points(row[6] or 0.0),
        )
        for row in rows
    ]


def record_correction(
    attempt: AttemptId, number: int, change: float, reason: str, now: datetime, by: PersonId | None = None
) -> None:
    """Add points to an answer, for a reason that its learner reads; `by` a trainer, or because the bank was mended."""
    db.session.execute(
        insert(ScoreCorrectionRow).values(
            attempt_id=attempt,
            number=number,
            change=change,
            reason=reason,
            at=now,
            by_trainer=by is not None,
            by_id=by,
        )
    )


def record_reset(person: PersonId, module: Stem, up_to: int, reason: str, by: PersonId, now: datetime) -> None:
    """Let a quiz begin afresh: attempts up to that number do not count any more."""
    db.session.execute(
        insert(QuizResetRow).values(person_id=person, module=module, up_to=up_to, reason=reason, at=now, by_id=by)
    )


def record_reset_taken_back(person: PersonId, module: Stem, now: datetime) -> bool:
    """Let the attempts from before the last fresh beginning count again; False when there is none."""
    last = select(func.max(QuizResetRow.id)).where(
        QuizResetRow.person_id == person, QuizResetRow.module == module, QuizResetRow.taken_back_at.is_(None)
    )
    statement = (
        update(QuizResetRow)
        .where(QuizResetRow.id == last.scalar_subquery())
        .values(taken_back_at=now)
        .returning(QuizResetRow.id)
    )
    return db.session.execute(statement).first() is not None


def list_resets(person: PersonId, module: Stem | None = None) -> list[QuizReset]:
    """Every quiz that was begun afresh for a learner and still is, in order of time."""
    query = (
        select(
            QuizResetRow.module,
            QuizResetRow.up_to,
            QuizResetRow.reason,
            QuizResetRow.at,
            PersonRow.name,
        )
        .join(PersonRow, PersonRow.id == QuizResetRow.by_id, isouter=True)
        .where(QuizResetRow.person_id == person, QuizResetRow.taken_back_at.is_(None))
        .order_by(QuizResetRow.id)
    )
    if module is not None:
        query = query.where(QuizResetRow.module == module)
    return [QuizReset(Stem(row[0]), *row[1:]) for row in db.session.execute(query).all()]
