"""Branching case: the mean worth of the choices on a path; an open scene counts as one of nothing."""

from collections.abc import Iterator
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.items import is_version_of, item_from_json, item_json, version_of
from course.items.branching_case import SCENES_AT_MOST, BranchingCase, Choice, SceneLine

BEST, HALF, WORST = ("yes", "yes"), ("partly", "partly"), ("no", "no")

Exits = tuple[tuple[str, tuple[str, str]], ...]
"""For each choice of a scene: where it leads, and whether it is safe and gentle."""

STORY: dict[str, Exits] = {
    "door": (("porch", WORST), ("talk", BEST), ("porch", HALF)),
    "porch": (("talk", BEST), ("end", WORST)),
    "talk": (("end", ("yes", "partly")), ("end", BEST)),
    "end": (),
}
"""Who did not choose the best at the door comes to the porch, and from there the road leads back to the talk."""


def a_case(scenes: dict[str, Exits] = STORY, **changes: object) -> BranchingCase:
    return BranchingCase.model_validate(
        {
            "id": "somebody-knocks",
            "kind": "branching case",
            "objective": "get-help",
            "statements": ["robins.04"],
            "section": "needs-help",
            "stem": "What would you do?",
            "scenes": [
                {
                    "id": scene,
                    "story": f"At the {scene}.",
                    "choices": [
                        {
                            "text": f"Choice {n} at the {scene}",
                            "safe": safe,
                            "gentle": gentle,
                            "why": f"Because {n} at the {scene}.",
                            "then": then,
                        }
                        for n, (then, (safe, gentle)) in enumerate(choices)
                    ],
                }
                for scene, choices in scenes.items()
            ],
        }
        | changes
    )


much = st.sampled_from(["yes", "partly", "no"])
junk = st.lists(st.integers(min_value=-2, max_value=5), max_size=8)


@st.composite
def cases(draw: st.DrawFn) -> BranchingCase:
    """A story that may be written so: one choice of each scene is the best, every choice leads further down."""
    number = draw(st.integers(min_value=1, max_value=4))
    scenes: dict[str, Exits] = {}
    for at in range(number):
        further_down = st.sampled_from([f"scene-{later}" for later in range(at + 1, number + 1)])
        exits = draw(st.lists(st.tuples(further_down, st.tuples(much, much)), min_size=1, max_size=3))
        best = (f"scene-{at + 1}", BEST)
        scenes[f"scene-{at}"] = tuple(draw(st.permutations([best, *exits])))
    return a_case({**scenes, f"scene-{number}": ()}, safe_first=draw(st.booleans()))


def choices_on(case: BranchingCase, path: tuple[int, ...]) -> list[Choice]:
    return [choice for _, choice in case.walk(path) if choice]


def choice_at(case: BranchingCase, scene: str, number: int) -> Choice:
    found = case.find_scene(scene)
    assert found is not None
    return found.choices[number]


# Scores


@pytest.mark.parametrize(
    ("chosen", "score"),
    [
        ((1, 1), 1),
        ((1, 0), 0.875),
        ((2, 0, 1), (0.5 + 1 + 1) / 3),
        ((0, 0, 1), 2 / 3),
        ((0, 1), 0),
        ((2, 1), 0.25),
        ((), 0),
        ((1,), 0.5),
        ((2,), 0.25),
        ((2, 0), 0.5),
        ((0,), 0),
        ((1, 7), 0.5),
        ((1, -1), 0.5),
        ((9, 1), 0),
        ((-1, 1), 0),
        ((1, 1, 0, 0), 1),
    ],
)
def test_a_score_is_the_mean_worth_of_the_path_with_open_scenes_as_nothing(
    chosen: tuple[int, ...], score: float
) -> None:
    assert a_case().score_of(chosen) == pytest.approx(score)


@pytest.mark.parametrize(
    ("safe", "gentle", "worth"),
    [
        ("yes", "yes", 1),
        ("yes", "partly", 0.75),
        ("yes", "no", 0.5),
        ("partly", "yes", 0.75),
        ("partly", "partly", 0.5),
        ("partly", "no", 0.25),
        ("no", "yes", 0.5),
        ("no", "partly", 0.25),
        ("no", "no", 0),
    ],
)
def test_safety_and_kindness_count_alike_and_what_is_not_safe_is_worth_nothing(
    safe: str, gentle: str, worth: float
) -> None:
    case = a_case({"door": (("end", (safe, gentle)), ("end", BEST)), "end": ()})
    assert case.score_of([0]) == worth
    today = a_case({"door": (("end", (safe, gentle)), ("end", BEST)), "end": ()}, safe_first=True)
    assert today.worth_of(choice_at(today, "door", 0)) == (0 if safe == "no" else worth)
    assert today.score_of([0]) == (0 if safe == "no" else worth)


def test_a_story_shown_before_unsafe_choices_were_worth_nothing_scores_as_it_did() -> None:
    told = a_case({"door": (("end", ("no", "yes")), ("end", BEST)), "end": ()})
    today = told.as_asked(None)
    kept_then, kept_now = item_json(told), item_json(today)
    assert "safe-first" not in kept_then
    assert item_from_json(kept_then).score_of([0]) == 0.5
    assert item_from_json(kept_now).score_of([0]) == 0
    assert version_of(today) != version_of(told), "the rule is a part of what was shown"
    assert is_version_of(version_of(told), today), "and its words are those of today"


@given(cases())
def test_no_rule_gives_more_than_the_one_of_before(case: BranchingCase) -> None:
    """So scoring old answers again by today's rule never raises them for this reason alone."""
    today, before = (case.model_copy(update={"safe_first": rule}) for rule in (True, False))
    for path in ((), (0,), (1,), (0, 0), (0, 1), (1, 0, 1), case.key):
        assert today.score_of(path) <= before.score_of(path)


def test_a_worse_choice_and_then_the_road_back_lies_between() -> None:
    case = a_case()
    stayed_away, came_back, best = case.score_of([0, 1]), case.score_of([0, 0, 1]), case.score_of([1, 1])
    assert 0 == stayed_away < came_back < best == 1


@given(cases())
def test_a_blank_answer_scores_nothing(case: BranchingCase) -> None:
    assert case.score_of([]) == 0


@given(cases(), junk)
def test_a_score_is_between_none_and_all_and_nothing_beats_the_key(case: BranchingCase, chosen: list[int]) -> None:
    assert 0 <= case.score_of(chosen) <= case.score_of(case.key) == 1


@given(cases(), junk)
def test_only_a_whole_path_that_is_safe_and_gentle_scores_everything(case: BranchingCase, chosen: list[int]) -> None:
    path = case.valid_path(chosen)
    all_best = all((choice.safe, choice.gentle) == BEST for choice in choices_on(case, path))
    assert (case.score_of(chosen) == 1) == (case.is_complete(path) and all_best)


@given(cases(), junk)
def test_an_open_scene_counts_as_one_of_nothing(case: BranchingCase, chosen: list[int]) -> None:
    path = case.valid_path(chosen)
    worth = [case.worth_of(choice) for choice in choices_on(case, path)] + [0] * (not case.is_complete(path))
    assert case.score_of(chosen) == pytest.approx(sum(worth) / len(worth))


@given(cases(), junk)
def test_a_stored_case_scores_as_it_did(case: BranchingCase, chosen: list[int]) -> None:
    again = item_from_json(item_json(case))
    assert again == case
    assert again.score_of(chosen) == case.score_of(chosen)
    assert version_of(again) == version_of(case)


# The path


@pytest.mark.parametrize(
    ("chosen", "scenes", "choices"),
    [
        ((), ["door"], [None]),
        ((1,), ["door", "talk"], [1, None]),
        ((0, 0), ["door", "porch", "talk"], [0, 0, None]),
        ((1, 1), ["door", "talk", "end"], [1, 1, None]),
        ((2, 0, 0), ["door", "porch", "talk", "end"], [2, 0, 0, None]),
        ((1, 2), ["door", "talk"], [1, None]),
        ((-1,), ["door"], [None]),
        ((1, 1, 0), ["door", "talk", "end"], [1, 1, None]),
    ],
)
def test_a_path_is_walked_as_far_as_it_goes(
    chosen: tuple[int, ...], scenes: list[str], choices: list[int | None]
) -> None:
    walked = a_case().walk(chosen)
    assert [scene.id for scene, _ in walked] == scenes
    assert [scene.choices.index(choice) if choice else None for scene, choice in walked] == choices
    made = tuple(choice for choice in choices if choice is not None)
    assert a_case().valid_path(chosen) == made


@given(cases(), junk)
def test_what_can_be_walked_stays_the_same_when_it_is_walked_again(case: BranchingCase, chosen: list[int]) -> None:
    path = case.valid_path(chosen)
    assert path == tuple(chosen[: len(path)])
    assert case.valid_path(path) == path
    assert case.walk(path) == case.walk(chosen)
    assert case.score_of(path) == case.score_of(chosen)
    assert case.is_complete(path) == case.is_complete(chosen)


@pytest.mark.parametrize(
    ("chosen", "complete"),
    [((), False), ((1,), False), ((1, 1), True), ((0, 1), True), ((0, 0), False), ((1, 9), False), ((1, 1, 3), True)],
)
def test_an_answer_is_complete_when_the_story_has_ended(chosen: tuple[int, ...], complete: bool) -> None:
    assert a_case().is_complete(chosen) == complete


def test_a_scene_is_found_by_its_id() -> None:
    case = a_case()
    assert case.find_scene("porch") == case.scenes[1]
    assert case.find_scene("attic") is None


# What is shown


@given(cases(), st.integers())
def test_each_scene_has_its_own_part_of_the_shuffled_order(case: BranchingCase, seed: int) -> None:
    order = case.shuffled(Random(seed))
    assert order == case.shuffled(Random(seed))
    parts = [case.order_in(scene, order) for scene in case.scenes]
    assert [sorted(part) for part in parts] == [list(range(len(scene.choices))) for scene in case.scenes]
    assert tuple(at for part in parts for at in part) == order


def test_an_order_is_cut_where_a_scene_begins() -> None:
    case, order = a_case(), (2, 0, 1, 1, 0, 0, 1)
    assert [case.order_in(scene, order) for scene in case.scenes] == [(2, 0, 1), (1, 0), (0, 1), ()]


def test_another_seed_brings_another_order() -> None:
    assert len({a_case().shuffled(Random(seed)) for seed in range(40)}) > 10


# What is explained


def test_a_path_is_told_with_what_was_better_and_the_road_back() -> None:
    case = a_case()
    assert case.explain([2, 0, 0], order=case.shuffled(Random(1))) == [
        SceneLine(0, "At the door.", choice_at(case, "door", 2), choice_at(case, "door", 1), ()),
        SceneLine(1, "At the porch.", choice_at(case, "porch", 0), None, (2,)),
        SceneLine(2, "At the talk.", choice_at(case, "talk", 0), choice_at(case, "talk", 1), (2, 0)),
        SceneLine(3, "At the end.", None, None, (2, 0, 0)),
    ]


def test_an_open_scene_gives_no_choice_away() -> None:
    case = a_case()
    assert case.explain([1], order=())[-1] == SceneLine(1, "At the talk.", None, None, (1,))


@given(cases(), junk)
def test_a_better_choice_is_told_exactly_where_there_was_one(case: BranchingCase, chosen: list[int]) -> None:
    lines = case.explain(chosen, case.shuffled(Random(0)))
    assert [(line.story, line.given) for line in lines] == [(scene.story, given) for scene, given in case.walk(chosen)]
    for line, (scene, given_one) in zip(lines, case.walk(chosen), strict=True):
        most = max((case.worth_of(choice) for choice in scene.choices), default=0)
        if given_one is None or case.worth_of(given_one) == most:
            assert line.best is None
        else:
            assert line.best is not None
            assert case.worth_of(line.best) == most
        assert case.walk(line.road_back)[-1] == (scene, None)


def test_everything_that_is_read_can_be_found_in_the_file() -> None:
    texts = list(a_case().texts())
    assert [(text.kind, text.words, text.place) for text in texts[7:10]] == [
        ("scene", "At the porch.", ("scenes", 1, "story")),
        ("option", "Choice 0 at the porch", ("scenes", 1, "choices", 0, "text")),
        ("explanation", "Because 0 at the porch.", ("scenes", 1, "choices", 0, "why")),
    ]
    assert len(texts) == 4 + 2 * 7


# What is still to write


OUT = ("end", BEST)


def two_of_one_id() -> BranchingCase:
    case = a_case()
    return case.model_copy(update={"scenes": (*case.scenes, case.scenes[1])})


@pytest.mark.parametrize(
    ("case", "sentences"),
    [
        (a_case(), []),
        (a_case({"door": (OUT, OUT, OUT, OUT), "end": ()}), []),
        (two_of_one_id(), ["has two scenes of the same id; give each its own"]),
        (a_case({}), ["begins with an ending; write choices for its first scene"]),
        (a_case({"end": ()}), ["begins with an ending; write choices for its first scene"]),
        (
            a_case({"end": (), "door": (OUT, OUT)}),
            ["begins with an ending; write choices for its first scene"],
        ),
        (
            a_case({"door": (OUT,), "end": ()}),
            ['has 1 choices in the scene "door"; write two to four, or none to end'],
        ),
        (
            a_case({"door": (OUT,) * 5, "end": ()}),
            ['has 5 choices in the scene "door"; write two to four, or none to end'],
        ),
        (
            a_case({"door": (OUT, ("attic", WORST)), "end": ()}),
            ['leads from "door" to "attic"; name a scene further down'],
        ),
        (
            a_case({"door": (OUT, ("door", WORST)), "end": ()}),
            ['leads from "door" to "door"; name a scene further down'],
        ),
        (
            a_case({"door": (("porch", BEST), OUT), "porch": (OUT, ("door", WORST)), "end": ()}),
            ['leads from "porch" to "door"; name a scene further down'],
        ),
        (
            a_case({"door": (OUT, OUT), "porch": (OUT, OUT), "end": ()}),
            ['has a scene that no choice leads to; lead to "porch" or take it out'],
        ),
        (
            a_case({"door": (OUT, OUT), "end": (), "other-end": ()}),
            ['has a scene that no choice leads to; lead to "other-end" or take it out'],
        ),
        (
            a_case({"door": (("end", WORST), ("end", ("yes", "partly"))), "end": ()}),
            ["has no path that is safe and gentle all the way; write one"],
        ),
        (
            a_case({"door": (("porch", BEST), ("end", WORST)), "porch": (("end", HALF), ("end", HALF)), "end": ()}),
            ["has no path that is safe and gentle all the way; write one"],
        ),
        (
            a_case({"door": (OUT, ("attic", BEST)), "porch": (OUT,), "end": ()}),
            [
                'leads from "door" to "attic"; name a scene further down',
                'has 1 choices in the scene "porch"; write two to four, or none to end',
                'has a scene that no choice leads to; lead to "porch" or take it out',
            ],
        ),
    ],
)
def test_it_says_what_is_still_to_write(case: BranchingCase, sentences: list[str]) -> None:
    assert list(case.slips()) == sentences


@given(cases())
def test_nothing_is_to_write_in_a_story_whose_scenes_all_have_a_best_choice(case: BranchingCase) -> None:
    assert list(case.slips()) == []


def test_the_best_path_is_found_though_it_does_not_begin_with_the_first_of_two_good_choices() -> None:
    case = a_case({"door": (("porch", BEST), OUT), "porch": (("end", HALF), ("end", WORST)), "end": ()})
    assert case.score_of([1]) == 1
    assert case.key == (1,)
    assert list(case.slips()) == []


def a_ladder(scenes: int) -> BranchingCase:
    """A story of so many scenes one after the other, each with four choices that lead to the next."""
    ids = [f"step-{n}" for n in range(scenes)]
    rungs = {here: tuple((on, worth) for worth in (WORST, HALF, BEST, HALF)) for here, on in pairwise(ids)}
    return a_case({**rungs, ids[-1]: ()})


def test_the_best_path_of_the_longest_story_is_found_without_walking_them_all() -> None:
    """Four choices in each of eleven scenes make four million paths."""
    assert a_ladder(SCENES_AT_MOST).key == (2,) * (SCENES_AT_MOST - 1)
    assert list(a_ladder(SCENES_AT_MOST).slips()) == []


@pytest.mark.parametrize("scenes", [SCENES_AT_MOST + 1, 3000])
def test_a_story_that_is_too_long_is_told_so(scenes: int) -> None:
    assert list(a_ladder(scenes).slips()) == [
        f"has {scenes} scenes; keep a story to 12, so that it can be told on a phone"
    ]


@given(cases())
def test_no_path_is_better_than_the_key(case: BranchingCase) -> None:
    assert case.score_of(case.key) == max(case.score_of(path) for path in paths_of(case))


def paths_of(case: BranchingCase, path: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """Every path to an ending, by walking."""
    scene, _open = case.walk(path)[-1]
    if not scene.choices:
        yield path
    for at in range(len(scene.choices)):
        yield from paths_of(case, (*path, at))
