"""What learners did comes back as it went in, and happening twice is happening once."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from course.attempts import actions as attempts
from course.attempts.actions import AlreadyHandedIn
from course.content.model import Course, Stem
from course.database import db, transaction
from course.history import log, readings, saving, store
from course.history.model import LESSON_END, ItemOutcome, Occasion, Reading
from course.history.tables import ItemVersionRow
from course.items import Points
from course.practice import actions as practice
from tests.builders import MONDAY, a_multiple_response, an_item, take_quiz
from tests.cast import Cast

FEEDER, ROBINS = Stem("at-the-feeder"), Stem("robins-and-redstarts")
LATER = MONDAY + timedelta(hours=1)


# Lessons


def test_a_section_reached_twice_keeps_the_first_time(in_app: Flask, cast: Cast) -> None:
    with transaction():
        readings.record_section_reached(cast.rosa.id, FEEDER, "seeds", MONDAY)
        readings.record_section_reached(cast.rosa.id, FEEDER, "seeds", LATER)

    assert readings.list_readings([cast.rosa.id]) == {
        (cast.rosa.id, FEEDER): Reading(FEEDER, "seeds", MONDAY, None, MONDAY),
    }


def test_the_section_reached_last_is_the_place_to_go_on(in_app: Flask, cast: Cast) -> None:
    with transaction():
        readings.record_section_reached(cast.rosa.id, ROBINS, "flicking-tail", LATER)
        readings.record_section_reached(cast.rosa.id, ROBINS, "orange-breast", MONDAY)  # the clock was put back

    assert readings.list_readings([cast.rosa.id])[cast.rosa.id, ROBINS].section == "orange-breast"


def test_a_lesson_read_to_its_end_stays_read_when_somebody_looks_again(in_app: Flask, cast: Cast) -> None:
    with transaction():
        readings.record_section_reached(cast.rosa.id, FEEDER, "seeds", MONDAY)
        readings.record_section_reached(cast.rosa.id, FEEDER, LESSON_END, LATER)
        readings.record_section_reached(cast.rosa.id, FEEDER, "one more", LATER + timedelta(days=1))

    reading = readings.list_readings([cast.rosa.id])[cast.rosa.id, FEEDER]
    assert (reading.section, reading.finished_at) == ("one more", LATER)


def test_a_lesson_of_which_only_the_end_was_seen_counts_as_read(in_app: Flask, cast: Cast) -> None:
    with transaction():
        readings.record_section_reached(cast.rosa.id, FEEDER, LESSON_END, MONDAY)

    assert readings.list_readings([cast.rosa.id]) == {
        (cast.rosa.id, FEEDER): Reading(FEEDER, LESSON_END, MONDAY, MONDAY, MONDAY),
    }


def test_readings_are_of_the_people_and_the_lesson_asked_for(in_app: Flask, cast: Cast) -> None:
    with transaction():
        for person in (cast.rosa, cast.tomas, cast.mo):
            readings.record_section_reached(person.id, FEEDER, "seeds", MONDAY)
            readings.record_section_reached(person.id, ROBINS, "orange-breast", MONDAY)

    both = [cast.rosa.id, cast.tomas.id]
    assert set(readings.list_readings(both)) == {(person, stem) for person in both for stem in (FEEDER, ROBINS)}
    assert set(readings.list_readings(both, FEEDER)) == {(person, FEEDER) for person in both}
    assert readings.list_readings([]) == {}


# Attempts


def test_an_attempt_comes_back_as_it_was_shown(in_app: Flask, cast: Cast) -> None:
    single, several = an_item("first"), a_multiple_response("second")
    with transaction():
        summary = store.record_attempt(
            cast.rosa.id, FEEDER, 7, [(several, (3, 1, 0, 2)), (single, (2, 0, 1))], MONDAY, figures={}
        )

    attempt = store.find_attempt(summary.public_id, cast.rosa.id)

    assert attempt is not None
    assert attempt.summary == summary
    assert [(answer.number, answer.item, answer.order) for answer in attempt.answers] == [
        (1, several, (3, 1, 0, 2)),
        (2, single, (2, 0, 1)),
    ]
    assert attempt.unanswered == attempt.answers
    assert {answer.points for answer in attempt.answers} == {None}


def test_somebody_elses_attempt_is_not_there(in_app: Flask, cast: Cast, small_course: Course) -> None:
    begun = attempts.start(small_course.modules[0], cast.rosa, MONDAY)

    assert store.find_attempt(begun.public_id, cast.tomas.id) is None
    assert store.find_open_attempt(cast.tomas.id, begun.module) is None
    assert store.find_open_attempt(cast.rosa.id, FEEDER) is None


def test_attempts_are_numbered_for_each_person_and_module(in_app: Flask, cast: Cast, small_course: Course) -> None:
    robins, feeder = small_course.get_module(ROBINS), small_course.get_module(FEEDER)
    for person, module in ((cast.rosa, robins), (cast.rosa, feeder), (cast.tomas, robins), (cast.rosa, robins)):
        take_quiz(module, person, MONDAY)

    found = store.list_attempts([cast.rosa.id, cast.tomas.id])

    assert [(each.person_id, each.module, each.number) for each in found] == [
        (cast.rosa.id, ROBINS, 1),
        (cast.rosa.id, FEEDER, 1),
        (cast.tomas.id, ROBINS, 1),
        (cast.rosa.id, ROBINS, 2),
    ]
    assert [each.number for each in store.list_attempts([cast.rosa.id], ROBINS)] == [1, 2]


def test_two_open_attempts_at_one_quiz_cannot_be(in_app: Flask, cast: Cast) -> None:
    drawn = [(an_item(), (0, 1, 2))]
    with transaction():
        store.record_attempt(cast.rosa.id, FEEDER, 1, drawn, MONDAY, figures={})

    with pytest.raises(IntegrityError), transaction():
        store.record_attempt(cast.rosa.id, FEEDER, 2, drawn, MONDAY, figures={})

    assert len(store.list_attempts([cast.rosa.id])) == 1


def test_an_item_is_kept_once_for_each_version_that_was_shown(in_app: Flask, cast: Cast) -> None:
    as_first_written, as_written_later = an_item("robin"), an_item("robin", stem="And what about the robin?")
    with transaction():
        for person, item in (
            (cast.rosa, as_first_written),
            (cast.tomas, as_first_written),
            (cast.mo, as_written_later),
        ):
            store.record_attempt(person.id, FEEDER, 1, [(item, (0, 1, 2))], MONDAY, figures={})

    assert db.session.execute(select(func.count()).select_from(ItemVersionRow)).scalar() == 2
    rosas = store.find_open_attempt(cast.rosa.id, FEEDER)
    assert rosas is not None
    found = store.find_attempt(rosas.public_id, cast.rosa.id)
    assert found is not None
    assert found.answers[0].item == as_first_written


# Answers


def test_an_answer_is_replaced_and_taken_back_while_the_attempt_is_open(
    in_app: Flask, cast: Cast, small_course: Course
) -> None:
    begun = attempts.start(small_course.get_module(FEEDER), cast.rosa, MONDAY)

    def answer(chosen: list[int]) -> tuple[object, object]:
        attempt = attempts.get_attempt(begun.public_id, of=cast.rosa)
        attempts.save_answer(attempt, 1, chosen, LATER)
        first = attempts.get_attempt(begun.public_id, of=cast.rosa).answers[0]
        return first.chosen, first.answered_at

    assert answer([1]) == ((1,), LATER)
    assert answer([0]) == ((0,), LATER)
    assert answer([]) == (None, None)


def test_after_handing_in_nothing_can_be_changed(in_app: Flask, cast: Cast, small_course: Course) -> None:
    attempt = take_quiz(small_course.get_module(FEEDER), cast.rosa, MONDAY, right=1)

    with pytest.raises(AlreadyHandedIn):
        attempts.save_answer(attempt, 2, [0], LATER)
    with pytest.raises(AlreadyHandedIn):
        attempts.hand_in(attempt, small_course.get_module(FEEDER), cast.rosa, LATER)

    assert attempts.get_attempt(attempt.summary.public_id, of=cast.rosa) == attempt


def test_points_are_kept_with_each_answer_and_add_up(in_app: Flask, cast: Cast, small_course: Course) -> None:
    attempt = take_quiz(small_course.get_module(FEEDER), cast.rosa, MONDAY, right=1)

    assert attempt.answers[0].points == 1
    assert attempt.summary.points == sum(answer.points or 0 for answer in attempt.answers)
    assert attempt.summary.handed_in_at == MONDAY + timedelta(minutes=5)


def test_outcomes_leave_open_attempts_out_and_stand_in_the_order_of_attempts(in_app: Flask, cast: Cast) -> None:
    one, other = an_item("one"), an_item("other")
    for position, (item, points) in enumerate(((one, 0.0), (other, 1.0)), start=1):
        with transaction():
            summary = store.record_attempt(cast.rosa.id, FEEDER, 1, [(item, (0, 1, 2))], MONDAY, figures={})
            saving.record_answer(summary.id, 1, [0] if position == 2 else None, MONDAY)
            attempt = store.find_attempt(summary.public_id, cast.rosa.id)
            assert attempt is not None
            assert saving.record_handed_in(attempt, [Points(points)], LATER)
    with transaction():
        store.record_attempt(cast.rosa.id, FEEDER, 1, [(one, (0, 1, 2))], MONDAY, figures={})

    assert store.list_outcomes(cast.rosa.id, FEEDER) == [
        ItemOutcome("one", 1, Points(0.0), was_answered=False),
        ItemOutcome("other", 2, Points(1.0), was_answered=True),
    ]
    assert store.list_outcomes(cast.tomas.id, FEEDER) == []


def test_an_item_is_known_once_it_got_full_points_and_stays_known(
    in_app: Flask, cast: Cast, small_course: Course
) -> None:
    feeder = small_course.get_module(FEEDER)
    right = take_quiz(feeder, cast.rosa, MONDAY)
    take_quiz(feeder, cast.rosa, LATER, right=0)
    take_quiz(feeder, cast.tomas, LATER, right=0)
    items = [answer.item.id for answer in right.answers]

    assert log.list_items_known([cast.rosa.id, cast.tomas.id], items) == {cast.rosa.id: frozenset(items)}
    assert log.list_items_known([cast.rosa.id], items[:1]) == {cast.rosa.id: frozenset(items[:1])}
    assert log.list_items_known([cast.rosa.id], []) == {}


def test_half_an_answer_is_not_knowing_it(in_app: Flask, cast: Cast, small_course: Course) -> None:
    module = small_course.modules[1]
    item = module.bank.find_item("good-food")
    assert item is not None
    for chosen, known in ((item.key[:1], frozenset()), (item.key, frozenset({item.id}))):
        practice.answer(module, item, 1, chosen, None, Occasion.PRACTICE, cast.rosa, MONDAY)
        assert log.list_items_known([cast.rosa.id], [item.id]).get(cast.rosa.id, frozenset()) == known
