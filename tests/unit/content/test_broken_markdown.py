"""Markdown that a page cannot show: file, line, and what to do.

Each case copies the small course, breaks one place in one file, and expects that sentence and no other.
"""

import pytest

from tests.unit.content.conftest import (
    HELP_PAGE,
    LESSON,
    SHORT_LESSON,
    Broken,
    Desk,
)

BROKEN = [
    Broken(
        "no front matter",
        LESSON,
        "---\ntitle",
        "title",
        1,
        'begin this file with front matter between two lines "---".',
    ),
    Broken(
        "front matter left open",
        SHORT_LESSON,
        "\n---\n\n##",
        "\n\n##",
        1,
        'begin this file with front matter between two lines "---".',
    ),
    Broken(
        "unknown directive",
        LESSON,
        "::: vignette",
        "::: story",
        11,
        (
            '"::: story" is not known; use one of: beyond, check, content-note, emergency, figure, key, now,'
            " proves-nothing, self-care, urgent, vignette."
        ),
    ),
    Broken(
        "directive left open",
        LESSON,
        'at the window. "Come and look," she says.\n:::\n',
        "at the window.\n",
        14,
        'move "::: content-note" out of the block around it, or close that block with ":::" first.',
    ),
    Broken(
        "last directive left open",
        LESSON,
        "ask today. [@robins.04]\n:::\n",
        "ask today. [@robins.04]\n",
        69,
        'close "::: key" with a line ":::".',
    ),
    Broken(
        "closed twice",
        LESSON,
        "she says.\n:::\n",
        "she says.\n:::\n\n:::\n",
        15,
        'take out this ":::" or write the block that it closes.',
    ),
    Broken(
        "heading missing",
        LESSON,
        "::: urgent Get advice today if:",
        "::: urgent",
        53,
        'write a heading after "::: urgent".',
    ),
    Broken(
        "words too many",
        LESSON,
        "::: vignette",
        "::: vignette A story",
        11,
        'write nothing after "::: vignette"; its text goes on the lines below.',
    ),
    Broken(
        "body missing",
        LESSON,
        'An aunt sees something **red** at the window. "Come and look," she says.\n',
        "",
        11,
        'write the text of "::: vignette" before ":::".',
    ),
    Broken(
        "body too many",
        LESSON,
        "::: proves-nothing\n",
        "::: proves-nothing\nReally.\n",
        32,
        'write nothing between "::: proves-nothing" and ":::".',
    ),
    Broken(
        "h1",
        LESSON,
        "### Side by side",
        "# Side by side",
        39,
        'write "##" for a section and "###" for a heading inside it; no other level.',
    ),
    Broken(
        "h4",
        LESSON,
        "### Side by side",
        "#### Side by side",
        39,
        'write "##" for a section and "###" for a heading inside it; no other level.',
    ),
    Broken(
        "image",
        LESSON,
        "See [what",
        "See ![a](/a.png) [what",
        37,
        'take out the image; draw a figure and show it with "::: figure".',
    ),
    Broken(
        "html",
        LESSON,
        "See [what",
        "See <b>this</b> [what",
        37,
        "write Markdown instead of HTML; tags are shown as text.",
    ),
    Broken(
        "stray reference",
        LESSON,
        "[@robins.02] See",
        "[@robins.02, @robins.01] See",
        37,
        "write references as [@look-alikes.01] or [@look-alikes.01; @B-02].",
    ),
    Broken(
        "relative link",
        LESSON,
        "(/lessons/at-the-feeder#seeds)",
        "(at-the-feeder.md)",
        37,
        'begin the link with "https://", "tel:", "sms:", "/" or "#".',
    ),
    Broken(
        "javascript link",
        LESSON,
        "(/lessons/at-the-feeder#seeds)",
        "(javascript:alert)",
        37,
        "mend this link; only https, tel and sms addresses are allowed.",
    ),
    Broken(
        "column without heading",
        LESSON,
        "| Bird | Breast | Tail |",
        "| Bird | | Tail |",
        41,
        "give each column of this table a heading.",
    ),
    Broken(
        "caption with a list",
        LESSON,
        "The robin is on the left. [@robins.01]\n",
        "- The robin\n",
        25,
        "write the caption as plain sentences, without lists or tables.",
    ),
    Broken(
        "figure twice",
        LESSON,
        "::: check robin-or-redstart\n:::",
        "::: figure two-birds\nAgain.\n:::",
        29,
        'show the figure "two-birds" once in a lesson; its ids may not stand twice on a page.',
    ),
    Broken(
        "empty section",
        SHORT_LESSON,
        "## Seeds {#seeds}\n",
        "## Bread {#bread}\n\n## Seeds {#seeds}\n",
        9,
        "write something in this section.",
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.rule)
def test_a_broken_rule_is_told_in_one_sentence(desk: Desk, broken: Broken) -> None:
    desk.break_rule(broken)
    assert desk.slips() == [f"{broken.file}, line {broken.line}: {broken.sentence}"]


def test_a_block_stands_inside_another(desk: Desk) -> None:
    desk.replace(LESSON, "Please leave out *salted* nuts.", "::: proves-nothing\n:::\n\nNo salted nuts.")
    inside = 'move "::: proves-nothing" out of the block around it, or close that block with ":::" first.'
    after = 'take out this ":::" or write the block that it closes.'
    assert desk.slips() == [f"{LESSON}, line 61: {inside}", f"{LESSON}, line 65: {after}"]


def test_a_question_with_a_drawing_counts_as_showing_it(desk: Desk) -> None:
    desk.replace(LESSON, "::: figure two-birds", "::: figure tail")
    desk.replace(LESSON, "::: check robin-or-redstart", "::: check picture-of-a-tail")
    told = 'show the figure "tail" once in a lesson; its ids may not stand twice on a page.'
    assert desk.slips() == [f"{LESSON}, line 29: {told}"]


def test_a_page_without_text(desk: Desk) -> None:
    desk.write(HELP_PAGE, "---\ntitle: Help now\n---\n")
    assert f"{HELP_PAGE}, line 4: write the text of this page below its front matter." in desk.slips()
