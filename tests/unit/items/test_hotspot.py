"""Hotspot: right places minus wrong ones, one right place is enough, and tapping everywhere earns nothing."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from course.items import item_from_json, item_json, version_of
from course.items.choosing import OptionLine
from course.items.hotspot import SMALLEST_ZONE, Hotspot

Place = tuple[int, int, int, int]


def a_question(
    key: tuple[bool, ...] = (True, False, False), places: dict[int, Place] | None = None, **changes: object
) -> Hotspot:
    """Zones of 60 by 60 that stand below each other, except those that `places` puts elsewhere."""
    return Hotspot.model_validate(
        {
            "id": "where-is-it",
            "kind": "hotspot",
            "objective": "name-the-bird",
            "statements": ["robins.01"],
            "section": "orange-breast",
            "stem": "Where is the breast?",
            "picture": "two-birds",
            "zones": [
                {
                    "text": f"Place {n}",
                    "right": fits,
                    "why": f"Because {n}.",
                    "at": (places or {}).get(n, (10, 70 * n, 60, 60)),
                }
                for n, fits in enumerate(key)
            ],
        }
        | changes
    )


def fit_to_use(key: list[bool]) -> bool:
    return any(key) and not all(key)


questions = st.lists(st.booleans(), min_size=3, max_size=8).filter(fit_to_use).map(lambda key: a_question(tuple(key)))
choices = st.lists(st.integers(min_value=-3, max_value=11), max_size=12)


# Scores


@pytest.mark.parametrize(
    ("key", "chosen", "score"),
    [
        ((True, False, False), [0], 1),
        ((True, False, False), [1], 0),
        ((True, False, False), [0, 1], 0),
        ((True, False, False), [0, 1, 2], 0),
        ((True, False, False), [], 0),
        ((True, False, False), [0, 0], 1),
        ((True, False, False), [0, 7, -1], 1),
        ((True, False, False), [-3], 0),
        ((True, True, False), [0, 1], 1),
        ((True, True, False), [0], 0.5),
        ((True, True, False), [0, 2], 0),
        ((True, True, False), [0, 1, 2], 0),
        ((True, True, True, False, False), [0, 1, 2, 3], 2 / 3),
    ],
)
def test_right_places_minus_wrong_ones(key: tuple[bool, ...], chosen: list[int], score: float) -> None:
    assert a_question(key).score_of(chosen) == score


@given(questions)
def test_a_blank_answer_scores_nothing(question: Hotspot) -> None:
    assert question.score_of([]) == 0


@given(questions)
def test_tapping_everywhere_scores_nothing(question: Hotspot) -> None:
    assert question.score_of(range(len(question.options))) == 0


@given(questions, choices)
def test_a_score_is_between_none_and_all_and_nothing_beats_the_key(question: Hotspot, chosen: list[int]) -> None:
    assert 0 <= question.score_of(chosen) <= question.score_of(question.key) == 1


@given(questions, st.data())
def test_only_the_key_scores_everything(question: Hotspot, data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.integers(min_value=0, max_value=len(question.options) - 1)))
    assert (question.score_of(sorted(chosen)) == 1) == (tuple(sorted(chosen)) == question.key)


@given(questions, choices, st.randoms(use_true_random=False))
def test_the_order_of_taps_never_matters(question: Hotspot, chosen: list[int], chance: Random) -> None:
    shuffled = list(chosen)
    chance.shuffle(shuffled)
    assert question.score_of(shuffled) == question.score_of(chosen)


@given(questions, choices)
def test_a_stored_question_scores_as_it_did(question: Hotspot, chosen: list[int]) -> None:
    again = item_from_json(item_json(question))
    assert again == question
    assert again.score_of(chosen) == question.score_of(chosen)
    assert version_of(again) == version_of(question)


def test_a_zone_that_moves_makes_another_version() -> None:
    assert version_of(a_question(places={0: (200, 0, 60, 60)})) != version_of(a_question())


# What is shown and explained


@given(questions, st.integers())
def test_zones_stay_as_written_so_that_list_and_drawing_have_the_same_numbers(question: Hotspot, seed: int) -> None:
    assert question.shuffled(Random(seed)) == tuple(range(len(question.options)))


@pytest.mark.parametrize(("chosen", "complete"), [([], False), ([0], True), ([0, 1, 2], True)])
def test_an_answer_is_complete_when_something_was_tapped(chosen: list[int], complete: bool) -> None:
    assert a_question().is_complete(chosen) == complete


def test_each_zone_says_whether_it_was_tapped_and_whether_it_fits() -> None:
    assert a_question().explain([2, 9], order=(0, 1, 2)) == [
        OptionLine(1, "Place 0", "Because 0.", chosen=False, right=True),
        OptionLine(2, "Place 1", "Because 1.", chosen=False, right=False),
        OptionLine(3, "Place 2", "Because 2.", chosen=True, right=False),
    ]


def test_everything_that_is_read_can_be_found_in_the_file() -> None:
    texts = list(a_question().texts())
    assert [text.words for text in texts[:4]] == ["Place 0", "Because 0.", "Place 1", "Because 1."]
    assert [text.kind for text in texts[:2]] == ["option", "explanation"]
    assert [text.place for text in texts[2:4]] == [("zones", 1, "text"), ("zones", 1, "why")]


# What is still to write


def test_it_cannot_do_without_a_picture() -> None:
    with pytest.raises(ValidationError, match="picture"):
        a_question(picture=None)


SMALL, EDGE = SMALLEST_ZONE - 1, SMALLEST_ZONE


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        (a_question(), []),
        (a_question((True, *[False] * 7)), []),
        (a_question((True, True, False)), []),
        (a_question((True, False)), ["has 2 zones; a hotspot has three to eight"]),
        (a_question((True, *[False] * 8)), ["has 9 zones; a hotspot has three to eight"]),
        (a_question((False, False, False)), ["has no right zone; mark at least one with `right: yes`"]),
        (a_question((True, True, True)), ["has no zone that does not fit; write at least one"]),
        (
            a_question(places={1: (100, 0, SMALL, 60)}),
            ["has a zone too small for a finger (zone 2); make it 52 units wide and high"],
        ),
        (
            a_question(places={2: (100, 0, 60, SMALL)}),
            ["has a zone too small for a finger (zone 3); make it 52 units wide and high"],
        ),
        (a_question(places={0: (100, 0, EDGE, EDGE)}), []),
        (a_question(places={2: (40, 0, 60, 60)}), ["has zones that overlap (1 and 3); move them apart"]),
        (
            a_question(places={1: (0, 0, 320, 200)}),
            [
                "has zones that overlap (1 and 2); move them apart",
                "has zones that overlap (2 and 3); move them apart",
            ],
        ),
        (a_question(places={1: (70, 0, 60, 60)}), []),
        (a_question(places={1: (10, 60, 60, 60)}), []),
        (a_question(places={0: (70, 0, 60, 60), 1: (10, 0, 60, 60)}), []),
        (a_question(places={1: (69, 0, 60, 60)}), ["has zones that overlap (1 and 2); move them apart"]),
        (a_question(places={1: (10, 59, 60, 60)}), ["has zones that overlap (1 and 2); move them apart"]),
    ],
)
def test_it_says_what_is_still_to_write(question: Hotspot, sentences: list[str]) -> None:
    assert list(question.slips()) == sentences
