"""All questions about scoring answers again, each named after what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from course.content.model import Stem
from course.database import db
from course.history.model import AttemptId
from course.history.store import ANSWER_POINTS
from course.history.tables import AnswerRow, AttemptRow, ItemVersionRow, ScoreCorrectionRow
from course.items import Item, Points, item_from_json


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


def record_correction(given: GivenAnswer, change: float, reason: str, now: datetime) -> None:
    """Add points to an answer, for a reason that its learner reads."""
    db.session.execute(
        insert(ScoreCorrectionRow).values(
            attempt_id=given.attempt_id, number=given.number, change=change, reason=reason, at=now
        )
    )
