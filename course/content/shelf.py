"""What a page may call by name: statements, boxes, drawings, questions.

Each knows as well what is written but broken, so that one slip is told once and not again wherever the thing is used.
"""

from dataclasses import dataclass, field

from course.content.drawing import Figure
from course.content.glossary import Glossary
from course.content.model import BeyondSource, Statement
from course.content.slip import Slip
from course.items import Item


@dataclass(frozen=True)
class Sources:
    """lessons/sources.yaml; with `is_broken` any id may be one of its entries."""

    statements: dict[str, Statement] = field(default_factory=dict)
    beyond: dict[str, BeyondSource] = field(default_factory=dict)
    is_broken: bool = False

    def has(self, source_id: str) -> bool:
        return self.is_broken or source_id in self.statements or source_id in self.beyond

    def has_box(self, box_id: str) -> bool:
        return self.is_broken or box_id in self.beyond


@dataclass(frozen=True)
class Drawings:
    """lessons/figures; `broken` are the names of files that have slips of their own."""

    figures: dict[str, Figure] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        return name in self.figures or name in self.broken


@dataclass(frozen=True)
class Questions:
    """The open items of a lesson's bank; with `is_broken` any id may be one of them."""

    items: dict[str, Item] = field(default_factory=dict)
    is_broken: bool = False

    def has(self, item_id: str) -> bool:
        return self.is_broken or item_id in self.items


@dataclass
class Shelf:
    """All of it for one page, and the slips found while the page is read."""

    sources: Sources
    drawings: Drawings
    questions: Questions
    glossary: Glossary
    slips: list[Slip]
    used_figures: set[str] = field(default_factory=set)
