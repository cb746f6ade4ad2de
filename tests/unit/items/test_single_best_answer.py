"""Single best answer: one right option of three; all or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.items import item_from_json, item_json, version_of
from course.items.single_best_answer import SingleBestAnswer


def a_question(right: tuple[int, ...] = (1,), options: int = 3, **changes: object) -> SingleBestAnswer:
    return SingleBestAnswer.model_validate(
        {
            "id": "which-bird",
            "kind": "single best answer",
            "objective": "name-the-bird",
            "statements": ["robins.01"],
            "section": "orange-breast",
            "stem": "Which bird is it?",
            "options": [{"text": f"Bird {n}", "right": n in right, "why": f"Because {n}."} for n in range(options)],
        }
        | changes
    )


choices = st.lists(st.integers(min_value=-2, max_value=6), max_size=6)


@pytest.mark.parametrize(
    ("chosen", "score"),
    [([1], 1), ([0], 0), ([2], 0), ([], 0), ([0, 1], 0), ([0, 1, 2], 0), ([7], 0), ([1, 7], 0)],
)
def test_the_best_answer_alone_scores(chosen: list[int], score: float) -> None:
    assert a_question().score_of(chosen) == score


@given(choices)
def test_a_score_is_between_none_and_all_and_nothing_beats_the_key(chosen: list[int]) -> None:
    question = a_question()
    assert 0 <= question.score_of(chosen) <= question.score_of([1]) == 1


@given(choices, st.randoms(use_true_random=False))
def test_the_order_of_choices_never_matters(chosen: list[int], chance: object) -> None:
    shuffled = list(chosen)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert a_question().score_of(shuffled) == a_question().score_of(chosen)


@given(choices, st.integers(min_value=0, max_value=2))
def test_a_stored_question_scores_as_it_did(chosen: list[int], right: int) -> None:
    question = a_question(right=(right,))
    again = item_from_json(item_json(question))
    assert again == question
    assert again.score_of(chosen) == question.score_of(chosen)
    assert version_of(again) == version_of(question)


def test_any_change_makes_another_version() -> None:
    versions = {version_of(a_question()), version_of(a_question(right=(2,))), version_of(a_question(stem="Which?"))}
    assert len(versions) == 3


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        (a_question(), []),
        (a_question(options=4), ["has 4 options; a single best answer has three"]),
        (a_question(right=()), ["has 0 right options; mark exactly one with `right: yes`"]),
        (a_question(right=(0, 2)), ["has 2 right options; mark exactly one with `right: yes`"]),
    ],
)
def test_it_says_what_is_still_to_write(question: SingleBestAnswer, sentences: list[str]) -> None:
    assert list(question.slips()) == sentences
