"""Fills a new database with the cast of the tests, a group and some history, so that a newcomer sees the course alive.

Everything is done through the features' own actions, as people would do it. Nothing imports this but the command.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from course.assignments import actions as assignments
from course.assignments.store import NewAssignment
from course.attempts import actions as attempts
from course.clock import local_date
from course.content.model import Course, Module
from course.database.file import refuse_unfit, sqlite_path
from course.database.schema import newest_version
from course.groups import actions as groups
from course.history.model import LESSON_END
from course.items import Asks, BranchingCase, Item
from course.people import actions as people
from course.people import store as people_store
from course.people.model import Person, Role
from course.setting_values import UnfitSettings
from course.settings import Settings, read_settings
from course.study import actions as study

PASSWORD = "quiet river lamp"


@dataclass(frozen=True)
class Learner:
    """How far a demo learner got: `knows` is the chance to know an answer in each attempt at each module."""

    name: str
    knows: tuple[tuple[float, ...], ...]
    sections_read: int = 0


TUESDAY_GROUP = (
    Learner("Rosa", ((0.55, 1.0), (0.7,)), sections_read=0),
    Learner("Tomás", ((0.6,),), sections_read=4),
    Learner("Bluebird", ((1.0,), (1.0,))),
    Learner("Kitchen table", ((0.5, 0.65, 0.75),)),
    Learner("Maple", (), sections_read=3),
    Learner("Night shift", ()),
)
NORTHSIDE = (Learner("Harbor", ((1.0,),)),)


def fill_if_new(course: Course, now: datetime) -> bool:
    """Whether the database was new, and has been filled."""
    if people_store.count_people():
        return False
    chance = Random(2026)
    began = now - timedelta(days=20)
    _join("Ada", Role.ADMIN, began)
    ines, karl = _join("Ines", Role.TRAINER, began), _join("Karl", Role.TRAINER, began)
    tuesday = groups.make_group("Tuesday group", ines, began)
    northside = groups.make_group("Northside", karl, began)
    today = local_date(now, "UTC")
    assignments.assign(tuesday, _asking(course.modules[:1], today - timedelta(days=2)), ines, began)
    assignments.assign(tuesday, _asking(course.modules[1:2], today + timedelta(days=9)), ines, began)
    assignments.assign(northside, _asking(course.modules[:1], None), karl, began)
    for group, learners in ((tuesday, TUESDAY_GROUP), (northside, NORTHSIDE)):
        for days, learner in enumerate(learners):
            person = _join(learner.name, Role.LEARNER, began + timedelta(days=days))
            groups.join_group(group, person, began + timedelta(days=days))
            _live_through(course, learner, person, began + timedelta(days=days, hours=3), chance)
    return True


def find_filled(**given: Any) -> Settings | None:
    """The settings of a demo that is filled and up to date, looked at quickly; None when there is work to do.

    Raises UnfitDatabase when the file is not ours.
    """
    try:
        settings = read_settings(**given)
        path = sqlite_path(settings.database_url)
        if path is None or not path.exists():
            return None
        refuse_unfit(path)
        with closing(sqlite3.connect(path)) as connection:
            version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            somebody = connection.execute("SELECT 1 FROM person LIMIT 1").fetchone()
    except (UnfitSettings, sqlite3.Error):
        return None
    return settings if somebody and version == (newest_version(),) else None


def who_can_sign_in() -> str:
    """The demo's people, for whoever starts it."""
    return (
        f"Demo people (everybody's password is “{PASSWORD}”):\n"
        "  Rosa    learns; her brother Tomás is in the same group\n"
        "  Ines    trains them (Tuesday group)\n"
        "  Karl    trains another group (Northside)\n"
        "  Ada     runs the site and invites trainers"
    )


def a_guess(item: Item, chance: Random) -> tuple[int, ...]:
    """An answer of somebody who does not know: one option, rows in any order, or any way through a story."""
    if isinstance(item, BranchingCase):
        path: tuple[int, ...] = ()
        while not item.is_complete(path):
            path = (*path, chance.randrange(len(item.walk(path)[-1][0].choices)))
        return path
    if item.asks is Asks.ROWS:
        return tuple(chance.sample(item.key, len(item.key)))
    return (chance.choice(item.shuffled(chance)),)


def _join(name: str, role: Role, now: datetime) -> Person:
    return people.join(name, PASSWORD, now, role=role).person


def _live_through(course: Course, learner: Learner, person: Person, moment: datetime, chance: Random) -> None:
    for module, skills in zip(course.modules, learner.knows, strict=False):
        _read(module, person, len(module.lesson.sections), moment)
        for skill in skills:
            moment += timedelta(days=1, hours=2)
            _take(module, person, skill, moment, chance)
    begun = len(learner.knows)
    if learner.sections_read and begun < len(course.modules):
        _read(course.modules[begun], person, learner.sections_read, moment + timedelta(hours=5), to_the_end=False)


def _asking(modules: Sequence[Module], due_on: date | None) -> NewAssignment:
    return NewAssignment(tuple(module.stem for module in modules), due_on=due_on)


def _read(module: Module, person: Person, sections: int, moment: datetime, to_the_end: bool = True) -> None:
    for section in module.lesson.sections[:sections]:
        study.reach_section(module, section.id, person, moment)
    if to_the_end:
        study.reach_section(module, LESSON_END, person, moment)


def _take(module: Module, person: Person, skill: float, moment: datetime, chance: Random) -> None:
    begun = attempts.start(module, person, moment)
    attempt = attempts.get_attempt(begun.public_id, of=person)
    for answer in attempt.answers:
        given = answer.item.key if chance.random() < skill else a_guess(answer.item, chance)
        attempts.save_answer(attempt, answer.number, given, moment + timedelta(minutes=answer.number))
    attempts.hand_in(attempt, module, person, moment + timedelta(minutes=10))
