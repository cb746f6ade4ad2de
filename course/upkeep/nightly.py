"""`course nightly`: what a running course needs once a day. Each step by itself: one that fails stops no other."""

import sqlite3
from collections.abc import Callable
from datetime import datetime

from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from course.database import db, transaction
from course.database.file import UnfitDatabase, sqlite_path
from course.database.forgetting import forget_for_good
from course.database.write_queue import TurnDidNotCome
from course.privacy.retention import done_in_words, retire_idle
from course.settings import Settings
from course.upkeep.backup import back_up
from course.upkeep.copies import fault_of_copy
from course.upkeep.model import CannotBackUp, Finding, Level

Step = Callable[[Settings, datetime], str]
"""Does something and says in a sentence what was done."""


class NotWell(Exception):
    """A step found something that somebody must mend; the message says what."""


def backup(settings: Settings, now: datetime) -> str:
    made = back_up(settings, now)
    return f"{made.path}, {made.size:,} bytes, {len(made.rows)} tables"


def integrity(settings: Settings, now: datetime) -> str:
    """The whole file is read; PostgreSQL looks after its own."""
    path = sqlite_path(settings.database_url)
    if path is None:
        return "left to PostgreSQL"
    if fault := fault_of_copy(path):
        raise NotWell(f"{path}: {fault}. Stop the course and run `course restore`.")
    return f"{path} is whole"


def retention(settings: Settings, now: datetime) -> str:
    """Accounts that nobody used for as long as the settings say; off unless somebody chose it."""
    if not settings.retention_months:
        return "off: accounts are kept"
    return done_in_words(settings, retire_idle(settings, now, dry_run=False))


def forgetting(settings: Settings, now: datetime) -> str:
    """What was deleted by day and could not be written over then: a large file, or somebody who read for long."""
    is_done = forget_for_good(thoroughly=True)
    return "nothing deleted is left in the file" if is_done else "somebody was reading; it is tried again tomorrow"


def statistics(settings: Settings, now: datetime) -> str:
    """What the database needs to know to choose its ways."""
    with transaction():
        db.session.execute(text("ANALYZE"))
    return "done"


STEPS: tuple[tuple[str, Step], ...] = (
    ("backup", backup),
    ("integrity", integrity),
    ("retention", retention),
    ("forgetting", forgetting),
    ("statistics", statistics),
)
"""In this order: nothing is removed before it was backed up."""


def run(app: Flask, settings: Settings, now: datetime) -> list[Finding]:
    """Run every step; what went wrong is a finding, and the next step is taken all the same."""
    findings = []
    with app.app_context():
        for name, step in STEPS:
            try:
                findings.append(Finding(Level.FINE, name, step(settings, now)))
            except (NotWell, CannotBackUp, UnfitDatabase, TurnDidNotCome) as problem:
                findings.append(Finding(Level.MEND, name, str(problem)))
            except (SQLAlchemyError, sqlite3.Error, OSError) as problem:
                findings.append(Finding(Level.MEND, name, f"{type(problem).__name__}: {str(problem).splitlines()[0]}"))
    return findings
