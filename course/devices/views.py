"""Where I am signed in."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from course import clock
from course.devices import actions, pages, store
from course.people import rules
from course.people.sign_in import current_person, lifetimes
from course.web.access import for_learner
from course.web.language import gettext as _

bp = Blueprint("devices", __name__)

Page = str | Response


@bp.get("/me/devices")
@for_learner
def index() -> Page:
    person = current_person()
    found = store.list_sign_ins(person.id, rules.digest(current_user.token))
    cards = pages.device_cards(person, found, lifetimes(current_app.extensions["settings"]), clock.now())
    return render_template("devices/index.html", cards=cards)


@bp.post("/me/devices/<device_id>/end")
@for_learner
def end(device_id: str) -> Page:
    """The one that asks may end itself too: the next page asks to sign in."""
    actions.end(current_person(), device_id)
    flash(_("That device is signed out."))
    return redirect(url_for(".index"))


@bp.post("/me/devices/end-others")
@for_learner
def end_others() -> Page:
    actions.end_others(current_person(), current_user.token)
    flash(_("Every other device is signed out."))
    return redirect(url_for(".index"))
