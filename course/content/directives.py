"""The `:::` blocks that authors write, and the HTML around each.

2026-11-23: figures and check questions are blocks of their own, since a template shows them; all others are text.
"""

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import escape

from course.content.citations import Citations
from course.content.markdown import link_html
from course.content.model import BeyondSource

PROVES_NOTHING = "A mark alone proves nothing. Only a health professional can say what it is."
"""Rule 1 of editorial.md; the exact line stands wherever a mark is shown or described."""

LEVELS = {
    "emergency": "Immediate action required:",
    "urgent": "Urgent advice:",
    "self-care": "Self-care advice:",
}
"""Care cards, and the level that a screen reader hears before the heading, since colour says it to the eye alone."""

PLAIN = {
    "vignette": '<div class="app-vignette">\n',
    "key": '<div class="app-key">\n',
    "content-note": '<div class="app-content-note" role="note">\n',
}

WITHOUT_WORDS = {*PLAIN, "proves-nothing"}
WITH_WORDS = {
    **dict.fromkeys(LEVELS, "a heading"),
    "beyond": "the number of a box",
    "figure": "the name of a figure",
    "check": "the id of an item",
    "now": "a heading",
}
WITHOUT_BODY = {"proves-nothing", "check"}
NAMES = sorted(WITHOUT_WORDS | set(WITH_WORDS))


@dataclass(frozen=True)
class Directive:
    """What stands after the colons: `::: emergency Call 911 now if:`."""

    name: str
    words: str

    @property
    def slip(self) -> str | None:
        """What to do about this line, if anything."""
        if self.name not in NAMES:
            return f'"::: {self.name}" is not known; use one of: {", ".join(NAMES)}.'
        if self.name in WITH_WORDS and not self.words:
            return f'write {WITH_WORDS[self.name]} after "::: {self.name}".'
        if self.name in WITHOUT_WORDS and self.words:
            return f'write nothing after "::: {self.name}"; its text goes on the lines below.'
        return None


def directive_of(token: Token) -> Directive:
    """The directive that a container token opens."""
    name, _, words = token.info.strip().partition(" ")
    return Directive(name, words.strip())


def add_directive_rules(reader: MarkdownIt) -> None:
    """Show each directive in its own frame."""
    reader.add_render_rule("container_directive_open", _show_open)
    reader.add_render_rule("container_directive_close", _show_close)


def _show_open(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: MutableMapping[str, Any]) -> str:
    directive, heading = directive_of(tokens[at]), env.get("heading", "h3")
    tokens[closing_of(tokens, at)].meta["directive"] = directive
    if directive.name in PLAIN:
        return PLAIN[directive.name]
    if directive.name == "proves-nothing":
        return f'<p class="app-proves-nothing">{PROVES_NOTHING}</p>\n'
    if directive.name in LEVELS:
        return _care_card(directive, heading)
    if directive.name == "now":
        return f'<section class="app-now"><{heading} class="govuk-heading-s">{escape(directive.words)}</{heading}>\n'
    env["citations"].taught.update(directive.words.split())
    return f'<aside class="app-beyond"><{heading} class="govuk-heading-s">Beyond the source article</{heading}>\n'


def _show_close(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: MutableMapping[str, Any]) -> str:
    directive: Directive = tokens[at].meta["directive"]
    if directive.name in PLAIN:
        return "</div>\n"
    if directive.name == "proves-nothing":
        return ""
    if directive.name in LEVELS:
        return "</div></section>\n"
    if directive.name == "now":
        return "</section>\n"
    return f"{_references(directive.words.split(), env['citations'])}</aside>\n"


def _care_card(card: Directive, heading: str) -> str:
    level = f'<span class="govuk-visually-hidden">{LEVELS[card.name]}</span>'
    return (
        f'<section class="app-care app-care--{card.name}">'
        f'<{heading} class="app-care__heading">{level} {escape(card.words)}</{heading}><div class="app-care__body">\n'
    )


def _references(box_ids: list[str], citations: Citations) -> str:
    boxes = [box for box_id in box_ids if (box := citations.known.beyond.get(box_id))]
    lines = " ".join(_reference_line(box) for box in boxes)
    return f'<p class="govuk-body-s app-beyond__references">{lines}</p>'


def _reference_line(box: BeyondSource) -> str:
    found = "; ".join(f"{escape(each.organization)}, {link_html(each.address, each.title)}" for each in box.references)
    return f"{found}. Looked up in {escape(box.looked_up)}."


def closing_of(tokens: Sequence[Token], at: int) -> int:
    """Where the container that opens at `at` closes."""
    level = tokens[at].level
    return next(
        later
        for later in range(at + 1, len(tokens))
        if tokens[later].type == "container_directive_close" and tokens[later].level == level
    )
