"""Versions: an item is another one when a learner is asked something else, and the same whatever became of it."""

import json
from typing import Any

import pytest

from course.items import KINDS, Item, is_version_of, item_from_json, item_json, version_of

SHARED: dict[str, Any] = {
    "id": "which-bird",
    "objective": "name-the-bird",
    "statements": ["robins.01"],
    "section": "orange-breast",
    "stem": "Which bird is it?",
}
OPTIONS = [
    {"text": "Robin", "right": True, "why": "Its breast is orange."},
    {"text": "Tit", "why": "Tits are yellow."},
    {"text": "Owl", "why": "Owls are brown."},
]
WRITTEN: dict[str, dict[str, Any]] = {
    "single best answer": {"options": OPTIONS},
    "multiple response": {
        "options": [*OPTIONS, {"text": "Redstart", "right": True, "why": "Its breast is orange too."}]
    },
    "matching": {
        "pairs": [
            {"prompt": "Breast", "response": "Orange", "why": "It is."},
            {"prompt": "Back", "response": "Brown", "why": "So is that."},
        ],
        "unused": [{"response": "Blue", "why": "Nothing of it is blue."}],
    },
    "ordering": {"steps": [{"text": f"Step {n}", "why": f"Because {n}."} for n in range(3)]},
    "hotspot": {
        "picture": "two-birds",
        "zones": [{**option, "at": [0, 70 * at, 60, 60]} for at, option in enumerate(OPTIONS)],
    },
    "branching case": {
        "scenes": [
            {
                "id": "begin",
                "story": "A bird lies below the window.",
                "choices": [
                    {"text": "Wait.", "safe": "yes", "gentle": "yes", "why": "It wakes up.", "then": "end"},
                    {"text": "Shout.", "safe": "no", "gentle": "no", "why": "It is afraid.", "then": "end"},
                ],
            },
            {"id": "end", "story": "It flies away."},
        ]
    },
}
"""One of each kind with nothing in it that may be left out, but for what makes an answer right."""


def an_item(kind: str = "single best answer", **changes: object) -> Item:
    return KINDS[kind].model_validate({**SHARED, "kind": kind, **WRITTEN[kind], **changes})


def options(*changed: dict[str, object]) -> list[dict[str, object]]:
    """The three options with some words changed, from the first one on."""
    return [{**option, **change} for option, change in zip(OPTIONS, [*changed, {}, {}, {}], strict=False)]


every_kind = pytest.mark.parametrize("kind", KINDS)


def test_every_kind_stands_in_these_tests() -> None:
    assert set(WRITTEN) == set(KINDS)


# What makes another version, and what does not


@every_kind
@pytest.mark.parametrize(
    "change",
    [
        {"retired": True},
        {"void": True, "void-reason": "Two options were right."},
        {"void-reason": "Two options were right."},
        {"correction": "The second option was mended."},
        {"form-of": "whose-breast"},
        {"retired": True, "void": True, "void-reason": "So.", "correction": "So.", "form-of": "whose-breast"},
    ],
    ids=lambda change: "+".join(change),
)
def test_what_became_of_an_item_makes_no_other_version(kind: str, change: dict[str, object]) -> None:
    assert version_of(an_item(kind, **change)) == version_of(an_item(kind))


CHANGES: dict[str, dict[str, object]] = {
    "id": {"id": "which-other-bird"},
    "objective": {"objective": "see-the-difference"},
    "statements": {"statements": ["robins.01", "robins.02"]},
    "section": {"section": "flicking-tail"},
    "stem": {"stem": "Which bird is this?"},
    "content-note": {"content-note": "A bird is hurt."},
    "picture": {"picture": "tail"},
    "shows-mark": {"shows-mark": True},
    "must-pass": {"must-pass": True},
    "help-section": {"help-section": "bird-hit-window"},
    "after": {"after": "Look at the tail, too."},
    "how the picture is drawn": {"drawing": "0123456789abcdef" * 2},
}


@every_kind
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_a_learner_is_asked_makes_another_version(kind: str, change: dict[str, object]) -> None:
    assert version_of(an_item(kind, **change)) != version_of(an_item(kind))


def test_each_of_these_changes_makes_a_version_of_its_own() -> None:
    assert len({version_of(an_item(**change)) for change in [{}, *CHANGES.values()]}) == len(CHANGES) + 1


@pytest.mark.parametrize(
    "written",
    [
        options({"text": "A robin"}),
        options({"why": "It is orange."}),
        options({"right": False}, {"right": True}),
        options({}, {"right": True}),
        [OPTIONS[1], OPTIONS[0], OPTIONS[2]],
        OPTIONS[:2],
    ],
    ids=[
        "text of an option",
        "why of an option",
        "the key",
        "one more right option",
        "order written",
        "one option less",
    ],
)
def test_options_make_another_version(written: list[dict[str, object]]) -> None:
    assert version_of(an_item(options=written)) != version_of(an_item())


@every_kind
def test_every_word_that_is_read_makes_another_version(kind: str) -> None:
    item = an_item(kind)
    for text in item.texts():
        written = json.loads(item_json(item))
        *way, last = text.place
        inside = written
        for step in way:
            inside = inside[step]
        assert inside[last] == text.words, "the place leads to the words"
        inside[last] += " indeed"
        assert version_of(item_from_json(json.dumps(written))) != version_of(item), text.place


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("matching", {"pairs": list(reversed(WRITTEN["matching"]["pairs"]))}),
        ("matching", {"unused": []}),
        ("ordering", {"steps": list(reversed(WRITTEN["ordering"]["steps"]))}),
        ("hotspot", {"zones": [{**zone, "at": [9, *zone["at"][1:]]} for zone in WRITTEN["hotspot"]["zones"]]}),
    ],
)
def test_another_key_of_other_kinds_makes_another_version(kind: str, change: dict[str, object]) -> None:
    assert version_of(an_item(kind, **change)) != version_of(an_item(kind))


@pytest.mark.parametrize("field", ["safe", "gentle", "then"])
def test_a_choice_in_a_story_that_is_worth_or_leads_elsewhere_makes_another_version(field: str) -> None:
    written = json.loads(item_json(an_item("branching case")))
    written["scenes"][0]["choices"][1][field] = "partly"
    assert version_of(item_from_json(json.dumps(written))) != version_of(an_item("branching case"))


@every_kind
def test_a_version_is_32_hex_digits(kind: str) -> None:
    version = version_of(an_item(kind))
    assert len(version) == 32
    assert set(version) <= set("0123456789abcdef")


# What is kept


@every_kind
def test_only_what_was_written_is_kept(kind: str) -> None:
    assert json.loads(item_json(an_item(kind))) == {**SHARED, "kind": kind, **WRITTEN[kind]}


DEFAULTS: dict[str, object] = {
    "form-of": None,
    "content-note": None,
    "shows-mark": False,
    "must-pass": False,
    "help-section": None,
    "after": None,
    "correction": None,
    "retired": False,
    "void": False,
    "void-reason": None,
}


@every_kind
def test_a_field_that_says_what_goes_without_saying_adds_nothing(kind: str) -> None:
    said = an_item(kind, **DEFAULTS)
    assert item_json(said) == item_json(an_item(kind))
    assert version_of(said) == version_of(an_item(kind))


def test_an_option_that_says_that_it_is_not_right_adds_nothing() -> None:
    assert item_json(an_item(options=options({}, {"right": False}))) == item_json(an_item())


@every_kind
def test_a_kept_item_is_the_item_without_what_became_of_it(kind: str) -> None:
    mended = an_item(kind, retired=True, correction="Mended.", **{"form-of": "whose-breast", "void-reason": "So."})
    assert item_from_json(item_json(mended)) == an_item(kind)


@every_kind
def test_a_kept_item_keeps_its_version(kind: str) -> None:
    item = an_item(kind, after="Look again.", **{"must-pass": True, "help-section": "bird-hit-window"})
    again = item_from_json(item_json(item))
    assert again == item
    assert version_of(again) == version_of(item)


# What earlier releases kept


def of_an_earlier_release(kind: str, **fields: object) -> str:
    """Everything in full, as it was kept before this release; nobody knew other forms yet."""
    full = {**SHARED, "kind": kind, **DEFAULTS, "picture": None, **WRITTEN[kind], **fields}
    return json.dumps({name: value for name, value in full.items() if name != "form-of"})


@every_kind
def test_an_item_that_an_earlier_release_kept_in_full_can_still_be_read(kind: str) -> None:
    assert item_from_json(of_an_earlier_release(kind)) == an_item(kind)


@every_kind
def test_what_an_earlier_release_kept_is_not_lost(kind: str) -> None:
    fields = {"retired": True, "correction": "Mended.", "content-note": "A bird is hurt.", "after": "Look again."}
    kept = item_from_json(of_an_earlier_release(kind, **fields))
    assert (kept.retired, kept.correction) == (True, "Mended.")
    assert (kept.content_note, kept.after) == ("A bird is hurt.", "Look again.")
    assert kept.score_of(kept.key) == 1


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "no json",
        json.dumps({**SHARED, "kind": "single best answer"}),
        json.dumps({**SHARED, **WRITTEN["ordering"], "kind": "matching"}),
        json.dumps({**SHARED, **WRITTEN["ordering"], "kind": "ordering", "colour": "red"}),
    ],
    ids=["empty", "no json", "no options", "another kind", "an unknown field"],
)
def test_what_is_no_item_is_refused(kept: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its words are pydantic's or json's
        item_from_json(kept)


@pytest.mark.parametrize("kept", [{**SHARED, "kind": "essay"}, SHARED, []], ids=["unknown kind", "no kind", "a list"])
def test_a_kind_that_nobody_knows_is_refused_like_any_other_text(kept: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its words may change
        item_from_json(json.dumps(kept))


@every_kind
def test_an_item_kept_before_versions_knew_drawings_is_still_todays(kind: str) -> None:
    today = an_item(kind, picture="tail", drawing="0" * 32)
    kept = version_of(an_item(kind, picture="tail"))
    assert version_of(today) != kept
    assert is_version_of(kept, today)
    assert is_version_of(version_of(today), today)
    assert not is_version_of(kept, an_item(kind, picture="tail", drawing="0" * 32, stem="Which bird is this?"))
    assert not is_version_of(version_of(today), an_item(kind, picture="tail", drawing="1" * 32))
