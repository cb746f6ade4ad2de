"""Finished words for home and the lessons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from course.assignments.model import Asked, Due
from course.assignments.rules import in_order
from course.content.model import Course, Module, Term
from course.groups.model import Group
from course.history.model import Reading
from course.progress.model import ModuleProgress, State
from course.progress.pages import TONE, state_in_words
from course.progress.rules import next_module
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import day, percent


@dataclass(frozen=True)
class Task:
    """A line of the task list, in the shape that the task list macro takes."""

    title: str
    href: str
    hint: str
    status: str
    status_text: str


@dataclass(frozen=True)
class NextStep:
    """The one next thing to do."""

    sentence: str
    label: str
    href: str


@dataclass(frozen=True)
class HomePage:
    name: str
    passed: int
    modules: int
    progress_text: str
    next_step: NextStep | None
    tasks: tuple[Task, ...]
    groups: tuple[str, ...]
    review: str | None
    """What has come back to be reviewed, in words."""


@dataclass(frozen=True)
class LessonPage:
    module: Module
    of: int
    place_title: str | None
    """The section where the reader was, when it is not the first."""
    place_id: str | None
    is_finished: bool
    keeps_place: bool
    """Whether reading is remembered; not for strangers, and not in a preview."""
    is_preview: bool
    previous: Module | None
    next: Module | None


@dataclass(frozen=True)
class Word:
    """A line of the glossary; `module` is the first lesson that uses the word."""

    term: Term
    module: Module | None


def glossary_page(course: Course) -> tuple[Word, ...]:
    first: dict[str, Module] = {}
    for module in course.modules:
        for term in module.lesson.terms:
            first.setdefault(term.id, module)
    return tuple(Word(term, first.get(term.id)) for term in course.glossary)


def home_page(
    name: str,
    course: Course,
    progress: Sequence[ModuleProgress],
    dues: Sequence[Due],
    groups: Sequence[Group],
    today: date,
    review: str | None = None,
) -> HomePage:
    asked = {due.module: _due_in_words(due, course, groups, today) for due in dues if due.asked is not Asked.DONE}
    passed = sum(one.is_passed for one in progress)
    again = [due.module for due in dues if due.is_again and due.asked in (Asked.OPEN, Asked.OVERDUE)]
    upcoming = next_module(progress, first=in_order(dues), again=again)
    return HomePage(
        name=name,
        passed=passed,
        modules=len(course.modules),
        progress_text=ngettext(
            "%(passed)s of %(num)s module passed",
            "%(passed)s of %(num)s modules passed",
            len(course.modules),
            passed=passed,
        ),
        next_step=_next_step(upcoming) if upcoming else None,
        tasks=tuple(_task(one, asked.get(one.module.stem)) for one in progress),
        groups=tuple(group.name for group in groups),
        review=review,
    )


def _task(progress: ModuleProgress, asked: str | None) -> Task:
    module = progress.module
    hints = [ngettext("%(num)s minute", "%(num)s minutes", module.lesson.minutes)]
    if progress.best and progress.best.share and progress.is_passed:
        hints.append(_("best score %(share)s", share=percent(progress.best.share)))
    if progress.is_afresh:
        hints.append(_("to be taken afresh"))
    if asked:
        hints.append(asked)
    return Task(
        title=f"{module.number}. {module.lesson.title}",
        href=url_for("study.lesson", stem=module.stem),
        hint=" · ".join(hints),
        status="progress" if progress.state is State.READING else TONE[progress.state],
        status_text=state_in_words(progress),
    )


def _due_in_words(due: Due, course: Course, groups: Sequence[Group], today: date) -> str:
    """Said kindly: a date is an invitation, and a date that has passed is not a reproach."""
    group = next(group.name for group in groups if group.id == due.assignment.group_id)
    if due.asked is Asked.PAUSED:
        return _("asked for by %(group)s; paused for now", group=group)
    if due.asked is Asked.WAITS and due.after:
        return _(
            "asked for by %(group)s, after module %(number)s", group=group, number=course.get_module(due.after).number
        )
    once_more = due.is_again
    if due.due_on is None:
        return (
            _("%(group)s asks you to take it again", group=group)
            if once_more
            else _("asked for by %(group)s", group=group)
        )
    if due.asked is Asked.OVERDUE:
        return _("%(group)s asked for this by %(day)s; it is still open to you", group=group, day=day(due.due_on))
    by = _("today") if due.due_on == today else day(due.due_on)
    if once_more:
        return _("%(group)s asks you to take it again, by %(day)s", group=group, day=by)
    return _("asked for by %(group)s, by %(day)s", group=group, day=by)


def _next_step(progress: ModuleProgress) -> NextStep:
    module, title = progress.module, progress.module.lesson.title
    if progress.open_attempt:
        return NextStep(
            _("You have begun the quiz of “%(title)s”. Your answers are kept.", title=title),
            _("Go on with the quiz"),
            url_for("attempts.quiz", stem=module.stem),
        )
    if progress.is_passed:
        return NextStep(
            _("“%(title)s” is asked for once more.", title=title),
            _("Take the quiz again"),
            url_for("attempts.quiz", stem=module.stem),
        )
    if progress.state is State.QUIZ_NEXT:
        return NextStep(
            _("Next: the quiz of “%(title)s”.", title=title),
            _("Take the quiz again") if progress.attempts else _("Take the quiz"),
            url_for("attempts.quiz", stem=module.stem),
        )
    if progress.reading:
        return NextStep(
            _("You were reading “%(title)s”.", title=title),
            _("Go on reading"),
            url_for("study.lesson", stem=module.stem, _anchor=progress.reading.section),
        )
    return NextStep(
        _("Next: “%(title)s”.", title=title), _("Start the lesson"), url_for("study.lesson", stem=module.stem)
    )


def lesson_page(
    course: Course, module: Module, reading: Reading | None, keeps_place: bool, is_preview: bool = False
) -> LessonPage:
    place = module.lesson.find_section(reading.section) if reading else None
    at_the_start = place is None or place.id == module.lesson.sections[0].id
    return LessonPage(
        module=module,
        of=len(course.modules),
        place_title=None if at_the_start or place is None else place.title,
        place_id=None if at_the_start or place is None else place.id,
        is_finished=reading is not None and reading.finished_at is not None,
        keeps_place=keeps_place,
        is_preview=is_preview,
        previous=course.modules[module.number - 2] if module.number > 1 else None,
        next=course.modules[module.number] if module.number < len(course.modules) else None,
    )
