"""Pages of groups: a learner joins one by code or link; a trainer lists and makes them and prints the join card."""

import segno
from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from course import clock
from course.groups import actions, store
from course.groups.forms import GroupForm, JoinCodeForm, RetakePauseForm
from course.groups.model import JoinCodeUnknown
from course.people.forms import EmptyForm, JoinForm, text_of
from course.people.rules import code_as_written
from course.people.sign_in import current_person, find_current_person
from course.people.views import join_by_form
from course.web.access import for_everyone, for_trainer
from course.web.language import gettext as _

bp = Blueprint("groups", __name__)

Page = str | Response | tuple[str, int]


@bp.route("/join", methods=["GET", "POST"])
@for_everyone
def enter_code() -> Page:
    form = JoinCodeForm()
    if form.validate_on_submit():
        try:
            group = actions.get_group_by_code(text_of(form.code))
            return redirect(url_for(".join", code=code_as_written(group.join_code)))
        except JoinCodeUnknown:
            form.code.errors = [_("No group has this code. Check the letters and digits on your card.")]
    return render_template("groups/enter_code.html", form=form), 422 if form.errors else 200


@bp.route("/join/<code>", methods=["GET", "POST"])
@for_everyone
def join(code: str) -> Page:
    """The link on the join card: make an account and join, or join with the account one has."""
    group, person = actions.get_group_by_code(code), find_current_person()
    form = EmptyForm() if person else JoinForm()
    if form.validate_on_submit() and (person or (isinstance(form, JoinForm) and join_by_form(form))):
        actions.join_group(group, current_person(), clock.now())
        flash(_("You are in the group “%(group)s”.", group=group.name))
        return redirect(url_for("people.recovery_code" if not person else "study.home"))
    status = 422 if form.errors else 200
    return render_template("groups/join.html", form=form, group=group, person=person, code=code), status


@bp.route("/groups", methods=["GET", "POST"])
@for_trainer
def index() -> Page:
    form = GroupForm()
    if form.validate_on_submit():
        group = actions.make_group(text_of(form.name), current_person(), clock.now())
        return redirect(url_for("reports.group", group_id=group.public_id))
    groups = store.list_groups_of_trainer(current_person().id)
    return render_template("groups/index.html", form=form, groups=groups), 422 if form.errors else 200


@bp.get("/groups/<group_id>/card")
@for_trainer
def card(group_id: str) -> Page:
    """The join card to print: QR code, the address in words, nothing that tells a passer-by what it is for."""
    group = actions.get_group(group_id, current_person())
    code = code_as_written(group.join_code)
    address = url_for(".join", code=code, _external=True)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=3, light="#fff")
    return render_template("groups/card.html", group=group, code=code, address=address, qr=picture)


@bp.route("/groups/<group_id>/retakes", methods=["GET", "POST"])
@for_trainer
def retakes(group_id: str) -> Page:
    """Whether learners pause between attempts, after how many, and for how long."""
    group = actions.get_group(group_id, current_person())
    now = store.find_retake_pause(group.id)
    form = RetakePauseForm(
        data={"wanted": "yes" if now else "no", "attempts": now and now.attempts, "hours": now and now.hours}
    )
    if form.validate_on_submit():
        actions.set_retake_pause(group, form.pause, clock.now())
        flash(_("Saved. It counts from the next attempt on."))
        return redirect(url_for("reports.group", group_id=group.public_id))
    return render_template("groups/retakes.html", form=form, group=group), 422 if form.errors else 200
