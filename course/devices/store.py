"""All questions about a person's own sign-ins, each named after what it answers."""

from sqlalchemy import delete, select

from course.database import db
from course.devices.model import OwnSignIn
from course.people.model import PersonId
from course.people.tables import SignInRow


def list_sign_ins(person: PersonId, this_digest: str) -> list[OwnSignIn]:
    """The one that asks first, then as they were last seen; those that are over may still be among them."""
    rows = db.session.execute(
        select(
            SignInRow.public_id,
            SignInRow.started_at,
            SignInRow.seen_at,
            SignInRow.is_kept,
            SignInRow.looks,
            SignInRow.token_digest == this_digest,
        )
        .where(SignInRow.person_id == person)
        .order_by((SignInRow.token_digest == this_digest).desc(), SignInRow.seen_at.desc(), SignInRow.public_id)
    ).all()
    return [OwnSignIn(row[0], row[1], row[2], row[3], row[4], bool(row[5])) for row in rows]


def remove_sign_in(person: PersonId, public_id: str) -> bool:
    """Whether there was one of this person."""
    statement = (
        delete(SignInRow)
        .where(SignInRow.person_id == person, SignInRow.public_id == public_id)
        .returning(SignInRow.public_id)
    )
    return db.session.execute(statement).first() is not None
