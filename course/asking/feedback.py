"""What an answer gets back: the verdict in kind words, and the explanation of everything that could be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from course.asking.figures import figure_as_shown
from course.content.drawing import Figure
from course.content.model import Course, Module
from course.history.model import Shown
from course.items import Item, Points, is_full, is_version_of
from course.web.language import gettext as _
from course.web.words import percent


@dataclass(frozen=True)
class AnswerFeedback:
    """One item as it was shown, and what is said of the answer."""

    number: int
    item: Item
    template: str
    figure: Figure | None
    verdict: str
    lines: Sequence[Any]
    """In the shape that the kind's template explains."""
    section_title: str | None
    notes: tuple[str, ...]
    """What became of the item since: a correction, or that it was taken out of the count."""


def feedback_of(
    course: Course, module: Module, shown: Shown, points: Points | None, number: int = 1, is_scored: bool = True
) -> AnswerFeedback:
    """One item as it was shown, with what was chosen and the explanation of everything else.

    `is_scored`: whether points are spoken of, as in a quiz.
    """
    item = shown.item
    section = module.lesson.find_section(item.section)
    return AnswerFeedback(
        number=number,
        item=item,
        template=f"items/{item.template}.html",
        figure=figure_as_shown(course, item),
        verdict=verdict_of(shown, points, is_scored),
        lines=item.explain(shown.chosen or (), shown.order),
        section_title=section.title if section else None,
        notes=notes_on(module, shown, points),
    )


def notes_on(module: Module, shown: Shown, points: Points | None) -> tuple[str, ...]:
    """What the bank says today about a question that was shown earlier, and earned `points` so far."""
    today = module.bank.find_item(shown.item.id)
    if today is None:
        return ()
    notes = []
    if today.void:
        notes.append(_("This question has been taken out of the count: %(why)s", why=today.void_reason))
        notes.append(
            _("Everybody gets the full point for it.")
            if is_full(points)
            else _("Everybody gets the full point for it when the quizzes are scored again.")
        )
    if today.correction and not is_version_of(shown.version, today):
        notes.append(_("Corrected since you answered: %(what)s", what=today.correction))
    return tuple(notes)


def verdict_of(shown: Shown, points: Points | None, is_scored: bool = True) -> str:
    """Such as “You found it”; never “wrong”."""
    if not shown.is_answered:
        return _("You left this one open")
    if is_full(points):
        return _("You found it")
    if points and not is_scored:
        return _("You found part of it")
    if points:
        return _("You found part of it (%(share)s of the point)", share=percent(points))
    return _("Not this time")
