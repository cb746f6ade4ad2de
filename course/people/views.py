"""Pages about an account: sign up, sign in and out, recover, change the password, invitations."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from course import clock
from course.people import actions, pages, rules, store
from course.people.forms import (
    ChangePasswordForm,
    EmptyForm,
    InviteForm,
    JoinForm,
    RecoverForm,
    RenewCodeForm,
    SignInForm,
    text_of,
)
from course.people.model import CannotSignIn, NameTaken, Role, TooManyTries
from course.people.sign_in import (
    NEW_CODE,
    NEXT,
    current_person,
    find_current_person,
    forget_cookie,
    put_into_cookie,
    visitor,
)
from course.web.access import for_admin, for_everyone, for_learner
from course.web.addresses import safe_next
from course.web.language import gettext as _

bp = Blueprint("people", __name__)

Page = str | Response | tuple[str, int]


@bp.route("/sign-up", methods=["GET", "POST"])
@for_everyone
def sign_up() -> Page:
    if find_current_person():
        return redirect(url_for("study.home"))
    form = JoinForm()
    if form.validate_on_submit() and join_by_form(form):
        return redirect(url_for(".recovery_code"))
    return _form_page("people/sign_up.html", form)


def join_by_form(form: JoinForm, invitation: str | None = None) -> bool:
    """Make the account and sign it in; False, with the reason in the form, when the name is taken."""
    now = clock.now()
    try:
        joined = actions.join(text_of(form.name), text_of(form.password), now, invitation)
    except NameTaken:
        form.name.errors = [_("Somebody already uses this name. Choose another.")]
        return False
    put_into_cookie(joined.person, actions.sign_in_after_joining(joined.person, now))
    session[NEW_CODE] = joined.recovery_code
    return True


@bp.route("/sign-in", methods=["GET", "POST"])
@for_everyone
def sign_in() -> Page:
    go_on = safe_next(request.args.get(NEXT)) or url_for("study.home")
    if find_current_person():
        return redirect(go_on)
    form = SignInForm()
    if not form.validate_on_submit():
        return _form_page("people/sign_in.html", form, next=go_on)
    now = clock.now()
    try:
        person, token = actions.sign_in(text_of(form.name), text_of(form.password), visitor(), now)
    except CannotSignIn:
        form.password.errors = [_("This name and password do not belong together. Check both, and try again.")]
        return _form_page("people/sign_in.html", form, next=go_on)
    except TooManyTries:
        return _wait_page("people/sign_in.html", form, form.password, next=go_on)
    put_into_cookie(person, token)
    return redirect(go_on)


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
        return _form_page("people/recover.html", form)
    now = clock.now()
    try:
        joined = actions.recover(text_of(form.name), text_of(form.code), text_of(form.password), visitor(), now)
    except CannotSignIn:
        form.code.errors = [_("This name and recovery code do not belong together. Check both, and try again.")]
        return _form_page("people/recover.html", form)
    except TooManyTries:
        return _wait_page("people/recover.html", form, form.code)
    put_into_cookie(joined.person, actions.sign_in_after_joining(joined.person, now))
    session[NEW_CODE] = joined.recovery_code
    return redirect(url_for(".recovery_code"))


@bp.get("/me")
@for_learner
def me() -> Page:
    sends_mail = current_app.extensions["settings"].mail.is_given
    return render_template(
        "people/me.html", person=current_person(), has_password=_has_password(), sends_mail=sends_mail
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
        return _form_page("people/renew_recovery_code.html", form)
    try:
        session[NEW_CODE] = actions.renew_recovery_code(
            current_person(), text_of(form.old_password), visitor(), clock.now()
        )
    except CannotSignIn:
        form.old_password.errors = [_("This is not your password. Check it, and try again.")]
        return _form_page("people/renew_recovery_code.html", form)
    except TooManyTries:
        return _wait_page("people/renew_recovery_code.html", form, form.old_password)
    return redirect(url_for(".recovery_code"))


@bp.route("/me/password", methods=["GET", "POST"])
@for_learner
def change_password() -> Page:
    form, person = ChangePasswordForm(), current_person()
    if not _has_password():
        return redirect(url_for("slips.choose_password"))
    if not form.validate_on_submit():
        return _form_page("people/change_password.html", form)
    try:
        token = actions.change_password(
            person, text_of(form.old_password), text_of(form.password), visitor(), clock.now()
        )
    except CannotSignIn:
        form.old_password.errors = [_("This is not your password. Check it, and try again.")]
        return _form_page("people/change_password.html", form)
    except TooManyTries:
        return _wait_page("people/change_password.html", form, form.old_password)
    put_into_cookie(person, token)
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
    return _form_page("people/accept_invitation.html", form, role=role, person=person, token=token)


@bp.route("/admin/invitations", methods=["GET", "POST"])
@for_admin
def invitations() -> Page:
    form = InviteForm()
    link = None
    if form.validate_on_submit():
        lasts = current_app.extensions["settings"].invitation
        token = actions.invite(Role(form.role.data), lasts, clock.now(), current_person().id)
        link = url_for(".accept_invitation", token=token, _external=True)
    return _form_page(
        "people/invitations.html",
        form,
        link=link,
        invitations=[pages.invitation_row(one, clock.now()) for one in store.list_invitations()],
    )


def _has_password() -> bool:
    """Whether who is signed in can do so without a slip."""
    return current_person().id not in store.list_without_password([current_person().id])


def _form_page(template: str, form: FlaskForm, **more: object) -> Page:
    """The page with its form: status 422 when something in it has to be mended, so that nobody takes it for done."""
    return render_template(template, form=form, **more), 422 if form.errors else 200


def _wait_page(template: str, form: FlaskForm, field: object, **more: object) -> Page:
    field.errors = [_("That was tried too often. Wait 15 minutes, then try again.")]  # type: ignore[attr-defined]
    return render_template(template, form=form, **more), 429
