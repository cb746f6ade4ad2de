"""Turns an author's Markdown into safe HTML once, when the course is loaded.

markdown-it's `js-default` preset shows raw HTML as text and blocks `javascript:` links; nh3 then removes whatever is
not on the list below, so a fault in one of the two is not yet a hole. This is the one place that calls text safe.
"""

import re
from collections.abc import MutableMapping, Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape
from mdit_py_plugins.container import container_plugin

from course.content.citations import Citations

Env = MutableMapping[str, Any]

REFERENCES = re.compile(r"\[(@[\w.-]+(?:\s*;\s*@[\w.-]+)*)\]")

CLASSES = {
    "paragraph_open": "govuk-body",
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number",
    "heading_open": "govuk-heading-s",
    "thead_open": "govuk-table__head",
    "tbody_open": "govuk-table__body",
    "tr_open": "govuk-table__row",
    "th_open": "govuk-table__header",
    "td_open": "govuk-table__cell",
}
"""The design system's class for each element; `tables.py` adds what tables need besides."""

TAGS = set(
    "a aside blockquote br button div em h2 h3 hr li ol p s section span strong sup table tbody td th thead"
    " tr ul".split()
)

ATTRIBUTES = {
    "*": {"class", "role", "aria-label", "data-label"},
    "a": {"href", "rel"},
    "button": {"type", "popovertarget"},
    "div": {"tabindex"},
    "ol": {"start"},
    "th": {"scope"},
}

SCHEMES = {"http", "https", "tel", "sms"}


def make_reader() -> MarkdownIt:
    """Markdown as authors may write it: no raw HTML, no code blocks, plus `[@id]` references and `:::` directives."""
    reader = MarkdownIt("js-default")
    reader.disable(["code", "fence", "backticks", "lheading", "reference", "html_block", "html_inline"])
    reader.inline.ruler.before("link", "references", _read_references)
    reader.use(container_plugin, "directive", validate=lambda words, marks: bool(words.strip()))
    reader.add_render_rule("references", _show_references)
    reader.add_render_rule("softbreak", _show_softbreak)
    return reader


def safe_html(html: str) -> Markup:
    """The HTML without anything that could run or load something."""
    cleaned = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    return Markup(cleaned)  # noqa: S704 (nh3 has just cleaned it)


def plain_text(token: Token) -> str:
    """The words of an inline token without their markup, as a title or a label needs them."""
    return "".join(" " if child.type == "softbreak" else child.content for child in token.children or []).strip()


def dress(tokens: Sequence[Token]) -> None:
    """Give elements the classes of the design system."""
    for token in tokens:
        if token.type in CLASSES:
            token.attrSet("class", CLASSES[token.type])
        for child in token.children or []:
            if child.type == "link_open":
                _dress_link(child)


def _dress_link(link: Token) -> None:
    address = str(link.attrGet("href") or "")
    link.attrSet("class", "govuk-link app-call" if address.startswith(("tel:", "sms:")) else "govuk-link")
    if address.startswith(("http:", "https:")):
        link.attrSet("rel", "noreferrer")


def link_html(address: str | None, text: str) -> str:
    """A link to another site, or the plain text when the address is none that a browser should follow."""
    if not address or not re.match(r"https?://[^\s\"'<>]+$", address):
        return str(escape(text))
    return f'<a class="govuk-link" href="{escape(address)}" rel="noreferrer">{escape(text)}</a>'


def _read_references(state: StateInline, silent: bool) -> bool:
    found = REFERENCES.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")
        token = state.push("references", "", 0)
        token.meta = {
            "ids": [part.strip().removeprefix("@") for part in found[1].split(";")],
            "line": state.src.count("\n", 0, state.pos),
        }
    state.pos = found.end()
    return True


def _show_references(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Env) -> str:
    citations: Citations = env["citations"]
    numbers = [citations.number_of(each) for each in tokens[at].meta["ids"] if citations.known.has(each)]
    links = [f'<a href="#source-{number}" aria-label="Source {number}">{number}</a>' for number in numbers]
    return f'<sup class="app-source">{", ".join(links)}</sup>' if links else ""


def _show_softbreak(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Env) -> str:
    """A line break before a reference is dropped, so that its number stays with its sentence."""
    follows = tokens[at + 1].type if at + 1 < len(tokens) else ""
    return "" if follows == "references" else "\n"
