"""Reads the course's drawings and makes them ready to stand in a page.

2026-11-23: the file is read with expat and written anew from a list of known elements and attributes, so whatever is
not on the list cannot reach a page. A document type ends the reading at once: no entity is ever declared.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from markupsafe import Markup, escape

from course.content.drawing import FIGURE_WIDTH, Figure, Skin
from course.content.slip import Slip
from course.content.yaml_file import read_text

LARGEST = 15 * 1024
SMALLEST_TEXT = 13
DEEPEST = 20

ELEMENTS = set(
    "svg title desc g defs use path circle ellipse rect line polyline polygon text tspan"
    " linearGradient radialGradient stop clipPath mask pattern marker".split()
)

ATTRIBUTES = set(
    "class clip-path clip-rule clipPathUnits cx cy d dx dy dominant-baseline fill fill-opacity fill-rule font-family"
    " font-size font-style font-weight fx fy gradientTransform gradientUnits height href id letter-spacing marker-end"
    " marker-mid marker-start markerHeight markerUnits markerWidth mask offset opacity orient paint-order"
    " pathLength patternTransform patternUnits points preserveAspectRatio r refX refY rx ry stop-color stop-opacity"
    " stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity"
    " stroke-width text-anchor transform vector-effect viewBox width x x1 x2 y y1 y2 role aria-labelledby aria-hidden"
    " focusable xmlns data-figure data-cause".split()
)

DROPPED = {"xmlns", "focusable", "width", "height"}
"""Root attributes that a drawing inside a page does not need, or that the page decides."""

FOR_AUTHORS = {"data-figure", "data-cause"}
"""Which figure of the plan this is, and what the marks on the skin inside a group come from; pages do without them."""

TONES = ("#f3d6bd", "#d9a877", "#a86f47", "#6b4429")
"""Skin, from light to dark; the same four in every drawing and in both schemes."""


def read_figure(path: Path, file: str, slips: list[Slip]) -> Figure | None:
    """A drawing that is safe and complete, or None and a slip for each thing that is not."""
    text = read_text(path, file, slips)
    if text is None:
        return None
    drawing = _Drawing(path.stem)
    if len(text.encode()) > LARGEST:
        drawing.say(1, "make this drawing smaller than 15 KB.")
    drawing.read(text)
    slips.extend(Slip(file, line, sentence) for line, sentence in drawing.said)
    if drawing.said:
        return None
    svg = Markup("".join(drawing.written))  # noqa: S704 (known elements and escaped attributes only)
    return Figure(
        path.stem,
        drawing.words("title"),
        drawing.words("desc"),
        svg,
        number=drawing.number,
        labels=tuple(filter(None, (" ".join(label.split()) for label in drawing.texts))),
        skins=tuple(dict.fromkeys(drawing.skins)),
        size=len(text.encode()),
        height=drawing.height,
    )


def copy_of(figure: Figure, prefix: str) -> Markup:
    """The drawing with other ids, so that it can stand a second time on a page."""
    name = re.escape(figure.name)
    svg = re.sub(rf'(="|="#|url\(#| ){name}-', rf"\g<1>{prefix}-{figure.name}-", str(figure.svg))
    return Markup(svg)  # noqa: S704 (the same drawing; only its ids are longer)


def figure_as_kept(name: str, title: str, description: str, height: int, svg: str) -> Figure:
    """A drawing of an earlier day, as `history.versions` keeps it.

    2026-11-29: its SVG is trusted because only `svg` of a Figure that `read_figure` made is ever kept: nothing that a
    person can send reaches that table, and whoever can write there can change every page anyway.
    """
    kept = Markup(svg)  # noqa: S704 (it was written by `read_figure`, when its file was on the desk)
    return Figure(name, title, description, kept, height=height)


class _Refused(Exception):
    """The rest of the file is not worth reading."""


@dataclass
class _Drawing:
    """Writes a drawing anew while it is read, and notes what has to be mended."""

    name: str
    said: list[tuple[int, str]] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    text_sizes: list[float] = field(default_factory=lambda: [0.0])
    labels: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    wanted: list[tuple[int, str]] = field(default_factory=list)
    root_line: int = 1
    number: str | None = None
    height: int = 0
    texts: list[str] = field(default_factory=list)
    causes: list[str | None] = field(default_factory=lambda: [None])
    skins: list[Skin] = field(default_factory=list)

    def say(self, line: int, sentence: str) -> None:
        self.said.append((line, sentence))

    def words(self, label: str) -> str:
        return " ".join(self.labels.get(label, "").split())

    def read(self, text: str) -> None:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, attributes: self.open(tag, attributes, parser.CurrentLineNumber)
        parser.EndElementHandler = self.close
        parser.CharacterDataHandler = self.take_text
        parser.StartDoctypeDeclHandler = lambda *_: self.refuse(parser.CurrentLineNumber, "the document type")
        parser.ProcessingInstructionHandler = lambda *_: self.refuse(parser.CurrentLineNumber, "the instruction <?…?>")
        try:
            parser.Parse(text, True)
        except _Refused:
            return
        except expat.ExpatError as error:
            self.say(error.lineno, f"mend the XML here ({expat.errors.messages[error.code]}).")
            return
        self.finish()

    def refuse(self, line: int, thing: str) -> None:
        self.say(line, f"take out {thing}; a drawing needs only its elements.")
        raise _Refused

    def open(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.path.append(tag)
        if len(self.path) > DEEPEST:
            self.say(line, f"use fewer groups inside groups; {DEEPEST} levels are the most.")
            raise _Refused
        if tag not in ELEMENTS:
            self.say(line, f"take out <{tag}>; drawings use shapes, groups and text only.")
        if len(self.path) == 1:
            self.check_root(tag, attributes, line)
        for name, value in attributes.items():
            self.check_attribute(name, value, line)
        self.check_text_size(tag, attributes, line)
        self.note_skin(tag, attributes)
        self.write_open(tag, attributes)

    def check_root(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.root_line = line
        if tag != "svg" or attributes.get("xmlns") != "http://www.w3.org/2000/svg":
            self.say(line, 'begin the drawing with <svg xmlns="http://www.w3.org/2000/svg" …>.')
        if box := re.fullmatch(rf"0 0 {FIGURE_WIDTH} ([1-9]\d*)", attributes.get("viewBox", "")):
            self.height = int(box[1])
        else:
            self.say(line, f'write viewBox="0 0 {FIGURE_WIDTH} N", with N the height of the drawing.')
        self.number = attributes.get("data-figure")
        if self.number and not re.fullmatch(r"FIG-\d\d", self.number):
            self.say(line, 'write the number of the figure like data-figure="FIG-07".')
        if attributes.get("role") != "img":
            self.say(line, 'write role="img" on <svg>.')
        if attributes.get("aria-labelledby") != f"{self.name}-title {self.name}-desc":
            self.say(line, f'write aria-labelledby="{self.name}-title {self.name}-desc" on <svg>.')

    def check_attribute(self, name: str, value: str, line: int) -> None:
        if name not in ATTRIBUTES:
            self.say(line, f'take out the attribute "{name}"; use plain attributes and classes like "fig-line".')
        elif name == "id":
            self.check_id(value, line)
        elif name == "class" and not all(word.startswith("fig-") for word in value.split()):
            self.say(line, 'use only classes that begin with "fig-".')
        elif name == "href" and not value.startswith("#"):
            self.say(line, 'point href only at an id of this drawing, like "#name".')
        elif name == "href":
            self.wanted.append((line, value.removeprefix("#")))
        elif "url" in value.lower() or "\\" in value:
            self.check_url(value, line)

    def check_id(self, value: str, line: int) -> None:
        if not re.fullmatch(rf"{re.escape(self.name)}-[a-z0-9-]+", value):
            self.say(line, f'begin the id "{value}" with "{self.name}-".')
        if value in self.ids:
            self.say(line, f'use the id "{value}" once.')
        self.ids.add(value)

    def check_url(self, value: str, line: int) -> None:
        found = re.fullmatch(r"url\(#([a-z0-9-]+)\)", value)
        if found:
            self.wanted.append((line, found[1]))
        else:
            self.say(line, "write url(#…) with an id of this drawing; nothing is loaded from outside.")

    def check_text_size(self, tag: str, attributes: dict[str, str], line: int) -> None:
        size = attributes.get("font-size")
        try:
            self.text_sizes.append(float(size.removesuffix("px")) if size else self.text_sizes[-1])
        except ValueError:
            self.text_sizes.append(0.0)
        if tag in ("text", "tspan") and self.text_sizes[-1] < SMALLEST_TEXT:
            self.say(line, f"give this text a font-size of {SMALLEST_TEXT} or more.")

    def note_skin(self, tag: str, attributes: dict[str, str]) -> None:
        self.causes.append(attributes.get("data-cause", self.causes[-1]))
        if (tone := attributes.get("fill", "").lower()) in TONES:
            self.skins.append(Skin(tone, self.causes[-1]))
        if tag == "text":
            self.texts.append("")

    def write_open(self, tag: str, attributes: dict[str, str]) -> None:
        kept = {name: value for name, value in attributes.items() if name not in FOR_AUTHORS}
        if len(self.path) == 1:
            kept = {name: value for name, value in kept.items() if name not in DROPPED}
            kept = {"class": "app-figure__svg", "focusable": "false"} | {k: v for k, v in kept.items() if k != "class"}
        written = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
        self.written.append(f"<{tag}{written}>")

    def close(self, tag: str) -> None:
        self.path.pop()
        self.text_sizes.pop()
        self.causes.pop()
        self.written.append(f"</{tag}>")

    def take_text(self, text: str) -> None:
        if self.path[1:] in (["title"], ["desc"]):
            self.labels[self.path[1]] = self.labels.get(self.path[1], "") + text
        elif "text" in self.path:
            self.texts[-1] += text
        self.written.append(str(escape(text)))

    def finish(self) -> None:
        for label in ("title", "desc"):
            if not self.words(label) or f"{self.name}-{label}" not in self.ids:
                self.say(
                    self.root_line, f'write <{label} id="{self.name}-{label}"> with words in it, first inside <svg>.'
                )
        for line, pointed_at in self.wanted:
            if pointed_at not in self.ids:
                self.say(line, f'"#{pointed_at}" is not in this drawing; mend the name.')
