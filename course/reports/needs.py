"""Why a learner may need their trainer, in finished words, each with the fact behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from course.content.model import Course, Module
from course.progress.model import ModuleProgress
from course.reports.overview import Overview
from course.reports.rules import ATTEMPTS_BELOW, DAYS_UNFINISHED, LearnerOverview, Need, Why
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import day, percent


@dataclass(frozen=True)
class NeedLine:
    """A reason: what it is in a few words, and the fact behind it."""

    why: str
    fact: str


@dataclass(frozen=True)
class LearnerNeeds:
    name: str
    href: str
    lines: tuple[NeedLine, ...]


@dataclass(frozen=True)
class NeedsPage:
    overview: Overview
    learners: tuple[LearnerNeeds, ...]
    rules: tuple[str, ...]


def needs_page(overview: Overview) -> NeedsPage:
    """Learners with reasons, those with most of them first."""
    waiting = sorted(
        (one for one in overview.learners if one.needs),
        key=lambda one: (
            one.needs[0].why is not Why.SURE_AND_WRONG,
            -len(one.needs),
            one.member.person.name.casefold(),
        ),
    )
    return NeedsPage(
        overview=overview,
        learners=tuple(
            LearnerNeeds(
                one.member.person.name,
                url_for("reports.learner", group_id=overview.group.public_id, person_id=one.member.person.public_id),
                need_lines(overview.course, one),
            )
            for one in waiting
        ),
        rules=rules_in_words(),
    )


def rules_in_words() -> tuple[str, ...]:
    return (
        _("Sure and wrong on a safety question, and not found on two separate days since."),
        ngettext(
            "%(num)s attempt below the pass mark in a module that is not passed.",
            "%(num)s attempts below the pass mark in a module that is not passed.",
            ATTEMPTS_BELOW,
        ),
        ngettext(
            "Began a module %(num)s day ago or longer, and has not passed it.",
            "Began a module %(num)s days ago or longer, and has not passed it.",
            DAYS_UNFINISHED,
        ),
        _("The last day of an assignment has passed."),
        _("A question that was left open says nothing: an attempt with one is not counted here."),
    )


def need_lines(course: Course, learner: LearnerOverview) -> tuple[NeedLine, ...]:
    progress = {one.module.stem: one for one in learner.progress}
    return tuple(_line(course.get_module(need.module), progress[need.module], need) for need in learner.needs)


def _line(module: Module, progress: ModuleProgress, need: Need) -> NeedLine:
    title = _("Module %(number)s, %(title)s", number=module.number, title=module.lesson.title)
    since = day(need.since) if need.since else ""
    if need.why is Why.SURE_AND_WRONG:
        asked: Sequence[str] = [item.stem for item in module.bank.items if item.question_id == need.question]
        fact = _("%(module)s. On %(day)s: “%(question)s”", module=title, day=since, question=asked[0] if asked else "")
        return NeedLine(_("Sure and wrong on a safety question"), fact)
    if need.why is Why.BELOW_THE_MARK:
        fact = _(
            "%(module)s. The best score is %(best)s, and the pass mark %(mark)s.",
            module=title,
            best=percent(progress.best.share or 0.0) if progress.best else percent(0.0),
            mark=percent(module.bank.pass_mark),
        )
        return NeedLine(
            ngettext("%(num)s attempt below the pass mark", "%(num)s attempts below the pass mark", need.number),
            fact,
        )
    if need.why is Why.UNFINISHED:
        return NeedLine(
            ngettext("Began %(num)s day ago, not passed yet", "Began %(num)s days ago, not passed yet", need.number),
            _("%(module)s. Begun on %(day)s.", module=title, day=since),
        )
    return NeedLine(
        ngettext("%(num)s day past the date", "%(num)s days past the date", need.number),
        _("%(module)s. Asked for by %(day)s.", module=title, day=since),
    )
