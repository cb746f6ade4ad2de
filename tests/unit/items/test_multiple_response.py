"""Multiple response: right choices minus wrong ones, never below nothing, and ticking everything earns nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.items import item_from_json, item_json, version_of
from course.items.multiple_response import MultipleResponse


def a_question(key: tuple[bool, ...] = (True, True, False, False)) -> MultipleResponse:
    return MultipleResponse.model_validate(
        {
            "id": "which-signs",
            "kind": "multiple response",
            "objective": "get-help",
            "statements": ["robins.04"],
            "section": "needs-help",
            "stem": "Which signs fit?",
            "options": [{"text": f"Sign {n}", "right": fits, "why": f"Because {n}."} for n, fits in enumerate(key)],
        }
    )


def fit_to_use(key: list[bool]) -> bool:
    return sum(key) >= 2 and not all(key)


questions = st.lists(st.booleans(), min_size=4, max_size=6).filter(fit_to_use).map(lambda key: a_question(tuple(key)))
choices = st.lists(st.integers(min_value=-2, max_value=8), max_size=8)


@pytest.mark.parametrize(
    ("key", "chosen", "score"),
    [
        ((True, True, False, False), [0, 1], 1),
        ((True, True, False, False), [0], 0.5),
        ((True, True, False, False), [0, 1, 2], 0.5),
        ((True, True, False, False), [0, 2], 0),
        ((True, True, False, False), [2, 3], 0),
        ((True, True, True, True, False, False), [0, 1, 2], 0.75),
        ((True, True, True, False), [0, 1, 2, 3], 0),
        ((True, True, False, False), [0, 0, 1, 1], 1),
        ((True, True, False, False), [0, 1, 9], 1),
    ],
)
def test_right_choices_minus_wrong_ones(key: tuple[bool, ...], chosen: list[int], score: float) -> None:
    assert a_question(key).score_of(chosen) == score


@given(questions)
def test_a_blank_answer_scores_nothing(question: MultipleResponse) -> None:
    assert question.score_of([]) == 0


@given(questions)
def test_ticking_everything_scores_nothing(question: MultipleResponse) -> None:
    assert question.score_of(range(len(question.options))) == 0


@given(questions, choices)
def test_a_score_is_between_none_and_all_and_nothing_beats_the_key(
    question: MultipleResponse, chosen: list[int]
) -> None:
    assert 0 <= question.score_of(chosen) <= question.score_of(sorted(question.right_options)) == 1


@given(questions, st.data())
def test_only_the_key_scores_everything(question: MultipleResponse, data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.integers(min_value=0, max_value=len(question.options) - 1)))
    assert (question.score_of(sorted(chosen)) == 1) == (chosen == question.right_options)


@given(questions, choices, st.randoms(use_true_random=False))
def test_the_order_of_choices_never_matters(question: MultipleResponse, chosen: list[int], chance: object) -> None:
    shuffled = list(chosen)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert question.score_of(shuffled) == question.score_of(chosen)


@given(questions, choices)
def test_a_stored_question_scores_as_it_did(question: MultipleResponse, chosen: list[int]) -> None:
    again = item_from_json(item_json(question))
    assert again == question
    assert again.score_of(chosen) == question.score_of(chosen)
    assert version_of(again) == version_of(question)


@pytest.mark.parametrize(
    ("key", "sentences"),
    [
        ((True, True, False, False), []),
        ((True, True, False), ["has 3 options; a multiple response has four to six"]),
        ((True, True, *[False] * 5), ["has 7 options; a multiple response has four to six"]),
        ((True, False, False, False), ["has 1 right options; mark at least two with `right: yes`"]),
        ((True, True, True, True), ["has no option that does not fit; write at least one"]),
    ],
)
def test_it_says_what_is_still_to_write(key: tuple[bool, ...], sentences: list[str]) -> None:
    assert list(a_question(key).slips()) == sentences
