"""All questions about addresses, each named after what it answers."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from course.database import db
from course.mail.model import Address, Kind
from course.mail.tables import LinkAskedRow, MailAddressRow, MailRow
from course.people.model import PersonId
from course.people.tables import PersonRow

_WANTS = {Kind.NOTICE: MailAddressRow.wants_notices, Kind.DUE: MailAddressRow.wants_dues}


def find_address(person: PersonId) -> Address | None:
    row = db.session.execute(
        select(
            MailAddressRow.id,
            MailAddressRow.address,
            MailAddressRow.confirmed_at,
            MailAddressRow.wants_notices,
            MailAddressRow.wants_dues,
        ).where(MailAddressRow.person_id == person)
    ).first()
    if row is None:
        return None
    wants = {kind for kind, wanted in ((Kind.NOTICE, row[3]), (Kind.DUE, row[4])) if wanted}
    return Address(row[0], person, row[1], row[2] is not None, frozenset(wants))


def list_who_want(kind: Kind, among: Sequence[PersonId] | None = None) -> list[PersonId]:
    """Who confirmed an address and wants mail of this kind; of everybody, or of these."""
    query = (
        select(MailAddressRow.person_id)
        .join(PersonRow, PersonRow.id == MailAddressRow.person_id)
        .where(MailAddressRow.confirmed_at.is_not(None), _WANTS[kind].is_(True), PersonRow.disabled_at.is_(None))
        .order_by(MailAddressRow.person_id)
    )
    if among is not None:
        query = query.where(MailAddressRow.person_id.in_(among))
    return [PersonId(row[0]) for row in db.session.execute(query).all()]


def record_address(person: PersonId, address: str, wants: Iterable[Kind], now: datetime) -> int:
    """A new address in place of the one before, not confirmed yet; gives its row's number."""
    remove_address(person)
    chosen = set(wants)
    return db.session.execute(
        insert(MailAddressRow)
        .values(
            person_id=person,
            address=address,
            given_at=now,
            wants_notices=Kind.NOTICE in chosen,
            wants_dues=Kind.DUE in chosen,
        )
        .returning(MailAddressRow.id)
    ).scalar_one()


def record_wants(person: PersonId, wants: Iterable[Kind]) -> None:
    chosen = set(wants)
    db.session.execute(
        update(MailAddressRow)
        .where(MailAddressRow.person_id == person)
        .values(wants_notices=Kind.NOTICE in chosen, wants_dues=Kind.DUE in chosen)
    )


def remove_address(person: PersonId) -> None:
    db.session.execute(delete(MailAddressRow).where(MailAddressRow.person_id == person))


def record_confirm_link(address_id: int, digest: str, until: datetime) -> None:
    """The link that confirms an address, in place of an earlier one."""
    db.session.execute(
        update(MailAddressRow).where(MailAddressRow.id == address_id).values(confirm_digest=digest, confirm_until=until)
    )


def is_confirm_link(digest: str, now: datetime) -> bool:
    return (
        db.session.execute(
            select(MailAddressRow.id).where(MailAddressRow.confirm_digest == digest, MailAddressRow.confirm_until > now)
        ).first()
        is not None
    )


def record_confirmed(digest: str, now: datetime) -> bool:
    """Whether the link was open: of two uses only the first gets True."""
    statement = (
        update(MailAddressRow)
        .where(MailAddressRow.confirm_digest == digest, MailAddressRow.confirm_until > now)
        .values(confirmed_at=now, confirm_digest=None, confirm_until=None)
        .returning(MailAddressRow.id)
    )
    return db.session.execute(statement).first() is not None


def is_stop_link(digest: str) -> bool:
    """Whether some mail had this link; its address may be gone already."""
    return db.session.execute(select(MailRow.id).where(MailRow.stop_digest == digest)).first() is not None


def find_person_to_stop(digest: str) -> PersonId | None:
    """Who is still written to at the address that the mail with this link went to."""
    person: int | None = db.session.execute(
        select(MailAddressRow.person_id)
        .join(MailRow, MailRow.address_id == MailAddressRow.id)
        .where(MailRow.stop_digest == digest)
    ).scalar()
    return None if person is None else PersonId(person)


def count_links_asked(person: PersonId, address_digest: str, since: datetime) -> tuple[int, int]:
    """(by this person, for this address by anybody)."""

    def count(condition: object) -> int:
        query = select(func.count()).select_from(LinkAskedRow).where(condition, LinkAskedRow.at > since)  # type: ignore[arg-type]
        return db.session.execute(query).scalar_one()

    return count(LinkAskedRow.person_id == person), count(LinkAskedRow.address_digest == address_digest)


def record_link_asked(person: PersonId, address_digest: str, now: datetime, forget_before: datetime) -> None:
    db.session.execute(delete(LinkAskedRow).where(LinkAskedRow.at < forget_before))
    db.session.execute(insert(LinkAskedRow).values(person_id=person, address_digest=address_digest, at=now))
