"""Reads a lesson or the help page: front matter, then Markdown in sections, then blocks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from course.content.citations import Citations
from course.content.directives import add_directive_rules, closing_of, directive_of
from course.content.markdown import dress, make_reader, plain_text, safe_html
from course.content.model import Block, CheckBlock, FigureBlock, Section, TextBlock
from course.content.page_slips import list_page_slips
from course.content.shelf import Shelf
from course.content.slip import Slip
from course.content.tables import add_table_rules, dress_tables
from course.content.terms import add_term_rule, mark_terms
from course.content.yaml_file import Document, parse_yaml, read_text
from course.items import ChoosingItem, Hotspot

START = "start"
"""The id of what stands before the first `##`; it has no title on the page."""

TAKEN = re.compile(r"start|end|lesson-end|source-\d+|word-.+|heading-.+|words|numbers")
"""Ids that every lesson's page has already."""

LONGEST_LINE = 4000
"""Characters; the time that Markdown takes can grow with the square of them."""

SECTION_TITLE = re.compile(r"^(?P<title>.*?)\s*\{#(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)\}$")


@dataclass(frozen=True)
class Page:
    """A page as written, before anything is looked up: front matter, Markdown tokens, and the lines they came from."""

    file: str
    front: Document
    tokens: Sequence[Token]
    lines: Sequence[str]


def make_page_reader() -> MarkdownIt:
    """One reader for all pages; making it is the slow part."""
    reader = make_reader()
    add_directive_rules(reader)
    add_table_rules(reader)
    add_term_rule(reader)
    return reader


def read_page(path: Path, file: str, reader: MarkdownIt, slips: list[Slip]) -> Page | None:
    """A page whose front matter and Markdown can be read, or None and a slip; lines count from the file's top."""
    text = read_text(path, file, slips)
    if text is None:
        return None
    halves = split_front(text)
    if halves is None:
        slips.append(Slip(file, 1, 'begin this file with front matter between two lines "---".'))
        return None
    lines = text.split("\n")
    long = [at for at, line in enumerate(lines, 1) if len(line) > LONGEST_LINE]
    slips.extend(Slip(file, at, f"break this line; {LONGEST_LINE} characters are the most.") for at in long)
    front = parse_yaml(halves[0], file, slips)
    return None if long or front is None else Page(file, front, reader.parse(halves[1]), lines)


def split_front(text: str) -> tuple[str, str] | None:
    """Front matter and body, each padded with empty lines so that lines keep their numbers."""
    lines = text.split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        return None
    end = lines.index("---", 1)
    return "\n".join(["", *lines[1:end]]), "\n" * (end + 1) + "\n".join(lines[end + 1 :])


def read_sections(page: Page, reader: MarkdownIt, shelf: Shelf, citations: Citations) -> tuple[Section, ...]:
    """The sections of a page in order; everything that is wrong with them goes to the shelf's slips."""
    shelf.slips.extend(list_page_slips(page.file, page.tokens, page.lines, shelf.sources))
    dress(page.tokens)
    shelf.slips.extend(Slip(page.file, line, sentence) for line, sentence in dress_tables(page.tokens))
    sections: list[Section] = []
    first_lines: dict[str, int] = {}
    tables: dict[str, int] = {}
    for line, section_id, title, tokens in _split(page, shelf.slips):
        if section_id in first_lines:
            told = f'give this section another id; line {first_lines[section_id]} has "{section_id}" already.'
            shelf.slips.append(Slip(page.file, line, told))
        first_lines.setdefault(section_id, line)
        env: dict[str, object] = {"citations": citations, "heading": "h3" if title else "h2", "tables": tables}
        terms = mark_terms(tokens, shelf.glossary)
        blocks = tuple(_join(_Blocks(page.file, reader, shelf, env).read(tokens)))
        if not blocks:
            shelf.slips.append(Slip(page.file, line, "write something in this section."))
        sections.append(Section(section_id, title, blocks, citations.take_taught(), terms, _key_sentence(tokens)))
    if not page.tokens:
        shelf.slips.append(Slip(page.file, len(page.lines), "write the text of this page below its front matter."))
    return tuple(sections)


def _split(page: Page, slips: list[Slip]) -> Iterator[tuple[int, str, str, Sequence[Token]]]:
    """Line, id, title and tokens of each section."""
    heads = [at for at, token in enumerate(page.tokens) if token.type == "heading_open" and _is_section(token)]
    edges = [*heads, len(page.tokens)]
    if edges[0] > 0:
        yield (page.tokens[0].map or [0])[0] + 1, START, "", page.tokens[: edges[0]]
    for at, following in zip(heads, edges[1:], strict=True):
        line = (page.tokens[at].map or [0])[0] + 1
        found = SECTION_TITLE.match(plain_text(page.tokens[at + 1]))
        if found and TAKEN.fullmatch(found["id"]):
            slips.append(Slip(page.file, line, "give this section another id; every page has this one already."))
        elif not found or not found["title"]:
            slips.append(Slip(page.file, line, 'write the title as "## Title {#short-id}"; the id stays for ever.'))
        else:
            yield line, found["id"], found["title"], page.tokens[at + 3 : following]


def _key_sentence(tokens: Sequence[Token]) -> str | None:
    """What the `::: key` block of a section says, without markup and references."""
    inside, said = False, []
    for token in tokens:
        if token.type == "container_directive_open":
            inside = directive_of(token).name == "key"
        elif token.type == "container_directive_close":
            inside = False
        elif inside and token.type == "inline":
            said.append(" ".join(plain_text(token).split()))
    return " ".join(said) or None


def _is_section(token: Token) -> bool:
    return token.tag == "h2" and token.level == 0


@dataclass
class _Blocks:
    """Reads the blocks of one section."""

    file: str
    reader: MarkdownIt
    shelf: Shelf
    env: dict[str, object]

    def read(self, tokens: Sequence[Token]) -> Iterator[Block]:
        start = at = 0
        while at < len(tokens):
            end = closing_of(tokens, at) if tokens[at].type == "container_directive_open" else at
            if end > at and directive_of(tokens[at]).name in ("figure", "check"):
                yield from self.text(tokens[start:at])
                yield from self.by_name(tokens[at : end + 1])
                start = end + 1
            elif end > at and directive_of(tokens[at]).slip:
                yield from self.text(tokens[start:at])
                start = end + 1
            at = end + 1
        yield from self.text(tokens[start:])

    def text(self, tokens: Sequence[Token]) -> Iterator[TextBlock]:
        html = safe_html(self.reader.renderer.render(tokens, self.reader.options, self.env))
        if html.strip():
            yield TextBlock(html)

    def by_name(self, tokens: Sequence[Token]) -> Iterator[Block]:
        directive, line = directive_of(tokens[0]), (tokens[0].map or [0])[0] + 1
        if directive.name == "check":
            yield from self.check(directive.words, line)
        else:
            yield from self.figure(directive.words, tokens[1:-1], line)

    def check(self, item_id: str, line: int) -> Iterator[Block]:
        if not self.shelf.questions.has(item_id):
            self.slip(line, f'write an open item "{item_id}" in this lesson\'s bank, or mend its id here.')
        if item := self.shelf.questions.items.get(item_id):
            if not isinstance(item, ChoosingItem) or isinstance(item, Hotspot):
                self.slip(
                    line, "ask a single best answer or a multiple response here; this kind needs a page of its own."
                )
                return
            if item.picture:
                self.use(item.picture, line)
            yield CheckBlock(item)

    def figure(self, name: str, caption: Sequence[Token], line: int) -> Iterator[Block]:
        if not self.shelf.drawings.has(name):
            self.slip(line, f'draw lessons/figures/{name}.svg or mend the name "{name}".')
        if figure := self.shelf.drawings.figures.get(name):
            self.use(name, line)
            yield FigureBlock(figure, self.caption(caption, line))

    def use(self, name: str, line: int) -> None:
        if name in self.shelf.used_figures:
            self.slip(line, f'show the figure "{name}" once in a lesson; its ids may not stand twice on a page.')
        self.shelf.used_figures.add(name)

    def caption(self, tokens: Sequence[Token], line: int) -> Markup:
        if any(token.type not in ("paragraph_open", "inline", "paragraph_close") for token in tokens):
            self.slip(line, "write the caption as plain sentences, without lists or tables.")
        inline = [token for token in tokens if token.type == "inline"]
        parts = [self.reader.renderer.render([token], self.reader.options, self.env) for token in inline]
        return safe_html(" ".join(parts))

    def slip(self, line: int, sentence: str) -> None:
        self.shelf.slips.append(Slip(self.file, line, sentence))


def _join(blocks: Iterator[Block]) -> Iterator[Block]:
    """Text that stands next to text becomes one block."""
    last: Block | None = None
    for block in blocks:
        if isinstance(last, TextBlock) and isinstance(block, TextBlock):
            last = TextBlock(last.html + block.html)
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last
