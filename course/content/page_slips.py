"""What can be wrong with the Markdown of a page itself, each with its line."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from course.content.directives import WITHOUT_BODY, closing_of, directive_of
from course.content.shelf import Sources
from course.content.slip import Slip

RAW_HTML = re.compile(r"<[A-Za-z/!?][^>]*>?")
STRAY_REFERENCE = re.compile(r"\[\s*@")
LINK = re.compile(r"^(https?://|tel:|sms:|#|/(?!/))")


def list_page_slips(file: str, tokens: Sequence[Token], lines: Sequence[str], sources: Sources) -> list[Slip]:
    """Every slip that shows in the Markdown alone, in order."""
    found = [*_block_slips(tokens, lines), *_inline_slips(tokens, sources)]
    return [Slip(file, line, sentence) for line, sentence in sorted(found)]


def list_links(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Line and address of every link."""
    for line, child in _children(tokens):
        if child.type == "link_open":
            yield line, str(child.attrGet("href") or "")


def _children(tokens: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """Every inline token with the line it stands on."""
    for token in tokens:
        line = (token.map or [0])[0] + 1 if token.type == "inline" else 0
        for child in token.children or []:
            yield line, child
            line += child.type in ("softbreak", "hardbreak")


def _block_slips(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    for at, token in enumerate(tokens):
        line = (token.map or [0])[0] + 1
        if token.type == "container_directive_open":
            yield from _directive_slips(tokens, at, line, lines)
        if token.type == "heading_open" and (token.tag not in ("h2", "h3") or (token.tag == "h2" and token.level)):
            yield line, 'write "##" for a section and "###" for a heading inside it; no other level.'


def _directive_slips(tokens: Sequence[Token], at: int, line: int, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    token, directive = tokens[at], directive_of(tokens[at])
    end = (token.map or [0, 0])[1]
    if directive.slip:
        yield line, directive.slip
    if token.level:
        yield line, f'move "::: {directive.name}" out of the block around it, or close that block with ":::" first.'
    elif end >= len(lines) or not lines[end].startswith(":::"):
        yield line, f'close "::: {directive.name}" with a line ":::".'
    is_empty = closing_of(tokens, at) == at + 1
    if directive.name in WITHOUT_BODY and not is_empty:
        yield line, f'write nothing between "::: {directive.name}" and ":::".'
    if directive.name not in WITHOUT_BODY and is_empty and not directive.slip:
        yield line, f'write the text of "::: {directive.name}" before ":::".'


def _inline_slips(tokens: Sequence[Token], sources: Sources) -> Iterator[tuple[int, str]]:
    for line, child in _children(tokens):
        if child.type == "references":
            unknown = [each for each in child.meta["ids"] if not sources.has(each)]
            yield from ((line, _unknown(each)) for each in unknown)
        elif child.type == "image":
            yield line, 'take out the image; draw a figure and show it with "::: figure".'
        elif child.type == "link_open" and not LINK.match(str(child.attrGet("href") or "")):
            yield line, 'begin the link with "https://", "tel:", "sms:", "/" or "#".'
        elif child.type == "text":
            yield from ((line, sentence) for sentence in _text_slips(child.content))
    for token in tokens:
        if token.type == "container_directive_open" and directive_of(token).name == "beyond":
            boxes = [each for each in directive_of(token).words.split() if not sources.has_box(each)]
            yield from (((token.map or [0])[0] + 1, _unknown(each)) for each in boxes)


def _text_slips(text: str) -> Iterator[str]:
    if RAW_HTML.search(text):
        yield "write Markdown instead of HTML; tags are shown as text."
    if STRAY_REFERENCE.search(text):
        yield "write references as [@look-alikes.01] or [@look-alikes.01; @B-02]."
    if ":::" in text:
        yield 'take out this ":::" or write the block that it closes.'
    if re.search(r"\]\(\s*\S*:", text):
        yield "mend this link; only https, tel and sms addresses are allowed."


def _unknown(source_id: str) -> str:
    return f'mend "{source_id}"; lessons/sources.yaml has no such statement or box.'
