"""Which items the next attempt asks: the rule, without an application or a database."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.attempts.rules import Drawn, Turn, plan_attempt, turns_of
from course.content.model import Bank
from course.history.model import ItemOutcome
from tests.builders import a_bank, a_case, a_multiple_response, an_item, an_outcome

OBJECTIVES = ("first", "second", "third", "fourth")
A_FULL_BANK = a_bank(
    [
        an_item(
            f"item-{number}",
            objective=OBJECTIVES[number % 4],
            statements=(f"s.{number // 2}",),
            picture="a-bird" if number == 7 else None,
            must_pass=number == 11,
        )
        for number in range(26)
    ]
)


def ids(plan: tuple[Drawn, ...]) -> set[str]:
    return {drawn.item.id for drawn in plan}


def outcomes_of(plan: tuple[Drawn, ...], number: int, missed: frozenset[str] = frozenset()) -> list[ItemOutcome]:
    return [an_outcome(drawn.item.id, number, 0.0 if drawn.item.id in missed else 1.0) for drawn in plan]


def attempts_in_a_row(bank: Bank, seeds: list[int]) -> list[tuple[Drawn, ...]]:
    """Plans one after the other, each made after all earlier ones were handed in with everything right."""
    history: list[ItemOutcome] = []
    plans = []
    for number, seed in enumerate(seeds, start=1):
        plans.append(plan_attempt(bank, history, seed))
        history += outcomes_of(plans[-1], number)
    return plans


@given(st.lists(st.integers(0, 2**31 - 1), min_size=2, max_size=6))
def test_every_attempt_is_whole_fair_and_new(seeds: list[int]) -> None:
    plans = attempts_in_a_row(A_FULL_BANK, seeds)
    for plan in plans:
        assert len(ids(plan)) == 8
        assert {drawn.item.objective for drawn in plan} == set(OBJECTIVES)
        assert "item-11" in ids(plan), "the must-pass item is always asked"
        assert any(drawn.item.picture for drawn in plan)
        asked = Counter(statement for drawn in plan for statement in drawn.item.statements)
        assert max(asked.values()) <= 2
        for drawn in plan:
            assert sorted(drawn.order) == list(range(len(drawn.item.options)))
    for before, after in zip(plans, plans[1:], strict=False):
        assert len(ids(after) - ids(before)) >= 5, "a retake asks at least five other items"


@given(st.integers(0, 2**31 - 1))
def test_the_same_seed_gives_the_same_attempt(seed: int) -> None:
    assert plan_attempt(A_FULL_BANK, [], seed) == plan_attempt(A_FULL_BANK, [], seed)


def test_seeds_give_different_attempts_and_orders() -> None:
    plans = [plan_attempt(A_FULL_BANK, [], seed) for seed in range(30)]
    assert len({frozenset(ids(plan)) for plan in plans}) > 10
    assert len({drawn.order for plan in plans for drawn in plan}) == 6, "three options in each of their six orders"


def test_what_stands_beside_a_missed_question_comes_first() -> None:
    """Another form of what was missed, then its objective, then what was never seen, then what was longest ago."""
    bank = a_bank(
        [
            an_item("missed"),
            an_item("other-form", form_of="missed"),
            an_item("beside", objective="first"),
            *(an_item(f"new-{number}", objective="second") for number in range(2)),
            *(an_item(f"old-{number}", objective="second") for number in range(4)),
        ],
        drawn=4,
    )
    history = [*(an_outcome(f"old-{number}", 1 + number // 2) for number in range(4)), an_outcome("missed", 3, 0.0)]
    for seed in range(20):
        plan = ids(plan_attempt(bank, history, seed))
        assert {"other-form", "new-0", "new-1"} <= plan
        assert plan <= {"other-form", "beside", "new-0", "new-1"}


@pytest.mark.parametrize(
    ("outcomes", "turn"),
    [
        ([], Turn.NEVER_SEEN),
        ([an_outcome("it", 1, 0.0), an_outcome("elsewhere", 2)], Turn.SEEN_BEFORE),
        ([an_outcome("it", 1, 1.0), an_outcome("elsewhere", 2, 0.0)], Turn.SEEN_BEFORE),
        ([an_outcome("it", 1, 1.0), an_outcome("beside", 2, 0.0)], Turn.SAME_OBJECTIVE_AS_MISSED),
        ([an_outcome("beside", 1, 0.5)], Turn.SAME_OBJECTIVE_AS_MISSED),
        ([an_outcome("beside", 1, 1.0)], Turn.NEVER_SEEN),
        ([an_outcome("beside", 1, 0.0), an_outcome("elsewhere", 2)], Turn.NEVER_SEEN),
        ([an_outcome("other-form", 1, None)], Turn.OTHER_FORM_OF_MISSED),
        ([an_outcome("it", 2, 0.0)], Turn.MISSED_LAST_TIME),
        ([an_outcome("it", 2, 0.5)], Turn.MISSED_LAST_TIME),
        ([an_outcome("it", 1, 0.0), an_outcome("it", 2, 1.0)], Turn.KNOWN_LAST_TIME),
    ],
)
def test_whose_turn_it_is(outcomes: list[ItemOutcome], turn: Turn) -> None:
    items = [
        an_item("it"),
        an_item("beside"),
        an_item("other-form", form_of="it"),
        an_item("elsewhere", objective="second"),
    ]
    assert turns_of(items, outcomes)["it"] is turn


def test_an_attempt_asks_one_form_of_a_question_and_tells_one_story() -> None:
    cases = [a_case(f"story-{number}", statements=(f"c.{number}",)) for number in range(3)]
    forms = [an_item(f"item-{number}", form_of=f"item-{number - number % 2}" if number % 2 else None,
                     statements=(f"s.{number}",)) for number in range(16)]  # fmt: skip
    for seed in range(50):
        plan = plan_attempt(a_bank([*cases, *forms]), [], seed)
        assert len({drawn.item.question_id for drawn in plan}) == 8
        assert sum(drawn.item.kind == "branching case" for drawn in plan) <= 1


def test_a_safety_question_comes_in_its_other_form_next_time() -> None:
    bank = a_bank(
        [an_item("one", must_pass=True), an_item("two", form_of="one", must_pass=True)]
        + [an_item(f"item-{number}", statements=(f"s.{number}",)) for number in range(20)]
    )
    first = plan_attempt(bank, [], 7)
    asked = ids(first) & {"one", "two"}
    assert len(asked) == 1, "one form, not both"
    second = plan_attempt(bank, outcomes_of(first, 1, missed=frozenset(asked)), 8)
    assert ids(second) & {"one", "two"} == {"one", "two"} - asked


def test_a_small_bank_is_asked_whole_rather_than_too_little() -> None:
    bank = a_bank([an_item(f"item-{number}", statements=("the-same",)) for number in range(8)])
    assert len(plan_attempt(bank, [], 1)) == 8


def test_a_bank_smaller_than_the_draw_gives_all_it_has() -> None:
    bank = a_bank([an_item("one"), a_multiple_response("two")])
    assert ids(plan_attempt(bank, [], 1)) == {"one", "two"}


def test_a_retired_item_is_never_drawn() -> None:
    bank = a_bank([an_item(f"item-{number}", retired=number == 0) for number in range(9)])
    for seed in range(10):
        assert "item-0" not in ids(plan_attempt(bank, [], seed))
