"""Pages about e-mail: give, confirm, change and remove an address; stop by a link; what was sent, for admins."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from course import clock
from course.mail import actions, pages, queue, store
from course.mail.forms import AddressForm, KindsForm
from course.mail.model import Address, Kind, NoSuchLink, State, TooManyMails
from course.people.forms import EmptyForm
from course.people.sign_in import current_person
from course.settings import Settings
from course.web.access import for_admin, for_everyone, for_learner
from course.web.language import gettext as _

bp = Blueprint("mail", __name__)

Page = str | Response | tuple[str, int]


def _sends_mail() -> bool:
    settings: Settings = current_app.extensions["settings"]
    return settings.mail.is_given


def _address_or_refuse() -> Address | None:
    """Where this course sends no e-mail the pages are not there, except to remove an address given before."""
    address = store.find_address(current_person().id)
    if not _sends_mail() and address is None:
        raise NotFound
    return address


def _page(address: Address | None, form: AddressForm, status: int = 200) -> Page:
    wants = address.wants if address else frozenset()
    kinds = KindsForm(formdata=None, data={"notices": Kind.NOTICE in wants, "dues": Kind.DUE in wants})
    return render_template(
        "mail/address.html", address=address, form=form, kinds=kinds, sends_mail=_sends_mail()
    ), status


@bp.get("/me/e-mail")
@for_learner
def address() -> Page:
    """What would be sent, who could see it, and the address if there is one."""
    return _page(_address_or_refuse(), AddressForm())


@bp.post("/me/e-mail")
@for_learner
def give_address() -> Page:
    """Keep it, and queue the mail that asks for confirmation; that is sent later, by a command."""
    stands, form = _address_or_refuse(), AddressForm()
    if not _sends_mail():
        raise NotFound
    if not form.validate():
        return _page(stands, form, 422)
    try:
        is_new = actions.give_address(current_person(), form.meant, str(current_app.config["SECRET_KEY"]), clock.now())
    except TooManyMails:
        form.address.errors = [_("Enough mails were sent for today. Try again tomorrow.")]
        return _page(stands, form, 429)
    if is_new:
        flash(_("A mail is on its way. Open the link in it to confirm the address; nothing else is sent before that."))
    else:
        flash(_("This address is confirmed already."))
    return redirect(url_for(".address"))


@bp.post("/me/e-mail/kinds")
@for_learner
def choose_kinds() -> Page:
    if _address_or_refuse() is None:
        return redirect(url_for(".address"))
    actions.choose_kinds(current_person(), KindsForm().wants)
    flash(_("Saved."))
    return redirect(url_for(".address"))


@bp.post("/me/e-mail/remove")
@for_learner
def remove_address() -> Page:
    _address_or_refuse()
    actions.remove_address(current_person())
    flash(_("Your address is removed. Nothing more is sent."))
    return redirect(url_for("people.me"))


# ---------------------------------------------------------------- links in mails


@bp.route("/e-mail/confirm/<token>", methods=["GET", "POST"])
@for_everyone
def confirm(token: str) -> Page:
    """A button, since mail programs open links ahead; it names nobody, since the mailbox may be a stranger's."""
    form = EmptyForm()
    if form.validate_on_submit():
        actions.confirm(token, clock.now())
        return render_template("mail/done.html", title=_("The address is confirmed"), sentence=_("Thank you."))
    actions.look_at_confirm_link(token, clock.now())
    return render_template("mail/confirm.html", form=form, token=token)


@bp.get("/e-mail/stop/<token>")
@for_everyone
def ask_to_stop(token: str) -> Page:
    actions.look_at_stop_link(token)
    return render_template("mail/stop.html", token=token)


@bp.post("/e-mail/stop/<token>")
@for_everyone
def stop(token: str) -> Page:
    """Also what a mail program's own “unsubscribe” sends, once or again, without cookies (RFC 8058).

    So it needs no CSRF token: the secret in the address is the right to do it, and all it does is forget an address.
    """
    actions.stop(token)
    return render_template(
        "mail/done.html",
        title=_("No more e-mail"),
        sentence=_("The address is removed. Everything else stays as it is."),
    )


@bp.errorhandler(NoSuchLink)
def no_such_link(_error: NoSuchLink) -> Page:
    return render_template("mail/link_ended.html"), 410


# ---------------------------------------------------------------- for admins


@bp.get("/admin/mail")
@for_admin
def log() -> Page:
    """What waits, what was sent, what could not be, and what nobody knows; no address."""
    shown = (State.SENDING, State.FAILED, State.WAITING)
    page = pages.queue_page(
        queue.count_by_state(), {state: queue.list_mails(state, pages.SHOWN) for state in shown}, clock.now()
    )
    return render_template("mail/log.html", page=page, sends_mail=_sends_mail())
