"""Finished words for the pages of practice."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from course.asking.feedback import AnswerFeedback, feedback_of
from course.asking.forms import path_in_words
from course.asking.help import Call, first_call, sources_of
from course.asking.pages import Question
from course.content.drawing import Figure
from course.content.model import Course, FigureBlock, Module, Section, Source
from course.history.model import Certainty, Logged, Occasion, PracticeAnswer
from course.items import Item
from course.practice.model import Errand
from course.practice.rules import Missed
from course.web.language import gettext as _
from course.web.language import ngettext


@dataclass(frozen=True)
class IndexPage:
    """Before practising a module."""

    module: Module
    so_far: str
    next_href: str | None


@dataclass(frozen=True)
class MissedPage:
    """Nothing that an attempt showed to be missing is left to be asked, and why."""

    module: Module
    attempt_id: str
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class QuestionPage:
    """One question, to be answered with how sure one is."""

    module: Module
    caption: str
    question: Question
    seed: int
    post_href: str
    back_href: str
    back_text: str
    step_back_href: str | None
    """In a story: the scene before, to choose another way."""


@dataclass(frozen=True)
class FeedbackPage:
    """What an answer gets back at once, and where the way leads on."""

    module: Module
    title: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    answer: AnswerFeedback
    next_label: str
    next_href: str
    again_href: str | None


@dataclass(frozen=True)
class RepairPage:
    """One minute for somebody who was sure: what to remember, the picture, one question."""

    module: Module
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    key_sentence: str | None
    call: Call | None
    """The number to call, where a drawing stands in the place of the card: it is never folded away."""
    figure: Figure | None
    question: Question
    seed: int
    post_href: str
    skip_href: str
    answer_href: str
    repairs: str
    """The answer that is being repaired, so that the page can be shown again when nothing was chosen."""


def index_page(module: Module, log: Sequence[Logged], upcoming: Item | None) -> IndexPage:
    answered = sum(line.module == module.stem and line.occasion is not None for line in log)
    return IndexPage(
        module=module,
        so_far=ngettext(
            "You have answered %(num)s question here so far.",
            "You have answered %(num)s questions here so far.",
            answered,
        )
        if answered
        else _("You have not practised here yet."),
        next_href=url_for("practice.question", stem=module.stem, item_id=upcoming.id) if upcoming else None,
    )


def missed_page(module: Module, attempt_id: str, missed: Missed) -> MissedPage:
    """2026-11-29: a question that left the bank was not found; the page says which is which."""
    not_asked = ngettext(
        "%(num)s question that you missed is not asked any more.",
        "%(num)s questions that you missed are not asked any more.",
        missed.gone,
    )
    found = _("Every question that you missed in this attempt has now been answered right.")
    if missed.found and missed.gone:
        found = _("Every other question that you missed in this attempt has now been answered right.")
    comes_back = _("What you found comes back in your review once you have passed the quiz, so that it stays.")
    if missed.found:
        title = _("You have found all that is still asked") if missed.gone else _("You have found them all")
        sentences = (*((not_asked,) if missed.gone else ()), found, comes_back)
    elif missed.gone:
        title = _("Nothing is left to practise here")
        sentences = (not_asked, _("Your result still shows what each of its answers says."))
    else:
        title, sentences = _("You missed nothing here"), (_("Every question of this attempt has the full point."),)
    return MissedPage(module, attempt_id, title, sentences)


CAPTIONS = {
    Occasion.PRACTICE: lambda: _("Practice"),
    Occasion.MISSED: lambda: _("Practice: what you missed"),
    Occasion.SAFETY: lambda: _("A safety question, once more"),
    Occasion.REPAIR: lambda: _("One question"),
    Occasion.REVIEW: lambda: _("Review"),
}


def question_page(module: Module, question: Question, seed: int, path: tuple[int, ...], errand: Errand) -> QuestionPage:
    item = question.item
    return QuestionPage(
        module=module,
        caption=CAPTIONS[errand.occasion](),
        question=question,
        seed=seed,
        post_href=url_for("practice.answer", stem=module.stem, item_id=item.id, **errand.in_address),
        back_href=way_out(module, errand),
        back_text=_("Back to the quiz") if errand.attempt_id else _("Enough for now"),
        step_back_href=url_for(
            "practice.question",
            stem=module.stem,
            item_id=item.id,
            seed=seed,
            path=path_in_words(path[:-1]) or None,
            _anchor="now",
            **errand.in_address,
        )
        if path
        else None,
    )


def way_out(module: Module, errand: Errand) -> str:
    """Where "enough for now" leads: back to the attempt, to the review, or to the module's practice."""
    if errand.attempt_id:
        return url_for("attempts.go_on", attempt_id=errand.attempt_id)
    if errand.occasion is Occasion.REVIEW:
        return url_for("review.index")
    return url_for("practice.index", stem=module.stem)


def next_step(module: Module, errand: Errand) -> tuple[str, str]:
    """The label and the address of what comes after an answer."""
    if errand.occasion is Occasion.MISSED and errand.attempt_id:
        return _("Next question"), url_for("practice.missed", attempt_id=errand.attempt_id)
    if errand.occasion is Occasion.REVIEW:
        return _("Go on with the review"), url_for("review.next_question")
    if errand.attempt_id:
        return _("Go on with the quiz"), url_for("attempts.go_on", attempt_id=errand.attempt_id)
    return _("Next question"), url_for("practice.next_question", stem=module.stem)


def feedback_page(
    course: Course, module: Module, answer: PracticeAnswer, errand: Errand, sections: tuple[Section, ...]
) -> FeedbackPage:
    feedback = feedback_of(course, module, answer, answer.points, is_scored=False)
    label, href = next_step(module, errand)
    again = module.bank.find_item(answer.item.id)
    return FeedbackPage(
        module=module,
        title=feedback.verdict,
        sections=sections,
        sources=sources_of(course, sections),
        answer=feedback,
        next_label=label,
        next_href=href,
        again_href=url_for("practice.question", stem=module.stem, item_id=answer.item.id, **errand.in_address)
        if not answer.is_right and again and again.is_open
        else None,
    )


def repair_page(
    course: Course,
    module: Module,
    answer: PracticeAnswer,
    question: Question,
    seed: int,
    errand: Errand,
    sections: tuple[Section, ...],
) -> RepairPage:
    section = module.lesson.find_section(answer.item.section)
    drawn = [block.figure for block in section.blocks if isinstance(block, FigureBlock)] if section else []
    pictured = course.figures.get(answer.item.picture or "")
    figure = drawn[0] if drawn else pictured
    shown = None if figure and question.figure and figure.name == question.figure.name else figure
    goes_on = Errand(Occasion.REPAIR, errand.attempt_id)
    return RepairPage(
        module=module,
        sections=sections,
        sources=sources_of(course, sections),
        key_sentence=section.key_sentence if section else None,
        call=first_call(sections) if shown else None,
        figure=shown,
        question=question,
        seed=seed,
        post_href=url_for("practice.answer", stem=module.stem, item_id=question.item.id, **goes_on.in_address),
        skip_href=next_step(module, errand)[1],
        answer_href=url_for("practice.feedback", answer_id=answer.public_id, **errand.in_address),
        repairs=answer.public_id,
    )


def certainties() -> tuple[tuple[str, str], ...]:
    """The three ways to send an answer; Enter in a form takes the first."""
    return (
        (Certainty.GUESSING.value, _("I’m guessing")),
        (Certainty.THINK_SO.value, _("I think so")),
        (Certainty.SURE.value, _("I’m sure")),
    )
