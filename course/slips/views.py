"""Trainers print slips; learners sign in with one, and may choose a password of their own."""

import segno
from flask import Blueprint, flash, redirect, render_template, session, url_for
from werkzeug.wrappers import Response

from course import clock
from course.groups.actions import get_open_group
from course.groups.store import list_members
from course.people import store as people
from course.people.actions import sign_in_after_joining
from course.people.forms import KeepForm, text_of
from course.people.rules import code_as_written
from course.people.sign_in import NEW_CODE, current_person, own_device, put_into_cookie, this_device
from course.slips import actions, store
from course.slips.forms import ChoosePasswordForm, PrintForm, SlipForm
from course.slips.model import LASTS, SLIPS_AT_ONCE, HasPassword, SlipNotValid
from course.web.access import for_everyone, for_learner, for_trainer
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import day

bp = Blueprint("slips", __name__)

Page = str | Response | tuple[str, int]


@bp.route("/groups/<group_id>/slips", methods=["GET", "POST"])
@for_trainer
def print_slips(group_id: str) -> Page:
    """Who has no password yet; the slips themselves are shown once, as the answer to the form."""
    group, now = get_open_group(group_id, current_person()), clock.now()
    members = [member.person for member in list_members(group.id)]
    without = people.list_without_password([person.id for person in members])
    have_one = store.list_open_slips(list(without), now)
    waiting = sorted((one for one in members if one.id in without), key=lambda one: one.id in have_one)[:SLIPS_AT_ONCE]
    form = PrintForm(waiting, have_one)
    if form.validate_on_submit():
        chosen = [one for one in waiting if one.public_id in (form.learners.data or ())]
        slips = actions.print_slips(group, chosen, current_person(), now)
        address = url_for(".enter_code", _external=True)
        cards = [(slip.person.name, code_as_written(slip.code), _qr(slip.code)) for slip in slips]
        return render_template("slips/sheet.html", group=group, cards=cards, address=address, until=day(now + LASTS))
    return render_template(
        "slips/print.html",
        group=group,
        form=form,
        left=left_in_words(len(without), len(waiting)),
        hints={one.public_id: _("still holds one that works") for one in waiting if one.id in have_one},
    ), 422 if form.errors else 200


@bp.route("/slip", methods=["GET", "POST"])
@for_everyone
def enter_code() -> Page:
    form = SlipForm()
    if form.validate_on_submit():
        try:
            return _signed_in(text_of(form.code), form.keep.data)
        except SlipNotValid:
            form.code.errors = [_("This code does not work. It may have been used, or there is a newer slip.")]
    return render_template("slips/enter_code.html", form=form), 422 if form.errors else 200


@bp.route("/slip/<slip>", methods=["GET", "POST"])
@for_everyone
def by_picture(slip: str) -> Page:
    """What the picture on a slip opens: whose it is, and one button; looking does not use it up."""
    form, owner = KeepForm(), actions.get_owner(slip, clock.now())
    if form.validate_on_submit():
        return _signed_in(slip, form.keep.data)
    return render_template("slips/by_picture.html", form=form, owner=owner, slip=slip)


@bp.errorhandler(SlipNotValid)
def not_valid(_error: SlipNotValid) -> Page:
    return render_template("slips/not_valid.html"), 410


def _signed_in(code: str, is_kept: bool) -> Page:
    person, token = actions.sign_in_by_slip(code, clock.now(), this_device("", is_kept))
    put_into_cookie(person, token, is_kept)
    flash(_("You are signed in. The slip is used up. For the next time, choose a password or ask for another slip."))
    return redirect(url_for("study.home"))


@bp.route("/me/first-password", methods=["GET", "POST"])
@for_learner
def choose_password() -> Page:
    """A password of one's own, for somebody who came with a slip."""
    form, person = ChoosePasswordForm(), current_person()
    if person.id not in people.list_without_password([person.id]):
        return redirect(url_for("people.change_password"))
    if form.validate_on_submit():
        try:
            joined = actions.choose_password(person, text_of(form.password), clock.now())
        except HasPassword:
            return redirect(url_for("people.change_password"))
        device = own_device(form.keep.data)
        put_into_cookie(person, sign_in_after_joining(person, clock.now(), device), device.is_kept)
        session[NEW_CODE] = joined.recovery_code
        return redirect(url_for("people.recovery_code"))
    return render_template("slips/choose_password.html", form=form, person=person), 422 if form.errors else 200


def left_in_words(without: int, shown: int) -> str | None:
    """How many have no password, and that the first of them stand here; None when everybody has one."""
    if not without:
        return None
    told = ngettext(
        "%(num)s learner has no password yet.",
        "%(num)s learners have no password yet.",
        without,
    )
    if shown == without:
        return told
    return _("%(told)s Here are %(shown)s of them, those without a slip first.", told=told, shown=shown)


def _qr(code: str) -> str:
    address = url_for(".by_picture", slip=code, _external=True)
    return str(segno.make(address, error="m").svg_data_uri(scale=5, border=3, light="#fff"))
