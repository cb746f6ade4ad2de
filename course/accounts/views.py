"""An admin's pages about somebody's account."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from course import clock
from course.accounts import actions, pages
from course.accounts.forms import FindForm, RoleForm
from course.accounts.model import Account, LastAdmin, NoResetSlip, NoSuchAccount
from course.people.forms import text_of
from course.people.model import Role
from course.people.rules import RESET_SLIP_LASTS, code_as_written
from course.people.sign_in import current_person
from course.web.access import for_admin
from course.web.forms import FormPage, form_page
from course.web.language import gettext as _
from course.web.words import day_and_time

bp = Blueprint("accounts", __name__)

Page = str | Response | FormPage


@bp.route("/admin/people", methods=["GET", "POST"])
@for_admin
def index() -> Page:
    """Found by a form, so that no name stands in an address or a log."""
    form = FindForm()
    if form.validate_on_submit():
        try:
            return _to(actions.get_account_by_name(text_of(form.name)))
        except NoSuchAccount:
            form.name.errors = [_("Nobody here has exactly this name. Check the letters.")]
    return form_page("accounts/index.html", form)


@bp.get("/admin/people/<person_id>")
@for_admin
def account(person_id: str) -> Page:
    return _account_page(actions.get_account(person_id))


@bp.post("/admin/people/<person_id>/disable")
@for_admin
def disable(person_id: str) -> Page:
    shut = actions.disable(person_id, current_person(), clock.now())
    flash(_("The account is shut, and signed out everywhere."))
    return _to(shut)


@bp.post("/admin/people/<person_id>/enable")
@for_admin
def enable(person_id: str) -> Page:
    opened = actions.enable(person_id, current_person(), clock.now())
    flash(_("The account is open again."))
    return _to(opened)


@bp.post("/admin/people/<person_id>/end-sign-ins")
@for_admin
def end_sign_ins(person_id: str) -> Page:
    ended = actions.end_sign_ins(person_id, current_person(), clock.now())
    flash(_("Signed out on every device."))
    return _to(ended)


@bp.post("/admin/people/<person_id>/role")
@for_admin
def give_role(person_id: str) -> Page:
    form = RoleForm()
    if not form.validate_on_submit():
        return _account_page(actions.get_account(person_id), form)
    given = actions.give_role(person_id, Role(form.role.data), current_person(), clock.now())
    flash(_("Saved. It counts from the next page on."))
    return _to(given)


@bp.post("/admin/people/<person_id>/reset-slip")
@for_admin
def print_reset_slip(person_id: str) -> Page:
    """The slip is shown once, as the answer to the form."""
    about, now = actions.get_account(person_id), clock.now()
    code = actions.print_reset_slip(person_id, current_person(), now)
    return render_template(
        "accounts/slip.html",
        person=about.person,
        code=code_as_written(code),
        address=url_for("people.recover", _external=True),
        until=day_and_time(now + RESET_SLIP_LASTS),
    )


@bp.post("/admin/people/<person_id>/second-step")
@for_admin
def remove_second_step(person_id: str) -> Page:
    helped = actions.remove_second_step(person_id, current_person(), clock.now())
    flash(_("The second step is off, and the account is signed out everywhere."))
    return _to(helped)


@bp.errorhandler(LastAdmin)
def last_admin(_error: LastAdmin) -> Page:
    return render_template("accounts/last_admin.html"), 409


@bp.errorhandler(NoResetSlip)
def no_reset_slip(_error: NoResetSlip) -> Page:
    return render_template("accounts/no_slip.html"), 409


def _to(about: Account) -> Response:
    return redirect(url_for(".account", person_id=about.person.public_id))


def _account_page(about: Account, form: RoleForm | None = None) -> Page:
    form = form or RoleForm(formdata=None, data={"role": about.person.role.value})
    is_own = about.person.id == current_person().id
    return form_page("accounts/account.html", form, account=about, rows=pages.account_rows(about), is_own=is_own)
