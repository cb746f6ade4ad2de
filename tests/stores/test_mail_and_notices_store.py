"""The last line of “never twice”: what the database itself refuses, whatever asked for it."""

import pytest
from flask import Flask
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from course.database import db, transaction
from course.mail import queue
from course.mail import store as addresses
from course.mail.model import Kind
from course.mail.tables import MailRow
from course.notices import store
from course.notices.model import Saying, Template
from tests.builders import MONDAY
from tests.cast import Cast


def test_a_mail_is_claimed_once(in_app: Flask, cast: Cast) -> None:
    with transaction():
        address = addresses.record_address(cast.rosa.id, "rosa@example.org", [Kind.NOTICE], MONDAY)
        queue.record_mails(Kind.CONFIRM, {cast.rosa.id: "one"}, MONDAY)
        mail = queue.find_next(MONDAY)
        assert mail is not None
        assert queue.record_claimed(mail.id, address, "a digest", MONDAY)
        assert not queue.record_claimed(mail.id, address, "another digest", MONDAY)


def test_a_mail_about_the_same_cannot_be_written_down_twice(in_app: Flask, cast: Cast) -> None:
    row = {"person_id": cast.rosa.id, "kind": "notice", "about": "one", "queued_at": MONDAY}
    row |= {"state": "waiting", "attempts": 0, "code": ""}
    with transaction():
        db.session.execute(insert(MailRow).values(**row))
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(insert(MailRow).values(**row))


def test_a_form_cannot_be_written_down_twice(in_app: Flask, cast: Cast) -> None:
    sending = ("key", cast.tuesday.id, cast.ines.id, Saying(Template.TALK), [cast.rosa.id], MONDAY)
    with transaction():
        store.record_sending(*sending)
    with pytest.raises(IntegrityError), transaction():
        store.record_sending(*sending)
    assert len(store.list_notices(cast.rosa.id, 9, unread=True)) == 1


def test_a_mail_that_is_not_confirmed_gets_nothing_but_the_question(in_app: Flask, cast: Cast) -> None:
    with transaction():
        addresses.record_address(cast.rosa.id, "rosa@example.org", [Kind.NOTICE], MONDAY)
        queue.record_mails(Kind.NOTICE, {cast.rosa.id: "one"}, MONDAY)
        mail = queue.find_next(MONDAY)
    assert mail is not None
    assert mail.address is None
