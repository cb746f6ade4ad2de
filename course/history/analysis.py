"""Questions of trainers about what their learners answered, each named after what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from course.content.model import Stem
from course.database import db
from course.history.model import AttemptId, Certainty
from course.history.points import ANSWER_POINTS
from course.history.tables import AnswerRow, AttemptRow, ItemVersionRow, PracticeAnswerRow
from course.items import Item, Points, item_from_json
from course.people.model import PersonId


@dataclass(frozen=True)
class FirstAnswer:
    """What one learner gave in a first attempt at a quiz: the version of the item, the answer (None: left open), its
    points, and the share of the points (0 to 1) of the other questions of that attempt.
    """

    person: PersonId
    module: Stem
    version: str
    chosen: tuple[int, ...] | None
    points: Points
    rest: float


@dataclass(frozen=True)
class CertainAnswer:
    """An answer outside attempts that somebody said how sure they were of."""

    person: PersonId
    item_id: str
    certainty: Certainty
    points: Points
    at: datetime


def list_left_open(people: Sequence[PersonId]) -> set[AttemptId]:
    """Attempts that were handed in with a question left open."""
    rows = db.session.execute(
        select(AttemptRow.id)
        .join_from(AttemptRow, AnswerRow, AnswerRow.attempt_id == AttemptRow.id)
        .where(AttemptRow.person_id.in_(people), AttemptRow.handed_in_at.is_not(None), AnswerRow.answered_at.is_(None))
    ).all()
    return {AttemptId(row[0]) for row in rows}


def list_first_answers(people: Sequence[PersonId], modules: Sequence[Stem]) -> list[FirstAnswer]:
    """Every answer of these people's first attempts at these quizzes, once handed in."""
    first = (
        select(func.min(AttemptRow.id))
        .where(AttemptRow.person_id.in_(people), AttemptRow.module.in_(modules), AttemptRow.handed_in_at.is_not(None))
        .group_by(AttemptRow.person_id, AttemptRow.module)
    )
    rows = db.session.execute(
        select(
            AttemptRow.person_id,
            AttemptRow.module,
            AttemptRow.out_of,
            AnswerRow.version,
            AnswerRow.chosen,
            ANSWER_POINTS,
        )
        .join_from(AttemptRow, AnswerRow, AnswerRow.attempt_id == AttemptRow.id)
        .where(AttemptRow.id.in_(first))
        .order_by(AttemptRow.id, AnswerRow.number)
    ).all()
    total: dict[tuple[int, str], float] = {}
    for person_id, module, _out_of, _version, _chosen, points in rows:
        total[person_id, module] = total.get((person_id, module), 0.0) + (points or 0.0)
    return [
        FirstAnswer(
            person=PersonId(person_id),
            module=Stem(module),
            version=version,
            chosen=None if chosen is None else tuple(chosen),
            points=Points(points or 0.0),
            rest=(total[person_id, module] - (points or 0.0)) / (out_of - 1) if out_of > 1 else 0.0,
        )
        for person_id, module, out_of, version, chosen, points in rows
    ]


def list_certain_answers(people: Sequence[PersonId], modules: Sequence[Stem]) -> list[CertainAnswer]:
    """Everything that these people answered outside attempts and said how sure they were of, oldest first."""
    rows = db.session.execute(
        select(
            PracticeAnswerRow.person_id,
            PracticeAnswerRow.item_id,
            PracticeAnswerRow.certainty,
            PracticeAnswerRow.points,
            PracticeAnswerRow.at,
        )
        .where(
            PracticeAnswerRow.person_id.in_(people),
            PracticeAnswerRow.module.in_(modules),
            PracticeAnswerRow.certainty.is_not(None),
        )
        .order_by(PracticeAnswerRow.id)
    ).all()
    return [CertainAnswer(PersonId(row[0]), row[1], Certainty(str(row[2])), Points(row[3]), row[4]) for row in rows]


def list_items_as_shown(versions: Sequence[str]) -> dict[str, Item]:
    """Items by their version, as they were shown."""
    rows = db.session.execute(
        select(ItemVersionRow.version, ItemVersionRow.written).where(ItemVersionRow.version.in_(versions))
    ).all()
    return {version: item_from_json(written) for version, written in rows}
