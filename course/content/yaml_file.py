"""Reads what authors write in YAML as plain text values, each with the line it stands on.

Every value stays the text that was typed (`No` is a word, `12:30` a time of day); what it should be is decided later
by the shapes in `written.py`. The parser's events are used directly, so nothing an author writes is ever constructed,
followed or repeated, and depth is counted here instead of on Python's stack.

2026-11-23: libyaml (through PyYAML) reads the ten banks some thirty times faster than a parser in Python, and the
course is read at every start; YAML 1.1's own words (`yes`, `12:30`) do not matter, since no value is resolved.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from yaml.reader import ReaderError

from course.content.slip import Slip

LARGEST = 1024 * 1024
"""Bytes; a lesson of ten minutes has about 20,000."""

DEEPEST = 20
"""Levels of lists in lists; our files need five."""

Place = tuple[str | int, ...]
"""The way to a value: `("items", 3, "options")`."""


@dataclass(frozen=True)
class Document:
    """A YAML file as read: text, None, lists and dicts, and the line of each."""

    file: str
    data: Any
    lines: dict[Place, int]

    def line_of(self, *place: str | int) -> int:
        """The line of the value at `place`, or of the nearest thing around it that was written."""
        while place not in self.lines and place:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_text(path: Path, file: str, slips: list[Slip]) -> str | None:
    """The text of a file, or None and a slip when it is missing, too large, or not plain UTF-8."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError:
        slips.append(Slip(file, 1, "write this file; it is missing or cannot be read."))
        return None
    if raw is None:
        slips.append(Slip(file, 1, "make this file smaller; it may hold 1 MiB at most."))
        return None
    return _decoded(raw, file, slips)


def _decoded(raw: bytes, file: str, slips: list[Slip]) -> str | None:
    if raw.startswith(b"\xef\xbb\xbf"):
        slips.append(Slip(file, 1, "save this file as UTF-8 without a byte order mark (BOM)."))
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        slips.append(Slip(file, line, "save this file as UTF-8; this line holds bytes that are not."))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_yaml(path: Path, file: str, slips: list[Slip]) -> Document | None:
    """The document in a YAML file, or None and at least one slip."""
    text = read_text(path, file, slips)
    return None if text is None else parse_yaml(text, file, slips)


def parse_yaml(text: str, file: str, slips: list[Slip]) -> Document | None:
    """The document in `text`, or None and at least one slip."""
    builder = _Builder(file)
    if "\t" in text:
        line = text.count("\n", 0, text.index("\t")) + 1
        slips.append(Slip(file, line, "use spaces instead of the tab on this line."))
        return None
    try:
        for event in _events(text):
            builder.take(event)
    except _Stop as stop:
        builder.slip(stop.line, stop.sentence)
    except yaml.YAMLError as error:
        builder.slips.append(_slip_of(error, text, file))
    except RecursionError:
        builder.slips.append(Slip(file, 1, "write fewer lists inside lists; this file is nested too deeply."))
    slips.extend(builder.slips)
    return None if builder.slips else Document(file, builder.root, builder.lines)


def _events(text: str) -> Iterator[Any]:
    yield from yaml.parse(text, Loader=yaml.CSafeLoader)


def _slip_of(error: yaml.YAMLError, text: str, file: str) -> Slip:
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return Slip(file, line, "take out the control character on this line; it cannot be seen or read.")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    hint = 'mend the indentation here, or put text that holds ": " or " #" in quotes'
    return Slip(file, mark.line + 1 if mark else 1, f"{hint} (YAML says: {getattr(error, 'problem', 'no more')}).")


class _Stop(Exception):
    """What follows could not be understood any more."""

    def __init__(self, line: int, sentence: str) -> None:
        self.line, self.sentence = line, sentence


@dataclass
class _Open:
    """A list or mapping that is being read; `key` is the mapping key that waits for its value."""

    place: Place
    value: list[Any] | dict[str, Any]
    key: str | None = None


@dataclass
class _Builder:
    """Puts a document together from the parser's events, and notes what authors must not use."""

    file: str
    root: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    documents: int = 0

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.slip(line, 'take out the line "---"; one file holds one document.')
        elif isinstance(event, NodeEvent):
            self.refuse_extras(event, line)
            self.take_value(event, line)
        elif isinstance(event, CollectionEndEvent):
            self.stack.pop()

    def slip(self, line: int, sentence: str) -> None:
        self.slips.append(Slip(self.file, line, sentence))

    def refuse_extras(self, event: Any, line: int) -> None:
        if event.anchor:
            sign = "*" if isinstance(event, AliasEvent) else "&"
            self.slip(line, f'write the value out instead of "{sign}{event.anchor}", or put the text in quotes.')
        if getattr(event, "tag", None):
            self.slip(line, 'put the text in quotes, or take out the tag that begins with "!".')

    def take_value(self, event: Any, line: int) -> None:
        if isinstance(event, MappingStartEvent):
            self.open({}, line)
        elif isinstance(event, SequenceStartEvent):
            self.open([], line)
        elif self.waits_for_key():
            self.take_key(event.value if isinstance(event, ScalarEvent) else "", line)
        elif isinstance(event, ScalarEvent):
            empty = event.value == "" and not event.style
            self.put(None if empty else event.value, line)
        else:
            self.put(None, line)

    def waits_for_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None

    def take_key(self, key: str, line: int) -> None:
        top = self.stack[-1]
        if key in top.value:
            first = self.lines[(*top.place, key)]
            self.slip(line, f'write "{key}:" once; line {first} has it already.')
        else:
            self.lines[(*top.place, key)] = line
        top.key = key

    def open(self, value: list[Any] | dict[str, Any], line: int) -> None:
        if len(self.stack) >= DEEPEST:
            raise _Stop(line, f"write fewer lists inside lists; {DEEPEST} levels are the most.")
        if self.waits_for_key():
            raise _Stop(line, "write a word before the colon, not a list.")
        self.stack.append(_Open(self.put(value, line), value))

    def put(self, value: Any, line: int) -> Place:
        if not self.stack:
            self.root = value
            self.lines.setdefault((), line)
            return ()
        top = self.stack[-1]
        if isinstance(top.value, dict):
            assert top.key is not None
            place: Place = (*top.place, top.key)
            top.value[top.key], top.key = value, None
        else:
            place = (*top.place, len(top.value))
            top.value.append(value)
        self.lines.setdefault(place, line)
        return place
