"""All questions about notices, each named after what it answers."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from course.content.model import Stem
from course.database import db
from course.groups.model import GroupId
from course.groups.tables import GroupRow
from course.notices.model import Notice, Recipient, Saying, Sending, Template
from course.notices.tables import NoticeRow, NoticeSendingRow
from course.people.model import PersonId
from course.people.tables import PersonRow

_SAYING = (NoticeSendingRow.template, NoticeSendingRow.module, NoticeSendingRow.day, NoticeSendingRow.version)


def _saying(row: Sequence[Any]) -> Saying:
    return Saying(Template(row[0]), Stem(row[1]) if row[1] else None, row[2], row[3])


def list_notices(person: PersonId, at_most: int, unread: bool) -> list[Notice]:
    """A learner's notices, the newest first: those not put away yet, or those that are."""
    rows = db.session.execute(
        select(
            *_SAYING,
            NoticeRow.public_id,
            NoticeSendingRow.sent_at,
            PersonRow.name,
            GroupRow.name,
            NoticeRow.is_put_away,
        )
        .join_from(NoticeRow, NoticeSendingRow, NoticeSendingRow.id == NoticeRow.sending_id)
        .join(GroupRow, GroupRow.id == NoticeSendingRow.group_id)
        .join(PersonRow, PersonRow.id == NoticeSendingRow.sent_by, isouter=True)
        .where(NoticeRow.person_id == person, NoticeRow.is_put_away.is_(not unread))
        .order_by(NoticeRow.id.desc())
        .limit(at_most)
    ).all()
    return [Notice(row[4], _saying(row), row[5], row[6], row[7], row[8]) for row in rows]


def has_notices(person: PersonId) -> bool:
    return db.session.execute(select(NoticeRow.id).where(NoticeRow.person_id == person).limit(1)).first() is not None


def list_sendings(group: GroupId, at_most: int, to: PersonId | None = None) -> list[Sending]:
    """What was sent in a group, the newest first; of it, what went `to` one learner."""
    query = (
        select(*_SAYING, NoticeSendingRow.id, NoticeSendingRow.sent_at, PersonRow.name)
        .join(PersonRow, PersonRow.id == NoticeSendingRow.sent_by, isouter=True)
        .where(NoticeSendingRow.group_id == group)
        .order_by(NoticeSendingRow.id.desc())
        .limit(at_most)
    )
    if to is not None:
        query = query.where(NoticeSendingRow.id.in_(select(NoticeRow.sending_id).where(NoticeRow.person_id == to)))
    rows = db.session.execute(query).all()
    recipients: dict[int, list[Recipient]] = {row[4]: [] for row in rows}
    for sending, person, is_put_away in db.session.execute(
        select(NoticeRow.sending_id, NoticeRow.person_id, NoticeRow.is_put_away)
        .where(NoticeRow.sending_id.in_(recipients))
        .order_by(NoticeRow.id)
    ).all():
        if to is None or person == to:
            recipients[sending].append(Recipient(PersonId(person), is_put_away))
    return [Sending(_saying(row), row[5], row[6], tuple(recipients[row[4]])) for row in rows]


def list_sayings_since(group: GroupId, since: datetime) -> dict[PersonId, list[Saying]]:
    """What each learner was told in a group from that moment on."""
    rows = db.session.execute(
        select(*_SAYING, NoticeRow.person_id)
        .join_from(NoticeRow, NoticeSendingRow, NoticeSendingRow.id == NoticeRow.sending_id)
        .where(NoticeSendingRow.group_id == group, NoticeSendingRow.sent_at >= since)
    ).all()
    found: dict[PersonId, list[Saying]] = {}
    for row in rows:
        found.setdefault(PersonId(row[4]), []).append(_saying(row))
    return found


def is_sent(key: str) -> bool:
    return (
        db.session.execute(select(NoticeSendingRow.id).where(NoticeSendingRow.submission_key == key)).first()
        is not None
    )


def record_sending(
    key: str, group: GroupId, sender: PersonId, saying: Saying, people: Sequence[PersonId], now: datetime
) -> dict[PersonId, str]:
    """Gives each notice's public id by its learner; the key is refused a second time by the database itself."""
    sending = db.session.execute(
        insert(NoticeSendingRow)
        .values(
            submission_key=key,
            group_id=group,
            sent_by=sender,
            sent_at=now,
            template=saying.template.value,
            version=saying.version,
            module=saying.module,
            day=saying.day,
        )
        .returning(NoticeSendingRow.id)
    ).scalar_one()
    ids = {person: secrets.token_hex(8) for person in people}
    db.session.execute(
        insert(NoticeRow),
        [
            {"public_id": public_id, "sending_id": sending, "person_id": person, "is_put_away": False}
            for person, public_id in ids.items()
        ],
    )
    return ids


def record_put_away(public_id: str, person: PersonId) -> bool:
    """Whether the learner has such a notice; putting it away twice is putting it away once."""
    statement = (
        update(NoticeRow)
        .where(NoticeRow.public_id == public_id, NoticeRow.person_id == person)
        .values(is_put_away=True)
        .returning(NoticeRow.id)
    )
    return db.session.execute(statement).first() is not None
