"""Which question comes next in practice, what is still missing after an attempt, which safety questions to repair."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from course.content.model import Stem
from course.history.model import Answer, Attempt, Certainty, Logged, Occasion
from course.items import Item, Points, version_of
from course.practice.model import Errand, errand_of
from course.practice.rules import Missed, missed_in, next_to_practise, other_form, questions_to_repair
from tests.builders import MONDAY, a_summary, an_item

MODULE = Stem("a-module")
ABC = [an_item("a"), an_item("b"), an_item("c"), an_item("d"), an_item("e")]


def logged(item_id: str, points: float = 1.0, days: float = 0, certainty: Certainty | None = None) -> Logged:
    return Logged(MODULE, item_id, Points(points), certainty, Occasion.PRACTICE, MONDAY + timedelta(days=days))


def answers(*said: str) -> list[Logged]:
    """“a” is right, “a-” is missed, in the order of time."""
    return [logged(each[0], 0.0 if each.endswith("-") else 1.0, days=at / 100) for at, each in enumerate(said)]


# ---------------------------------------------------------------- practice


@pytest.mark.parametrize(
    ("log", "upcoming"),
    [
        ([], "a"),
        (answers("a"), "b"),
        (answers("a", "b", "c", "d"), "e"),
        (answers("a", "b", "c", "d", "e"), "a"),
        (answers("b", "a", "c", "d", "e"), "b"),
        (answers("a-"), "b"),
        (answers("a-", "b", "c"), "d"),
        (answers("a-", "b", "c", "d"), "a"),
        (answers("a-", "b-", "c", "d", "e"), "a"),
        (answers("a-", "b", "c", "a", "d"), "e"),
        (answers("a", "b", "c", "d", "e", "e-"), "a"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(f"{one.item_id}{one.points:.0f}" for one in value),
)
def test_which_question_comes_next(log: Sequence[Logged], upcoming: str) -> None:
    found = next_to_practise(ABC, log)
    assert found is not None
    assert found.id == upcoming


def test_answers_in_other_modules_count_for_nothing() -> None:
    found = next_to_practise(ABC, [logged("elsewhere"), *answers("a")])
    assert found is not None
    assert found.id == "b"


def test_an_empty_bank_has_no_next_question() -> None:
    assert next_to_practise([], answers("a")) is None


def test_a_bank_of_one_asks_it_again() -> None:
    found = next_to_practise(ABC[:1], answers("a", "a-"))
    assert found is not None
    assert found.id == "a"


# ---------------------------------------------------------------- what an attempt showed to be missing


def attempt(*given: tuple[Item, float]) -> Attempt:
    kept = [
        Answer(number, item, version_of(item), (0, 1, 2), (0,), MONDAY, Points(points))
        for number, (item, points) in enumerate(given, start=1)
    ]
    return Attempt(a_summary(handed_in_at=MONDAY), tuple(kept))


def test_what_earned_less_than_the_whole_point_is_missed_and_asked_as_it_was() -> None:
    bank = [an_item("a"), an_item("a-too", form_of="a"), an_item("b"), an_item("c")]
    taken = attempt((bank[0], 0.0), (bank[2], 0.5), (bank[3], 1.0))
    assert [item.id for item in missed_in(taken, [], bank).left] == ["a", "b"]


@pytest.mark.parametrize(
    ("since", "left"),
    [
        ([logged("a", days=1)], ["b"]),
        ([logged("a-too", days=1)], ["b"]),
        ([logged("a-too", 0.0, days=1)], ["a", "b"]),
        ([logged("a", days=-1)], ["a", "b"]),
        ([logged("a", days=1), logged("b", days=2)], []),
        ([logged("a", days=1), logged("a", 0.0, days=2)], ["b"]),
    ],
)
def test_what_was_found_since_in_any_form_is_not_missing(since: list[Logged], left: list[str]) -> None:
    bank = [an_item("a"), an_item("a-too", form_of="a"), an_item("b")]
    taken = attempt((bank[0], 0.0), (bank[2], 0.5))
    assert [item.id for item in missed_in(taken, since, bank).left] == left


def test_what_left_the_bank_is_not_asked_for() -> None:
    assert missed_in(attempt((an_item("gone"), 0.0)), [], [an_item("a")]) == Missed((), found=0, gone=1)
    retired, other = an_item("gone", retired=True), an_item("gone-too", form_of="gone")
    assert missed_in(attempt((retired, 0.0)), [], [retired]) == Missed((), found=0, gone=1)
    assert missed_in(attempt((retired, 0.0)), [], [retired, other]) == Missed((other,), found=0, gone=0)


def test_what_was_found_before_it_left_the_bank_was_found() -> None:
    gone = an_item("gone", retired=True)
    taken = attempt((gone, 0.0))
    assert missed_in(taken, [logged("gone", days=1)], [gone]) == Missed((), found=1, gone=0)
    assert missed_in(taken, [logged("gone", days=1)], []) == Missed((), found=1, gone=0)
    assert missed_in(taken, [logged("gone", 0.0, days=1)], [gone]) == Missed((), found=0, gone=1)


@pytest.mark.parametrize(
    ("item", "others", "found"),
    [
        (an_item("a"), [an_item("b", objective="second")], "a"),
        (an_item("a"), [an_item("b")], "b"),
        (an_item("a"), [an_item("b"), an_item("c", form_of="a")], "c"),
        (an_item("c", form_of="a"), [an_item("a", objective="second"), an_item("b")], "a"),
        (an_item("a", must_pass=True), [an_item("b"), an_item("c", must_pass=True)], "c"),
        (an_item("a", must_pass=True), [an_item("b")], "a"),
    ],
)
def test_the_other_form_of_a_question(item: Item, others: list[Item], found: str) -> None:
    assert other_form(item, [item, *others]).id == found


# ---------------------------------------------------------------- sure, and another way


SAFETY = [an_item("s", must_pass=True), an_item("s-too", form_of="s", must_pass=True), an_item("a")]
SURE = Certainty.SURE
SURE_AND_MISSED = logged("s", 0.0, certainty=SURE)


def day_of(moment: datetime) -> date:
    return moment.date()


def days(*numbers: int) -> frozenset[date]:
    return frozenset(MONDAY.date() + timedelta(days=number) for number in numbers)


@pytest.mark.parametrize(
    ("log", "waiting"),
    [
        ([], {}),
        ([logged("s", 0.0)], {}),
        ([logged("s", 0.0, certainty=Certainty.THINK_SO)], {}),
        ([logged("s", 1.0, certainty=SURE)], {}),
        ([logged("a", 0.0, certainty=SURE)], {}),
        ([logged("s", 0.0, certainty=SURE)], {"s": days()}),
        ([logged("s-too", 0.5, certainty=SURE)], {"s": days()}),
        ([logged("s", 0.0, certainty=SURE), logged("s")], {"s": days(0)}),
        ([logged("s", 0.0, certainty=SURE), logged("s"), logged("s-too", days=0.1)], {"s": days(0)}),
        ([logged("s", 0.0, certainty=SURE), logged("s"), logged("s-too", days=1)], {}),
        ([logged("s", 0.0, certainty=SURE), logged("s", days=3), logged("s", days=9)], {}),
        (
            [logged("s", 0.0, certainty=SURE), logged("s"), logged("s", 0.0, days=1), logged("s", days=2)],
            {"s": days(2)},
        ),
        (
            [
                logged("s", 0.0, certainty=SURE),
                logged("s"),
                logged("s", days=1),
                logged("s", 0.0, days=2, certainty=SURE),
            ],
            {"s": days()},
        ),
    ],
)
def test_a_safety_question_is_repaired_when_it_was_found_on_two_days(
    log: list[Logged], waiting: dict[str, frozenset[date]]
) -> None:
    assert questions_to_repair(SAFETY, log, day_of) == waiting


# ---------------------------------------------------------------- why a question is asked


@pytest.mark.parametrize(
    ("why", "attempt_id", "errand"),
    [
        (None, None, Errand()),
        ("", "", Errand()),
        ("review", None, Errand(Occasion.REVIEW)),
        ("safety", "0123456789abcdef", Errand(Occasion.SAFETY, "0123456789abcdef")),
        ("<script>", None, Errand()),
        ("practice", "0123456789abcdef", Errand(Occasion.PRACTICE, "0123456789abcdef")),
        ("safety", "../../help", Errand(Occasion.SAFETY)),
        ("safety", "0123456789abcdef\n", Errand(Occasion.SAFETY)),
    ],
)
def test_an_address_says_why_a_question_is_asked(why: str | None, attempt_id: str | None, errand: Errand) -> None:
    assert errand_of(why, attempt_id) == errand
    assert errand_of(errand.in_address.get("why"), errand.in_address.get("attempt")) == errand


def test_a_question_whose_form_left_the_bank_is_asked_in_its_other_one() -> None:
    asked = an_item("a-too", form_of="a")
    assert [item.id for item in missed_in(attempt((asked, 0.0)), [], [an_item("a"), an_item("b")]).left] == []
    bank = [an_item("a"), an_item("a-too", form_of="a")]
    assert [item.id for item in missed_in(attempt((asked, 0.0)), [], bank).left] == ["a-too"]


def test_to_find_it_on_the_repair_card_does_not_count() -> None:
    on_the_card = replace(logged("s-too"), occasion=Occasion.REPAIR)
    assert questions_to_repair(SAFETY, [SURE_AND_MISSED, on_the_card, logged("s", days=1)], day_of) == {"s": days(1)}
