"""A trainer puts a list of learners into a group: look it through, then take it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from course import clock
from course.groups.actions import get_open_group
from course.people.sign_in import current_person
from course.roster import actions, pages
from course.roster.forms import RosterForm
from course.roster.model import NoSuchRoster, UnfitRoster
from course.roster.reading import read_roster
from course.web.access import for_trainer
from course.web.language import gettext as _
from course.web.language import ngettext

bp = Blueprint("roster", __name__)

Page = str | Response | tuple[str, int]

FILE_AT_MOST = 4 * 1024 * 1024
PASTED_AT_MOST = 2 * 1024 * 1024
"""Bytes; 10,000 of the longest names need less. Other pages take far less than that."""


@bp.url_value_preprocessor
def take_a_long_list(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Raise the limits for lists alone, before the token of the form is looked for in what was sent."""
    request.max_content_length = FILE_AT_MOST
    request.max_form_memory_size = PASTED_AT_MOST


@bp.route("/groups/<group_id>/roster", methods=["GET", "POST"])
@for_trainer
def index(group_id: str) -> Page:
    """Paste or upload a list; it is looked through and nothing is made yet."""
    group, form = get_open_group(group_id, current_person()), RosterForm()
    if form.validate_on_submit():
        try:
            reading = read_roster(form.content)
        except UnfitRoster as problem:
            field = form.file if form.file.data and form.file.data.filename else form.lines
            field.errors = [problem.sentence]
        else:
            roster_id = actions.look_through(group, reading, current_person(), clock.now())
            if reading.encoding == "Windows-1252":
                flash(_("The file does not say how its letters are written. Look whether the accents are right."))
            if reading.ignored:
                flash(_("Only the column “%(column)s” is read. The others are not kept.", column=reading.column))
            return redirect(url_for(".roster", group_id=group_id, roster_id=roster_id))
    return render_template("roster/index.html", group=group, form=form), 422 if form.errors else 200


@bp.get("/groups/<group_id>/roster/<roster_id>")
@for_trainer
def roster(group_id: str, roster_id: str) -> Page:
    """Every row, and why some are left out."""
    group = get_open_group(group_id, current_person())
    waiting = actions.get_roster(roster_id, group, current_person())
    number = max(1, request.args.get("page", 1, type=int))
    return render_template("roster/roster.html", page=pages.roster_page(group, waiting, number))


@bp.post("/groups/<group_id>/roster/<roster_id>")
@for_trainer
def take(group_id: str, roster_id: str) -> Page:
    """Make the next accounts; when all are made, on to the slips."""
    group = get_open_group(group_id, current_person())
    waiting = actions.take_piece(group, roster_id, current_person(), clock.now())
    if waiting.taken < len(waiting.fit):
        return redirect(url_for(".roster", group_id=group_id, roster_id=roster_id))
    flash(
        ngettext(
            "%(num)s learner was added to the group. They have no password yet: print slips for them.",
            "%(num)s learners were added to the group. They have no password yet: print slips for them.",
            waiting.made,
        )
    )
    return redirect(url_for("slips.print_slips", group_id=group_id))


@bp.post("/groups/<group_id>/roster/<roster_id>/forget")
@for_trainer
def forget(group_id: str, roster_id: str) -> Page:
    actions.forget(get_open_group(group_id, current_person()), roster_id, current_person())
    flash(_("The list is put away. What was added from it stays."))
    return redirect(url_for(".index", group_id=group_id))


@bp.errorhandler(NoSuchRoster)
def no_such_roster(_error: NoSuchRoster) -> Page:
    """It was taken already, perhaps by the same button pressed twice."""
    return render_template("roster/gone.html", group_id=(request.view_args or {})["group_id"]), 404
