"""All questions about how far learners have read, each named after what it answers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, insert, select

from course.content.model import Stem
from course.database import db
from course.history.model import LESSON_END, Reading
from course.history.tables import SectionReachedRow
from course.people.model import PersonId

_REACHED = SectionReachedRow.__table__.c
_READINGS = (
    select(_REACHED.person_id, _REACHED.module, _REACHED.section, _REACHED.at)
    .where(_REACHED.person_id.in_(bindparam("people", expanding=True)))
    .order_by(_REACHED.id)
)
_READINGS_OF_MODULE = _READINGS.where(_REACHED.module == bindparam("module"))
"""Asked for every page of a lesson, so both are built once: building takes longer than asking."""


def record_section_reached(person: PersonId, module: Stem, section: str, now: datetime) -> None:
    """The first time counts; reaching it again changes nothing."""
    here = select(SectionReachedRow.id).where(
        SectionReachedRow.person_id == person, SectionReachedRow.module == module, SectionReachedRow.section == section
    )
    if db.session.execute(here).first() is None:
        db.session.execute(insert(SectionReachedRow).values(person_id=person, module=module, section=section, at=now))


def list_readings(people: Sequence[PersonId], module: Stem | None = None) -> dict[tuple[PersonId, Stem], Reading]:
    """Each person's way through each lesson begun, in one query."""
    query, asked = (_READINGS, {}) if module is None else (_READINGS_OF_MODULE, {"module": module})
    rows = db.session.execute(query, {"people": list(people), **asked}).all()
    readings: dict[tuple[PersonId, Stem], Reading] = {}
    for person_id, stem, section, at in rows:
        key = (PersonId(person_id), Stem(stem))
        before = readings.get(key)
        if section == LESSON_END:
            readings[key] = Reading(
                key[1],
                before.section if before else LESSON_END,
                before.reached_at if before else at,
                at,
                before.began_at if before else at,
            )
        else:
            readings[key] = Reading(
                key[1], section, at, before.finished_at if before else None, before.began_at if before else at
            )
    return readings
