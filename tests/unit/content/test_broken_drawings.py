"""Drawings that are unsafe, unreadable on a phone, or silent to a screen reader: file, line, and what to do.

Each case copies the small course, breaks one place in one file, and expects that sentence and no other.
"""

import pytest

from tests.unit.content.conftest import (
    DRAWING,
    Broken,
    Desk,
)

BROKEN = [
    Broken("not XML", DRAWING, "</svg>", "", 12, "mend the XML here (no element found)."),
    Broken(
        "viewBox",
        DRAWING,
        ' viewBox="0 0 320 160"',
        "",
        3,
        'write viewBox="0 0 320 N", with N the height of the drawing.',
    ),
    Broken("role", DRAWING, ' role="img"', "", 3, 'write role="img" on <svg>.'),
    Broken(
        "labelledby",
        DRAWING,
        "tail-title tail-desc",
        "tail-title",
        3,
        'write aria-labelledby="tail-title tail-desc" on <svg>.',
    ),
    Broken(
        "namespace",
        DRAWING,
        ' xmlns="http://www.w3.org/2000/svg"',
        "",
        3,
        'begin the drawing with <svg xmlns="http://www.w3.org/2000/svg" …>.',
    ),
    Broken(
        "title",
        DRAWING,
        '  <title id="tail-title">A tail</title>\n',
        "",
        3,
        'write <title id="tail-title"> with words in it, first inside <svg>.',
    ),
    Broken(
        "desc empty",
        DRAWING,
        "Drawing of a bird's tail, held up.",
        "",
        3,
        'write <desc id="tail-desc"> with words in it, first inside <svg>.',
    ),
    Broken("id prefix", DRAWING, "<g clip", '<g id="clip" clip', 7, 'begin the id "clip" with "tail-".'),
    Broken("id twice", DRAWING, "<g clip", '<g id="tail-desc" clip', 7, 'use the id "tail-desc" once.'),
    Broken(
        "style attribute",
        DRAWING,
        'cx="80"',
        'style="fill:red" cx="80"',
        8,
        'take out the attribute "style"; use plain attributes and classes like "fig-line".',
    ),
    Broken(
        "style element",
        DRAWING,
        "<defs>",
        "<style/><defs>",
        6,
        "take out <style>; drawings use shapes, groups and text only.",
    ),
    Broken(
        "script",
        DRAWING,
        "<defs>",
        "<script/><defs>",
        6,
        "take out <script>; drawings use shapes, groups and text only.",
    ),
    Broken(
        "foreignObject",
        DRAWING,
        "<defs>",
        "<foreignObject/><defs>",
        6,
        "take out <foreignObject>; drawings use shapes, groups and text only.",
    ),
    Broken(
        "image", DRAWING, "<defs>", "<image/><defs>", 6, "take out <image>; drawings use shapes, groups and text only."
    ),
    Broken(
        "on attribute",
        DRAWING,
        'cx="80"',
        'onload="x()" cx="80"',
        8,
        'take out the attribute "onload"; use plain attributes and classes like "fig-line".',
    ),
    Broken(
        "xlink",
        DRAWING,
        'cx="80"',
        'xlink:href="#tail-clip" cx="80"',
        8,
        'take out the attribute "xlink:href"; use plain attributes and classes like "fig-line".',
    ),
    Broken(
        "outer href",
        DRAWING,
        "<defs>",
        '<use href="https://example.org/x.svg#a"/><defs>',
        6,
        'point href only at an id of this drawing, like "#name".',
    ),
    Broken(
        "outer url",
        DRAWING,
        'fill="#fff"',
        'fill="url(https://example.org/x.svg#a)"',
        8,
        "write url(#…) with an id of this drawing; nothing is loaded from outside.",
    ),
    Broken(
        "unknown inner id",
        DRAWING,
        "url(#tail-clip)",
        "url(#tail-clop)",
        7,
        '"#tail-clop" is not in this drawing; mend the name.',
    ),
    Broken(
        "class", DRAWING, 'class="fig-panel"', 'class="govuk-button"', 8, 'use only classes that begin with "fig-".'
    ),
    Broken("small text", DRAWING, 'font-size="14"', 'font-size="12"', 10, "give this text a font-size of 13 or more."),
    Broken("text without size", DRAWING, ' font-size="14"', "", 10, "give this text a font-size of 13 or more."),
    Broken(
        "doctype",
        DRAWING,
        "<svg xmlns",
        "<!DOCTYPE svg>\n<svg xmlns",
        3,
        "take out the document type; a drawing needs only its elements.",
    ),
    Broken("too large", DRAWING, "</svg>", "<g/>" * 4000 + "</svg>", 1, "make this drawing smaller than 15 KB."),
    Broken(
        "too deep",
        DRAWING,
        "</svg>",
        "<g>" * 25 + "</g>" * 25 + "</svg>",
        11,
        "use fewer groups inside groups; 20 levels are the most.",
    ),
    Broken(
        "text size in words",
        DRAWING,
        'font-size="14"',
        'font-size="big"',
        10,
        "give this text a font-size of 13 or more.",
    ),
    Broken(
        "inner href that is not there",
        DRAWING,
        "<defs>",
        '<use href="#tail-wing"/><defs>',
        6,
        '"#tail-wing" is not in this drawing; mend the name.',
    ),
    Broken(
        "not UTF-8", DRAWING, None, b"<svg>\n\xff", 2, "save this file as UTF-8; this line holds bytes that are not."
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.rule)
def test_a_broken_rule_is_told_in_one_sentence(desk: Desk, broken: Broken) -> None:
    desk.break_rule(broken)
    assert desk.slips() == [f"{broken.file}, line {broken.line}: {broken.sentence}"]
