"""Matching: the share of prompts with the response that fits, and the same response everywhere earns nothing."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.items import NOWHERE, item_from_json, item_json, version_of
from course.items.matching import Matching, PairLine

SORTED = ("redness", "a scar", "redness", "a scar")
"""Four signs that share two responses."""


def a_question(responses: tuple[str, ...] = ("one", "two", "three"), unused: tuple[str, ...] = ()) -> Matching:
    return Matching.model_validate(
        {
            "id": "what-fits",
            "kind": "matching",
            "objective": "name-the-bird",
            "statements": ["robins.01"],
            "section": "orange-breast",
            "stem": "What fits what?",
            "pairs": [
                {"prompt": f"Prompt {n}", "response": response, "why": f"Because {n}."}
                for n, response in enumerate(responses)
            ],
            "unused": [{"response": response, "why": f"Nothing is {response}."} for response in unused],
        }
    )


def fit_to_use(responses: list[str]) -> bool:
    return len(set(responses)) >= 2


questions = st.builds(
    lambda responses, unused: a_question(tuple(responses), tuple(unused)),
    st.lists(st.sampled_from("abcd"), min_size=2, max_size=6).filter(fit_to_use),
    st.lists(st.sampled_from("xyz"), max_size=2, unique=True),
)
junk = st.lists(st.integers(min_value=-3, max_value=12), max_size=9)


@st.composite
def questions_with_answers(draw: st.DrawFn) -> tuple[Matching, list[int]]:
    """A question with one response, or none yet, for each of its prompts."""
    question = draw(questions)
    at = st.integers(min_value=NOWHERE, max_value=len(question.responses) - 1)
    return question, draw(st.lists(at, min_size=len(question.pairs), max_size=len(question.pairs)))


# Scores


@pytest.mark.parametrize(
    ("responses", "unused", "chosen", "score"),
    [
        (("one", "two", "three"), (), [0, 1, 2], 1),
        (("one", "two", "three"), (), [0, 2, 1], 1 / 3),
        (("one", "two", "three"), (), [1, 2, 0], 0),
        (("one", "two", "three"), (), [0, 1, NOWHERE], 2 / 3),
        (("one", "two", "three"), (), [NOWHERE, NOWHERE, 2], 1 / 3),
        (("one", "two", "three"), (), [NOWHERE, NOWHERE, NOWHERE], 0),
        (("one", "two", "three"), (), [], 0),
        (("one", "two", "three"), (), [1, 1, 1], 0),
        (("one", "two"), (), [0, 0], 0),
        (("one", "two"), ("three",), [0, 2], 0.5),
        (SORTED, (), [0, 1, 0, 1], 1),
        (SORTED, (), [0, 0, 0, 1], 0.75),
        (SORTED, (), [0, 0, 0, 0], 0),
        (SORTED, (), [0, NOWHERE, 0, NOWHERE], 0.5),
        (SORTED, (), [0, 1, 0, NOWHERE], 0.75),
        (SORTED, (), [0, 0, 0, NOWHERE], 0),
        (SORTED, (), [NOWHERE, NOWHERE, 0, NOWHERE], 0.25),
        (SORTED, (), [0, 1], 0.5),
        (SORTED, (), [0, 1, 0, 1, 5, 5], 1),
        (SORTED, (), [9, -4, 0, 1], 0.5),
    ],
)
def test_the_share_of_prompts_with_what_fits_them(
    responses: tuple[str, ...], unused: tuple[str, ...], chosen: list[int], score: float
) -> None:
    assert a_question(responses, unused).score_of(chosen) == score


@given(questions)
def test_a_blank_answer_scores_nothing(question: Matching) -> None:
    assert question.score_of([]) == 0
    assert question.score_of([NOWHERE] * len(question.pairs)) == 0


@given(questions)
def test_the_same_response_everywhere_scores_nothing(question: Matching) -> None:
    for at in range(len(question.responses)):
        assert question.score_of([at] * len(question.pairs)) == 0


@given(questions, junk)
def test_a_score_is_between_none_and_all_and_nothing_beats_the_key(question: Matching, chosen: list[int]) -> None:
    assert 0 <= question.score_of(chosen) <= question.score_of(question.key) == 1


@given(questions_with_answers())
def test_only_the_texts_of_the_key_score_everything(asked: tuple[Matching, list[int]]) -> None:
    question, chosen = asked
    texts = [None if at == NOWHERE else question.responses[at] for at in chosen]
    assert (question.score_of(chosen) == 1) == (texts == [pair.response for pair in question.pairs])


@given(questions_with_answers(), st.integers())
def test_every_prompt_that_fits_adds_its_share(asked: tuple[Matching, list[int]], seed: int) -> None:
    question, chosen = asked
    fitting = sum(line.right for line in question.explain(chosen, question.shuffled(Random(seed))))
    said = [place for place in chosen if place != NOWHERE]
    expected = 0 if len(said) > 1 and len(set(said)) == 1 and fitting < len(said) else fitting / len(question.pairs)
    assert question.score_of(chosen) == expected


@given(questions, junk)
def test_a_stored_question_scores_as_it_did(question: Matching, chosen: list[int]) -> None:
    again = item_from_json(item_json(question))
    assert again == question
    assert again.score_of(chosen) == question.score_of(chosen)
    assert version_of(again) == version_of(question)


# What is shown


@given(questions, st.integers())
def test_every_response_is_offered_once_in_a_shuffled_order(question: Matching, seed: int) -> None:
    order = question.shuffled(Random(seed))
    assert order == question.shuffled(Random(seed))
    assert sorted(order) == list(range(len(question.responses)))
    assert len(set(question.responses)) == len(question.responses)
    written = {pair.response for pair in question.pairs} | {each.response for each in question.unused}
    assert set(question.responses) == written


def test_another_seed_brings_another_order() -> None:
    question = a_question(tuple("abcdef"))
    assert len({question.shuffled(Random(seed)) for seed in range(20)}) > 10


def test_a_shared_response_is_offered_once_and_the_unused_ones_come_last() -> None:
    question = a_question(SORTED, unused=("a bite",))
    assert question.rows == ("Prompt 0", "Prompt 1", "Prompt 2", "Prompt 3")
    assert question.responses == ("redness", "a scar", "a bite")
    assert question.key == (0, 1, 0, 1)


@pytest.mark.parametrize(
    ("chosen", "complete"),
    [
        ([0, 1, 2], True),
        ([1, 1, 1], True),
        ([0, NOWHERE, 2], False),
        ([0, 1], False),
        ([0, 1, 2, 0], False),
        ([], False),
    ],
)
def test_an_answer_is_complete_when_every_prompt_has_something(chosen: list[int], complete: bool) -> None:
    assert a_question().is_complete(chosen) == complete


# What is explained


def test_each_prompt_says_what_was_given_what_fits_and_why() -> None:
    question = a_question(("red", "blue", "red"), unused=("green",))
    assert question.explain([0, 2, NOWHERE], order=(2, 0, 1)) == [
        PairLine("Prompt 0", "red", "red", "Because 0.", True),
        PairLine("Prompt 1", "green", "blue", "Because 1.", False),
        PairLine("Prompt 2", None, "red", "Because 2.", False),
        PairLine(None, None, "green", "Nothing is green.", False),
    ]


@given(questions, junk, st.integers())
def test_everything_is_explained_whatever_was_given(question: Matching, chosen: list[int], seed: int) -> None:
    lines = question.explain(chosen, question.shuffled(Random(seed)))
    assert [line.prompt for line in lines] == [*question.rows, *[None] * len(question.unused)]
    assert [line.best for line in lines] == [
        *(pair.response for pair in question.pairs),
        *(each.response for each in question.unused),
    ]
    assert all(line.given in {None, *question.responses} for line in lines)
    assert all(line.right == (line.given == line.best) for line in lines)


def test_everything_that_is_read_can_be_found_in_the_file() -> None:
    texts = list(a_question(("red", "blue"), unused=("green",)).texts())
    assert [(text.kind, text.words) for text in texts] == [
        ("prompt", "Prompt 0"),
        ("response", "red"),
        ("explanation", "Because 0."),
        ("prompt", "Prompt 1"),
        ("response", "blue"),
        ("explanation", "Because 1."),
        ("response", "green"),
        ("explanation", "Nothing is green."),
    ]
    assert texts[4].place == ("pairs", 1, "response")
    assert texts[7].place == ("unused", 0, "why")


# What is still to write


TWO_ALIKE = a_question().model_copy(update={"pairs": (*a_question().pairs, a_question().pairs[0])})


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        (a_question(), []),
        (a_question(SORTED, unused=("a bite",)), []),
        (a_question(("one", "two")), []),
        (a_question(tuple("abcdef"), unused=("g",)), []),
        (
            a_question(("one",)),
            [
                "has 1 pairs; a matching has two to six",
                "has one response for everything; write at least two",
            ],
        ),
        (a_question(tuple("abcdefa")), ["has 7 pairs; a matching has two to six"]),
        (TWO_ALIKE, ["has the same prompt twice; write each prompt once"]),
        (a_question(("one", "one"), unused=("two",)), ["has one response for everything; write at least two"]),
        (
            a_question(tuple("abcdef"), unused=("g", "h")),
            ["has 8 responses; seven are the most that fit on a phone"],
        ),
        (
            a_question(("one", "two"), unused=("two",)),
            ["has an unused response that fits a prompt; mend one of them"],
        ),
    ],
)
def test_it_says_what_is_still_to_write(question: Matching, sentences: list[str]) -> None:
    assert list(question.slips()) == sentences
