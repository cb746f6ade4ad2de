"""One file per KIND OF QUESTION: what authors write, what is checked, how an answer is scored.

To add a kind, copy the most similar file, add one line to `KINDS`, one template `templates/items/<template>.html`
and one test file.

2026-11-23: an answer is the positions of the chosen options in the item as written (never as shuffled), so shuffling
cannot touch a score; an item's version is the hash of its own JSON, so an attempt keeps what it showed.
"""

import json

from course.items.item import Item, Option, Points, item_json, version_of
from course.items.multiple_response import MultipleResponse
from course.items.single_best_answer import SingleBestAnswer

KINDS: dict[str, type[Item]] = {
    "single best answer": SingleBestAnswer,
    "multiple response": MultipleResponse,
}

__all__ = [
    "KINDS",
    "Item",
    "MultipleResponse",
    "Option",
    "Points",
    "SingleBestAnswer",
    "item_from_json",
    "item_json",
    "version_of",
]


def item_from_json(text: str) -> Item:
    """Give back an item as it was stored with an attempt; raises ValueError when the text is not one."""
    kind = json.loads(text)["kind"]
    return KINDS[kind].model_validate_json(text)
