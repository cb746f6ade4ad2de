"""Medical words: the place in each section where a word can be tapped.

2026-11-23: authors write plain text and the program finds the words, so that no word is forgotten and none is marked
twice on a screen. A word opens its meaning with the browser's own popover, which needs no script.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import escape

from course.content.directives import LEVELS, directive_of
from course.content.glossary import Glossary
from course.content.model import Term

CLOSING = re.compile(r"[.,;:!?)\]\"”’]+")
"""What must not stand alone at the start of a line, after a word that ends the one before."""


def add_term_rule(reader: MarkdownIt) -> None:
    """Show a marked word as a button that opens its meaning."""
    reader.add_render_rule("term", _show_term)


def mark_terms(tokens: Sequence[Token], glossary: Glossary) -> tuple[Term, ...]:
    """Make the first appearance of each word in a section a word to tap; headings, links and care cards stay plain."""
    marked: dict[str, Term] = {}
    is_card = False
    for at, token in enumerate(tokens):
        if token.type == "container_directive_open":
            is_card = directive_of(token).name in (*LEVELS, "now")
        elif token.type == "container_directive_close":
            is_card = False
        elif token.type == "inline" and not is_card and tokens[at - 1].type not in ("heading_open", "th_open"):
            token.children = list(_mark(token.children or [], glossary, marked))
    return tuple(marked.values())


def _mark(children: Sequence[Token], glossary: Glossary, marked: dict[str, Term]) -> Iterator[Token]:
    is_link = False
    for child in children:
        is_link = child.type == "link_open" or (is_link and child.type != "link_close")
        if child.type != "text" or is_link:
            yield child
            continue
        start = 0
        for found, term in glossary.find(child.content):
            if term.id not in marked:
                marked[term.id] = term
                yield Token("text", "", 0, content=child.content[start : found.start()])
                closing = CLOSING.match(child.content, found.end())
                after = closing[0] if closing else ""
                yield Token("term", "", 0, content=found[1], meta={"term": term.id, "after": after})
                start = found.end() + len(after)
        yield Token("text", "", 0, content=child.content[start:])


def _show_term(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    target = f"word-{escape(tokens[at].meta['term'])}"
    word = f'<button type="button" class="app-word" popovertarget="{target}">{escape(tokens[at].content)}</button>'
    after = tokens[at].meta["after"]
    return f'<span class="app-word-end">{word}{escape(after)}</span>' if after else word
