"""Pages about an account: sign up, sign in and out, recover, change the password, invitations."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from course import clock
from course.people import actions, pages, pseudonyms, renewing, rules, sign_ins, store
from course.people.forms import (
    NOT_YOURS,
    ChangePasswordForm,
    EmptyForm,
    InviteForm,
    JoinForm,
    RecoverForm,
    RenewCodeForm,
    SignInForm,
    refusals,
    text_of,
)
from course.people.model import NameTaken, Person, Role
from course.people.sign_in import (
    NEW_CODE,
    NEXT,
    current_person,
    find_current_person,
    forget_cookie,
    own_device,
    put_half_into_cookie,
    put_into_cookie,
    this_device,
)
from course.tries.model import TooManyTries
from course.web.access import for_admin, for_everyone, for_learner
from course.web.addresses import safe_next
from course.web.forms import FormPage, form_page, minutes_of
from course.web.language import gettext as _
from course.web.language import ngettext

bp = Blueprint("people", __name__)

Page = str | Response | FormPage


@bp.route("/sign-up", methods=["GET", "POST"])
@for_everyone
def sign_up() -> Page:
    if find_current_person():
        return redirect(url_for("study.home"))
    form = JoinForm()
    if form.validate_on_submit() and join_by_form(form):
        return redirect(url_for(".recovery_code"))
    return form_page("people/sign_up.html", form, suggestions=pseudonyms.suggest())


def join_by_form(form: JoinForm, invitation: str | None = None, is_invited: bool = False) -> bool:
    """Make the account and sign it in; False, with the reason in the form, when the name is taken.

    False too when many accounts were made at this address; people with a code or an invitation may make more of them.
    """
    now, name = clock.now(), text_of(form.name)
    device = this_device(name, form.keep.data)
    try:
        actions.count_sign_up(device, is_invited or invitation is not None, now)
        joined = actions.join(name, text_of(form.password), now, invitation)
    except NameTaken:
        form.name.errors = [_("Somebody already uses this name. Choose another.")]
        return False
    except TooManyTries as error:
        form.put_off(form.name, error.wait, _many_accounts(error))
        return False
    put_into_cookie(joined.person, actions.sign_in_after_joining(joined.person, now, device), device.is_kept)
    session[NEW_CODE] = joined.recovery_code
    return True


def _many_accounts(error: TooManyTries) -> str:
    return ngettext(
        "Many accounts were made from here within an hour. Wait %(num)s minute, then try again.",
        "Many accounts were made from here within an hour. Wait %(num)s minutes, then try again.",
        minutes_of(error.wait),
    )


@bp.route("/sign-in", methods=["GET", "POST"])
@for_everyone
def sign_in() -> Page:
    go_on = safe_next(request.args.get(NEXT)) or url_for("study.home")
    if find_current_person():
        return redirect(go_on)
    form = SignInForm()
    if not form.validate_on_submit():
        return form_page("people/sign_in.html", form, next=go_on)
    now, name = clock.now(), text_of(form.name)
    device = this_device(name, form.keep.data)
    refused = _("This name and password do not belong together. Check both, and try again.")
    with refusals(form, form.password, refused):
        opened = actions.sign_in(name, text_of(form.password), device, now)
    if form.errors:
        return form_page("people/sign_in.html", form, next=go_on)
    if opened.is_half:
        put_half_into_cookie(opened.token)
        return redirect(url_for("second_step.enter", next=go_on))
    put_into_cookie(opened.person, opened.token, device.is_kept)
    tell_of_reset(opened.person)
    return redirect(go_on)


def tell_of_reset(person: Person) -> None:
    """Say at a sign-in that a reset slip set the password not long ago: its owner may not have been there."""
    told = pages.reset_told(sign_ins.find_reset_used(person.id, clock.now() - rules.RESET_IS_TOLD_FOR))
    if told:
        flash(told)


@bp.post("/sign-out")
@for_learner
def sign_out() -> Page:
    forget_cookie()
    flash(_("You are signed out."))
    return redirect(url_for("study.home"))


@bp.route("/recover", methods=["GET", "POST"])
@for_everyone
def recover() -> Page:
    form = RecoverForm()
    if not form.validate_on_submit():
        return form_page("people/recover.html", form)
    now, name = clock.now(), text_of(form.name)
    device = this_device(name, form.keep.data)
    refused = _("This name and recovery code do not belong together. Check both, and try again.")
    with refusals(form, form.code, refused):
        recovered = renewing.recover(name, text_of(form.code), text_of(form.password), device, now)
    if form.errors:
        return form_page("people/recover.html", form)
    if recovered.token is None:  # the code from the app comes first
        flash(_("Your new password is set. Sign in with it and the code from your app. Then get a new recovery code."))
        return redirect(url_for(".sign_in", next=url_for(".renew_recovery_code")))
    put_into_cookie(recovered.person, recovered.token, device.is_kept)
    session[NEW_CODE] = recovered.recovery_code
    return redirect(url_for(".recovery_code"))


@bp.get("/me")
@for_learner
def me() -> Page:
    sends_mail, person = current_app.extensions["settings"].mail.is_given, current_person()
    reset = pages.reset_told(sign_ins.find_reset_used(person.id, clock.now() - rules.RESET_IS_TOLD_FOR))
    return render_template(
        "people/me.html", person=person, has_password=_has_password(), sends_mail=sends_mail, reset=reset
    )


@bp.get("/me/recovery-code")
@for_learner
def recovery_code() -> Page:
    """Shows a new code until its owner has written it down; after that nobody can see it again."""
    code = session.get(NEW_CODE)
    if code is None:
        return redirect(url_for(".me"))
    return render_template("people/recovery_code.html", code=rules.code_as_written(code))


@bp.post("/me/recovery-code")
@for_learner
def recovery_code_written_down() -> Page:
    session.pop(NEW_CODE, None)
    return redirect(url_for("study.home"))


@bp.route("/me/new-recovery-code", methods=["GET", "POST"])
@for_learner
def renew_recovery_code() -> Page:
    form = RenewCodeForm()
    if not _has_password():
        return redirect(url_for("slips.choose_password"))
    if not form.validate_on_submit():
        return form_page("people/renew_recovery_code.html", form)
    with refusals(form, form.old_password, NOT_YOURS):
        session[NEW_CODE] = renewing.renew_recovery_code(
            current_person(), text_of(form.old_password), own_device(), clock.now()
        )
    if form.errors:
        return form_page("people/renew_recovery_code.html", form)
    return redirect(url_for(".recovery_code"))


@bp.route("/me/password", methods=["GET", "POST"])
@for_learner
def change_password() -> Page:
    form, person = ChangePasswordForm(), current_person()
    if not _has_password():
        return redirect(url_for("slips.choose_password"))
    if not form.validate_on_submit():
        return form_page("people/change_password.html", form)
    device = own_device(form.keep.data)
    with refusals(form, form.old_password, NOT_YOURS):
        token = renewing.change_password(
            person, text_of(form.old_password), text_of(form.password), device, clock.now()
        )
    if form.errors:
        return form_page("people/change_password.html", form)
    put_into_cookie(person, token, device.is_kept)
    flash(_("Your password is changed. Every other device is signed out."))
    return redirect(url_for(".me"))


@bp.post("/me/sign-out-everywhere")
@for_learner
def sign_out_everywhere() -> Page:
    actions.sign_out_everywhere(current_person())
    session.clear()
    flash(_("You are signed out on every device."))
    return redirect(url_for("study.home"))


@bp.route("/invite/<token>", methods=["GET", "POST"])
@for_everyone
def accept_invitation(token: str) -> Page:
    role, person = actions.get_invitation_role(token, clock.now()), find_current_person()
    form = EmptyForm() if person else JoinForm()
    if form.validate_on_submit():
        if person:
            actions.accept_invitation(person, token, clock.now())
            return redirect(url_for("study.home"))
        if isinstance(form, JoinForm) and join_by_form(form, invitation=token):
            return redirect(url_for(".recovery_code"))
    names = [] if person else pseudonyms.suggest()
    return form_page("people/accept_invitation.html", form, role=role, person=person, token=token, suggestions=names)


@bp.route("/admin/invitations", methods=["GET", "POST"])
@for_admin
def invitations() -> Page:
    form = InviteForm()
    link = None
    if form.validate_on_submit():
        lasts = current_app.extensions["settings"].invitation
        token = actions.invite(Role(form.role.data), lasts, clock.now(), current_person().id)
        link = url_for(".accept_invitation", token=token, _external=True)
    rows = pages.invitation_rows(store.list_invitations(), clock.now())
    return form_page("people/invitations.html", form, link=link, invitations=rows)


def _has_password() -> bool:
    """Whether who is signed in can do so without a slip."""
    return current_person().id not in store.list_without_password([current_person().id])
