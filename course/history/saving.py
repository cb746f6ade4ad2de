"""What is written while a quiz is taken: an answer, and the handing in. A store of its own beside the questions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select, update

from course.database import db
from course.history.model import Attempt, AttemptId
from course.history.tables import AnswerRow, AttemptRow
from course.items import Points

_ANSWER = AnswerRow.__table__.c
_SAVE = (
    update(AnswerRow.__table__)  # type: ignore[arg-type]  # it is a Table
    .where(
        _ANSWER.attempt_id == bindparam("attempt"),
        _ANSWER.number == bindparam("place"),
        _ANSWER.attempt_id.in_(
            select(AttemptRow.id).where(AttemptRow.id == bindparam("attempt"), AttemptRow.handed_in_at.is_(None))
        ),
    )
    .values(chosen=bindparam("given"), answered_at=bindparam("given_at"))
    .returning(_ANSWER.number)
)
_POINTS = (
    update(AnswerRow.__table__)  # type: ignore[arg-type]  # it is a Table
    .where(_ANSWER.attempt_id == bindparam("attempt"), _ANSWER.number == bindparam("place"))
    .values(points=bindparam("got"))
)
"""Built once, since building takes longer than asking; the points of all answers go in one call."""


def find_chosen(attempt: AttemptId, number: int) -> tuple[int, ...] | None:
    """What is chosen for a question at this moment; nobody else changes it until the transaction ends."""
    chosen = db.session.execute(
        select(AnswerRow.chosen).where(AnswerRow.attempt_id == attempt, AnswerRow.number == number).with_for_update()
    ).scalar_one()
    return None if chosen is None else tuple(chosen)


def record_answer(attempt: AttemptId, number: int, chosen: Sequence[int] | None, now: datetime) -> bool:
    """Keep an answer of an open attempt; False when it was handed in before."""
    given = {"given": None, "given_at": None} if chosen is None else {"given": list(chosen), "given_at": now}
    return db.session.execute(_SAVE, {"attempt": attempt, "place": number, **given}).first() is not None


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
    given = zip(attempt.answers, points, strict=True)
    rows = [{"attempt": attempt.summary.id, "place": answer.number, "got": float(got)} for answer, got in given]
    db.session.connection().execute(_POINTS, rows)
    return True
