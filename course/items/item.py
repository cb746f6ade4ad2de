"""What every kind of question shares: the fields an author writes, its version, and what each kind must answer."""

import hashlib
from collections.abc import Iterator, Sequence
from enum import StrEnum
from random import Random
from typing import Annotated, Any, ClassVar, NamedTuple, NewType, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Points = NewType("Points", float)
"""A score for one item, from 0 (nothing right) to 1 (all of it right)."""

FULL = 1 - 1e-9
"""Points from here on are the whole point: a sum of corrections may end a hair below 1."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
WordId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]

NOWHERE = -1
"""In an answer that gives each row something: this row has nothing yet."""


def is_full(points: float | None) -> bool:
    """Whether these are all the points that an item gives."""
    return points is not None and points >= FULL


def kebab(name: str) -> str:
    return name.replace("_", "-")


class Asks(StrEnum):
    """How an answer is given, which decides its form."""

    ONE = "one of the options"
    SEVERAL = "any of the options"
    ROWS = "something for each row"
    NEXT = "one choice after the other"


class Text(NamedTuple):
    """Something that a learner reads in an item besides its stem: what it is, the words, and where they are written."""

    kind: str
    words: str
    place: tuple[str | int, ...]


class Written(BaseModel):
    """The manners of everything an author writes in an item."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=kebab, populate_by_name=True)


class Item(Written):
    """A question in a bank, as its author wrote it.

    An answer is a sequence of whole numbers whose meaning each kind says in its own file; they are positions in the
    item as written, so neither shuffling nor another language can touch a score.
    """

    template: ClassVar[str]
    """Name of the file in `templates/items/` that asks and explains this kind."""
    asks: ClassVar[Asks]
    body: ClassVar[str]
    """The key under which an author writes what makes this kind; slips of the kind point there."""

    id: WordId
    kind: str
    objective: WordId
    form_of: WordId | None = None
    """The item of which this is another form: the same question in other words. One attempt asks one form of it."""
    statements: tuple[Words, ...] = Field(min_length=1)
    section: WordId
    stem: Words
    content_note: Words | None = None
    picture: WordId | None = None
    shows_mark: bool = False
    must_pass: bool = False
    help_section: WordId | None = None
    """Section of the help page to show at once when a must-pass item is missed."""
    after: Words | None = None
    correction: Words | None = None
    """What was mended in this item; stands beside answers to its earlier versions."""
    retired: bool = False
    void: bool = False
    """Taken out of the count: everybody who met it has the full point."""
    void_reason: Words | None = None
    drawing: str | None = None
    """The digest of its picture as drawn on the day the item was read from its file; the program's, not an author's."""

    @property
    def is_open(self) -> bool:
        """Whether new attempts, practice and review may ask it."""
        return not self.retired and not self.void

    @property
    def question_id(self) -> str:
        """The same for all forms of a question: the id of the first."""
        return self.form_of or self.id

    @property
    def key(self) -> tuple[int, ...]:
        """An answer that earns the whole point."""
        raise NotImplementedError

    def as_asked(self, drawing: str | None) -> Self:
        """The item with what the program adds when it reads a bank; `drawing` is the digest of its picture."""
        return self.model_copy(update={"drawing": drawing})

    def score_of(self, given: Sequence[int]) -> Points:
        """Points for an answer; a blank one earns 0, and nothing earns more than the key."""
        raise NotImplementedError

    def is_complete(self, given: Sequence[int]) -> bool:
        """Whether nothing is left open in this answer."""
        return bool(given)

    def shuffled(self, chance: Random) -> tuple[int, ...]:
        """The order in which to show what can be chosen."""
        raise NotImplementedError

    def explain(self, given: Sequence[int], order: Sequence[int]) -> Sequence[Any]:
        """What the template says of an answer, line by line, in the order of the page."""
        raise NotImplementedError

    def texts(self) -> Iterator[Text]:
        """What a learner reads besides the stem."""
        raise NotImplementedError

    def slips(self) -> Iterator[str]:
        """Sentences that say what this kind needs and the author has not written yet."""
        raise NotImplementedError


NOT_SHOWN = {"form_of", "correction", "retired", "void", "void_reason"}
"""Fields that say what became of an item; changing them changes nothing that a learner was asked."""


SET_BY_PROGRAM = {"drawing", "safe_first"}
"""Fields that the program writes when it reads a bank (`as_asked`). 2026-11-29: what was kept before that day is
without them, so it says nothing of how a picture was drawn, and is today's item as long as the words are.
"""


def version_of(item: Item) -> str:
    """The item's version: 32 hex digits that change when anything that a learner is asked changes, its picture too."""
    return _digest(item_json(item))


def is_version_of(version: str, item: Item) -> bool:
    """Whether this is the version of an item as it is today, or was, before versions knew drawings."""
    return version in versions_of(item)


def versions_of(item: Item) -> frozenset[str]:
    """The versions under which an item that has not changed may have been kept."""
    not_words = NOT_SHOWN | SET_BY_PROGRAM
    in_words_alone = item.model_dump_json(by_alias=True, exclude_defaults=True, exclude=not_words)
    return frozenset({version_of(item), _digest(in_words_alone)})


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def item_json(item: Item) -> str:
    """The item as it is kept with the attempts that showed it.

    What an author left out stays out, so that a field that the program learns later gives old items no new version.
    What was stored before 2026-11-23 has other versions for that reason, and reads and scores as it did.
    """
    return item.model_dump_json(by_alias=True, exclude_defaults=True, exclude=NOT_SHOWN)


def permutation(number: int, chance: Random) -> tuple[int, ...]:
    """The positions 0 … number - 1 in a random order."""
    order = list(range(number))
    chance.shuffle(order)
    return tuple(order)
