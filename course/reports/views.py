"""A trainer's reports: the matrix, who may need help, one learner, what a group misses, and all of it to take along."""

from flask import Blueprint, current_app, render_template, request
from werkzeug.wrappers import Response

from course import clock
from course.audit.model import Event
from course.content.model import Course
from course.groups.actions import get_group, get_member
from course.groups.model import Group
from course.groups.store import list_members
from course.history import store as history
from course.history.model import NoSuchAttempt
from course.people.sign_in import current_person
from course.reports import actions, pages
from course.reports.audit_log import audit_page, list_entries
from course.reports.item_pages import analysis_of, items_page, most_missed_page
from course.reports.matrix import asking_of, group_page
from course.reports.needs import needs_page
from course.reports.overview import Overview, overview_of
from course.web.access import for_admin, for_trainer

bp = Blueprint("reports", __name__)

Page = str | Response | tuple[str, int]


def _course() -> Course:
    course: Course = current_app.extensions["course"]
    return course


def _zone() -> str:
    zone: str = current_app.extensions["settings"].time_zone
    return zone


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
    page = pages.learner_page(overview, history.list_attempts([member.person.id]))
    return render_template("reports/learner.html", page=page)


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
    module = _course().get_module(attempt.summary.module)
    page = pages.attempt_page(_course(), module, attempt)
    return render_template("reports/attempt.html", page=page, group=group, member=member)


@bp.get("/groups/<group_id>/missed")
@for_trainer
def most_missed(group_id: str) -> Page:
    """What a group misses most: by objective, by question, and what its learners were sure of."""
    group = get_group(group_id, current_person())
    people = [member.person.id for member in list_members(group.id)]
    page = most_missed_page(_course(), group, analysis_of(people, _course().modules))
    return render_template("reports/most_missed.html", page=page)


@bp.get("/groups/<group_id>/items/<stem>")
@for_trainer
def items(group_id: str, stem: str) -> Page:
    """Item analysis of one module, on first attempts."""
    group, module = get_group(group_id, current_person()), _course().get_module(stem)
    people = [member.person.id for member in list_members(group.id)]
    page = items_page(_course(), group, module, len(people), analysis_of(people, [module]))
    return render_template("reports/items.html", page=page)


@bp.get("/admin/audit")
@for_admin
def audit() -> Page:
    """Who did what to whom; by kind, page by page."""
    known = {event.value: event for event in Event}
    event, before = known.get(request.args.get("event", "")), request.args.get("before", type=int)
    return render_template("reports/audit.html", page=audit_page(list_entries(event, before), event))
