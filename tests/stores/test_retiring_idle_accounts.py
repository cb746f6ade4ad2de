"""Accounts that nobody used for long lose their names: learners' alone, by what they last did, in pieces."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from course.audit.tables import AuditEntryRow
from course.content.model import Course
from course.database import db
from course.history.model import Occasion
from course.people import actions as people
from course.people.model import Person
from course.people.tables import PersonRow
from course.practice import actions as practice
from course.privacy import retention
from course.privacy.retention import find_idle, retire_idle
from course.settings import Settings
from course.study import actions as study
from tests.builders import take_quiz
from tests.cast import JOINED_AT, PASSWORD, Cast

NOW = JOINED_AT + timedelta(days=800)
"""The cast joined 26 months ago and did nothing since, but for what a test says."""
LATELY = NOW - timedelta(days=30)
LEARNERS = {"Rosa", "Tomás", "Mo", "Lena"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, retention_months=24)


def named() -> set[str]:
    """Who still goes by a name of their own."""
    return set(db.session.execute(select(PersonRow.name).where(PersonRow.deleted_at.is_(None))).scalars())


def retired_entries() -> int:
    query = select(func.count()).select_from(AuditEntryRow).where(AuditEntryRow.event == "retired")
    return db.session.execute(query).scalar_one()


def test_learners_who_were_silent_go_and_trainers_and_admins_stay(in_app: Flask, settings: Settings) -> None:
    assert retire_idle(settings, NOW, dry_run=False) == len(LEARNERS)
    assert named() == {"Ines", "Karl", "Ada"}
    assert retired_entries() == len(LEARNERS)
    assert retire_idle(settings, NOW, dry_run=False) == 0, "and a second time there is nothing to do"


@pytest.mark.parametrize("did", ["signed in", "read", "began a quiz", "practised"])
def test_who_did_something_lately_stays(
    in_app: Flask, settings: Settings, cast: Cast, small_course: Course, did: str
) -> None:
    module = small_course.modules[0]
    if did == "signed in":
        people.sign_out(people.sign_in_after_joining(cast.rosa, LATELY))  # the row is gone, the log remembers
    elif did == "read":
        study.reach_section(module, module.lesson.sections[0].id, cast.rosa, LATELY)
    elif did == "began a quiz":
        take_quiz(module, cast.rosa, LATELY)
    else:
        item = module.bank.open_items[0]
        practice.answer(module, item, 1, item.key, None, Occasion.PRACTICE, cast.rosa, LATELY)
    assert retire_idle(settings, NOW, dry_run=False) == len(LEARNERS) - 1
    assert "Rosa" in named()


def test_one_day_makes_the_difference(in_app: Flask, settings: Settings, cast: Cast) -> None:
    people.sign_in_after_joining(cast.rosa, JOINED_AT + timedelta(days=800 - 732))  # 24 months and a day ago
    people.sign_in_after_joining(cast.tomas, JOINED_AT + timedelta(days=800 - 731))
    retire_idle(settings, NOW, dry_run=False)
    assert named() & LEARNERS == {"Tomás"}


def test_zero_months_keep_everybody(in_app: Flask, settings: Settings) -> None:
    assert retire_idle(replace(settings, retention_months=0), NOW, dry_run=False) == 0
    assert named() > LEARNERS
    assert retention.dry_run_in_words(replace(settings, retention_months=0), NOW) == retention.KEEPS_ALL


def test_a_dry_run_says_how_many_and_since_when_and_changes_nothing(
    in_app: Flask, settings: Settings, cast: Cast
) -> None:
    people.sign_in_after_joining(cast.rosa, JOINED_AT + timedelta(days=9))
    before = named()
    assert retire_idle(settings, NOW, dry_run=True) == len(LEARNERS)
    said = retention.dry_run_in_words(settings, NOW)
    assert said == (
        "4 accounts that nobody used would be deleted; nothing was changed. "
        "The oldest were last used on 2026-11-02, 2026-11-02, 2026-11-02, 2026-11-11."
    )
    assert not [name for name in before if name in said]
    assert (named(), retired_entries()) == (before, 0)


def test_it_goes_in_pieces_and_what_a_piece_did_stays_when_the_next_one_fails(
    in_app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    erase, done = retention.erasing.erase, []

    def erase_three(person: int, now: object) -> bool:
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(person)
        return erase(person, now)  # type: ignore[arg-type]

    monkeypatch.setattr(retention, "PIECE", 2)
    monkeypatch.setattr(retention.erasing, "erase", erase_three)
    with pytest.raises(KeyboardInterrupt):
        retire_idle(settings, NOW, dry_run=False)
    assert len(named() & LEARNERS) == 2, "the second piece was taken back whole"
    assert retired_entries() == 2

    monkeypatch.setattr(retention.erasing, "erase", erase)
    assert retire_idle(settings, NOW, dry_run=False) == 2
    assert named() & LEARNERS == set()


def test_who_was_retired_can_come_back_as_somebody_new(in_app: Flask, settings: Settings, cast: Cast) -> None:
    retire_idle(settings, NOW, dry_run=False)
    again: Person = people.join("Rosa", PASSWORD, NOW).person
    assert again.id != cast.rosa.id
    assert find_idle(settings, NOW) == []
