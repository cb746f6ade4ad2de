"""Ids that stand twice, names that nobody wrote, links that lead nowhere, and banks that cannot be drawn from.

Each case copies the small course, breaks one place in one file, and expects that sentence and no other.
"""

import pytest

from course.content import ContentInError, load_course
from tests.unit.content.conftest import (
    BANK,
    CONTENTS,
    DRAWING,
    FULL_BANK,
    HELP_LINES,
    LAST_BANK,
    LAST_LESSON,
    LESSON,
    SHORT_LESSON,
    SOURCES,
    Broken,
    Desk,
)

BROKEN = [
    Broken(
        "item twice in a bank",
        BANK,
        "id: whose-breast",
        "id: robin-or-redstart",
        21,
        ('give this item another id; "robin-or-redstart" stands in quizzes/robins-and-redstarts.yaml, line 5 already.'),
    ),
    Broken(
        "item twice in the course",
        FULL_BANK,
        "id: which-seeds",
        "id: whose-breast",
        5,
        ('give this item another id; "whose-breast" stands in quizzes/robins-and-redstarts.yaml, line 21 already.'),
    ),
    Broken(
        "section twice",
        LAST_LESSON,
        "::: check",
        "## Who sings at noon {#dusk}\n\nNobody.\n\n::: check",
        13,
        'give this section another id; line 9 has "dusk" already.',
    ),
    Broken(
        "section of every page",
        LAST_LESSON,
        "::: check",
        "## Who sings at noon {#start}\n\nNobody.\n\n::: check",
        13,
        "give this section another id; every page has this one already.",
    ),
    Broken(
        "section without",
        LAST_LESSON,
        "::: check",
        "## Who sings at noon\n\nNobody.\n\n::: check",
        13,
        'write the title as "## Title {#short-id}"; the id stays for ever.',
    ),
    Broken(
        "statement twice",
        SOURCES,
        "  - id: feeder.01\n",
        "  - {id: robins.02, section: A, statement: B, kind: C, safety: D, lesson: at-the-feeder}\n  - id: feeder.01\n",
        34,
        'write "robins.02" once; line 10 has it already.',
    ),
    Broken(
        "box twice",
        SOURCES,
        "  - id: B-02\n",
        "  - {id: B-01, fact: F, looked-up: May, references: [{organization: O, title: T, grade: P}]}\n  - id: B-02\n",
        61,
        'write "B-01" once; line 50 has it already.',
    ),
    Broken(
        "help line twice",
        HELP_LINES,
        "id: owl-line",
        "id: bird-line",
        14,
        'write "bird-line" once; line 2 has it already.',
    ),
    Broken(
        "module twice",
        CONTENTS,
        "  - at-the-feeder\n",
        "  - at-the-feeder\n  - at-the-feeder\n",
        5,
        'write "at-the-feeder" once; line 4 has it already.',
    ),
    Broken(
        "statement in text",
        LESSON,
        "call it a redbreast.\n[@robins.03; @robins.01]",
        "call it a redbreast.\n[@robins.99; @robins.01]",
        23,
        'mend "robins.99"; lessons/sources.yaml has no such statement or box.',
    ),
    Broken(
        "statement in a table",
        LESSON,
        "often flicks [@robins.02]",
        "often flicks [@robins.98]",
        44,
        'mend "robins.98"; lessons/sources.yaml has no such statement or box.',
    ),
    Broken(
        "statement of an item",
        BANK,
        "statements: [robins.02]",
        "statements: [robins.77]",
        39,
        'mend "robins.77"; lessons/sources.yaml has no such statement or box.',
    ),
    Broken(
        "objective",
        BANK,
        "objective: name-the-bird",
        "objective: name-the-fish",
        7,
        'name an objective of lessons/robins-and-redstarts.md; it has no "name-the-fish".',
    ),
    Broken(
        "section",
        BANK,
        "section: flicking-tail",
        "section: no-tail",
        40,
        'name a section of lessons/robins-and-redstarts.md; it has no "no-tail".',
    ),
    Broken(
        "picture", BANK, "picture: tail", "picture: beak", 41, 'draw lessons/figures/beak.svg or mend the name "beak".'
    ),
    Broken(
        "help section",
        BANK,
        "help-section: unwell",
        "help-section: flood",
        110,
        'name a section of lessons/help.md; it has no "flood".',
    ),
    Broken(
        "figure",
        LESSON,
        "::: figure two-birds",
        "::: figure three-birds",
        25,
        'draw lessons/figures/three-birds.svg or mend the name "three-birds".',
    ),
    Broken(
        "box",
        LESSON,
        "::: beyond B-01 B-02",
        "::: beyond B-01 B-09",
        60,
        'mend "B-09"; lessons/sources.yaml has no such statement or box.',
    ),
    Broken(
        "check item",
        LESSON,
        "::: check robin-or-redstart",
        "::: check robin-or-wren",
        29,
        'write an open item "robin-or-wren" in this lesson\'s bank, or mend its id here.',
    ),
    Broken(
        "retired check item",
        LESSON,
        "::: check robin-or-redstart",
        "::: check old-question",
        29,
        'write an open item "old-question" in this lesson\'s bank, or mend its id here.',
    ),
    Broken(
        "two right",
        BANK,
        "      - text: Redstart\n",
        "      - text: Redstart\n        right: yes\n",
        11,
        '"robin-or-redstart" has 2 right options; mark exactly one with `right: yes`.',
    ),
    Broken(
        "four options",
        BANK,
        "      - text: Redstart\n",
        "      - text: Owl\n        why: No.\n      - text: Redstart\n",
        11,
        '"robin-or-redstart" has 4 options; a single best answer has three.',
    ),
    Broken(
        "more than the bank",
        FULL_BANK,
        "draw: 3",
        "draw: 4",
        3,
        "draw 3 items at most; the bank has no more open ones.",
    ),
    Broken(
        "section of this lesson",
        LESSON,
        "(#orange-breast)",
        "(#blue-breast)",
        66,
        'mend the link "#blue-breast"; lessons/robins-and-redstarts.md has no such section.',
    ),
    Broken(
        "section of another",
        LESSON,
        "at-the-feeder#seeds",
        "at-the-feeder#nuts",
        37,
        'mend the link "/lessons/at-the-feeder#nuts"; lessons/at-the-feeder.md has no such section.',
    ),
    Broken(
        "lesson",
        LESSON,
        "/lessons/at-the-feeder#seeds",
        "/lessons/at-the-pond",
        37,
        'mend the link "/lessons/at-the-pond"; there is no such module.',
    ),
    Broken(
        "help",
        LESSON,
        "/lessons/at-the-feeder#seeds",
        "/help#flood",
        37,
        'mend the link "/help#flood"; lessons/help.md has no such section.',
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.rule)
def test_a_broken_rule_is_told_in_one_sentence(desk: Desk, broken: Broken) -> None:
    desk.break_rule(broken)
    assert desk.slips() == [f"{broken.file}, line {broken.line}: {broken.sentence}"]


def test_a_lesson_waits_for_its_bank(desk: Desk) -> None:
    (desk.folder / LAST_BANK).unlink()
    told = "write this bank, or take out lessons/songs-at-dawn.md; the two belong together."
    assert desk.slips() == [f"{LAST_BANK}, line 1: {told}"]


def test_a_bank_waits_for_its_lesson(desk: Desk) -> None:
    (desk.folder / LAST_LESSON).unlink()
    told = "write this lesson, or take out quizzes/songs-at-dawn.yaml; the two belong together."
    assert desk.slips() == [f"{LAST_LESSON}, line 1: {told}"]


def test_contents_names_a_module_that_nobody_wrote(desk: Desk) -> None:
    desk.replace(CONTENTS, "  - songs-at-dawn", "  - songs-at-dawn\n  - owls-at-night")
    told = 'write the lesson and the bank of "owls-at-night", or take it out here.'
    assert desk.slips() == [f"{CONTENTS}, line 6: {told}"]


def test_contents_leaves_out_a_module(desk: Desk) -> None:
    desk.replace(CONTENTS, "  - songs-at-dawn\n", "")
    assert f'{CONTENTS}, line 2: list "songs-at-dawn" here; its files are there.' in desk.slips()


def test_a_retired_item_is_not_there_to_be_drawn(desk: Desk) -> None:
    desk.replace(BANK, "draw: 8", "draw: 13")
    assert desk.slips() == [f"{BANK}, line 3: draw 12 items at most; the bank has no more open ones."]


def test_a_draw_leaves_room_for_every_must_pass_item(desk: Desk) -> None:
    text = (desk.folder / LAST_BANK).read_text("utf-8")
    desk.write(LAST_BANK, text.replace("    section: dusk\n", "    section: dusk\n    must-pass: yes\n"))
    told = "draw 3 items at least; every must-pass item is part of each attempt."
    assert desk.slips() == [f"{LAST_BANK}, line 3: {told}"]


def test_a_broken_drawing_or_item_is_told_once_and_not_where_it_is_used(desk: Desk) -> None:
    desk.replace("lessons/figures/two-birds.svg", ' role="img"', "")
    desk.replace(BANK, "      - text: Redstart\n", "      - text: Redstart\n        right: yes\n")
    assert desk.slips() == [
        'lessons/figures/two-birds.svg, line 3: write role="img" on <svg>.',
        f'{BANK}, line 11: "robin-or-redstart" has 2 right options; mark exactly one with `right: yes`.',
    ]


def test_every_slip_of_every_file_comes_in_one_run(desk: Desk) -> None:
    desk.replace(LESSON, "minutes: 4\n", "minutes: some\n")
    desk.replace(LESSON, "(#orange-breast)", "(#blue-breast)")
    desk.replace(SHORT_LESSON, "[@feeder.01]", "[@feeder.09]")
    desk.replace(BANK, "        why: Some tits are blue.\n", "")
    desk.replace(FULL_BANK, "draw: 3", "draw: 30")
    desk.replace(HELP_LINES, "    hours: All night\n", "")
    desk.replace(DRAWING, ' role="img"', ' onclick="x()"')
    assert desk.slips() == [
        f'{SHORT_LESSON}, line 11: mend "feeder.09"; lessons/sources.yaml has no such statement or box.',
        f'{DRAWING}, line 3: take out the attribute "onclick"; use plain attributes and classes like "fig-line".',
        f'{DRAWING}, line 3: write role="img" on <svg>.',
        f'{HELP_LINES}, line 14: write "hours:"; it is missing.',
        f'{LESSON}, line 3: write a whole number after "minutes:".',
        f'{LESSON}, line 66: mend the link "#blue-breast"; {LESSON} has no such section.',
        f"{FULL_BANK}, line 3: draw 3 items at most; the bank has no more open ones.",
        f'{BANK}, line 28: write "why:"; it is missing.',
    ]


def test_the_program_does_not_start_on_a_broken_course_and_says_why(desk: Desk) -> None:
    desk.replace(FULL_BANK, "draw: 3", "draw: 30")
    desk.replace(LESSON, "::: urgent Get advice today if:", "::: urgent")
    with pytest.raises(ContentInError) as told:
        load_course(desk.lessons, desk.quizzes)
    assert str(told.value).splitlines() == [
        f'{LESSON}, line 53: write a heading after "::: urgent".',
        f"{FULL_BANK}, line 3: draw 3 items at most; the bank has no more open ones.",
    ]
    assert [slip.line for slip in told.value.slips] == [53, 3]
