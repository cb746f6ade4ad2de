"""Pages of the second step: the one after the password, and one's own to switch it on and off."""

import segno
from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from course import clock
from course.authenticator import rules, store
from course.authenticator.model import CodeDoesNotFit
from course.people.forms import NOT_YOURS, refusals, text_of
from course.people.rules import code_as_written
from course.people.sign_in import HALF, NEXT, SECOND_STEP, current_person, own_device, put_into_cookie, this_device
from course.people.store import list_without_password
from course.people.views import tell_of_reset
from course.second_step import actions
from course.second_step.forms import BeginForm, ConfirmForm, EnterForm, SwitchOffForm
from course.settings import Settings
from course.web.access import for_everyone, for_trainer_first
from course.web.addresses import safe_next
from course.web.forms import FormPage, form_page
from course.web.language import gettext as _

bp = Blueprint("second_step", __name__)

Page = str | Response | FormPage


def _keys() -> tuple[str, ...]:
    """The secret keys under which secrets may be sealed, the present one first."""
    settings: Settings = current_app.extensions["settings"]
    return (settings.secret_key, *settings.secret_key_fallbacks)


def _does_not_fit() -> str:
    return _("This code does not fit. Wait for the next one, and check that the phone’s clock is right.")


@bp.route("/sign-in/code", methods=["GET", "POST"])
@for_everyone
def enter() -> Page:
    """After the password. Whoever comes without half a sign-in is asked for the password first."""
    go_on = safe_next(request.args.get(NEXT)) or url_for("study.home")
    half = actions.find_half(session.get(HALF), clock.now())
    if half is None:
        return redirect(url_for("people.sign_in", next=go_on))
    form = EnterForm()
    if not form.validate_on_submit():
        return form_page("second_step/enter.html", form, next=go_on)
    device = this_device(half.person.name, half.is_kept)
    with refusals(form, form.code, _does_not_fit()):
        opened = actions.complete(session[HALF], text_of(form.code), device, _keys(), clock.now())
    if form.errors:
        return form_page("second_step/enter.html", form, next=go_on)
    put_into_cookie(opened.person, opened.token, device.is_kept)
    tell_of_reset(opened.person)
    return redirect(go_on)


@bp.route("/me/second-step", methods=["GET", "POST"])
@for_trainer_first
def index() -> Page:
    """Whether it is on; the password begins to switch it on."""
    person = current_person()
    if store.is_in_use(person.id):
        left = store.count_spare_codes(person.id)
        return render_template("second_step/on.html", left=left)
    if list_without_password([person.id]):
        return redirect(url_for("slips.choose_password"))
    form = BeginForm()
    if form.validate_on_submit():
        with refusals(form, form.old_password, NOT_YOURS):
            actions.begin(person, text_of(form.old_password), own_device(), _keys()[0], clock.now())
        if not form.errors:
            return redirect(url_for(".set_up"))
    waits = current_app.extensions["settings"].trainers_need_totp
    return form_page("second_step/off.html", form, waits=waits)


@bp.route("/me/second-step/set-up", methods=["GET", "POST"])
@for_trainer_first
def set_up() -> Page:
    """The picture for the app, and a first code; the codes to write down are shown once, as the answer to the form."""
    person = current_person()
    secret = actions.find_secret_to_set_up(person, _keys())
    if secret is None:
        return redirect(url_for(SECOND_STEP))
    form = ConfirmForm()
    if form.validate_on_submit():
        try:
            codes = actions.confirm(person, text_of(form.code), _keys(), clock.now())
            return render_template("second_step/codes.html", codes=[code_as_written(code) for code in codes])
        except CodeDoesNotFit:
            form.code.errors = [_does_not_fit()]
    address = rules.address_for_app(secret, person.name, current_app.extensions["course"].title)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=3, light="#fff")
    return form_page("second_step/set_up.html", form, qr=picture, letters=rules.in_letters(secret, " "))


@bp.route("/me/second-step/switch-off", methods=["GET", "POST"])
@for_trainer_first
def switch_off() -> Page:
    person = current_person()
    if not store.is_in_use(person.id):
        return redirect(url_for(SECOND_STEP))
    form = SwitchOffForm()
    if form.validate_on_submit():
        with refusals(form, form.old_password, NOT_YOURS):
            try:
                given = (text_of(form.old_password), text_of(form.code))
                actions.switch_off(person, *given, own_device(), _keys(), clock.now())
            except CodeDoesNotFit:
                form.code.errors = [_does_not_fit()]
        if not form.errors:
            flash(_("The second step is off. Your password alone signs you in."))
            return redirect(url_for(SECOND_STEP))
    return form_page("second_step/switch_off.html", form)
