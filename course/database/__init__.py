"""The database: one engine, one session, two kinds of transaction.

Reading is the default everywhere: a connection outside `transaction()` refuses to write. An action that records
something wraps itself in `with transaction():`, which waits its turn, opens BEGIN IMMEDIATE and commits at the end.

2026-11-23: writers queue behind an advisory file lock, because several processes that write to one SQLite file starve
each other without it; readers never wait for it.
2026-11-23: mapped classes use a plain DeclarativeBase; a dataclass base breaks Flask-SQLAlchemy on SQLAlchemy 2.1.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flask import Flask, current_app, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from course.database.engine import prepare_connections
from course.database.write_queue import WriteQueue

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of every mapped class; constraint names are fixed so that migrations can refer to them."""

    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base)

_writing: ContextVar[bool] = ContextVar("writing", default=False)


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime; SQLite keeps it without the zone, PostgreSQL with it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} does not say its time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class NestedTransaction(Exception):
    """An action was called inside another one; give the inner work to a store instead."""


class WriteWhileReading(Exception):
    """A GET request tried to record something."""


def init_app(app: Flask) -> None:
    """Bind the database to the application and set every connection up as security asks."""
    db.init_app(app)
    with app.app_context():
        prepare_connections(db.engine, is_writing=_writing.get)
        app.extensions["write_queue"] = WriteQueue.for_engine(db.engine)


@contextmanager
def transaction(while_reading: bool = False, patient: bool = True) -> Iterator[None]:
    """Record something: all of it or nothing. Waits at most five seconds for its turn, or not at all (TurnDidNotCome).

    A GET may not record (WriteWhileReading), except where `while_reading` says that it was thought about.
    """
    if _writing.get():
        raise NestedTransaction
    if has_request_context() and request.method in ("GET", "HEAD", "OPTIONS") and not while_reading:
        raise WriteWhileReading(request.path)
    db.session.rollback()
    with writing(patient):
        try:
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


@contextmanager
def writing(patient: bool = True) -> Iterator[None]:
    """Take a turn at writing: connections that begin inside may write. For `transaction` and migrations alone."""
    queue: WriteQueue = current_app.extensions["write_queue"]
    with queue.turn(patient):
        token = _writing.set(True)
        try:
            yield
        finally:
            _writing.reset(token)
