"""Flaws that give an answer away, each shown on a small wrong bank with the sentence that its author reads."""

from dataclasses import replace

import pytest

from course.content import load_course
from course.editorial import item_flaws, statistics
from course.items import KINDS, Item
from tests.builders import a_bank, a_case, a_multiple_response, an_item
from tests.unit.content.conftest import BANK, Desk
from tests.unit.editorial.conftest import Lacks

STEM = "stem: What colour is a robin's breast?"
"""Of the item in line 21 of the bank; its best answer is “Orange”."""


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([(STEM, "stem: Which of these is not a bird?")], "ask what is so, not what is not"),
        ([(STEM, "stem: All of these are birds except one. Which?")], "ask what is so, not what is not"),
        ([(STEM, "stem: What can NOT be seen from here?")], "ask what is so, not what is not"),
        ([("text: Blue", "text: None of the above.")], 'write an answer of its own in place of "None of the above."'),
        *(
            ([("text: Blue", f"text: {text}")], f'write an answer of its own in place of "{text}"')
            for text in (
                "All of these",
                "All the above",
                "All of the above are true",
                "None of the above applies here",
                "It is one of the options above",
                "Both A and B",
                "Neither B nor C",
                "Both of these are right",
                "Any of them may fit",
            )
        ),
        *(
            ([(STEM, f"stem: {stem}")], "ask what is so, not what is not")
            for stem in (
                "Here are three colours. Choose the one that does not fit.",
                "Pick the colour that isn’t there.",
                "Which colour is least likely?",
                "Which of these are false?",
                "Which colour is unlikely on a robin?",
                "Which colour isn't on a robin?",
                "Which colours aren’t on a robin?",
                "What doesn't a robin eat?",
            )
        ),
        *(
            ([("text: Blue", f"text: {text}")], f'say it without "{word}"; no option that fits has such a word')
            for text, word in (
                ("Always blue", "Always"),
                ("Blue, and all the others too", "all"),
                ("Blue in every case", "every"),
                ("A blue that no one sees", "no one"),
                ("Nothing but blue", "Nothing"),
                ("What cannot be seen", "cannot"),
                ("What can't be seen", "can't"),
                ("A blue that proves it", "proves"),
            )
        ),
        ([("text: Orange", "text: It may be orange")], 'hedge another option as well, or none; "may"'),
        (
            [(STEM, "stem: What about its bright breast?"), ("text: Orange", "text: A bright colour")],
            'use "bright" in another option too, or not in what fits',
        ),
        (
            [("text: Orange", "text: Orange from the face down to the middle of the body")],
            'write more than "Blue"; beside what fits it looks like no answer.',
        ),
        (
            [(STEM, "stem: A bird has an orange breast and sits still. Which bird is most likely?")],
            'ask this in other words; "robin-or-redstart" has the same stem.',
        ),
    ],
)
def test_a_flaw_is_told_with_what_to_do(desk: Desk, lacks: Lacks, changes: list[tuple[str, str]], told: str) -> None:
    assert lacks() == []
    for old, new in changes:
        desk.replace(BANK, old, new)
    found = [line for line in lacks() if told in line]
    assert found, lacks()
    assert found[0].startswith(f"{BANK}, line ")


@pytest.mark.parametrize(
    "changes",
    [
        [(STEM, 'stem: A friend says, "Which bird is not red?" What may you say?')],
        [(STEM, "stem: The bird does not move. What comes first?")],
        [("text: Blue", "text: None of these birds is blue"), ("text: Orange", "text: All is orange")],
        [("text: Blue", "text: Blue, if at all")],
        [("text: Blue", "text: Blue above all")],
        [("text: Blue", "text: Blue on nearly every day")],
        [("text: Blue", "text: A new blue every week")],
        [("text: Orange", "text: Always orange"), ("text: Blue", "text: Never blue")],
        [("text: Blue", "text: Both of its parents")],
        [("text: Blue", "text: Neither the tail nor the back")],
        [(STEM, "stem: A robin sits still. A real one may not do so. What colour is it?")],
        [(STEM, "stem: You see at least two robins. What colour are they?")],
        [("text: Orange", "text: It may be orange"), ("text: Blue", "text: It may be blue")],
        [
            ("text: Orange", "text: Always orange"),
            ("text: Blue", "text: Never blue"),
            ("text: Green", "text: Only now"),
        ],
    ],
)
def test_what_only_looks_like_a_flaw_is_let_be(desk: Desk, lacks: Lacks, changes: list[tuple[str, str]]) -> None:
    for old, new in changes:
        desk.replace(BANK, old, new)
    assert lacks() == []


# ---------------------------------------------------------------- multiple responses

SEVERAL = "quizzes/at-the-feeder.yaml"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([("text: Plain nuts", "text: What may be plain")], 'hedge another option as well, or none; "may"'),
        ([("text: Sweets", "text: Always sweets")], 'say it without "Always"; no option that fits has such a word'),
        (
            [("text: Plain nuts", "text: Plain garden nuts"), ("for birds?", "for garden birds?")],
            'use "garden" in another option too, or not in what fits',
        ),
        (
            [
                ("text: Plain nuts", "text: Plain nuts of the kinds that are sold here"),
                ("text: Sunflower seeds", "text: Sunflower seeds of a good kind"),
            ],
            'write more than "Sweets"; beside what fits it looks like no answer.',
        ),
    ],
)
def test_what_gives_a_multiple_response_away(
    desk: Desk, lacks: Lacks, changes: list[tuple[str, str]], told: str
) -> None:
    for old, new in changes:
        desk.replace(SEVERAL, old, new)
    assert [line for line in lacks() if told in line], lacks()


def test_the_line_that_says_how_to_choose_points_nowhere(desk: Desk, lacks: Lacks) -> None:
    desk.replace(SEVERAL, "text: Plain nuts", "text: Nuts to choose")
    assert lacks() == []


# ---------------------------------------------------------------- a whole bank


def bank_slips(desk: Desk, places: list[int], texts: tuple[str, str, str] = ("Same", "Word", "Here")) -> list[str]:
    """What is said of a bank of single best answers whose best options stand in these places."""
    course = load_course(desk.lessons, desk.quizzes)
    items = []
    for number, place in enumerate(places):
        item = an_item(f"item-{number}", stem=f"Number {number}?")
        best, others = texts[0], list(texts[1:])
        options = [
            option.model_copy(update={"right": at == place, "text": best if at == place else others.pop()})
            for at, option in enumerate(item.options)
        ]
        items.append(item.model_copy(update={"options": tuple(options)}))
    module = replace(course.modules[0], bank=replace(a_bank(items), stem=course.modules[0].stem))

    return [str(slip) for slip in item_flaws.bank_slips(module)]


EVEN = [0, 1, 2] * 4


def test_a_bank_whose_best_answers_are_spread_is_let_be(desk: Desk) -> None:
    assert bank_slips(desk, EVEN) == []


@pytest.mark.parametrize("place", [0, 1, 2])
def test_best_answers_in_one_place(desk: Desk, place: int) -> None:
    told = bank_slips(desk, [place] * 7 + [0, 1, 2, 0, 1])
    assert any(f"of them stand in place {place + 1} of three." in line for line in told)


def test_best_answers_that_never_stand_last(desk: Desk) -> None:
    assert f"{BANK}, line 1: move some best answers; 0% of them stand in place 3 of three." in bank_slips(
        desk, [0, 1] * 6
    )


def slips_of(desk: Desk, items: list[Item]) -> list[str]:
    course = load_course(desk.lessons, desk.quizzes)
    module = replace(course.modules[0], bank=replace(a_bank(items), stem=course.modules[0].stem))
    return [str(slip) for slip in item_flaws.bank_slips(module)]


def test_multiple_responses_whose_first_option_always_fits(desk: Desk) -> None:
    told = f"{BANK}, line 1: move some options; in every multiple response the one that is written first fits."
    always = [a_multiple_response(f"several-{number}") for number in range(5)]
    assert slips_of(desk, always) == [told]
    assert slips_of(desk, always[:4]) == [], "of few questions nothing is said"
    turned = always[0].model_copy(update={"options": always[0].options[::-1]})
    assert slips_of(desk, [turned, *always[1:]]) == []


def test_a_story_whose_best_choices_are_all_written_first(desk: Desk) -> None:
    story = a_case()
    assert slips_of(desk, [story]) == [
        f'{BANK}, line 1: move some choices of "a-story"; the best one is written first in every scene.'
    ]
    first = story.scenes[0].model_copy(update={"choices": story.scenes[0].choices[::-1]})
    assert slips_of(desk, [story.model_copy(update={"scenes": (first, *story.scenes[1:])})]) == []


def test_best_answers_that_are_the_longest(desk: Desk) -> None:
    told = bank_slips(desk, EVEN, ("A longer answer", "Short", "Brief"))
    assert told == [
        f"{BANK}, line 1: change the length of some options; the best one is the longest in 100% of this bank, "
        "and 40% is the most."
    ]


def test_best_answers_that_are_the_shortest(desk: Desk) -> None:
    told = bank_slips(desk, EVEN, ("Best", "Another one", "A third one"))
    assert told == [
        f"{BANK}, line 1: change the length of some options; the best one is the shortest in 100% of this bank, "
        "and 40% is the most."
    ]


def test_few_questions_say_nothing_about_a_bank(desk: Desk) -> None:
    assert bank_slips(desk, [0] * 11) == []


def test_a_safety_question_needs_a_sentence_to_remember(desk: Desk, lacks: Lacks) -> None:
    desk.replace("lessons/robins-and-redstarts.md", "::: key\n", "::: content-note\n")
    assert any(
        'write "::: key" with the one sentence to remember in the section "needs-help"' in line for line in lacks()
    )


# ---------------------------------------------------------------- course check --stats


def test_the_statistics_count_kinds_places_and_lengths(desk: Desk) -> None:
    lines = list(statistics.table(load_course(desk.lessons, desk.quizzes)))
    assert lines[0] == "items by kind"
    heads = lines[1].split("  ")
    assert [kind for kind in KINDS if kind not in " ".join(heads)] == []
    robins = next(line for line in lines if line.startswith("robins-and-redstarts"))
    assert robins.split()[1:7] == ["12", "12", "1", "8", "4", "0"]
    keys = [line for line in lines if line.startswith("robins-and-redstarts")][1]
    assert keys.split()[1:5] == ["88%", "12%", "0%", "62%"]
    assert [line for line in lines if line.startswith("robins-and-redstarts")][2].split()[1:] == "4 × 2 of 4".split()
