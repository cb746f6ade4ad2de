"""Pages about what is kept: in plain words for everyone; the record, neutral titles and the way out for oneself."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from course import clock
from course.content.model import Course
from course.people.forms import NOT_YOURS, EmptyForm, refusals, text_of
from course.people.renewing import confirm_password
from course.people.sign_in import current_person, own_device
from course.people.store import list_without_password
from course.privacy import actions, pages, paper
from course.privacy.forms import DeleteForm
from course.privacy.model import LastAdmin, OnlyTrainer, Part
from course.privacy.record import record_of
from course.web.access import for_everyone, for_learner
from course.web.addresses import safe_next
from course.web.forms import FormPage, form_page
from course.web.language import gettext as _

bp = Blueprint("privacy", __name__)

Page = str | Response | tuple[str, int] | FormPage


@bp.get("/privacy")
@for_everyone
def about() -> Page:
    months = current_app.extensions["settings"].retention_months
    return render_template("privacy/about.html", sections=pages.sections(), retention=pages.retention_in_words(months))


@bp.post("/me/discreet")
@for_learner
def discreet() -> Page:
    """Titles in the browser's tab that say nothing, or the usual ones again; then back to where the button stood."""
    is_discreet = request.form.get("wanted") == "yes"
    actions.set_discreet(current_person(), is_discreet)
    flash(
        _("From now on the browser’s tab says “Course” and no more.")
        if is_discreet
        else _("The browser’s tab says what the page is again.")
    )
    return redirect(safe_next(request.form.get("next")) or url_for("people.me"))


@bp.get("/me/record")
@for_learner
def record() -> Page:
    return render_template("privacy/record.html", rows=pages.held(_parts()))


@bp.get("/me/record.json")
@for_learner
def record_as_json() -> Response:
    return _file(paper.as_json(_parts(), clock.now()).encode(), "application/json", "json")


@bp.get("/me/record.pdf")
@for_learner
def record_as_pdf() -> Response:
    return _file(paper.as_pdf(_parts(), clock.now()), "application/pdf", "pdf")


@bp.route("/me/delete", methods=["GET", "POST"])
@for_learner
def delete() -> Page:
    """Asks for the password; who has only slips presses a button that says what it does."""
    person = current_person()
    has_password = person.id not in list_without_password([person.id])
    form = DeleteForm() if has_password else EmptyForm()
    try:
        actions.refuse_if_needed(person)
        if form.validate_on_submit() and (not isinstance(form, DeleteForm) or _is_confirmed(form)):
            actions.delete_account(person, clock.now())
            session.clear()
            return redirect(url_for(".deleted"))
    except OnlyTrainer as only:
        return render_template("privacy/cannot_delete.html", group=only.group), _refused()
    except LastAdmin:
        return render_template("privacy/cannot_delete.html", group=None), _refused()
    return form_page("privacy/delete.html", form, has_password=has_password)


@bp.get("/deleted")
@for_everyone
def deleted() -> Page:
    """After the account is gone; holds nothing about anybody, so whoever comes by may read it."""
    course: Course = current_app.extensions["course"]
    return render_template("privacy/deleted.html", help_lines=course.help_lines)


def _refused() -> int:
    """Looking is fine; what was asked for was not done."""
    return 409 if request.method == "POST" else 200


def _is_confirmed(form: DeleteForm) -> bool:
    """Whether the password is right; else the reason stands in the form."""
    with refusals(form, form.old_password, NOT_YOURS):
        confirm_password(current_person(), text_of(form.old_password), own_device(), clock.now())
    return not form.errors


def _parts() -> list[Part]:
    course: Course = current_app.extensions["course"]
    return record_of(current_person().id, course)


def _file(content: bytes, kind: str, ending: str) -> Response:
    """Called after its day and nothing else."""
    response = current_app.response_class(content, content_type=kind)
    zone: str = current_app.extensions["settings"].time_zone
    today = clock.local_date(clock.now(), zone).isoformat()
    response.headers["Content-Disposition"] = f'attachment; filename="{today}-record.{ending}"'
    return response
