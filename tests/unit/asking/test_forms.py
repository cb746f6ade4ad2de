"""Forms of questions: what is posted comes back as positions in the item as written, whatever order the page had."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask import Flask

from course.asking.forms import (
    AnswerForm,
    NextChoiceForm,
    OneAnswerForm,
    RowsForm,
    SeveralAnswersForm,
    form_for,
)
from course.items import KINDS, NOWHERE, Item, Matching

Asked = Callable[..., AnswerForm]

SHARED: dict[str, Any] = {
    "id": "a-question",
    "objective": "name-the-bird",
    "statements": ["robins.01"],
    "section": "orange-breast",
    "stem": "What is it?",
}


def an_item(kind: str, **fields: object) -> Item:
    return KINDS[kind].model_validate({**SHARED, "kind": kind, **fields})


def options(number: int, right: tuple[int, ...] = (0,)) -> list[dict[str, object]]:
    return [{"text": f"Option {n}", "right": n in right, "why": f"Because {n}."} for n in range(number)]


ONE = an_item("single best answer", options=options(3))
SEVERAL = an_item("multiple response", options=options(4, right=(1, 2)))
HOTSPOT = an_item(
    "hotspot",
    picture="two-birds",
    zones=[{**option, "at": (0, 70 * at, 60, 60)} for at, option in enumerate(options(3))],
)
MATCHING = an_item(
    "matching",
    pairs=[{"prompt": f"Prompt {n}", "response": f"Response {n}", "why": "So."} for n in range(3)],
    unused=[{"response": "Response 3", "why": "So."}],
)
ORDERING = an_item("ordering", steps=[{"text": f"Step {n}", "why": "So."} for n in range(4)])


def choice(text: str, then: str) -> dict[str, str]:
    return {"text": text, "safe": "yes", "gentle": "yes", "why": "So.", "then": then}


STORY = an_item(
    "branching case",
    scenes=[
        {"id": "door", "story": "Knock.", "choices": [choice("Open", "talk"), choice("Wait", "talk")]},
        {
            "id": "talk",
            "story": "Hello.",
            "choices": [choice("Listen", "end"), choice("Ask", "end"), choice("Leave", "end")],
        },
        {"id": "end", "story": "Goodbye."},
    ],
)
STORY_ORDER = (1, 0, 2, 0, 1)
"""Two choices at the door, then three in the talk."""


@pytest.fixture
def asked(app: Flask) -> Asked:
    """The form of an item after a post (or, without one, as it is first shown)."""
    app.config["WTF_CSRF_ENABLED"] = False

    def ask(
        item: Item, order: Sequence[int], posted: dict[str, object] | None = None, given: Sequence[int] = ()
    ) -> AnswerForm:
        method = "GET" if posted is None else "POST"
        sent = posted if posted is None else {"csrf_token": "any", **posted}
        with app.test_request_context(method=method, data=sent):
            form = form_for(item, order, given)
            if posted is not None:
                form.validate()
            return form

    return ask


def labels(form: AnswerForm) -> list[tuple[object, str]]:
    return [(choice.value, choice.label) for choice in form.chosen.iter_choices()]


def errors(form: AnswerForm) -> list[str]:
    return [str(error) for field in form for error in field.errors]


def rows(item: Item, order: tuple[int, ...], *given: int) -> dict[str, object]:
    """What a browser posts for an answer: rows and choices are numbered as the page shows them, open rows as well."""
    if isinstance(item, Matching):
        sent = [place if place == NOWHERE else order.index(place) for place in given]
    else:
        sent = [given[at] for at in order]
    return {f"row-{at}": str(place) for at, place in enumerate(sent)}


# ---------------------------------------------------------------- one option


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_one_option_comes_back_as_its_position_as_written(asked: Asked, order: tuple[int, ...], chosen: int) -> None:
    form = asked(ONE, order, {"chosen": str(chosen)})
    assert isinstance(form, OneAnswerForm)
    assert errors(form) == []
    assert form.positions == (chosen,)


def test_options_are_shown_in_the_order_of_the_page(asked: Asked) -> None:
    assert labels(asked(ONE, (2, 0, 1))) == [(2, "Option 2"), (0, "Option 0"), (1, "Option 1")]
    assert asked(ONE, (2, 0, 1)).chosen.label.text == "What is it?"


@pytest.mark.parametrize("posted", [{}, {"chosen": ""}])
def test_no_option_is_refused(asked: Asked, posted: dict[str, object]) -> None:
    form = asked(ONE, (0, 1, 2), posted)
    assert form.positions == ()
    assert "Choose one answer" in errors(form)


@pytest.mark.parametrize("foreign", ["3", "-1", "first", "1.0", "0 or 1"])
def test_an_option_that_there_is_not_is_refused(asked: Asked, foreign: str) -> None:
    assert errors(asked(ONE, (0, 1, 2), {"chosen": foreign}))


def test_the_option_chosen_before_is_still_chosen(asked: Asked) -> None:
    form = asked(ONE, (2, 0, 1), given=(1,))
    assert [option.value for option in form.chosen.iter_choices() if option.selected] == [1]
    assert form.positions == (1,)
    assert asked(ONE, (2, 0, 1)).positions == ()


def test_another_option_takes_the_place_of_the_one_chosen_before(asked: Asked) -> None:
    assert asked(ONE, (2, 0, 1), {"chosen": "0"}, given=(1,)).positions == (0,)


# ---------------------------------------------------------------- several options


@pytest.mark.parametrize(
    ("posted", "positions"),
    [(["1"], (1,)), (["3", "0"], (0, 3)), (["2", "1", "3", "0"], (0, 1, 2, 3))],
)
def test_several_options_come_back_as_positions_as_written(
    asked: Asked, posted: list[str], positions: tuple[int, ...]
) -> None:
    form = asked(SEVERAL, (3, 1, 0, 2), {"chosen": posted})
    assert isinstance(form, SeveralAnswersForm)
    assert errors(form) == []
    assert form.positions == positions


def test_boxes_are_shown_in_the_order_of_the_page(asked: Asked) -> None:
    assert [position for position, _ in labels(asked(SEVERAL, (3, 1, 0, 2)))] == [3, 1, 0, 2]


@pytest.mark.parametrize("item", [SEVERAL, HOTSPOT], ids=lambda item: item.kind)
def test_no_box_is_refused(asked: Asked, item: Item) -> None:
    form = asked(item, (0, 1, 2), {}, given=(1,))
    assert errors(form) == ["Choose at least one answer"]
    assert form.positions == ()


@pytest.mark.parametrize("foreign", [["4"], ["0", "9"], ["-1"], ["first"], [""]])
def test_a_box_that_there_is_not_is_refused(asked: Asked, foreign: list[str]) -> None:
    assert errors(asked(SEVERAL, (0, 1, 2, 3), {"chosen": foreign}))


def test_the_boxes_ticked_before_are_still_ticked(asked: Asked) -> None:
    form = asked(SEVERAL, (3, 1, 0, 2), given=(0, 3))
    assert [option.value for option in form.chosen.iter_choices() if option.selected] == [3, 0]


# ---------------------------------------------------------------- a drawing


def test_places_carry_the_numbers_that_stand_on_the_drawing(asked: Asked) -> None:
    form = asked(HOTSPOT, (0, 1, 2))
    assert isinstance(form, SeveralAnswersForm)
    assert labels(form) == [(0, "1. Option 0"), (1, "2. Option 1"), (2, "3. Option 2")]
    assert form.chosen.label.text == "What is it?"


def test_places_come_back_as_positions_as_written(asked: Asked) -> None:
    assert asked(HOTSPOT, (0, 1, 2), {"chosen": ["2", "0"]}).positions == (0, 2)


@pytest.mark.parametrize(
    "item",
    [
        an_item("single best answer", options=[{**options(1)[0], "text": "{0} of {1} {"}, *options(2)]),
        an_item(
            "hotspot",
            picture="two-birds",
            zones=[{**options(1)[0], "text": "{0} of {1} {", "at": (0, 0, 60, 60)}],
        ),
    ],
    ids=lambda item: item.kind,
)
def test_braces_in_an_option_stay_as_they_are(asked: Asked, item: Item) -> None:
    assert labels(asked(item, (0,)))[0][1].endswith("{0} of {1} {")


# ---------------------------------------------------------------- rows


MATCHING_ORDER, ORDERING_ORDER = (3, 1, 0, 2), (2, 0, 3, 1)

both_kinds_of_rows = pytest.mark.parametrize(
    ("item", "order"), [(MATCHING, MATCHING_ORDER), (ORDERING, ORDERING_ORDER)], ids=["matching", "ordering"]
)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), MATCHING_ORDER])
def test_what_was_matched_comes_back_as_positions_as_written(asked: Asked, order: tuple[int, ...]) -> None:
    form = asked(MATCHING, order, rows(MATCHING, order, 2, 0, 3))
    assert isinstance(form, RowsForm)
    assert errors(form) == []
    assert form.positions == (2, 0, 3)


@pytest.mark.parametrize("order", [(1, 0, 2, 3), ORDERING_ORDER])
def test_places_of_steps_come_back_in_the_order_written(asked: Asked, order: tuple[int, ...]) -> None:
    form = asked(ORDERING, order, rows(ORDERING, order, 3, 1, 0, 2))
    assert isinstance(form, RowsForm)
    assert errors(form) == []
    assert form.positions == (3, 1, 0, 2)


def test_prompts_stand_as_written_and_responses_in_the_order_of_the_page(asked: Asked) -> None:
    form = asked(MATCHING, MATCHING_ORDER)
    assert [row.label.text for row in form.rows] == ["Prompt 0", "Prompt 1", "Prompt 2"]
    for row in form.rows:
        assert [(choice.value, choice.label) for choice in row.iter_choices()] == [
            ("-1", "Choose …"),
            ("0", "Response 3"),
            ("1", "Response 1"),
            ("2", "Response 0"),
            ("3", "Response 2"),
        ]


def test_steps_stand_in_the_order_of_the_page_and_places_are_counted_from_1(asked: Asked) -> None:
    form = asked(ORDERING, ORDERING_ORDER)
    assert [row.label.text for row in form.rows] == ["Step 2", "Step 0", "Step 3", "Step 1"]
    for row in form.rows:
        assert [(choice.value, choice.label) for choice in row.iter_choices()] == [
            ("-1", "Choose …"),
            ("0", "1"),
            ("1", "2"),
            ("2", "3"),
            ("3", "4"),
        ]


@pytest.mark.parametrize(
    ("item", "order", "given"),
    [
        (MATCHING, MATCHING_ORDER, (NOWHERE, 3, NOWHERE)),
        (MATCHING, MATCHING_ORDER, (1, 1, 1)),
        (ORDERING, ORDERING_ORDER, (NOWHERE, NOWHERE, 0, NOWHERE)),
        (ORDERING, ORDERING_ORDER, (1, NOWHERE, 0, NOWHERE)),
    ],
)
def test_a_part_of_the_rows_is_an_answer(
    asked: Asked, item: Item, order: tuple[int, ...], given: tuple[int, ...]
) -> None:
    form = asked(item, order, rows(item, order, *given))
    assert errors(form) == []
    assert form.positions == given


@pytest.mark.parametrize(
    ("item", "order", "sentence"),
    [
        (MATCHING, MATCHING_ORDER, "Choose an answer for one of them"),
        (ORDERING, ORDERING_ORDER, "Give at least one of them a place"),
    ],
    ids=["matching", "ordering"],
)
def test_no_row_is_refused(asked: Asked, item: Item, order: tuple[int, ...], sentence: str) -> None:
    form = asked(item, order, rows(item, order, *[NOWHERE] * len(item.rows)))
    assert errors(form) == [sentence]
    assert form.positions == ()


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        ((0, 1, 2, 2), "Two steps have place 3. Give each its own place"),
        ((0, 0, 1, 2), "Two steps have place 1. Give each its own place"),
        ((NOWHERE, 3, NOWHERE, 3), "Two steps have place 4. Give each its own place"),
        ((1, 1, 1, 1), "Two steps have place 2. Give each its own place"),
    ],
)
def test_two_steps_in_one_place_are_refused(asked: Asked, places: tuple[int, ...], sentence: str) -> None:
    form = asked(ORDERING, ORDERING_ORDER, rows(ORDERING, ORDERING_ORDER, *places))
    assert errors(form) == [sentence]
    assert [field.id for field in form if field.errors][0] in [row.id for row in form.rows]


@pytest.mark.parametrize(
    ("places", "at"),
    [((NOWHERE,) * 4, 0), ((1, NOWHERE, 1, NOWHERE), 1), ((NOWHERE, 2, NOWHERE, 2), 3), ((0, 3, 3, 1), 3)],
)
def test_what_is_refused_stands_where_the_page_comes_to_it_first(
    asked: Asked, places: tuple[int, ...], at: int
) -> None:
    """Were it told by the order written, the sentence would give the right order away."""
    form = asked(ORDERING, ORDERING_ORDER, rows(ORDERING, ORDERING_ORDER, *places))
    assert [number for number, row in enumerate(form.rows) if row.errors] == [at]


@both_kinds_of_rows
@pytest.mark.parametrize("foreign", ["4", "-2", "first", "", "1.0"])
def test_what_is_not_in_the_list_of_a_row_is_refused(
    asked: Asked, item: Item, order: tuple[int, ...], foreign: str
) -> None:
    assert errors(asked(item, order, {**rows(item, order, *[NOWHERE] * len(item.rows)), "row-1": foreign}))


@both_kinds_of_rows
def test_a_row_that_there_is_not_changes_nothing(asked: Asked, item: Item, order: tuple[int, ...]) -> None:
    given = (1, 0, *[NOWHERE] * (len(item.rows) - 2))
    form = asked(item, order, {**rows(item, order, *given), "row-9": "0", "shown_rows": "0"})
    assert errors(form) == []
    assert form.positions == given


@both_kinds_of_rows
def test_what_was_given_to_rows_before_is_still_there(asked: Asked, item: Item, order: tuple[int, ...]) -> None:
    given = (2, *[NOWHERE] * (len(item.rows) - 2), 1)
    form = asked(item, order, given=given)
    assert form.positions == given
    standing = {row.name: [choice.value for choice in row.iter_choices() if choice.selected] for row in form.rows}
    assert standing == {name: [place] for name, place in rows(item, order, *given).items()}


@both_kinds_of_rows
def test_rows_can_be_emptied_again(asked: Asked, item: Item, order: tuple[int, ...]) -> None:
    given = (NOWHERE, 0, *[NOWHERE] * (len(item.rows) - 2))
    assert asked(item, order, rows(item, order, *given), given=tuple(range(len(item.rows)))).positions == given


def test_rows_of_one_question_never_turn_up_in_another(asked: Asked) -> None:
    assert len(asked(ORDERING, ORDERING_ORDER).rows) == 4
    assert len(asked(MATCHING, MATCHING_ORDER).rows) == 3


# ---------------------------------------------------------------- a story


@pytest.mark.parametrize(
    ("path", "chosen", "positions"),
    [((), "0", (0,)), ((), "1", (1,)), ((1,), "2", (1, 2)), ((0,), "0", (0, 0)), ((1, 9), "2", (1, 2))],
)
def test_the_next_choice_lengthens_the_path(
    asked: Asked, path: tuple[int, ...], chosen: str, positions: tuple[int, ...]
) -> None:
    form = asked(STORY, STORY_ORDER, {"chosen": chosen}, given=path)
    assert isinstance(form, NextChoiceForm)
    assert errors(form) == []
    assert form.positions == positions


def test_choices_of_the_scene_are_shown_in_the_order_of_the_page(asked: Asked) -> None:
    assert labels(asked(STORY, STORY_ORDER)) == [(1, "Wait"), (0, "Open")]
    assert labels(asked(STORY, STORY_ORDER, given=(1,))) == [(2, "Leave"), (0, "Listen"), (1, "Ask")]
    assert asked(STORY, STORY_ORDER).chosen.label.text == "What do you do?"


def test_nothing_is_chosen_in_a_new_scene(asked: Asked) -> None:
    form = asked(STORY, STORY_ORDER, given=(1,))
    assert form.positions == (1,)
    assert not [option for option in form.chosen.iter_choices() if option.selected]


@pytest.mark.parametrize("path", [(), (1,)])
def test_no_choice_is_refused_and_the_path_stays(asked: Asked, path: tuple[int, ...]) -> None:
    form = asked(STORY, STORY_ORDER, {}, given=path)
    assert "Choose what to do" in errors(form)
    assert form.positions == path


@pytest.mark.parametrize(
    ("path", "foreign"), [((), "2"), ((), "-1"), ((0,), "3"), ((), "open"), ((0, 0), "0"), ((0, 0), "")]
)
def test_a_choice_that_the_scene_does_not_have_is_refused(asked: Asked, path: tuple[int, ...], foreign: str) -> None:
    assert errors(asked(STORY, STORY_ORDER, {"chosen": foreign}, given=path))


# ---------------------------------------------------------------- every kind


@pytest.mark.parametrize(
    ("item", "order", "posted"),
    [
        (ONE, (2, 0, 1), {"chosen": "0"}),
        (SEVERAL, (3, 1, 0, 2), {"chosen": ["2", "1"]}),
        (HOTSPOT, (0, 1, 2), {"chosen": "0"}),
        (MATCHING, MATCHING_ORDER, rows(MATCHING, MATCHING_ORDER, 0, 1, 2)),
        (ORDERING, ORDERING_ORDER, rows(ORDERING, ORDERING_ORDER, 0, 1, 2, 3)),
    ],
    ids=lambda value: value.kind if isinstance(value, Item) else "",
)
def test_the_key_can_be_given_through_the_form(
    asked: Asked, item: Item, order: tuple[int, ...], posted: dict[str, object]
) -> None:
    assert item.score_of(asked(item, order, posted).positions) == 1


def test_a_story_can_be_told_to_its_end_through_the_form(asked: Asked) -> None:
    path: tuple[int, ...] = ()
    for step in STORY.key:
        assert not STORY.is_complete(path)
        path = asked(STORY, STORY_ORDER, {"chosen": str(step)}, given=path).positions
    assert STORY.is_complete(path)
    assert STORY.score_of(path) == 1


def test_a_kind_without_a_form_is_noticed(asked: Asked) -> None:
    with pytest.raises(TypeError, match="essay"):
        asked(Item.model_construct(kind="essay"), ())
