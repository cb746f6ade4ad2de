"""The content as admins and authors see it."""

from flask import Blueprint, current_app, render_template

from course import clock
from course.content.model import Course
from course.editorial import pages
from course.web.access import for_admin

bp = Blueprint("editorial", __name__)


def _course() -> Course:
    course: Course = current_app.extensions["course"]
    return course


@bp.get("/admin/content")
@for_admin
def content() -> str:
    """Reviews, help lines and coverage."""
    return render_template("editorial/content.html", page=pages.content_page(_course(), clock.now().date()))


@bp.get("/admin/figures")
@for_admin
def figures() -> str:
    """All drawings side by side, in both schemes."""
    return render_template("editorial/figures.html", cards=pages.figure_cards(_course()))
