"""All questions about calendar feeds, each named after what it answers."""

from datetime import datetime

from sqlalchemy import delete, insert, select

from course.database import db
from course.people.model import PersonId
from course.people.tables import PersonRow
from course.review.tables import CalendarFeedRow


def find_person_of_feed(secret_digest: str) -> PersonId | None:
    """Whose feed this is; nobody's once the account was disabled."""
    row = db.session.execute(
        select(CalendarFeedRow.person_id)
        .join(PersonRow, PersonRow.id == CalendarFeedRow.person_id)
        .where(CalendarFeedRow.secret_digest == secret_digest, PersonRow.disabled_at.is_(None))
    ).first()
    return PersonId(row[0]) if row else None


def find_feed_made_at(person: PersonId) -> datetime | None:
    row = db.session.execute(select(CalendarFeedRow.made_at).where(CalendarFeedRow.person_id == person)).first()
    return row[0] if row else None


def record_feed(person: PersonId, secret_digest: str | None, now: datetime) -> None:
    """Put a new secret in the place of an old one, or take the feed away."""
    db.session.execute(delete(CalendarFeedRow).where(CalendarFeedRow.person_id == person))
    if secret_digest:
        db.session.execute(insert(CalendarFeedRow).values(person_id=person, secret_digest=secret_digest, made_at=now))
