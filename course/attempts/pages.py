"""Finished words for the pages of a quiz."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from course.asking.help import help_sections, sources_of
from course.asking.pages import Question
from course.content.model import Course, Module, Section, Source
from course.history.model import Answer, Attempt, AttemptSummary, Occasion, QuizReset
from course.items import Asks, Item
from course.progress.model import ModuleProgress
from course.progress.pages import reset_in_words, score_in_words
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import day_and_time


@dataclass(frozen=True)
class RowAction:
    """A link at the end of a row of a summary list."""

    href: str
    text: str
    about: str


@dataclass(frozen=True)
class ScoreRow:
    """One of best, first and latest, in the shape that the summary list macro takes."""

    key: str
    value: str
    actions: tuple[RowAction, ...]


@dataclass(frozen=True)
class AttemptLine:
    """A line in the list of my attempts."""

    label: str
    when: str
    score: str
    attempt_id: str
    is_open: bool


@dataclass(frozen=True)
class QuizPage:
    """Before starting: what to expect, and the attempts so far."""

    module: Module
    passed_note: str | None
    start_label: str
    afresh: tuple[str, ...]
    wait_note: str | None
    """Why the quiz cannot be started now, and what can be done until then."""
    score_rows: tuple[ScoreRow, ...]
    attempts: tuple[AttemptLine, ...]


@dataclass(frozen=True)
class QuestionPage:
    """One question."""

    module: Module
    attempt_id: str
    number: int
    of: int
    question: Question
    is_saved_at_once: bool
    """Whether each change is sent while the page is open; a must-pass item is sent by its button alone."""
    back_href: str
    back_text: str
    next_href: str


@dataclass(frozen=True)
class SafetyPage:
    """The emergency card of a must-pass item that went another way."""

    module: Module
    attempt_id: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    again_href: str
    next_href: str
    list_href: str


@dataclass(frozen=True)
class CheckLine:
    number: int
    stem: str
    status: str
    is_answered: bool


@dataclass(frozen=True)
class HandInPage:
    """Before handing in: what is answered and what is not."""

    module: Module
    attempt_id: str
    lines: tuple[CheckLine, ...]
    note: str


def score_rows(progress: ModuleProgress) -> tuple[ScoreRow, ...]:
    """Best, first and latest, kept apart; empty before there are two to compare."""
    if progress.attempts < 2:
        return ()
    named = ((_("Best"), progress.best), (_("First"), progress.first), (_("Latest"), progress.latest))
    return tuple(
        ScoreRow(label, score_in_words(attempt), (_link_to(attempt),))
        for label, attempt in named
        if attempt is not None
    )


def _link_to(attempt: AttemptSummary) -> RowAction:
    number = _("attempt %(number)s", number=attempt.number)
    return RowAction(url_for("attempts.attempt", attempt_id=attempt.public_id), _("Read it"), number)


def quiz_page(
    progress: ModuleProgress,
    attempts: list[AttemptSummary],
    resets: list[QuizReset],
    wait_until: datetime | None,
) -> QuizPage:
    return QuizPage(
        module=progress.module,
        passed_note=_("You have passed this quiz. You can take it again as often as you like.")
        if progress.is_passed
        else None,
        start_label=_("Go on with the quiz")
        if progress.open_attempt
        else _("Take the quiz again")
        if progress.attempts
        else _("Start the quiz"),
        afresh=tuple(reset_in_words(reset) for reset in resets),
        wait_note=wait_note(wait_until),
        score_rows=score_rows(progress),
        attempts=tuple(
            AttemptLine(
                _("Attempt %(number)s", number=attempt.number),
                day_and_time(attempt.handed_in_at or attempt.started_at),
                score_in_words(attempt),
                attempt.public_id,
                attempt.is_open,
            )
            for attempt in reversed(attempts)
        ),
    )


def wait_note(until: datetime | None) -> str | None:
    if until is None:
        return None
    return _(
        "Your group asks for a pause after some attempts. You can take the quiz again from %(moment)s. Until then you "
        "can read the lesson, practise, and look up help at any time. Nothing is lost.",
        moment=day_and_time(until),
    )


def question_page(module: Module, attempt: Attempt, answer: Answer, question: Question) -> QuestionPage:
    public_id = attempt.summary.public_id
    return QuestionPage(
        module=module,
        attempt_id=public_id,
        number=answer.number,
        of=len(attempt.answers),
        question=question,
        is_saved_at_once=not answer.item.must_pass and answer.item.asks is not Asks.NEXT,
        back_href=url_for("attempts.question", attempt_id=public_id, number=answer.number - 1)
        if answer.number > 1
        else url_for("attempts.quiz", stem=module.stem),
        back_text=_("Previous question") if answer.number > 1 else _("Back to the quiz"),
        next_href=href_after(attempt, answer.number),
    )


def href_after(attempt: Attempt, number: int) -> str:
    """The next question, or after the last one the page to hand in."""
    public_id = attempt.summary.public_id
    if number == len(attempt.answers):
        return url_for("attempts.attempt", attempt_id=public_id)
    return url_for("attempts.question", attempt_id=public_id, number=number + 1)


def safety_page(course: Course, module: Module, attempt: Attempt, answer: Answer) -> SafetyPage:
    sections = help_sections(course, [answer.item])
    return SafetyPage(
        module=module,
        attempt_id=attempt.summary.public_id,
        sections=sections,
        sources=sources_of(course, sections),
        again_href=again_href(module, answer.item, attempt),
        next_href=href_after(attempt, answer.number),
        list_href=url_for("attempts.attempt", attempt_id=attempt.summary.public_id),
    )


def again_href(module: Module, item: Item, attempt: Attempt) -> str:
    """The question once more, with the way back to this attempt; in another form where today's bank has one."""
    today = module.bank.find_item(item.id)  # what was stored does not know its other forms
    if today is None or not today.is_open:
        return url_for("study.lesson", stem=module.stem, _anchor=item.section)
    forms = [other for other in module.bank.open_items if other.question_id == today.question_id]
    return url_for(
        "practice.question",
        stem=module.stem,
        item_id=next((form.id for form in forms if form.id != today.id), today.id),
        why=Occasion.SAFETY.value,
        attempt=attempt.summary.public_id,
    )


def hand_in_page(module: Module, attempt: Attempt) -> HandInPage:
    left = len(attempt.unanswered)
    return HandInPage(
        module=module,
        attempt_id=attempt.summary.public_id,
        lines=tuple(
            CheckLine(answer.number, answer.item.stem, _status(answer), answer.is_complete)
            for answer in attempt.answers
        ),
        note=ngettext(
            "%(num)s question is not finished yet. You can still hand in; what is open in it counts as 0 points.",
            "%(num)s questions are not finished yet. You can still hand in; what is open in them counts as 0 points.",
            left,
        )
        if left
        else _(
            "Every question has an answer. A safety answer stays, and can be tried again. You can change the others."
        )
        if any(answer.is_settled for answer in attempt.answers)
        else _("Every question has an answer. You can still change any of them."),
    )


def _status(answer: Answer) -> str:
    if answer.is_settled:
        return _("Kept")
    if answer.is_complete:
        return _("Answered")
    return _("Begun") if answer.is_answered else _("Open")
