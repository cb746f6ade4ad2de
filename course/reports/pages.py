"""Finished words for one learner's story and one attempt."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from course.asking.feedback import AnswerFeedback, feedback_of
from course.assignments.model import Asked
from course.assignments.pages import due_in_words
from course.content.model import Course, Module
from course.groups.model import Group, Membership
from course.history.model import Attempt, AttemptSummary, Reading
from course.progress.model import ModuleProgress
from course.progress.pages import score_in_words, state_in_words
from course.reports.needs import NeedLine, need_lines
from course.reports.overview import Overview
from course.reports.rules import LearnerOverview
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
    exception_href: str | None
    """Where the date can be changed for this learner alone, while something is asked."""
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
    public_id: str
    joined: str
    needs: tuple[NeedLine, ...]
    modules: tuple[ModuleStory, ...]


@dataclass(frozen=True)
class AttemptPage:
    """One attempt exactly as the learner met it."""

    title: str
    module: Module
    score: str
    when: str
    answers: tuple[AnswerFeedback, ...]


def learner_page(overview: Overview, attempts: Sequence[AttemptSummary]) -> LearnerPage:
    """`overview` of the group, narrowed to one learner."""
    group, (learner,) = overview.group, overview.learners
    return LearnerPage(
        group=group,
        name=learner.member.person.name,
        public_id=learner.member.person.public_id,
        joined=_("In this group since %(day)s", day=day(learner.member.joined_at)),
        needs=need_lines(overview.course, learner),
        modules=tuple(
            _story(
                group,
                learner,
                one,
                [attempt for attempt in attempts if attempt.module == one.module.stem],
            )
            for one in learner.progress
        ),
    )


def _story(
    group: Group, learner: LearnerOverview, progress: ModuleProgress, attempts: Sequence[AttemptSummary]
) -> ModuleStory:
    due, member = learner.dues.get(progress.module.stem), learner.member
    return ModuleStory(
        title=f"{progress.module.number}. {progress.module.lesson.title}",
        rows=(
            Row(_("State"), state_in_words(progress)),
            Row(_("Assignment"), due_in_words(due) if due else _("Not assigned")),
            Row(_("Lesson"), _reading_words(progress.reading)),
            Row(_("Best score"), score_in_words(progress.best) if progress.best else _("No attempt handed in")),
        ),
        exception_href=url_for(
            "assignments.override",
            group_id=group.public_id,
            assignment_id=due.assignment.public_id,
            person_id=member.person.public_id,
        )
        if due and due.asked is not Asked.DONE and not group.is_archived
        else None,
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
