"""What every kind of question shares: the fields an author writes, its version, and what each kind must answer."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar, NewType

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Points = NewType("Points", float)
"""A score for one item, from 0 (nothing right) to 1 (all of it right)."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
WordId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


def kebab(name: str) -> str:
    return name.replace("_", "-")


class Option(BaseModel):
    """One choice, with the explanation that is shown whether it was chosen or not."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=kebab, populate_by_name=True)

    text: Words
    right: bool = False
    why: Words


class Item(BaseModel):
    """A question in a bank, as its author wrote it."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=kebab, populate_by_name=True)

    template: ClassVar[str]
    """Name of the file in `templates/items/` that shows this kind."""

    id: WordId
    kind: str
    objective: WordId
    statements: tuple[Words, ...] = Field(min_length=1)
    section: WordId
    stem: Words
    content_note: Words | None = None
    picture: WordId | None = None
    shows_mark: bool = False
    must_pass: bool = False
    help_section: WordId | None = None
    """Section of the help page to show at once when a must-pass item is missed."""
    options: tuple[Option, ...]
    after: Words | None = None
    retired: bool = False

    @property
    def right_options(self) -> frozenset[int]:
        return frozenset(position for position, option in enumerate(self.options) if option.right)

    def score_of(self, chosen: Sequence[int]) -> Points:
        """Points for the chosen positions (positions in the item as written, any order)."""
        raise NotImplementedError

    def slips(self) -> Iterator[str]:
        """Sentences that say what this kind needs and the author has not written yet."""
        raise NotImplementedError


def version_of(item: Item) -> str:
    """The item's version: 32 hex digits that change when anything the author wrote changes."""
    return hashlib.sha256(item_json(item).encode()).hexdigest()[:32]


def item_json(item: Item) -> str:
    """The item as it is kept with the attempts that showed it."""
    return item.model_dump_json(by_alias=True, exclude_defaults=False)
