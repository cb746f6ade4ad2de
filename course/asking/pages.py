"""Finished words around one question, the same in a quiz, in practice and in review."""

from collections.abc import Sequence
from dataclasses import dataclass

from course.asking.figures import figure_as_shown
from course.asking.forms import AnswerForm, form_for
from course.content.drawing import Figure
from course.content.model import Course
from course.items import BranchingCase, Item
from course.items.branching_case import SceneLine


@dataclass(frozen=True)
class Question:
    """One item as it is asked: `form` holds the answer so far, `scenes` are those of a story passed already."""

    item: Item
    template: str
    figure: Figure | None
    form: AnswerForm
    scenes: tuple[SceneLine, ...]
    scene: SceneLine | None
    last_why: str | None
    """What there is to say about the choice just made, where that is said at once."""
    is_scored: bool
    """Whether points are spoken of: in a quiz, not in practice."""
    is_over: bool
    """Whether the story has come to its end, so that nothing is left to choose."""
    asks_certainty: bool
    """Whether this answer can be the whole one, so that it can be said how sure it is: always, but in the scenes of a
    story that surely go on."""


def question_of(
    course: Course,
    item: Item,
    order: Sequence[int],
    given: Sequence[int],
    form: AnswerForm | None = None,
    explains_at_once: bool = False,
) -> Question:
    """An item in the order of this page; `form` is one that came back with something to mend."""
    scenes = tuple(item.explain(given, order)) if isinstance(item, BranchingCase) else ()
    last = scenes[-2].given if explains_at_once and len(scenes) > 1 else None
    return Question(
        item=item,
        template=f"items/{item.template}.html",
        figure=figure_as_shown(course, item),
        form=form or form_for(item, order, given),
        scenes=scenes[:-1],
        scene=scenes[-1] if scenes else None,
        last_why=last.why if last else None,
        is_scored=not explains_at_once,
        is_over=isinstance(item, BranchingCase) and item.is_complete(given),
        asks_certainty=not isinstance(item, BranchingCase) or item.may_end_after(given),
    )
