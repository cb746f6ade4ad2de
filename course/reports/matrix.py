"""The matrix of a group: learners × modules, each cell with its state in words, best score, attempts, overdue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from course.assignments.model import Assignment
from course.assignments.rules import is_overdue
from course.content.model import Course, Module, Stem
from course.groups.model import Group, Membership
from course.people.model import PersonId
from course.people.rules import code_as_written
from course.progress.model import ModuleProgress, State
from course.progress.pages import TONE, state_in_words
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import day, percent

SYMBOL = {State.NOT_STARTED: "–", State.READING: "…", State.QUIZ_NEXT: "?", State.PASSED: "✓"}


@dataclass(frozen=True)
class Column:
    number: int
    title: str
    due: str
    stem: str | None
    """The stem when the module is assigned, so that it can be taken back."""
    take_back: str


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


@dataclass(frozen=True)
class GroupPage:
    group: Group
    join_code: str
    caption: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    totals: tuple[str, ...]


def group_page(
    course: Course,
    group: Group,
    members: Sequence[Membership],
    progress: Mapping[PersonId, Sequence[ModuleProgress]],
    assigned: Mapping[Stem, Assignment],
    today: date,
) -> GroupPage:
    rows = [(member, progress[member.person.id]) for member in members]
    return GroupPage(
        group=group,
        join_code=code_as_written(group.join_code),
        caption=_(
            "%(learners)s, %(modules)s",
            learners=ngettext("%(num)s learner", "%(num)s learners", len(members)),
            modules=ngettext("%(num)s module", "%(num)s modules", len(course.modules)),
        ),
        columns=tuple(_column(module, assigned.get(module.stem)) for module in course.modules),
        lines=tuple(_line(course, group, member, mine, assigned, today) for member, mine in rows),
        totals=tuple(
            _("%(passed)s of %(all)s", passed=sum(mine[place].is_passed for _member, mine in rows), all=len(rows))
            for place in range(len(course.modules))
        ),
    )


def _column(module: Module, assignment: Assignment | None) -> Column:
    return Column(
        number=module.number,
        title=module.lesson.title,
        due=due_words(assignment),
        stem=module.stem if assignment else None,
        take_back=_("Take back module %(number)s", number=module.number),
    )


def due_words(assignment: Assignment | None) -> str:
    if assignment is None:
        return _("Not assigned")
    if assignment.due_on is None:
        return _("Assigned, no date")
    return _("Due %(day)s", day=day(assignment.due_on))


def _line(
    course: Course,
    group: Group,
    member: Membership,
    progress: Sequence[ModuleProgress],
    assigned: Mapping[Stem, Assignment],
    today: date,
) -> Line:
    return Line(
        name=member.person.name,
        href=url_for("reports.learner", group_id=group.public_id, person_id=member.person.public_id),
        cells=tuple(_cell(one, assigned.get(one.module.stem), today) for one in progress),
        passed=_("%(passed)s of %(all)s", passed=sum(one.is_passed for one in progress), all=len(course.modules)),
    )


def _cell(progress: ModuleProgress, assignment: Assignment | None, today: date) -> Cell:
    late = assignment is not None and is_overdue(assignment.due_on, today, progress.is_passed)
    best = progress.best.share if progress.best else None
    words = state_in_words(progress)
    return Cell(
        kind="overdue" if late else TONE[progress.state],
        symbol=SYMBOL[progress.state],
        words=_("%(state)s, overdue", state=words) if late else words,
        score=percent(best) if best is not None else "",
        attempts=ngettext("%(num)s attempt", "%(num)s attempts", progress.attempts) if progress.attempts else "",
        is_overdue=late,
    )
