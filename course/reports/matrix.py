"""The matrix of a group: learners × modules, each cell with its state in words, best score, attempts, overdue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from course.assignments.model import Asked, Assignment, Due
from course.assignments.pages import last_day_in_words
from course.content.model import Module, Stem
from course.groups.model import Group
from course.groups.pages import code_of
from course.progress.model import ModuleProgress, State
from course.progress.pages import TONE, state_in_words
from course.reports.overview import Overview
from course.reports.rules import LearnerOverview, Show, Sort, chosen, in_sequence, page_after
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import day, percent, short_day

LEARNERS_A_PAGE = 50

SYMBOL = {State.NOT_STARTED: "–", State.READING: "…", State.QUIZ_NEXT: "?", State.PASSED: "✓"}
OVERDUE = "!"


@dataclass(frozen=True)
class Column:
    number: int
    title: str
    due: str
    href: str


@dataclass(frozen=True)
class Cell:
    """One learner in one module; `symbol` is for the eye, `words` for everybody."""

    kind: str
    symbol: str
    words: str
    score: str
    attempts: str
    is_overdue: bool


@dataclass(frozen=True)
class Line:
    name: str
    href: str
    cells: tuple[Cell, ...]
    passed: str
    last_active: str
    needs: int


@dataclass(frozen=True)
class Asking:
    """What a trainer asked the matrix for; it stands in the address."""

    sort: Sort
    show: Show
    search: str
    after: str | None

    @property
    def in_address(self) -> dict[str, Any]:
        return {
            "sort": None if self.sort is Sort.NAME else self.sort.value,
            "show": None if self.show is Show.EVERYBODY else self.show.value,
            "search": self.search or None,
        }


@dataclass(frozen=True)
class GroupPage:
    group: Group
    join_code: str | None
    """None when nobody can join by one."""
    caption: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    totals: tuple[str, ...]
    """How many learners passed each module."""
    of_all: str
    """Of how many, for who hears the table."""
    legend: tuple[tuple[str, str], ...]
    asking: Asking
    sorts: tuple[tuple[str, str], ...]
    shows: tuple[tuple[str, str], ...]
    found: str | None
    """How many were found, when not everybody is shown."""
    learners: int
    need_help: int
    next_href: str | None
    first_href: str | None


def asking_of(sort: str | None, show: str | None, search: str | None, after: str | None) -> Asking:
    """What an address asks for; whatever is not known there is by name, and everybody."""
    sorts, shows = {one.value: one for one in Sort}, {one.value: one for one in Show}
    return Asking(
        sorts.get(sort or "", Sort.NAME), shows.get(show or "", Show.EVERYBODY), (search or "")[:80], after or None
    )


EVERYBODY = Asking(Sort.NAME, Show.EVERYBODY, "", None)


def group_page(overview: Overview, asking: Asking, now: datetime, at_most: int | None = LEARNERS_A_PAGE) -> GroupPage:
    """The matrix, `at_most` so many learners of it (None: all who are asked for)."""
    group, course = overview.group, overview.course
    found = in_sequence(chosen(overview.learners, asking.show, asking.search), asking.sort)
    page, on_from = page_after(found, asking.after, at_most or len(found))
    is_narrowed = asking.show is not Show.EVERYBODY or bool(asking.search)

    def address(after: str | None) -> str:
        return url_for("reports.group", group_id=group.public_id, after=after, **asking.in_address)

    return GroupPage(
        group=group,
        join_code=code_of(group, now),
        caption=_(
            "%(learners)s, %(modules)s",
            learners=ngettext("%(num)s learner", "%(num)s learners", len(overview.learners)),
            modules=ngettext("%(num)s module", "%(num)s modules", len(course.modules)),
        ),
        columns=tuple(_column(group, module, overview.assignments) for module in course.modules),
        lines=tuple(_line(group, one) for one in page),
        totals=tuple(
            str(sum(one.progress[place].is_passed for one in overview.learners)) for place in range(len(course.modules))
        ),
        of_all=_("of %(all)s", all=len(overview.learners)),
        legend=(*((SYMBOL[state], words) for state, words in _states().items()), (OVERDUE, _("Overdue"))),
        asking=asking,
        sorts=(
            (Sort.NAME.value, _("Name")),
            (Sort.PASSED.value, _("Most modules passed")),
            (Sort.OVERDUE.value, _("Most overdue")),
            (Sort.ACTIVE.value, _("Active last")),
        ),
        shows=(
            (Show.EVERYBODY.value, _("Everybody")),
            (Show.NEEDS_HELP.value, _("May need you")),
            (Show.OVERDUE.value, _("Overdue")),
            (Show.NOT_STARTED.value, _("Nothing begun yet")),
            (Show.ALL_PASSED.value, _("Everything passed")),
        ),
        found=ngettext("%(num)s learner found", "%(num)s learners found", len(found)) if is_narrowed else None,
        learners=len(overview.learners),
        need_help=sum(bool(one.needs) for one in overview.learners),
        next_href=address(on_from) if on_from else None,
        first_href=address(None) if asking.after else None,
    )


def _states() -> Mapping[State, str]:
    return {
        State.NOT_STARTED: _("Not started"),
        State.READING: _("Reading"),
        State.QUIZ_NEXT: _("Quiz next"),
        State.PASSED: _("Passed"),
    }


def _column(group: Group, module: Module, assignments: Sequence[Assignment]) -> Column:
    return Column(
        number=module.number,
        title=module.lesson.title,
        due=due_of_group(module.stem, assignments),
        href=url_for("reports.items", group_id=group.public_id, stem=module.stem),
    )


def due_of_group(module: Stem, assignments: Sequence[Assignment]) -> str:
    """What the whole group is asked for, and whether some of it are."""
    everybody = [one for one in assignments if module in one.modules and one.people is None]
    if everybody:
        if everybody[-1].due_on:
            return _("Due %(day)s", day=day(everybody[-1].due_on))
        if everybody[-1].due_days is not None:
            return _("Due %(days)s", days=last_day_in_words(everybody[-1]))
        return _("Assigned, no date")
    if any(module in one.modules for one in assignments):
        return _("Assigned to some")
    return _("Not assigned")


def _line(group: Group, one: LearnerOverview) -> Line:
    person = one.member.person
    return Line(
        name=person.name,
        href=url_for("reports.learner", group_id=group.public_id, person_id=person.public_id),
        cells=tuple(_cell(each, one.dues.get(each.module.stem)) for each in one.progress),
        passed=_("%(passed)s of %(all)s", passed=one.passed, all=len(one.progress)),
        last_active=short_day(one.last_active_at) if one.last_active_at else _("Not yet"),
        needs=len(one.needs),
    )


def _cell(progress: ModuleProgress, due: Due | None) -> Cell:
    late = due is not None and due.asked is Asked.OVERDUE
    best = progress.best.share if progress.best else None
    words = state_in_words(progress)
    return Cell(
        kind="overdue" if late else TONE[progress.state],
        symbol=SYMBOL[progress.state] + (OVERDUE if late else ""),
        words=_("%(state)s, overdue", state=words) if late else words,
        score=percent(best) if best is not None else "",
        attempts=ngettext("%(num)s attempt", "%(num)s attempts", progress.attempts) if progress.attempts else "",
        is_overdue=late,
    )
