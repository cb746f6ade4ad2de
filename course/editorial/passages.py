"""Text as the gates read it: passages of sentences, each with its file, its line and the sources that it names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from course.content.directives import LEVELS, Directive, directive_of
from course.content.page_file import SECTION_TITLE, START, Page

SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(A-Z0-9])|(?<=[.!?][\"”])\s+")
QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")

CALL_SHARE = 0.4
"""A passage of which this share of words is a number to call is a help line, not prose."""


@dataclass(frozen=True)
class Sentence:
    """One sentence without markup. `cited` are the ids of the references that stand after it."""

    text: str
    line: int
    cited: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        return sum(1 for word in self.text.split() if any(letter.isalnum() for letter in word))

    @property
    def unquoted(self) -> str:
        """The sentence without what stands in double quotes: somebody else's words."""
        return QUOTED.sub('""', self.text)


@dataclass(frozen=True)
class Passage:
    """A run of sentences in one place.

    `kind` says what it is: title, heading, paragraph, entry (of a list), cell, caption, stem, option, explanation,
    content note, closing, alt text, label or meaning; `section` is the section, the item, the drawing or the word it
    belongs to; `directive` the `:::` block around it; `is_call` says that it only offers numbers to call.
    """

    file: str
    line: int
    section: str
    kind: str
    sentences: tuple[Sentence, ...]
    directive: Directive = Directive("", "")
    is_call: bool = False

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def cited(self) -> frozenset[str]:
        return frozenset(each for sentence in self.sentences for each in sentence.cited)


def split_sentences(text: str, line: int, cited: Sequence[tuple[int, Sequence[str]]] = ()) -> tuple[Sentence, ...]:
    """The sentences of `text`; `cited` are (offset, ids) of references, which belong to the sentence they follow."""
    spans, start = [], 0
    for found in SENTENCE_END.finditer(text):
        closing = found.start() + len(found.group().rstrip())
        spans.append((start, closing))
        start = found.end()
    spans.append((start, len(text)))
    made = []
    for at, (begin, end) in enumerate(spans):
        following = spans[at + 1][0] if at + 1 < len(spans) else len(text) + 1
        ids = tuple(each for offset, names in cited if begin < offset < following for each in names)
        if words := text[begin:end].strip():
            made.append(Sentence(" ".join(words.split()), line + text.count("\n", 0, begin), ids))
    return tuple(made)


def passage(file: str, line: int, section: str, kind: str, text: str) -> Passage:
    """A passage of plain text."""
    return Passage(file, line, section, kind, split_sentences(text, line))


def list_passages(page: Page) -> Iterator[Passage]:
    """Every passage of a page in order, titles of sections and headings of cards too."""
    section, directive = START, Directive("", "")
    around: list[str] = []
    for token in page.tokens:
        line = (token.map or [0])[0] + 1
        if token.type == "container_directive_open":
            directive = directive_of(token)
            if directive.name in (*LEVELS, "now"):
                yield Passage(page.file, line, section, "heading", split_sentences(directive.words, line), directive)
        elif token.type == "container_directive_close":
            directive = Directive("", "")
        elif token.type in AROUND:
            is_title = token.tag == "h2" and token.level == 0
            around.append("title" if is_title else AROUND[token.type])
        elif token.type.replace("_close", "_open") in AROUND:
            around.pop()
        elif token.type == "inline":
            kind = around[-1] if around else "caption" if directive.name == "figure" else "paragraph"
            if kind == "title" and (found := SECTION_TITLE.match(token.content)):
                section = found["id"]
            yield _passage(page.file, line, section, kind, token, directive)


AROUND = {"heading_open": "heading", "list_item_open": "entry", "td_open": "cell", "th_open": "heading"}
"""What kind of passage stands inside these elements; all else is a paragraph."""


def _passage(file: str, line: int, section: str, kind: str, token: Token, directive: Directive) -> Passage:
    text, cited, linked, depth = "", [], 0, 0
    for child in token.children or []:
        if child.type == "references":
            cited.append((len(text), child.meta["ids"]))
        elif child.type in ("softbreak", "hardbreak"):
            text += "\n"
        elif child.type == "link_open" and str(child.attrGet("href")).startswith(("tel:", "sms:")):
            depth = 1
        elif child.type == "link_close":
            depth = 0
        elif child.content:
            text += child.content
            linked += depth * len(child.content.split())
    if kind == "title":
        text = text.partition(" {#")[0]
    is_call = bool(linked) and linked >= CALL_SHARE * len(text.split())
    return Passage(file, line, section, kind, split_sentences(text, line, cited), directive, is_call)
