"""Who is in which group, and who may ask: every question is narrowed to the one who asks it."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from course.database import db, transaction
from course.groups import actions, store
from course.groups.model import Group, GroupSummary, JoinCode, JoinCodeUnknown, Membership, NoSuchGroup, NoSuchLearner
from course.groups.tables import MembershipRow
from course.people.model import Person
from course.people.rules import code_as_written
from tests.builders import MONDAY
from tests.cast import JOINED_AT, Cast

LATER = MONDAY + timedelta(days=1)


def test_a_trainer_finds_the_own_group_and_no_other(in_app: Flask, cast: Cast) -> None:
    assert actions.get_group(cast.tuesday.public_id, cast.ines) == cast.tuesday

    for group, person in (
        (cast.northside.public_id, cast.ines),  # another trainer's
        (cast.tuesday.public_id, cast.karl),
        (cast.tuesday.public_id, cast.ada),  # running the site is no reason to look
        (cast.tuesday.public_id, cast.rosa),  # nor is being in it
        ("0" * 16, cast.ines),
        ("", cast.ines),
    ):
        with pytest.raises(NoSuchGroup):
            actions.get_group(group, person)


def test_a_trainers_groups_come_by_name_with_the_number_of_learners(in_app: Flask, cast: Cast) -> None:
    evening = actions.make_group("evening group", cast.ines, MONDAY)
    leave(cast.tomas)

    assert store.list_groups_of_trainer(cast.ines.id) == [GroupSummary(evening, 0), GroupSummary(cast.tuesday, 1)]
    assert store.list_groups_of_trainer(cast.ada.id) == []


def test_a_learner_is_in_the_groups_that_were_joined_and_not_left(in_app: Flask, cast: Cast) -> None:
    actions.join_group(cast.northside, cast.rosa, MONDAY)

    assert groups_of(cast.rosa) == [cast.tuesday, cast.northside]
    assert groups_of(cast.tomas) == [cast.tuesday]
    assert groups_of(cast.lena) == []

    leave(cast.tomas)
    assert groups_of(cast.tomas) == []


def test_members_come_by_name_since_they_joined(in_app: Flask, cast: Cast) -> None:
    assert store.list_members(cast.tuesday.id) == [
        Membership(cast.rosa, JOINED_AT),
        Membership(cast.tomas, JOINED_AT),
    ]


def test_a_member_is_found_in_the_own_group_alone(in_app: Flask, cast: Cast) -> None:
    assert actions.get_member(cast.tuesday, cast.rosa.public_id).person == cast.rosa

    for person in (cast.mo, cast.lena, cast.ines):
        with pytest.raises(NoSuchLearner):
            actions.get_member(cast.tuesday, person.public_id)

    leave(cast.rosa)
    with pytest.raises(NoSuchLearner):
        actions.get_member(cast.tuesday, cast.rosa.public_id)


def test_joining_twice_is_joining_once(in_app: Flask, cast: Cast) -> None:
    actions.join_group(cast.tuesday, cast.lena, MONDAY)
    actions.join_group(cast.tuesday, cast.lena, LATER)

    assert actions.get_member(cast.tuesday, cast.lena.public_id).joined_at == MONDAY
    assert len(store.list_members(cast.tuesday.id)) == 3


def test_who_left_and_joins_again_begins_anew(in_app: Flask, cast: Cast) -> None:
    leave(cast.rosa)

    actions.join_group(cast.tuesday, cast.rosa, LATER)

    assert actions.get_member(cast.tuesday, cast.rosa.public_id).joined_at == LATER


def test_a_join_code_is_found_however_it_was_typed(in_app: Flask, cast: Cast) -> None:
    code = cast.code

    for typed in (code, code_as_written(code), f"  {code.lower()} ", "-".join(code)):
        assert actions.get_group_by_code(typed, MONDAY) == cast.tuesday


@pytest.mark.parametrize("typed", ["", "ABCD-EFGH", "' OR 1=1 --", "%", "☂" * 40])
def test_a_join_code_that_no_group_has_is_unknown(in_app: Flask, typed: str) -> None:
    with pytest.raises(JoinCodeUnknown):
        actions.get_group_by_code(typed, MONDAY)


def test_no_two_groups_have_the_same_join_code(in_app: Flask, cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction():
        store.record_group("Copycats", JoinCode(cast.code, None), cast.karl.id, MONDAY)

    assert [each.group for each in store.list_groups_of_trainer(cast.karl.id)] == [cast.northside]


def leave(person: Person) -> None:
    """The membership ends; there is no page for it yet."""
    with transaction():
        db.session.execute(update(MembershipRow).where(MembershipRow.person_id == person.id).values(left_at=MONDAY))


def groups_of(person: Person) -> list[Group]:
    return [joined.group for joined in store.list_groups_of_learner(person.id)]
