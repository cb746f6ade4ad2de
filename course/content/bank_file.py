"""Reads quizzes/<stem>.yaml: the items that pair with a lesson, each checked by its kind."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.content.drawing import FIGURE_WIDTH, Figure
from course.content.links import LinkedPage
from course.content.model import Bank, Lesson, Stem
from course.content.shelf import Drawings, Questions, Sources
from course.content.slip import Slip
from course.content.written import BankFile, checked
from course.content.yaml_file import Document, read_yaml
from course.items import KINDS, SET_BY_PROGRAM, Hotspot, Item
from course.items.item import kebab


@dataclass(frozen=True)
class WrittenBank:
    """A bank with the document it came from; `places` says which entry of the file each item is."""

    bank: Bank
    document: Document
    places: Mapping[str, int]

    @property
    def questions(self) -> Questions:
        """What the lesson may ask; while an entry is broken, its id may be any."""
        is_broken = len(self.bank.items) < len(self.document.data["items"])
        return Questions({item.id: item for item in self.bank.open_items}, is_broken)

    def line_of(self, item_id: str, *place: str | int) -> int:
        """The line of a field of an item."""
        return self.document.line_of("items", self.places[item_id], *place)


def read_bank(path: Path, file: str, drawings: Drawings, slips: list[Slip]) -> WrittenBank | None:
    """A bank as far as it can be read (items with slips are left out), or None when the file itself cannot."""
    document = read_yaml(path, file, slips)
    written = checked(BankFile, document, slips) if document else None
    if document is None or written is None:
        return None
    items: list[Item] = []
    places: dict[str, int] = {}
    for at, raw in enumerate(written.items):
        item = _read_item(document, raw, at, drawings, slips)
        if item and item.id not in places:
            places[item.id] = at
            items.append(item)
        elif item:
            first = document.line_of("items", places[item.id], "id")
            slips.append(Slip(file, document.line_of("items", at, "id"), _twice(item.id, file, first)))
    figures = [drawings.figures[item.picture] for item in items if item.picture in drawings.figures]
    by_digest = {figure.digest: figure for figure in figures}
    bank = Bank(Stem(path.stem), written.pass_mark / 100, written.draw, tuple(items), by_digest)
    if len(items) == len(written.items):
        slips.extend(_draw_slips(bank, document))
    return WrittenBank(bank, document, places)


def _read_item(
    document: Document, raw: Mapping[str, Any], at: int, drawings: Drawings, slips: list[Slip]
) -> Item | None:
    if raw.get("kind") not in KINDS:
        line = document.line_of("items", at, "kind")
        kinds = " or ".join(f'"{kind}"' for kind in KINDS)
        slips.append(Slip(document.file, line, f'write {kinds} after "kind:".'))
        return None
    item = checked(KINDS[raw["kind"]], document, slips, "items", at)
    if item is None:
        return None
    line = document.line_of("items", at, item.body)
    found = [Slip(document.file, line, f'"{item.id}" {sentence}.') for sentence in item.slips()]
    if item.void != bool(item.void_reason):
        told = f'"{item.id}" is void with a reason or not at all; write both "void: yes" and "void-reason:".'
        found.append(Slip(document.file, document.line_of("items", at, "void"), told))
    for name in sorted({kebab(field) for field in SET_BY_PROGRAM} & set(raw)):
        line = document.line_of("items", at, name)
        found.append(Slip(document.file, line, f'take out "{name}:"; the program finds that out by itself.'))
    slips.extend(found)
    figure = drawings.figures.get(item.picture or "")
    return None if found else item.as_asked(figure.digest if figure else None)


def _draw_slips(bank: Bank, document: Document) -> list[Slip]:
    line, must_pass = document.line_of("draw"), [item for item in bank.open_items if item.must_pass]
    if bank.drawn > len(bank.open_items):
        told = f"draw {len(bank.open_items)} items at most; the bank has no more open ones."
        return [Slip(document.file, line, told)]
    if len(must_pass) > bank.drawn:
        told = f"draw {len(must_pass)} items at least; every must-pass item is part of each attempt."
        return [Slip(document.file, line, told)]
    return []


def list_doubled_items(banks: Sequence[WrittenBank]) -> list[Slip]:
    """An item id that two banks share: history could not tell the two apart."""
    first: dict[str, tuple[str, int]] = {}
    slips = []
    for written in banks:
        for item in written.bank.items:
            line = written.line_of(item.id, "id")
            if item.id in first:
                slips.append(Slip(written.document.file, line, _twice(item.id, *first[item.id])))
            first.setdefault(item.id, (written.document.file, line))
    return slips


def _twice(item_id: str, file: str, line: int) -> str:
    return f'give this item another id; "{item_id}" stands in {file}, line {line} already.'


def list_loose_ends(
    written: WrittenBank, lesson: Lesson | None, help_page: LinkedPage | None, sources: Sources, drawings: Drawings
) -> list[Slip]:
    """What items of a bank name and nobody wrote; a lesson or help page that cannot be read is let be."""
    found: list[tuple[str, tuple[str | int, ...], str]] = []
    for item in written.bank.items:
        for at, source_id in enumerate(item.statements):
            if not sources.has(source_id):
                told = f'mend "{source_id}"; lessons/sources.yaml has no such statement or box.'
                found.append((item.id, ("statements", at), told))
        if item.form_of and not _is_first_form(written.bank, item):
            told = f'name another item of this bank that asks the same; "{item.form_of}" is none, or is itself a form.'
            found.append((item.id, ("form-of",), told))
        if item.picture and not drawings.has(item.picture):
            told = f'draw lessons/figures/{item.picture}.svg or mend the name "{item.picture}".'
            found.append((item.id, ("picture",), told))
        if isinstance(item, Hotspot) and (figure := drawings.figures.get(item.picture)):
            found.extend((item.id, ("zones", at, "at"), told) for at, told in _beyond_drawing(item, figure))
        if help_page and item.help_section and item.help_section not in help_page.ids:
            told = f'name a section of {help_page.file}; it has no "{item.help_section}".'
            found.append((item.id, ("help-section",), told))
        found.extend((item.id, (field,), told) for field, told in _not_in_lesson(item, lesson))
    return [Slip(written.document.file, written.line_of(item_id, *place), told) for item_id, place, told in found]


def _is_first_form(bank: Bank, item: Item) -> bool:
    first = bank.find_item(item.form_of or "")
    return first is not None and first.form_of is None and first.id != item.id


def _beyond_drawing(item: Hotspot, figure: Figure) -> Iterator[tuple[int, str]]:
    for at, zone in enumerate(item.options):
        left, top, width, height = zone.at
        if left < 0 or top < 0 or left + width > FIGURE_WIDTH or top + height > figure.height:
            yield at, f"keep this zone inside the drawing; that is {FIGURE_WIDTH} units wide and {figure.height} high."


def _not_in_lesson(item: Item, lesson: Lesson | None) -> Iterator[tuple[str, str]]:
    if lesson and item.objective not in lesson.objectives:
        yield "objective", f'name an objective of lessons/{lesson.stem}.md; it has no "{item.objective}".'
    if lesson and not lesson.find_section(item.section):
        yield "section", f'name a section of lessons/{lesson.stem}.md; it has no "{item.section}".'
