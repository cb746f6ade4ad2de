"""A group's matrix, one learner's story, one attempt as it was."""

from datetime import date

from flask import Blueprint, current_app, render_template
from werkzeug.wrappers import Response

from course import clock
from course.assignments.store import list_assignments
from course.content.model import Course
from course.groups.actions import get_group, get_member
from course.groups.store import list_members
from course.history import store as history
from course.history.model import NoSuchAttempt
from course.people.sign_in import current_person
from course.progress.store import list_progress
from course.reports import pages
from course.reports.matrix import group_page
from course.web.access import for_trainer

bp = Blueprint("reports", __name__)

Page = str | Response | tuple[str, int]


def _course() -> Course:
    course: Course = current_app.extensions["course"]
    return course


def _today() -> date:
    return clock.local_date(clock.now(), current_app.extensions["settings"].time_zone)


@bp.get("/groups/<group_id>")
@for_trainer
def group(group_id: str) -> Page:
    """Learners × modules: state, best score, attempts, overdue."""
    group = get_group(group_id, current_person())
    members = list_members(group.id)
    progress = list_progress([member.person.id for member in members], _course())
    page = group_page(_course(), group, members, progress, list_assignments(group.id), _today())
    return render_template("reports/group.html", page=page)


@bp.get("/groups/<group_id>/learners/<person_id>")
@for_trainer
def learner(group_id: str, person_id: str) -> Page:
    group = get_group(group_id, current_person())
    member = get_member(group, person_id)
    progress = list_progress([member.person.id], _course())[member.person.id]
    attempts = history.list_attempts([member.person.id])
    page = pages.learner_page(group, member, progress, attempts, list_assignments(group.id), _today())
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
    module = _course().get_module(attempt.summary.module)
    page = pages.attempt_page(_course(), module, attempt)
    return render_template("reports/attempt.html", page=page, group=group, member=member)
