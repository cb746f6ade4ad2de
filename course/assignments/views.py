"""A trainer gives modules to a group or to some of its learners, makes exceptions, copies, and takes back."""

from datetime import date

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from course import clock
from course.assignments import actions, pages, store
from course.assignments.forms import AssignForm, CopyForm, OverrideForm
from course.assignments.model import Override
from course.content.model import Course
from course.groups.actions import get_group, get_member, get_open_group
from course.groups.store import list_groups_of_trainer, list_members
from course.people.sign_in import current_person
from course.web.access import for_trainer
from course.web.language import gettext as _

bp = Blueprint("assignments", __name__)

Page = str | Response | tuple[str, int]


def _course() -> Course:
    course: Course = current_app.extensions["course"]
    return course


def _zone() -> str:
    zone: str = current_app.extensions["settings"].time_zone
    return zone


def _today() -> date:
    return clock.local_date(clock.now(), _zone())


@bp.get("/groups/<group_id>/assignments")
@for_trainer
def index(group_id: str) -> Page:
    """What the group is asked for now."""
    group = get_group(group_id, current_person())
    cards = pages.assignment_cards(
        _course(), group, store.list_assignments([group.id], _zone()), list_members(group.id)
    )
    return render_template("assignments/index.html", group=group, cards=cards)


@bp.route("/groups/<group_id>/assign", methods=["GET", "POST"])
@for_trainer
def assign(group_id: str) -> Page:
    group = get_open_group(group_id, current_person())
    form = AssignForm(_course(), list_members(group.id), _today())
    if form.validate_on_submit():
        actions.assign(group, form.asked(_course(), clock.now()), current_person(), clock.now())
        flash(_("Assigned. Learners see it on their page now."))
        return redirect(url_for("reports.group", group_id=group_id))
    return render_template("assignments/assign.html", group=group, form=form), 422 if form.errors else 200


@bp.post("/groups/<group_id>/assignments/<assignment_id>/end")
@for_trainer
def end(group_id: str, assignment_id: str) -> Page:
    group = get_open_group(group_id, current_person())
    actions.end(actions.get_assignment(group, assignment_id, _zone()), clock.now())
    flash(_("Taken back. What learners did in it stays theirs."))
    return redirect(url_for(".index", group_id=group_id))


@bp.route("/groups/<group_id>/assignments/<assignment_id>/copy", methods=["GET", "POST"])
@for_trainer
def copy(group_id: str, assignment_id: str) -> Page:
    """The same for everybody in another of one's own groups."""
    group, me = get_group(group_id, current_person()), current_person()
    assignment = actions.get_assignment(group, assignment_id, _zone())
    others = [one.group for one in list_groups_of_trainer(me.id) if not one.group.is_archived]
    others = [other for other in others if other.id != group.id]
    form = CopyForm(others)
    if form.validate_on_submit():
        to = next(other for other in others if other.public_id == form.to.data)
        actions.copy(assignment, to, me, _today(), clock.now())
        flash(_("“%(group)s” is asked for the same now.", group=to.name))
        return redirect(url_for(".index", group_id=to.public_id))
    status = 422 if form.errors else 200
    (card,) = pages.assignment_cards(_course(), group, [assignment], list_members(group.id))
    return render_template("assignments/copy.html", group=group, card=card, form=form), status


@bp.route("/groups/<group_id>/assignments/<assignment_id>/learners/<person_id>", methods=["GET", "POST"])
@for_trainer
def override(group_id: str, assignment_id: str, person_id: str) -> Page:
    """Another last day for one learner, or a pause."""
    group = get_open_group(group_id, current_person())
    assignment, member = actions.get_assignment(group, assignment_id, _zone()), get_member(group, person_id)
    stands = assignment.overrides.get(member.person.id, Override())
    form = OverrideForm(data={"due_on": stands.due_on, "paused_until": stands.paused_until})
    if form.validate_on_submit():
        actions.set_override(assignment, member.person.id, form.override)
        flash(_("Saved for %(name)s.", name=member.person.name))
        return redirect(url_for("reports.learner", group_id=group_id, person_id=person_id))
    (card,) = pages.assignment_cards(_course(), group, [assignment], [member])
    status = 422 if form.errors else 200
    return render_template("assignments/override.html", group=group, member=member, card=card, form=form), status
