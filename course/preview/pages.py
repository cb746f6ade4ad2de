"""Finished words for a preview."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from course.asking.feedback import AnswerFeedback, feedback_of
from course.asking.forms import AnswerForm, path_in_words
from course.asking.pages import Question, question_of
from course.attempts.rules import Drawn
from course.content.model import Course, Module
from course.items import Item, version_of
from course.practice.actions import order_of
from course.web.language import gettext as _


@dataclass(frozen=True)
class Tried:
    """An answer that is looked at and not kept."""

    item: Item
    version: str
    order: tuple[int, ...]
    chosen: tuple[int, ...] | None

    @property
    def is_answered(self) -> bool:
        return self.chosen is not None


@dataclass(frozen=True)
class QuestionLine:
    stem: str
    href: str
    hint: str


@dataclass(frozen=True)
class SectionOfBank:
    title: str
    lines: tuple[QuestionLine, ...]


@dataclass(frozen=True)
class QuizPreview:
    module: Module
    drawn: tuple[QuestionLine, ...]
    seed: int
    other_seed: int
    sections: tuple[SectionOfBank, ...]


@dataclass(frozen=True)
class QuestionPreview:
    """A question as it is asked, and where its key stands; `place` is its number in the attempt, if it is in it."""

    module: Module
    question: Question
    place: int | None
    of: int
    address: str
    """Where the answer goes."""
    key_href: str
    next_href: str | None


@dataclass(frozen=True)
class AnswerPreview:
    module: Module
    answer: AnswerFeedback
    is_key: bool
    """Whether the key was asked for, rather than an answer tried."""
    again_href: str
    next_href: str | None


def quiz_preview(course: Course, module: Module, drawn: Sequence[Drawn], seed: int, other_seed: int) -> QuizPreview:
    sections = {section.id: section.title for section in module.lesson.sections}
    by_section: dict[str, list[QuestionLine]] = {}
    for item in module.bank.open_items:
        by_section.setdefault(item.section, []).append(_line(module, item, seed))
    return QuizPreview(
        module=module,
        drawn=tuple(_line(module, each.item, seed) for each in drawn),
        seed=seed,
        other_seed=other_seed,
        sections=tuple(
            SectionOfBank(title or module.lesson.title, tuple(by_section[section]))
            for section, title in sections.items()
            if section in by_section
        ),
    )


def question_preview(
    course: Course,
    module: Module,
    item: Item,
    drawn: Sequence[Drawn],
    seed: int,
    path: tuple[int, ...],
    form: AnswerForm | None = None,
) -> QuestionPreview:
    """`path`: the choices made so far in a story."""
    place = _place_of(item, drawn)
    return QuestionPreview(
        module=module,
        question=question_of(course, item, order_in(item, drawn, seed), path, form),
        place=place,
        of=len(drawn),
        address=_href(module, item, seed, path=path_in_words(path) or None),
        key_href=_href(module, item, seed, key="yes"),
        next_href=next_href(module, item, drawn, seed),
    )


def answer_preview(
    course: Course, module: Module, item: Item, drawn: Sequence[Drawn], seed: int, chosen: tuple[int, ...] | None
) -> AnswerPreview:
    """What an answer gets back after an attempt is handed in; without one (None), the key and its explanations."""
    tried = Tried(item, version_of(item), order_in(item, drawn, seed), chosen)
    points = None if chosen is None else item.score_of(chosen)
    return AnswerPreview(
        module=module,
        answer=feedback_of(course, module, tried, points, _place_of(item, drawn) or 1),
        is_key=chosen is None,
        again_href=_href(module, item, seed),
        next_href=next_href(module, item, drawn, seed),
    )


def order_in(item: Item, drawn: Sequence[Drawn], seed: int) -> tuple[int, ...]:
    """As the drawn attempt shows it; an item that is not in it is shuffled by the seed."""
    return next((each.order for each in drawn if each.item.id == item.id), None) or order_of(item, seed)


def next_href(module: Module, item: Item, drawn: Sequence[Drawn], seed: int) -> str | None:
    """The question after this one in the attempt, if there is one."""
    place = _place_of(item, drawn)
    if place is None or place == len(drawn):
        return None
    return _href(module, drawn[place].item, seed)


def _place_of(item: Item, drawn: Sequence[Drawn]) -> int | None:
    return next((place for place, each in enumerate(drawn, start=1) if each.item.id == item.id), None)


def _href(module: Module, item: Item, seed: int, path: str | None = None, key: str | None = None) -> str:
    return url_for("preview.question", stem=module.stem, item_id=item.id, seed=seed, path=path, key=key)


def _line(module: Module, item: Item, seed: int) -> QuestionLine:
    hints = [kind_in_words(item)]
    if item.must_pass:
        hints.append(_("safety question"))
    return QuestionLine(item.stem, _href(module, item, seed), " · ".join(hints))


def kind_in_words(item: Item) -> str:
    names = {
        "single best answer": _("one answer"),
        "multiple response": _("several answers"),
        "matching": _("matching"),
        "ordering": _("putting in order"),
        "hotspot": _("places on a drawing"),
        "branching case": _("a story"),
    }
    return names.get(item.kind, item.kind)
