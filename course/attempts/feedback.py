"""What an answer gets back after handing in: the verdict in kind words, and the explanation of every option."""

from dataclasses import dataclass

from course.content.model import Course, Figure, Module
from course.history.model import Answer
from course.items import Item, MultipleResponse
from course.web.language import gettext as _
from course.web.words import percent


@dataclass(frozen=True)
class OptionLine:
    """An option with its explanation, in the shape that the feedback macro takes."""

    text: str
    why: str
    chosen: bool
    right: bool


@dataclass(frozen=True)
class AnswerFeedback:
    """One item on the result page, as it was shown."""

    number: int
    item: Item
    figure: Figure | None
    verdict: str
    takes_several: bool
    options: tuple[OptionLine, ...]
    section_title: str | None


def takes_several(item: Item) -> bool:
    """Whether more than one option may be chosen."""
    return isinstance(item, MultipleResponse)


def feedback_of(course: Course, module: Module, answer: Answer) -> AnswerFeedback:
    """One item as it was shown, with what was chosen and the explanation of every option."""
    item, chosen = answer.item, frozenset(answer.chosen or ())
    section = module.lesson.find_section(item.section)
    return AnswerFeedback(
        number=answer.number,
        item=item,
        figure=course.figures.get(item.picture) if item.picture else None,
        verdict=_verdict(answer),
        takes_several=takes_several(item),
        options=tuple(
            OptionLine(
                item.options[position].text,
                item.options[position].why,
                position in chosen,
                item.options[position].right,
            )
            for position in answer.order
        ),
        section_title=section.title if section else None,
    )


def _verdict(answer: Answer) -> str:
    if not answer.is_answered:
        return _("You left this one open")
    if answer.points == 1.0:
        return _("You found it")
    if answer.points:
        return _("You found part of it (%(share)s of the point)", share=percent(answer.points))
    return _("Not this time")
