"""Finished words for one learner's story and one attempt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from course.asking.feedback import AnswerFeedback, feedback_of
from course.assignments.model import Assignment
from course.assignments.rules import is_overdue
from course.content.model import Course, Module, Stem
from course.groups.model import Group, Membership
from course.history.model import Attempt, AttemptSummary, Reading
from course.progress.model import ModuleProgress
from course.progress.pages import score_in_words, state_in_words
from course.reports.matrix import due_words
from course.web.language import gettext as _
from course.web.words import day, day_and_time


@dataclass(frozen=True)
class Row:
    """A row of a summary list."""

    key: str
    value: str


@dataclass(frozen=True)
class ModuleStory:
    """One module in a learner's story."""

    title: str
    rows: tuple[Row, ...]
    attempts: tuple["AttemptLine", ...]


@dataclass(frozen=True)
class AttemptLine:
    label: str
    when: str
    score: str
    href: str | None
    """None while the attempt is open: an open quiz is the learner's own."""


@dataclass(frozen=True)
class LearnerPage:
    group: Group
    name: str
    joined: str
    modules: tuple[ModuleStory, ...]


@dataclass(frozen=True)
class AttemptPage:
    """One attempt exactly as the learner met it."""

    title: str
    module: Module
    score: str
    when: str
    answers: tuple[AnswerFeedback, ...]


def learner_page(
    group: Group,
    member: Membership,
    progress: Sequence[ModuleProgress],
    attempts: Sequence[AttemptSummary],
    assigned: Mapping[Stem, Assignment],
    today: date,
) -> LearnerPage:
    return LearnerPage(
        group=group,
        name=member.person.name,
        joined=_("In this group since %(day)s", day=day(member.joined_at)),
        modules=tuple(
            _story(
                group,
                member,
                one,
                [attempt for attempt in attempts if attempt.module == one.module.stem],
                assigned.get(one.module.stem),
                today,
            )
            for one in progress
        ),
    )


def _story(
    group: Group,
    member: Membership,
    progress: ModuleProgress,
    attempts: Sequence[AttemptSummary],
    assignment: Assignment | None,
    today: date,
) -> ModuleStory:
    late = assignment is not None and is_overdue(assignment.due_on, today, progress.is_passed)
    due = due_words(assignment)
    return ModuleStory(
        title=f"{progress.module.number}. {progress.module.lesson.title}",
        rows=(
            Row(_("State"), state_in_words(progress)),
            Row(_("Assignment"), _("%(due)s (overdue)", due=due) if late else due),
            Row(_("Lesson"), _reading_words(progress.reading)),
            Row(_("Best score"), score_in_words(progress.best) if progress.best else _("No attempt handed in")),
        ),
        attempts=tuple(_attempt_line(group, member, attempt) for attempt in attempts),
    )


def _reading_words(reading: Reading | None) -> str:
    if reading is None:
        return _("Not opened")
    if reading.finished_at:
        return _("Read to the end on %(day)s", day=day(reading.finished_at))
    return _("Begun; last new section on %(day)s", day=day(reading.reached_at))


def _attempt_line(group: Group, member: Membership, attempt: AttemptSummary) -> AttemptLine:
    return AttemptLine(
        label=_("Attempt %(number)s", number=attempt.number),
        when=day_and_time(attempt.handed_in_at or attempt.started_at),
        score=score_in_words(attempt),
        href=None
        if attempt.is_open
        else url_for(
            "reports.attempt", group_id=group.public_id, person_id=member.person.public_id, attempt_id=attempt.public_id
        ),
    )


def attempt_page(course: Course, module: Module, attempt: Attempt) -> AttemptPage:
    summary = attempt.summary
    return AttemptPage(
        title=_("Attempt %(number)s: %(module)s", number=summary.number, module=module.lesson.title),
        module=module,
        score=score_in_words(summary),
        when=day_and_time(summary.handed_in_at or summary.started_at),
        answers=tuple(feedback_of(course, module, answer, answer.points, answer.number) for answer in attempt.answers),
    )
