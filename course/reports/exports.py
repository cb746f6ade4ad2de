"""What the trainer's screens show, as tables to take along: made from the same overview and the same analysis as the
screens, numbers as numbers and dates as dates.
"""

from collections.abc import Iterable

from course.assignments.model import Asked
from course.clock import local_date
from course.content.model import Course
from course.items import is_version_of
from course.progress.pages import state_in_words
from course.reports.analysis import CertaintyFigures
from course.reports.audit_log import AuditLine, event_in_words
from course.reports.item_pages import Analysis, objective_in_words
from course.reports.needs import need_lines
from course.reports.overview import Overview
from course.web.language import gettext as _
from course.web.spreadsheets import Table, Value


def progress_table(overview: Overview, time_zone: str) -> Table:
    """A line for each learner and module: the matrix, cell by cell."""
    rows: list[tuple[Value, ...]] = []
    for one in overview.learners:
        for progress in one.progress:
            due = one.dues.get(progress.module.stem)
            active = progress.last_active_at
            rows.append(
                (
                    one.member.person.name,
                    local_date(one.member.joined_at, time_zone),
                    progress.module.number,
                    progress.module.lesson.title,
                    state_in_words(progress),
                    progress.best.share if progress.best else None,
                    progress.attempts,
                    due.due_on if due else None,
                    _yes(due is not None and due.asked is Asked.OVERDUE),
                    local_date(active, time_zone) if active else None,
                )
            )
    head = (
        _("Learner"),
        _("In the group since"),
        _("Module"),
        _("Title"),
        _("State"),
        _("Best score (0 to 1)"),
        _("Attempts"),
        _("Due"),
        _("Overdue"),
        _("Last active"),
    )
    return Table(_("Progress"), head, tuple(rows))


def needs_table(overview: Overview) -> Table:
    """A line for each reason to look at somebody."""
    rows = [
        (one.member.person.name, line.why, line.fact)
        for one in overview.learners
        for line in need_lines(overview.course, one)
    ]
    return Table(_("Who may need you"), (_("Learner"), _("Why"), _("The fact behind it")), tuple(rows))


def items_table(course: Course, analysis: Analysis) -> Table:
    """A line for each version of each item that was asked in a first attempt, the most missed first."""
    rows: list[tuple[Value, ...]] = []
    for one in analysis.items:
        module = course.get_module(one.module)
        today = module.bank.find_item(one.item.id)
        rows.append(
            (
                module.number,
                one.item.id,
                _yes(today is None or not is_version_of(one.version, today)),
                one.item.kind,
                one.item.stem,
                one.answered,
                one.left_open,
                one.facility,
                one.discrimination,
                *_certain(analysis.certainty.get(one.item.id)),
            )
        )
    head = (
        _("Module"),
        _("Item"),
        _("An earlier wording or drawing"),
        _("Kind"),
        _("Question"),
        _("Answered"),
        _("Left open"),
        _("Mean of the points (0 to 1)"),
        _("Tells learners apart (-1 to 1)"),
        _("Answered in practice"),
        _("Sure and wrong in practice"),
    )
    return Table(_("Questions"), head, tuple(rows))


def options_table(course: Course, analysis: Analysis) -> Table:
    """How often each option was chosen in first attempts."""
    rows = [
        (course.get_module(one.module).number, one.item.id, one.item.stem, each.text, _yes(each.is_key), each.chosen)
        for one in analysis.items
        for each in one.options
    ]
    head = (_("Module"), _("Item"), _("Question"), _("Option"), _("Fits"), _("Chosen"))
    return Table(_("Options"), head, tuple(rows))


def objectives_table(course: Course, analysis: Analysis) -> Table:
    rows = [
        (
            course.get_module(one.module).number,
            objective_in_words(course, one.module, one.objective),
            one.facility,
            one.answered,
        )
        for one in analysis.objectives
    ]
    head = (_("Module"), _("A learner can …"), _("Mean of the points (0 to 1)"), _("Answers"))
    return Table(_("By objective"), head, tuple(rows))


def audit_head() -> tuple[str, ...]:
    return (_("Entry"), _("When (UTC)"), _("What"), _("Who"), _("To whom"), _("Group"), _("More"))


def audit_rows(lines: Iterable[AuditLine]) -> Iterable[tuple[Value, ...]]:
    for line in lines:
        yield (
            line.id,
            line.at,
            event_in_words(line.event),
            line.actor,
            line.subject,
            line.group,
            line.detail,
        )


def _certain(figures: CertaintyFigures | None) -> tuple[int, int]:
    if figures is None:
        return 0, 0
    return sum(figures.right.values()) + sum(figures.other.values()), figures.sure_and_wrong


def _yes(is_so: bool) -> str:
    return _("yes") if is_so else _("no")
