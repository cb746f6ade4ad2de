"""A trainer sends a notice in three steps (which words, to whom, look and send); a learner reads and puts it away."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from course import clock
from course.content.model import Course
from course.groups.actions import get_group, get_member, get_open_group
from course.groups.model import Group
from course.groups.store import list_members
from course.notices import actions, pages, store
from course.notices.forms import NoticeForm
from course.notices.model import Template
from course.notices.wording import example_of, title_of
from course.people.sign_in import current_person
from course.settings import Settings
from course.web.access import for_learner, for_trainer
from course.web.language import gettext as _
from course.web.language import ngettext

bp = Blueprint("notices", __name__)

Page = str | Response | tuple[str, int]


def _course() -> Course:
    course: Course = current_app.extensions["course"]
    return course


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


# ---------------------------------------------------------------- learners


@bp.get("/notices")
@for_learner
def mine() -> Page:
    """Those not put away yet, and earlier ones."""
    return render_template("notices/mine.html", page=pages.my_notices(current_person().id, _course()))


@bp.post("/notices/<notice_id>/put-away")
@for_learner
def put_away(notice_id: str) -> Page:
    actions.put_away(notice_id, current_person())
    return redirect(url_for(".mine") if request.form.get("from") == "mine" else url_for("study.home"))


# ---------------------------------------------------------------- trainers


@bp.get("/groups/<group_id>/notices")
@for_trainer
def index(group_id: str) -> Page:
    """What was sent in the group, to whom, and whether it was put away."""
    group = get_group(group_id, current_person())
    cards = pages.sending_cards(store.list_sendings(group.id, pages.ON_PAGE), list_members(group.id), _course())
    return render_template("notices/index.html", group=group, cards=cards)


@bp.get("/groups/<group_id>/notices/new")
@for_trainer
def write(group_id: str) -> Page:
    """Choose the words, then what they need and who gets them."""
    group, template = get_open_group(group_id, current_person()), _template()
    if template is None:
        name = get_member(group, request.args["to"]).person.name if "to" in request.args else None
        return render_template("notices/choose.html", group=group, choices=pages.choices(_course()), name=name)
    return _write_page(group, template, _form(group, template))


@bp.post("/groups/<group_id>/notices/new")
@for_trainer
def send(group_id: str) -> Page:
    """First the words as they will be read, with one button; that button sends them."""
    group, template = get_open_group(group_id, current_person()), _template()
    if template is None:
        return redirect(url_for(".write", group_id=group_id))
    form = _form(group, template)
    if not form.validate() or request.form.get("step") == "change":
        return _write_page(group, template, form)
    settings, now, people = _settings(), clock.now(), form.recipients
    if request.form.get("step") != "send":
        found = actions.look_round(group, form.saying, people, _course(), settings.time_zone, now)
        page = pages.preview(form.saying, found, _course())
        return render_template("notices/preview.html", group=group, template=template.value, form=form, page=page)
    sent = actions.send(
        group,
        form.saying,
        people,
        form.key.data or "",
        _course(),
        settings.time_zone,
        settings.mail.is_given,
        current_person(),
        now,
    )
    if sent:
        flash(ngettext("Sent to %(num)s learner.", "Sent to %(num)s learners.", sent))
    else:
        flash(_("Nothing more was sent: it had been sent already, or it does not fit any more."))
    return redirect(url_for(".index", group_id=group_id))


def _template() -> Template | None:
    """Which words were chosen; mostly in the address, so that the page can be loaded again."""
    return {each.value: each for each in Template}.get(request.values.get("words", ""))


def _form(group: Group, template: Template) -> NoticeForm:
    """`to` in the address: the one learner it is for."""
    members = list_members(group.id)
    only = get_member(group, request.args["to"]).person.public_id if "to" in request.args else None
    today = clock.local_date(clock.now(), _settings().time_zone)
    return NoticeForm(template, _course(), members, today, only)


def _write_page(group: Group, template: Template, form: NoticeForm) -> Page:
    return render_template(
        "notices/write.html",
        group=group,
        template=template,
        title=title_of(template),
        words=example_of(template, _course()),
        form=form,
        only=form.only_name,
    ), 422 if form.errors else 200
