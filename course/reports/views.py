"""A trainer's reports: the matrix, who may need help, one learner, what a group misses, and all of it to take along."""

from collections.abc import Iterator

from flask import Blueprint, current_app, render_template, request, stream_with_context
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from course import clock
from course.audit.model import Event
from course.content.model import Course
from course.groups.actions import get_group, get_member
from course.groups.model import Group
from course.groups.store import list_counted
from course.history import store as history
from course.history.corrections import list_resets
from course.history.log import list_log
from course.history.model import NoSuchAttempt
from course.notices.pages import lines_about
from course.people.sign_in import current_person
from course.reports import actions, exports, pages
from course.reports.audit_log import Narrowed, audit_page, every_entry, list_entries, narrowed
from course.reports.item_pages import Analysis, analysis_of, items_page, most_missed_page
from course.reports.matrix import EVERYBODY, asking_of, group_page
from course.reports.needs import needs_page
from course.reports.overview import Overview, overview_of
from course.web.access import for_admin, for_trainer
from course.web.spreadsheets import CSV, XLSX, as_csv, as_xlsx, csv_lines
from course.web.words import day_and_time

bp = Blueprint("reports", __name__)

Page = str | Response | tuple[str, int]


def _course() -> Course:
    course: Course = current_app.extensions["course"]
    return course


def _zone() -> str:
    zone: str = current_app.extensions["settings"].time_zone
    return zone


def _analysis(group: Group) -> Analysis:
    return analysis_of(list_counted(group.id), _course().modules)


def _overview(group: Group) -> Overview:
    return overview_of(group, _course(), clock.now(), _zone())


@bp.get("/groups/<group_id>")
@for_trainer
def group(group_id: str) -> Page:
    """Learners × modules: state, best score, attempts, overdue, last active; sorted, narrowed, page by page."""
    group = get_group(group_id, current_person())
    asking = asking_of(*(request.args.get(name) for name in ("sort", "show", "search", "after")))
    return render_template("reports/group.html", page=group_page(_overview(group), asking, clock.now()))


@bp.get("/groups/<group_id>/needs-help")
@for_trainer
def needs(group_id: str) -> Page:
    """Who may need their trainer, by which rule, and the fact behind it."""
    group = get_group(group_id, current_person())
    return render_template("reports/needs.html", page=needs_page(_overview(group)))


@bp.get("/groups/<group_id>/learners/<person_id>")
@for_trainer
def learner(group_id: str, person_id: str) -> Page:
    """One learner's story. Looking at it is written down."""
    group = get_group(group_id, current_person())
    member = get_member(group, person_id)
    actions.note_view(Event.LEARNER_VIEWED, current_person(), member.person, group, "", clock.now())
    overview = overview_of(group, _course(), clock.now(), _zone(), only=member)
    person = member.person.id
    page = pages.learner_page(overview, history.list_attempts([person]), list_log(person), list_resets(person), _zone())
    return render_template("reports/learner.html", page=page, notices=lines_about(group, member, _course()))


@bp.get("/groups/<group_id>/learners/<person_id>/attempts/<attempt_id>")
@for_trainer
def attempt(group_id: str, person_id: str, attempt_id: str) -> Page:
    """An attempt that was handed in, exactly as it was; an open one is the learner's own."""
    group = get_group(group_id, current_person())
    member = get_member(group, person_id)
    attempt = history.find_attempt(attempt_id, member.person.id)
    if attempt is None or attempt.summary.is_open:
        raise NoSuchAttempt(attempt_id)
    actions.note_view(Event.ATTEMPT_VIEWED, current_person(), member.person, group, attempt_id, clock.now())
    page = pages.attempt_page(_course(), group, member, attempt, history.find_attempt_before(attempt.summary))
    return render_template("reports/attempt.html", page=page, group=group, member=member)


@bp.get("/groups/<group_id>/missed")
@for_trainer
def most_missed(group_id: str) -> Page:
    """What a group misses most: by objective, by question, and what its learners were sure of."""
    group = get_group(group_id, current_person())
    page = most_missed_page(_course(), group, _analysis(group))
    return render_template("reports/most_missed.html", page=page)


@bp.get("/groups/<group_id>/items/<stem>")
@for_trainer
def items(group_id: str, stem: str) -> Page:
    """Item analysis of one module, on first attempts."""
    group, module = get_group(group_id, current_person()), _course().get_module(stem)
    people = list_counted(group.id)
    page = items_page(_course(), group, module, len(people), analysis_of(people, [module]))
    return render_template("reports/items.html", page=page)


@bp.get("/groups/<group_id>/report")
@for_trainer
def report(group_id: str) -> Page:
    """The group on paper: the matrix with everybody, who may need help, what is missed."""
    group, now = get_group(group_id, current_person()), clock.now()
    overview = _overview(group)
    return render_template(
        "reports/report.html",
        page=group_page(overview, EVERYBODY, now, at_most=None),
        needs=needs_page(overview),
        missed=most_missed_page(_course(), group, _analysis(group)),
        when=day_and_time(now),
    )


@bp.get("/groups/<group_id>/exports", endpoint="exports")
@for_trainer
def exports_page(group_id: str) -> Page:
    """What can be taken along, and what each file holds."""
    return render_template("reports/exports.html", group=get_group(group_id, current_person()))


@bp.get("/groups/<group_id>/export/<export_file>")
@for_trainer
def export(group_id: str, export_file: str) -> Response:
    """The figures of the screens as a file; taking them along is written down."""
    group, course = get_group(group_id, current_person()), _course()
    if export_file == "progress.csv":
        content, kind = as_csv(exports.progress_table(_overview(group), _zone())), CSV
    elif export_file == "questions.csv":
        content, kind = as_csv(exports.items_table(course, _analysis(group))), CSV
    elif export_file == "group.xlsx":
        overview, analysis = _overview(group), _analysis(group)
        tables = (
            exports.progress_table(overview, _zone()),
            exports.needs_table(overview),
            exports.items_table(course, analysis),
            exports.options_table(course, analysis),
            exports.objectives_table(course, analysis),
        )
        content, kind = as_xlsx(tables), XLSX
    else:
        raise NotFound
    actions.note_export(current_person(), group, export_file, clock.now())
    return _file(content, kind, export_file)


def _file(content: bytes | Iterator[str], kind: str, filename: str) -> Response:
    """A file whose name tells its day and nothing of the course or the group."""
    response = current_app.response_class(content, content_type=kind)
    today = clock.local_date(clock.now(), _zone()).isoformat()
    response.headers["Content-Disposition"] = f'attachment; filename="{today}-{filename}"'
    return response


@bp.get("/admin/audit")
@for_admin
def audit() -> Page:
    """Who did what to whom; by kind, by person, page by page."""
    asked, before = _entries_asked_for(), request.args.get("before", type=int)
    return render_template("reports/audit.html", page=audit_page(list_entries(asked, before), asked))


@bp.get("/admin/audit.csv")
@for_admin
def audit_export() -> Response:
    """The whole log, or what the page is narrowed to, as a file; that it was taken along is its newest line."""
    actions.note_export(current_person(), None, "audit.csv", clock.now())
    lines = csv_lines(exports.audit_head(), exports.audit_rows(every_entry(_entries_asked_for())))
    return _file(stream_with_context(lines), CSV, "audit.csv")


def _entries_asked_for() -> Narrowed:
    return narrowed(request.args.get("event"), request.args.get("who"))
