"""YAML that cannot be read, or does not say what it should: file, line, and what to do.

Each case copies the small course, breaks one place in one file, and expects that sentence and no other.
"""

import pytest

from tests.unit.content.conftest import (
    BANK,
    CONTENTS,
    HELP_LINES,
    HELP_PAGE,
    LESSON,
    SOURCES,
    Broken,
    Desk,
)

BROKEN = [
    Broken(
        "indentation",
        BANK,
        "    stem: A bird has",
        "   stem: A bird has",
        10,
        (
            'mend the indentation here, or put text that holds ": " or " #" in quotes (YAML says: did not'
            " find expected '-' indicator)."
        ),
    ),
    Broken(
        "colon in plain text",
        BANK,
        "stem: A bird has an",
        "stem: A bird: has an",
        10,
        (
            'mend the indentation here, or put text that holds ": " or " #" in quotes (YAML says: mapping'
            " values are not allowed in this context)."
        ),
    ),
    Broken(
        "a key twice",
        BANK,
        "draw: 8\n",
        "draw: 8\npass-mark: 70\n",
        4,
        'write "pass-mark:" once; line 2 has it already.',
    ),
    Broken(
        "a key twice in an item",
        BANK,
        "    section: orange-breast\n",
        "    section: orange-breast\n    section: needs-help\n",
        10,
        'write "section:" once; line 9 has it already.',
    ),
    Broken("tab", BANK, "draw: 8\n", "draw:\t8\n", 3, "use spaces instead of the tab on this line."),
    Broken(
        "anchor",
        BANK,
        "objective: name-the-bird",
        "objective: &bird name-the-bird",
        7,
        'write the value out instead of "&bird", or put the text in quotes.',
    ),
    Broken(
        "alias",
        BANK,
        "objective: name-the-bird",
        "objective: *bird",
        7,
        'write the value out instead of "*bird", or put the text in quotes.',
    ),
    Broken(
        "tag",
        BANK,
        "draw: 8\n",
        "draw: !!int 8\n",
        3,
        'put the text in quotes, or take out the tag that begins with "!".',
    ),
    Broken(
        "two documents",
        HELP_LINES,
        "  - id: owl-line",
        "---\n  - id: owl-line",
        14,
        'take out the line "---"; one file holds one document.',
    ),
    Broken("nothing in it", CONTENTS, None, "", 1, 'write lines like "name: value"; this file has none.'),
    Broken(
        "a list instead of keys",
        CONTENTS,
        None,
        "- one\n- two\n",
        1,
        'write lines like "name: value"; this file has none.',
    ),
    Broken("key is a list", CONTENTS, "title:", "[a, b]: 1\ntitle:", 1, "write a word before the colon, not a list."),
    Broken(
        "control character",
        CONTENTS,
        "Birds at the",
        "Birds at\x07the",
        1,
        "take out the control character on this line; it cannot be seen or read.",
    ),
    Broken(
        "BOM",
        CONTENTS,
        None,
        b"\xef\xbb\xbftitle: Birds\n",
        1,
        "save this file as UTF-8 without a byte order mark (BOM).",
    ),
    Broken(
        "Latin-1",
        CONTENTS,
        None,
        b"title: Birds\nmodules:\n  - f\xf6r-ett\n",
        3,
        "save this file as UTF-8; this line holds bytes that are not.",
    ),
    Broken(
        "too large", CONTENTS, None, b"#" * (1024 * 1024 + 1), 1, "make this file smaller; it may hold 1 MiB at most."
    ),
    Broken(
        "missing",
        BANK,
        "    stem: A bird has an orange breast and sits still. Which bird is most likely?\n",
        "",
        5,
        'write "stem:"; it is missing.',
    ),
    Broken(
        "unknown",
        BANK,
        "    section: flicking-tail\n",
        "    section: flicking-tail\n    colour: red\n",
        41,
        'take out "colour:" or mend its spelling; nothing reads it.',
    ),
    Broken(
        "what the program writes",
        BANK,
        "    section: flicking-tail\n",
        "    section: flicking-tail\n    drawing: red\n",
        41,
        'take out "drawing:"; the program finds that out by itself.',
    ),
    Broken("missing why", BANK, "        why: Some tits are blue.\n", "", 28, 'write "why:"; it is missing.'),
    Broken("empty why", BANK, "why: Some tits are blue.", "why:", 29, 'write something after "why:".'),
    Broken("empty string", BANK, "why: Some tits are blue.", 'why: ""', 29, 'write something after "why:".'),
    Broken(
        "a list for text",
        BANK,
        "why: Some tits are blue.",
        "why: [Some, tits]",
        29,
        'write plain text after "why:", in quotes if it holds a colon.',
    ),
    Broken("number", BANK, "draw: 8\n", "draw: eight\n", 3, 'write a whole number after "draw:".'),
    Broken("too much", BANK, "pass-mark: 80\n", "pass-mark: 800\n", 2, 'write 100 or less after "pass-mark:".'),
    Broken("too little", BANK, "draw: 8\n", "draw: 0\n", 3, 'write 1 or more after "draw:".'),
    Broken("yes or no", BANK, "right: yes", "right: maybe", 13, 'write yes or no after "right:".'),
    Broken(
        "id",
        BANK,
        "id: whose-breast",
        "id: Whose_Breast",
        21,
        'write "id:" with small letters, numbers and single hyphens; "Whose_Breast" is no id.',
    ),
    Broken(
        "no statements",
        BANK,
        "statements: [robins.01]",
        "statements: []",
        8,
        'write at least 1 entry under "statements:".',
    ),
    Broken(
        "statements no list",
        BANK,
        "statements: [robins.01]",
        "statements: robins.01",
        8,
        'write a list under "statements:", each entry on a line that begins with "- ".',
    ),
    Broken(
        "kind",
        BANK,
        "kind: single best answer",
        "kind: essay",
        6,
        (
            'write "single best answer" or "multiple response" or "matching" or "ordering" or "hotspot" or '
            '"branching case" after "kind:".'
        ),
    ),
    Broken(
        "date",
        HELP_LINES,
        "checked-on: 2026-11-01",
        "checked-on: last week",
        12,
        'write the day after "checked-on:" like 2026-11-23.',
    ),
    Broken("grade", SOURCES, "grade: X", "grade: Z", 60, 'write "P", "S" or "X" after "grade:".'),
    Broken(
        "front matter",
        LESSON,
        "minutes: 4\n",
        "minutes: 4\nauthor: me\n",
        4,
        'take out "author:" or mend its spelling; nothing reads it.',
    ),
    Broken(
        "objectives list",
        LESSON,
        "  name-the-bird: Name a bird by what you see.\n",
        "  Name the bird: Name a bird by what you see.\n",
        6,
        'write "Name the bird:" with small letters, numbers and single hyphens; "Name the bird" is no id.',
    ),
    Broken("help page", HELP_PAGE, "title: Help now\n", "", 1, 'write lines like "name: value"; this file has none.'),
    Broken(
        "a statement that is a list",
        BANK,
        "statements: [robins.01]",
        "statements: [[robins.01]]",
        8,
        'write plain text after entry 1 of "statements:", in quotes if it holds a colon.',
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.rule)
def test_a_broken_rule_is_told_in_one_sentence(desk: Desk, broken: Broken) -> None:
    desk.break_rule(broken)
    assert desk.slips() == [f"{broken.file}, line {broken.line}: {broken.sentence}"]


def test_windows_line_ends_are_read_like_any_other(desk: Desk) -> None:
    for path in [*desk.lessons.glob("*.*"), *desk.quizzes.glob("*.yaml")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    desk.replace(LESSON, "::: urgent Get advice today if:", "::: urgent")
    assert desk.slips() == [f'{LESSON}, line 53: write a heading after "::: urgent".']


@pytest.mark.parametrize("file", [CONTENTS, SOURCES, HELP_LINES, HELP_PAGE])
def test_a_file_that_every_course_needs_is_missing(desk: Desk, file: str) -> None:
    (desk.folder / file).unlink()
    assert f"{file}, line 1: write this file; it is missing or cannot be read." in desk.slips()
