"""Finished words for one learner's story and one attempt."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from course.amendments.rules import points_wanted
from course.asking.feedback import AnswerFeedback, feedback_of
from course.assignments.model import Asked
from course.assignments.pages import due_in_words
from course.attempts.result import change_rows
from course.content.model import Course, Module
from course.groups.model import Group, Membership
from course.history.model import Answer, Attempt, AttemptSummary, Logged, QuizReset, Reading
from course.progress.model import ModuleProgress, State
from course.progress.pages import correction_in_words, reset_in_words, score_in_words, state_in_words
from course.reports.needs import NeedLine, need_lines
from course.reports.overview import Overview
from course.reports.rules import LearnerOverview
from course.reports.story import StoryDay, story_of
from course.web.language import gettext as _
from course.web.words import day, day_and_time, percent


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
    afresh: tuple[str, ...]
    """That the quiz was begun afresh, and why."""
    afresh_href: str | None
    """Where it can be begun afresh, while an attempt counts."""
    take_back_href: str | None


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
    """Those that were begun or are asked for."""
    others: tuple[str, ...]
    """The titles of the rest."""
    story: tuple[StoryDay, ...]


@dataclass(frozen=True)
class AttemptPage:
    """One attempt exactly as the learner met it."""

    title: str
    module: Module
    score: str
    when: str
    answers: tuple[AnswerFeedback, ...]
    points_hrefs: tuple[str | None, ...]
    """For each answer, where its points can be changed."""
    corrections: tuple[str, ...]
    change_rows: tuple[tuple[str, str, str, str], ...]
    """What changed since the attempt before, objective by objective."""


def learner_page(
    overview: Overview,
    attempts: Sequence[AttemptSummary],
    log: Sequence[Logged],
    resets: Sequence[QuizReset],
    time_zone: str,
) -> LearnerPage:
    """`overview` of the group, narrowed to one learner; everything that they answered and that was changed."""
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
                [reset for reset in resets if reset.module == one.module.stem],
            )
            for one in learner.progress
            if not _is_quiet(learner, one)
        ),
        others=tuple(
            f"{one.module.number}. {one.module.lesson.title}" for one in learner.progress if _is_quiet(learner, one)
        ),
        story=story_of(overview.course, learner.progress, attempts, log, resets, time_zone),
    )


def _is_quiet(learner: LearnerOverview, progress: ModuleProgress) -> bool:
    """Nothing was begun, and nothing is asked for."""
    return progress.state is State.NOT_STARTED and progress.module.stem not in learner.dues


def _story(
    group: Group,
    learner: LearnerOverview,
    progress: ModuleProgress,
    attempts: Sequence[AttemptSummary],
    resets: Sequence[QuizReset],
) -> ModuleStory:
    due, member = learner.dues.get(progress.module.stem), learner.member

    def here(endpoint: str) -> str:
        return url_for(endpoint, group_id=group.public_id, person_id=member.person.public_id, stem=progress.module.stem)

    return ModuleStory(
        title=f"{progress.module.number}. {progress.module.lesson.title}",
        rows=(
            Row(_("State"), state_in_words(progress)),
            Row(_("Assignment"), due_in_words(due) if due else _("Not assigned")),
            Row(_("Lesson"), _reading_words(progress.reading)),
            Row(_("Best score"), score_in_words(progress.best) if progress.best else _("No attempt handed in")),
            *_improvement(progress),
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
        afresh=tuple(reset_in_words(reset) for reset in resets),
        afresh_href=here("amendments.afresh") if progress.attempts and not group.is_archived else None,
        take_back_href=here("amendments.take_back") if resets and not group.is_archived else None,
    )


def _improvement(progress: ModuleProgress) -> tuple[Row, ...]:
    """From the first attempt to the best one, once there are two."""
    first, best = progress.first, progress.best
    if progress.attempts < 2 or first is None or best is None:
        return ()
    was, now = percent(first.share or 0.0), percent(best.share or 0.0)
    if best.number == first.number:
        return (Row(_("Since the first attempt"), _("The first is the best so far (%(share)s)", share=was)),)
    return (Row(_("Since the first attempt"), _("From %(was)s to %(now)s", was=was, now=now)),)


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


def attempt_page(
    course: Course, group: Group, member: Membership, attempt: Attempt, before: Attempt | None
) -> AttemptPage:
    """`before`: the attempt handed in before this one."""
    summary = attempt.summary
    module = course.get_module(summary.module)

    def points_href(answer: Answer) -> str | None:
        if group.is_archived or not points_wanted(attempt, answer):
            return None
        return url_for(
            "amendments.points",
            group_id=group.public_id,
            person_id=member.person.public_id,
            attempt_id=summary.public_id,
            number=answer.number,
        )

    return AttemptPage(
        title=_("Attempt %(number)s: %(module)s", number=summary.number, module=module.lesson.title),
        module=module,
        score=score_in_words(summary),
        when=day_and_time(summary.handed_in_at or summary.started_at),
        answers=tuple(feedback_of(course, module, answer, answer.points, answer.number) for answer in attempt.answers),
        points_hrefs=tuple(points_href(answer) for answer in attempt.answers),
        corrections=tuple(correction_in_words(each) for each in attempt.corrections),
        change_rows=change_rows(module, before, attempt) if before else (),
    )
