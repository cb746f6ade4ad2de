"""All questions about how far learners have read, each named after what it answers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select

from course.content.model import Stem
from course.database import db
from course.history.model import LESSON_END, Reading
from course.history.tables import SectionReachedRow
from course.people.model import PersonId


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
