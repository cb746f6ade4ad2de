"""What a group's first answers say about its items."""

import math

import pytest

from course.content.model import Stem
from course.history.analysis import CertainAnswer, FirstAnswer
from course.history.model import Certainty
from course.items import Item, Points
from course.people.model import PersonId
from course.reports.analysis import ENOUGH, OptionCount, certainty_of, figures_of, objectives_of
from tests.builders import MONDAY, an_item

MODULE = Stem("a-module")
ITEM, OTHER = an_item("one"), an_item("two", objective="second")
SHOWN: dict[str, Item] = {"v1": ITEM, "v2": OTHER}


def answer(person: int, chosen: tuple[int, ...] | None, version: str = "v1", rest: float = 0.5) -> FirstAnswer:
    points = SHOWN[version].score_of(chosen or ())
    return FirstAnswer(PersonId(person), MODULE, version, chosen, points, rest)


def test_what_was_left_open_is_counted_by_itself_and_is_no_answer() -> None:
    (figures,) = figures_of([answer(1, (0,)), answer(2, (1,)), answer(3, None)], SHOWN)
    assert (figures.answered, figures.left_open, figures.facility) == (2, 1, 0.5)
    assert figures.options == (
        OptionCount("The best one", True, 1),
        OptionCount("Another one", False, 1),
        OptionCount("A third one", False, 0),
    )


def test_an_item_that_everybody_left_open_says_nothing_and_stands_last() -> None:
    found = figures_of([answer(1, None), answer(1, (1,), "v2")], SHOWN)
    assert [(one.item.id, one.facility) for one in found] == [("two", 0.0), ("one", None)]


def test_each_version_is_by_itself() -> None:
    shown: dict[str, Item] = {"v1": ITEM, "v1b": an_item("one", stem="In other words?")}
    answers = [answer(1, (0,)), FirstAnswer(PersonId(2), MODULE, "v1b", (1,), Points(0.0), 0.5)]
    assert [(one.version, one.facility) for one in figures_of(answers, shown)] == [("v1b", 0.0), ("v1", 1.0)]


@pytest.mark.parametrize(("number", "is_shown"), [(ENOUGH - 1, False), (ENOUGH, True)])
def test_discrimination_waits_for_enough_answers(number: int, is_shown: bool) -> None:
    answers = [answer(at, (at % 2,), rest=1.0 - at % 2) for at in range(number)]
    (figures,) = figures_of(answers, SHOWN)
    assert (figures.discrimination is not None) is is_shown


def test_discrimination_is_the_correlation_with_the_rest() -> None:
    known = [answer(at, (0,), rest=0.75) for at in range(20)] + [answer(at, (1,), rest=0.25) for at in range(20, 40)]
    assert math.isclose(figures_of(known, SHOWN)[0].discrimination or 0, 1.0)
    turned = [answer(at, (0,), rest=0.25) for at in range(20)] + [answer(at, (1,), rest=0.75) for at in range(20, 40)]
    assert math.isclose(figures_of(turned, SHOWN)[0].discrimination or 0, -1.0)
    alike = [answer(at, (0,), rest=at / 40) for at in range(40)]
    assert figures_of(alike, SHOWN)[0].discrimination is None, "nothing to tell apart"


def test_objectives_weigh_each_answer_alike() -> None:
    answers = [answer(1, (0,)), answer(2, (0,)), answer(3, (1,)), answer(1, (1,), "v2")]
    found = objectives_of(figures_of(answers, SHOWN))
    assert [(one.objective, one.answered, round(one.facility, 3)) for one in found] == [
        ("second", 1, 0.0),
        ("first", 3, 0.667),
    ]


def test_certainty_is_set_against_what_was_found() -> None:
    given = [
        CertainAnswer(PersonId(person), "one", certainty, Points(points), MONDAY)
        for person, certainty, points in (
            (1, Certainty.SURE, 0.0),
            (2, Certainty.SURE, 0.5),
            (3, Certainty.SURE, 1.0),
            (4, Certainty.GUESSING, 1.0),
        )
    ]
    figures = certainty_of(given)["one"]
    assert figures.sure_and_wrong == 2
    assert (figures.right[Certainty.SURE], figures.right[Certainty.GUESSING]) == (1, 1)
