"""Finished words for the pages of a quiz."""

from dataclasses import dataclass

from flask import url_for

from course.attempts.feedback import AnswerFeedback, feedback_of, takes_several
from course.content.model import Course, Figure, Module, Section, Source
from course.history.model import Answer, Attempt, AttemptSummary
from course.items import Item
from course.progress.model import ModuleProgress
from course.progress.pages import points_in_words, score_in_words
from course.progress.rules import reaches
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import day_and_time, percent


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
    score_rows: tuple[ScoreRow, ...]
    attempts: tuple[AttemptLine, ...]


@dataclass(frozen=True)
class QuestionPage:
    """One question."""

    module: Module
    attempt_id: str
    number: int
    of: int
    item: Item
    figure: Figure | None
    hint: str
    back_href: str
    back_text: str


@dataclass(frozen=True)
class CheckLine:
    number: int
    stem: str
    is_answered: bool


@dataclass(frozen=True)
class HandInPage:
    """Before handing in: what is answered and what is not."""

    module: Module
    attempt_id: str
    lines: tuple[CheckLine, ...]
    note: str


@dataclass(frozen=True)
class ResultPage:
    module: Module
    attempt_id: str
    title: str
    share: str
    points: str
    when: str
    note: str
    is_passed: bool
    look_at_first: tuple[Section, ...]
    """Parts of the help page that belong to missed must-pass items; they come before the score."""
    sources: tuple[Source, ...]
    """Where those parts come from; empty with them."""
    answers: tuple[AnswerFeedback, ...]
    score_rows: tuple[ScoreRow, ...]
    """Empty after the first attempt, when there is nothing to compare."""


def score_rows(progress: ModuleProgress) -> tuple[ScoreRow, ...]:
    """Best, first and latest, kept apart; empty before the first attempt is handed in."""
    named = ((_("Best"), progress.best), (_("First"), progress.first), (_("Latest"), progress.latest))
    return tuple(
        ScoreRow(label, score_in_words(attempt), (_link_to(attempt),))
        for label, attempt in named
        if attempt is not None
    )


def _link_to(attempt: AttemptSummary) -> RowAction:
    number = _("attempt %(number)s", number=attempt.number)
    return RowAction(url_for("attempts.attempt", attempt_id=attempt.public_id), _("Read it"), number)


def quiz_page(progress: ModuleProgress, attempts: list[AttemptSummary]) -> QuizPage:
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


def question_page(course: Course, module: Module, attempt: Attempt, answer: Answer) -> QuestionPage:
    public_id = attempt.summary.public_id
    return QuestionPage(
        module=module,
        attempt_id=attempt.summary.public_id,
        number=answer.number,
        of=len(attempt.answers),
        item=answer.item,
        figure=course.figures.get(answer.item.picture) if answer.item.picture else None,
        hint=_("Choose all that fit.") if takes_several(answer.item) else _("Choose one answer."),
        back_href=url_for("attempts.question", attempt_id=public_id, number=answer.number - 1)
        if answer.number > 1
        else url_for("attempts.quiz", stem=module.stem),
        back_text=_("Previous question") if answer.number > 1 else _("Back to the quiz"),
    )


def hand_in_page(module: Module, attempt: Attempt) -> HandInPage:
    left = len(attempt.unanswered)
    return HandInPage(
        module=module,
        attempt_id=attempt.summary.public_id,
        lines=tuple(CheckLine(answer.number, answer.item.stem, answer.is_answered) for answer in attempt.answers),
        note=ngettext(
            "%(num)s question has no answer yet. You can still hand in; it then counts as 0 points.",
            "%(num)s questions have no answer yet. You can still hand in; they then count as 0 points.",
            left,
        )
        if left
        else _("Every question has an answer. You can still change any of them."),
    )


def result_page(course: Course, module: Module, attempt: Attempt, progress: ModuleProgress) -> ResultPage:
    summary, look_at_first = attempt.summary, _look_at_first(course, attempt)
    return ResultPage(
        module=module,
        attempt_id=summary.public_id,
        title=_("Your result: attempt %(number)s", number=summary.number),
        share=percent(summary.share or 0.0),
        points=points_in_words(summary),
        when=day_and_time(summary.handed_in_at or summary.started_at),
        note=_note(module, summary, progress),
        is_passed=progress.is_passed,
        look_at_first=look_at_first,
        sources=course.help_page.sources if look_at_first else (),
        answers=tuple(feedback_of(course, module, answer) for answer in attempt.answers),
        score_rows=score_rows(progress) if progress.attempts > 1 else (),
    )


def _look_at_first(course: Course, attempt: Attempt) -> tuple[Section, ...]:
    missed = {answer.item.help_section for answer in attempt.answers if answer.item.must_pass and answer.points != 1.0}
    return tuple(section for section in course.help_page.sections if section.id in missed)


def _note(module: Module, summary: AttemptSummary, progress: ModuleProgress) -> str:
    mark = percent(module.bank.pass_mark)
    if not reaches(summary.share, module.bank.pass_mark):
        return _(
            "The pass mark is %(mark)s. You have not reached it this time, and that is all right: read what each "
            "answer says, and try other questions whenever you like.",
            mark=mark,
        )
    if progress.must_pass_left:
        return ngettext(
            "You reached the pass mark of %(mark)s. One safety question still has to be answered right; it "
            "comes again next time.",
            "You reached the pass mark of %(mark)s. %(num)s safety questions still have to be answered "
            "right; they come again next time.",
            progress.must_pass_left,
            mark=mark,
        )
    return _("You reached the pass mark of %(mark)s. Well done.", mark=mark)
