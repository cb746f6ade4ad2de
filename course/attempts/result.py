"""Finished words for the result of an attempt: what to look at first, the score, what changed, every answer."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from course.asking.feedback import AnswerFeedback, feedback_of
from course.asking.help import help_sections, sources_of
from course.attempts.changes import ObjectiveChange, changes_between
from course.attempts.pages import ScoreRow, again_href, score_rows, wait_note
from course.content.model import Course, Module, Section, Source
from course.history.model import Answer, Attempt, AttemptSummary
from course.items import is_full
from course.progress.model import ModuleProgress
from course.progress.pages import correction_in_words, points_in_words
from course.progress.rules import ROUNDING, must_pass_open, reaches
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import day_and_time, percent


@dataclass(frozen=True)
class SafetyLine:
    """A must-pass question that still waits for its answer."""

    stem: str
    href: str


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
    look_words: str
    """Parts of the help page that belong to missed must-pass items; they come before the score."""
    sources: tuple[Source, ...]
    """Where those parts come from; empty with them."""
    answers: tuple[AnswerFeedback, ...]
    score_rows: tuple[ScoreRow, ...]
    """Empty after the first attempt, when there is nothing to compare."""
    change_rows: tuple[tuple[str, str, str, str], ...]
    """What changed since the attempt before: an objective, its share of the points then and now, and the change."""
    corrections: tuple[str, ...]
    safety_left: tuple[SafetyLine, ...]
    missed: int
    """Questions that did not earn the whole point."""
    wait_note: str | None


def result_page(
    course: Course,
    module: Module,
    attempt: Attempt,
    before: Attempt | None,
    progress: ModuleProgress,
    known: Set[str],
    wait_until: datetime | None,
) -> ResultPage:
    """`before` is the attempt handed in before this one; `known` are the must-pass items ever answered right."""
    summary = attempt.summary
    missed = [answer for answer in attempt.answers if not is_full(answer.points)]
    waiting = {item.question_id for item in must_pass_open(module.bank, known)}
    unsafe = [answer for answer in missed if _question_of(module, answer) in waiting]
    look_at_first = help_sections(course, (answer.item for answer in unsafe))
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
        look_words=_look_words(unsafe),
        sources=sources_of(course, look_at_first),
        answers=tuple(feedback_of(course, module, answer, answer.points, answer.number) for answer in attempt.answers),
        score_rows=score_rows(progress),
        change_rows=change_rows(module, before, attempt) if before else (),
        corrections=tuple(correction_in_words(each) for each in attempt.corrections),
        safety_left=tuple(
            SafetyLine(item.stem, again_href(module, item, attempt)) for item in must_pass_open(module.bank, known)
        ),
        missed=len(missed),
        wait_note=wait_note(wait_until),
    )


def _question_of(module: Module, answer: Answer) -> str:
    """The id of the question in today's bank, which alone knows its forms."""
    return (module.bank.find_item(answer.item.id) or answer.item).question_id


def _look_words(unsafe: Sequence[Answer]) -> str:
    """Why the emergency cards stand before the score."""
    missed = sum(answer.is_answered for answer in unsafe)
    if not missed:
        return _("Before the score: what to know about safety, because a question on it was left open.")
    return ngettext(
        "Before the score: one of the safety questions went another way. Please look at this first.",
        "Before the score: %(num)s of the safety questions went another way. Please look at this first.",
        missed,
    )


def change_rows(module: Module, before: Attempt, now: Attempt) -> tuple[tuple[str, str, str, str], ...]:
    return tuple(
        (
            module.lesson.objectives.get(change.objective, change.objective),
            percent(change.before) if change.before is not None else _("not asked"),
            percent(change.now) if change.now is not None else _("not asked"),
            _change_in_words(change),
        )
        for change in changes_between(before, now)
    )


def _change_in_words(change: ObjectiveChange) -> str:
    if change.before is None or change.now is None:
        return _("cannot be compared")
    if abs(change.now - change.before) < ROUNDING:
        return _("as before")
    return _("more than before") if change.now > change.before else _("less than before")


def _note(module: Module, summary: AttemptSummary, progress: ModuleProgress) -> str:
    mark = percent(module.bank.pass_mark)
    if summary.is_set_aside:
        return _("This quiz was begun afresh later. What you did here can be read, and does not count any more.")
    if not reaches(summary.share, module.bank.pass_mark):
        return _(
            "The pass mark is %(mark)s. You have not reached it this time, and that is all right: read what each "
            "answer says, and try other questions whenever you like.",
            mark=mark,
        )
    if progress.must_pass_left:
        return ngettext(
            "You reached the pass mark of %(mark)s. One safety question still waits for its answer, below. Try it as "
            "often as you like; then this module is passed.",
            "You reached the pass mark of %(mark)s. %(num)s safety questions still wait for their answers, below. Try "
            "them as often as you like; then this module is passed.",
            progress.must_pass_left,
            mark=mark,
        )
    return _("You reached the pass mark of %(mark)s. Well done.", mark=mark)
