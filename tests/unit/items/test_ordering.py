"""Ordering: every two neighbours in the right order count, and leaving the steps as they stand is no answer."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.items import NOWHERE, item_from_json, item_json, version_of
from course.items.ordering import Ordering, StepLine


def a_question(steps: int = 4) -> Ordering:
    return Ordering.model_validate(
        {
            "id": "what-comes-first",
            "kind": "ordering",
            "objective": "get-help",
            "statements": ["robins.04"],
            "section": "needs-help",
            "stem": "In which order?",
            "steps": [{"text": f"Step {n}", "why": f"Because {n}."} for n in range(steps)],
        }
    )


questions = st.integers(min_value=3, max_value=6).map(a_question)
junk = st.lists(st.integers(min_value=-3, max_value=9), max_size=9)


@st.composite
def questions_with_places(draw: st.DrawFn) -> tuple[Ordering, list[int]]:
    """A question with a place, or none yet, for each of its steps; some places twice."""
    question = draw(questions)
    number = len(question.steps)
    at = st.integers(min_value=NOWHERE, max_value=number - 1)
    return question, draw(st.permutations(range(number)) | st.lists(at, min_size=number, max_size=number))


# Scores


@pytest.mark.parametrize(
    ("chosen", "score"),
    [
        ([0, 1, 2, 3], 1),
        ([0, 1, 3, 2], 1 / 3),
        ([1, 2, 3, 0], 2 / 3),
        ([2, 3, 0, 1], 2 / 3),
        ([3, 2, 1, 0], 0),
        ([1, 3, 0, 2], 0),
        ([0, 1, 2, NOWHERE], 2 / 3),
        ([NOWHERE, 1, 2, 3], 2 / 3),
        ([NOWHERE, 0, NOWHERE, 1], 0),
        ([NOWHERE, NOWHERE, NOWHERE, NOWHERE], 0),
        ([2, 2, 2, 2], 0),
        ([0, 1], 1 / 3),
        ([0], 0),
        ([], 0),
        ([-2, -1, 0, 1], 1 / 3),
    ],
)
def test_every_two_neighbours_in_the_right_order_count(chosen: list[int], score: float) -> None:
    assert a_question().score_of(chosen) == score


@given(questions)
def test_a_blank_answer_scores_nothing(question: Ordering) -> None:
    assert question.score_of([]) == 0
    assert question.score_of([NOWHERE] * len(question.steps)) == 0


@given(questions, st.integers(min_value=-2, max_value=8))
def test_the_same_place_everywhere_scores_nothing(question: Ordering, place: int) -> None:
    assert question.score_of([place] * len(question.steps)) == 0


@given(questions, junk)
def test_a_score_is_between_none_and_all_and_nothing_beats_the_key(question: Ordering, chosen: list[int]) -> None:
    assert 0 <= question.score_of(chosen) <= question.score_of(question.key) == 1


@given(questions_with_places())
def test_only_the_key_scores_everything(asked: tuple[Ordering, list[int]]) -> None:
    question, chosen = asked
    assert (question.score_of(chosen) == 1) == (tuple(chosen) == question.key)


@pytest.mark.parametrize("chosen", [[1, 2, 3, 4], [5, 6, 7, 8]])
def test_places_that_there_are_not_never_score_everything(chosen: list[int]) -> None:
    assert a_question().score_of(chosen) < 1


@given(questions, junk)
def test_a_stored_question_scores_as_it_did(question: Ordering, chosen: list[int]) -> None:
    again = item_from_json(item_json(question))
    assert again == question
    assert again.score_of(chosen) == question.score_of(chosen)
    assert version_of(again) == version_of(question)


# What is shown


@given(questions, st.integers())
def test_the_steps_are_never_shown_in_their_right_order(question: Ordering, seed: int) -> None:
    order = question.shuffled(Random(seed))
    assert order == question.shuffled(Random(seed))
    assert sorted(order) == list(range(len(question.steps)))
    assert order != question.key


@given(questions, st.integers())
def test_leaving_the_steps_as_they_stand_scores_nothing(question: Ordering, seed: int) -> None:
    order = question.shuffled(Random(seed))
    as_they_stand = [order.index(step) for step in range(len(order))]
    assert question.score_of(as_they_stand) == 0


def test_every_order_without_two_neighbors_in_place_is_shown_to_somebody() -> None:
    shown = {a_question(3).shuffled(Random(seed)) for seed in range(200)}
    assert shown == {(0, 2, 1), (1, 0, 2), (2, 1, 0)}


@pytest.mark.parametrize(
    ("chosen", "complete"),
    [
        ([0, 1, 2, 3], True),
        ([3, 1, 0, 2], True),
        ([3, 1, 0, NOWHERE], False),
        ([3, 1, 1, 2], False),
        ([1, 2, 3, 4], False),
        ([0, 1, 2], False),
        ([0, 1, 2, 3, 4], False),
        ([], False),
    ],
)
def test_an_answer_is_complete_when_every_step_has_its_own_place(chosen: list[int], complete: bool) -> None:
    assert a_question().is_complete(chosen) == complete


# What is explained


def test_each_step_says_which_place_it_was_given_and_which_is_right() -> None:
    assert a_question().explain([1, 2, NOWHERE, 0], order=(3, 1, 0, 2)) == [
        StepLine("Step 0", 2, 1, "Because 0.", False),
        StepLine("Step 1", 3, 2, "Because 1.", True),
        StepLine("Step 2", None, 3, "Because 2.", False),
        StepLine("Step 3", 1, 4, "Because 3.", False),
    ]


def test_the_first_step_is_right_when_it_came_first() -> None:
    assert [line.right for line in a_question().explain([0, 2, 1, 3], order=(3, 1, 0, 2))] == [
        True,
        False,
        False,
        False,
    ]


def test_a_step_after_one_without_a_place_is_not_right() -> None:
    lines = a_question().explain([NOWHERE, 0, 1, 2], order=(3, 1, 0, 2))
    assert [line.right for line in lines] == [False, False, True, True]


@given(questions, junk, st.integers())
def test_everything_is_explained_whatever_was_given(question: Ordering, chosen: list[int], seed: int) -> None:
    lines = question.explain(chosen, question.shuffled(Random(seed)))
    assert [line.text for line in lines] == list(question.rows)
    assert [line.best for line in lines] == list(range(1, len(question.steps) + 1))
    assert [line.why for line in lines] == [step.why for step in question.steps]
    assert all(line.given is None or line.given >= 1 for line in lines)


@given(questions_with_places(), st.integers())
def test_every_right_step_but_the_first_adds_its_share(asked: tuple[Ordering, list[int]], seed: int) -> None:
    question, chosen = asked
    after_the_first = question.explain(chosen, question.shuffled(Random(seed)))[1:]
    assert question.score_of(chosen) == sum(line.right for line in after_the_first) / len(after_the_first)


def test_everything_that_is_read_can_be_found_in_the_file() -> None:
    texts = list(a_question(3).texts())
    assert [(text.kind, text.words) for text in texts] == [
        ("step", "Step 0"),
        ("explanation", "Because 0."),
        ("step", "Step 1"),
        ("explanation", "Because 1."),
        ("step", "Step 2"),
        ("explanation", "Because 2."),
    ]
    assert [text.place for text in texts[2:4]] == [("steps", 1, "text"), ("steps", 1, "why")]


# What is still to write


TWO_ALIKE = a_question().model_copy(update={"steps": (*a_question().steps, a_question().steps[0])})


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        (a_question(3), []),
        (a_question(6), []),
        (a_question(2), ["has 2 steps; an ordering has three to six"]),
        (a_question(7), ["has 7 steps; an ordering has three to six"]),
        (TWO_ALIKE, ["has the same step twice; write each step once"]),
    ],
)
def test_it_says_what_is_still_to_write(question: Ordering, sentences: list[str]) -> None:
    assert list(question.slips()) == sentences
