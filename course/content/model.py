"""What the course *is*, as written: modules, lessons, sections, figures, statements, help lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NewType

from markupsafe import Markup

from course.content.drawing import Figure
from course.items import Item

Stem = NewType("Stem", str)
"""The name that a lesson file and its bank share; a module's id, for ever."""


@dataclass(frozen=True)
class Statement:
    """One fact of the source article, by id (`look-alikes.01`); it never stands without those in `paired_with`."""

    id: str
    section: str
    text: str
    kind: str
    safety: str
    lesson: Stem
    hedge: bool = False
    hedge_added: bool = False
    boundary: str | None = None
    dispute: tuple[int, ...] = ()
    paired_with: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reference:
    """Where a fact from beyond the source article was found. `grade` is P, S or X (see lessons/sources.yaml)."""

    organization: str
    title: str
    grade: str
    address: str | None = None


@dataclass(frozen=True)
class BeyondSource:
    """A fact from beyond the source article, by number (`B-16`)."""

    id: str
    fact: str
    looked_up: str
    references: tuple[Reference, ...]


@dataclass(frozen=True)
class Term:
    """A medical word and what it means. `forms` are other ways to write it (`abscesses`)."""

    id: str
    term: str
    meaning: str
    forms: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True)
class TextBlock:
    """Safe HTML made from the author's Markdown."""

    html: Markup


@dataclass(frozen=True)
class FigureBlock:
    """A figure with its caption."""

    figure: Figure
    caption: Markup


@dataclass(frozen=True)
class CheckBlock:
    """A "check yourself" question from the module's bank, answered in place."""

    item: Item


Block = TextBlock | FigureBlock | CheckBlock


@dataclass(frozen=True)
class Source:
    """One line of a lesson's list of sources. `number` is what the text shows; `id` a statement or a box."""

    number: int
    id: str
    text: str
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True)
class Section:
    """One idea of a lesson. `statements` are the ids that its text teaches, `terms` its words to tap,
    `key_sentence` what its `::: key` block says: the one thing to remember."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    statements: frozenset[str] = frozenset()
    terms: tuple[Term, ...] = ()
    key_sentence: str | None = None


class InSections:
    """What a lesson and the help page have in common."""

    sections: tuple[Section, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words that can be tapped on the page, each once."""
        return tuple(dict.fromkeys(term for section in self.sections for term in section.terms))

    def find_section(self, section_id: str) -> Section | None:
        return next((section for section in self.sections if section.id == section_id), None)


@dataclass(frozen=True)
class Review:
    """The days on which people other than the authors read a lesson; None means that it is not yet reviewed."""

    clinical: date | None = None
    lived_experience: date | None = None


@dataclass(frozen=True)
class Lesson(InSections):
    stem: Stem
    title: str
    minutes: int
    promise: str
    objectives: dict[str, str]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    review: Review = Review()


@dataclass(frozen=True)
class Bank:
    """The items that pair with a lesson. `pass_mark` is a share of the points (0.8), `drawn` a number of items."""

    stem: Stem
    pass_mark: float
    drawn: int
    items: tuple[Item, ...]
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """The drawings of its items by their digest: what is kept when an item is shown."""

    @cached_property
    def open_items(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.is_open)

    @cached_property
    def must_pass_items(self) -> tuple[Item, ...]:
        """The open items of which each question must have been answered right once, in any of its forms."""
        return tuple(item for item in self.open_items if item.must_pass)

    @cached_property
    def _by_id(self) -> dict[str, Item]:
        return {item.id: item for item in reversed(self.items)}

    def find_item(self, item_id: str) -> Item | None:
        return self._by_id.get(item_id)


@dataclass(frozen=True)
class Module:
    """A lesson and its quiz. `number` counts from 1 in the order of lessons/contents.yaml."""

    stem: Stem
    number: int
    lesson: Lesson
    bank: Bank


@dataclass(frozen=True)
class HelpLine:
    """A number to call. `number` is as people write it, `dial` what a phone dials, `text_to` what it texts."""

    id: str
    region: str
    name: str
    number: str
    dial: str
    hours: str
    languages: str
    what_for: str
    source: str
    checked_on: date
    text_to: str | None = None
    web: str | None = None


@dataclass(frozen=True)
class HelpPage(InSections):
    """The emergency cards and advice behind "Help now"; open to everyone."""

    title: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Course:
    """The whole course, loaded once at start."""

    title: str
    modules: tuple[Module, ...]
    statements: dict[str, Statement]
    beyond: dict[str, BeyondSource]
    figures: dict[str, Figure]
    help_lines: tuple[HelpLine, ...]
    help_page: HelpPage
    glossary: tuple[Term, ...] = ()
    _by_stem: dict[str, Module] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_stem", {module.stem: module for module in self.modules})

    def find_module(self, stem: str) -> Module | None:
        return self._by_stem.get(stem)

    def get_module(self, stem: str) -> Module:
        """Raises UnknownModule when no module has this stem."""
        try:
            return self._by_stem[stem]
        except KeyError:
            raise UnknownModule(stem) from None


class UnknownModule(Exception):
    """No module of the course has this stem."""
