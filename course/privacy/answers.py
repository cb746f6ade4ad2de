"""A question as it was shown and the answer that was given, in words, for every kind of question."""

from dataclasses import dataclass

from course.history.model import Shown
from course.items import BranchingCase, ChoosingItem, Matching, Ordering
from course.web.language import gettext as _


@dataclass(frozen=True)
class InWords:
    """What could be chosen, in the order of the page, and what was; both line by line."""

    shown: list[str]
    given: list[str]


def in_words(shown: Shown) -> InWords:
    """Nothing was given where a question was left open. The key of a question is no data about a person."""
    item, order, chosen = shown.item, shown.order, shown.chosen or ()
    if isinstance(item, ChoosingItem):
        options = item.options
        return InWords(
            [options[at].text for at in order], [options[at].text for at in chosen if at in range(len(options))]
        )
    if isinstance(item, Matching):
        lines = [line for line in item.explain(chosen, order) if line.prompt and line.given]
        told = [_("%(row)s: %(given)s", row=line.prompt, given=line.given) for line in lines]
        return InWords([*item.rows, *(item.responses[at] for at in order)], told)
    if isinstance(item, Ordering):
        placed = sorted((line.given, line.text) for line in item.explain(chosen, order) if line.given is not None)
        return InWords([item.rows[at] for at in order], [f"{place}. {text}" for place, text in placed])
    if isinstance(item, BranchingCase):
        walked = item.walk(chosen)
        return InWords([scene.story for scene, _choice in walked], [choice.text for _scene, choice in walked if choice])
    raise NotImplementedError(item.kind)
