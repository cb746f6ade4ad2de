"""One file per KIND OF QUESTION: what authors write, what is checked, how an answer is scored.

To add a kind, copy the most similar file, add one line to `KINDS`, one template `templates/items/<template>.html`
with the macros `ask` and `explain`, and one test file.

2026-11-23: an answer is positions in the item as written (never as shuffled), so shuffling cannot touch a score; an
item's version is the hash of its own JSON, so an attempt keeps what it showed.
2026-11-29: a version covers how the picture was drawn, too (`Item.drawing`), so that an answer is never read beside
another drawing than the one it was given to.
2026-11-23: any kind may have a picture; a scenario with a picture is no kind of its own.
"""

import json
from functools import lru_cache

from course.items.branching_case import BranchingCase
from course.items.choosing import ChoosingItem, Option
from course.items.hotspot import Hotspot
from course.items.item import (
    FULL,
    NOWHERE,
    SET_BY_PROGRAM,
    Asks,
    Item,
    Points,
    is_full,
    is_version_of,
    item_json,
    version_of,
    versions_of,
)
from course.items.matching import Matching
from course.items.multiple_response import MultipleResponse
from course.items.ordering import Ordering
from course.items.single_best_answer import SingleBestAnswer

KINDS: dict[str, type[Item]] = {
    "single best answer": SingleBestAnswer,
    "multiple response": MultipleResponse,
    "matching": Matching,
    "ordering": Ordering,
    "hotspot": Hotspot,
    "branching case": BranchingCase,
}

__all__ = [
    "FULL",
    "KINDS",
    "NOWHERE",
    "Asks",
    "BranchingCase",
    "ChoosingItem",
    "Hotspot",
    "Item",
    "Matching",
    "MultipleResponse",
    "Option",
    "Ordering",
    "Points",
    "SET_BY_PROGRAM",
    "SingleBestAnswer",
    "is_full",
    "is_version_of",
    "item_from_json",
    "item_json",
    "version_of",
    "versions_of",
]


@lru_cache(maxsize=4096)
def item_from_json(text: str) -> Item:
    """Give back an item as it was stored with an attempt; raises ValueError when the text is not one.

    Items never change, and every page of an attempt reads all of its items: each is read from its text only once.
    """
    stored = json.loads(text)
    kind = stored.get("kind") if isinstance(stored, dict) else None
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of question")
    return KINDS[kind].model_validate_json(text)
