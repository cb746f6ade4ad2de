"""A trainer gives modules to a group, or takes one back."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from course import clock
from course.assignments import actions
from course.assignments.forms import AssignForm
from course.content.model import Course
from course.groups.actions import get_group
from course.people.sign_in import current_person
from course.web.access import for_trainer
from course.web.language import gettext as _

bp = Blueprint("assignments", __name__)

Page = str | Response | tuple[str, int]


@bp.route("/groups/<group_id>/assign", methods=["GET", "POST"])
@for_trainer
def assign(group_id: str) -> Page:
    group = get_group(group_id, current_person())
    course: Course = current_app.extensions["course"]
    today = clock.local_date(clock.now(), current_app.extensions["settings"].time_zone)
    form = AssignForm(course, today)
    if form.validate_on_submit():
        modules = [course.get_module(stem) for stem in form.modules.data or ()]
        actions.assign(group, modules, form.due_on.data, current_person(), clock.now())
        flash(_("Assigned. Learners see it on their page now."))
        return redirect(url_for("reports.group", group_id=group_id))
    return render_template("assignments/assign.html", group=group, form=form), 422 if form.errors else 200


@bp.post("/groups/<group_id>/assignments/<stem>/take-back")
@for_trainer
def take_back(group_id: str, stem: str) -> Page:
    group = get_group(group_id, current_person())
    course: Course = current_app.extensions["course"]
    actions.take_back(group, course.get_module(stem))
    flash(_("Taken back. What learners did in it stays theirs."))
    return redirect(url_for("reports.group", group_id=group_id))
