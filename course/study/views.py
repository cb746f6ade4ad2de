"""Home, lessons, help, and the way out."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from course import clock
from course.assignments.rules import dues_of
from course.assignments.store import list_assignments
from course.content.model import Course
from course.groups.store import list_groups_of_learner
from course.history.model import LESSON_END
from course.history.readings import list_readings
from course.notices.pages import notices_on_home
from course.people import known_device
from course.people.sign_in import current_person, find_current_person, forget_cookie, has_code_to_write_down
from course.progress.store import list_progress
from course.review.finding import find_ready
from course.study import actions, pages
from course.study.fixed import lesson_body
from course.web.access import for_everyone, for_learner

bp = Blueprint("study", __name__)

Page = str | Response | tuple[str, int]

PURPOSES = ("Sec-Purpose", "Purpose", "X-Purpose")
"""Headers of a browser that only looks ahead (prefetch, preview)."""


def _course() -> Course:
    course: Course = current_app.extensions["course"]
    return course


@bp.get("/")
@for_everyone
def home() -> Page:
    """The course; my course when signed in."""
    person = find_current_person()
    if person is None:
        return render_template("study/welcome.html", course=_course())
    zone = current_app.extensions["settings"].time_zone
    progress, joined = list_progress([person.id], _course())[person.id], list_groups_of_learner(person.id)
    dues = dues_of(
        person.id,
        {one.group.id: clock.local_date(one.joined_at, zone) for one in joined},
        list_assignments([one.group.id for one in joined], zone) if joined else [],
        {one.module.stem: one for one in progress},
        clock.local_date(clock.now(), zone),
    )
    page = pages.home_page(
        person.name,
        _course(),
        progress,
        dues,
        [one.group for one in joined],
        clock.local_date(clock.now(), zone),
        find_ready(person.id, progress),
    )
    return render_template(
        "study/home.html",
        page=page,
        code_waits=has_code_to_write_down(),
        notices=notices_on_home(person.id, _course()),
    )


@bp.get("/lessons/<stem>")
@for_everyone
def lesson(stem: str) -> Page:
    module, person = _course().get_module(stem), find_current_person()
    reading = list_readings([person.id], module.stem).get((person.id, module.stem)) if person else None
    page = pages.lesson_page(_course(), module, reading, keeps_place=person is not None)
    return render_template("study/lesson.html", page=page, body=lesson_body(_course(), page))


@bp.post("/lessons/<stem>")
@for_learner
def reach_section(stem: str) -> Page:
    """Keep my place, then go on to it; after the last section, to the quiz."""
    module, section = _course().get_module(stem), request.form.get("section", "")
    actions.reach_section(module, section, current_person(), clock.now())
    if request.headers.get("X-Requested-With") == "place":
        return "", 204
    if section == LESSON_END:
        return redirect(url_for("attempts.quiz", stem=stem))
    return redirect(url_for(".lesson", stem=stem, _anchor=section))


@bp.get("/help")
@for_everyone
def help_page() -> Page:
    return render_template("study/help.html", help_page=_course().help_page, help_lines=_course().help_lines)


@bp.get("/glossary")
@for_everyone
def glossary() -> Page:
    return render_template("study/glossary.html", words=pages.glossary_page(_course()))


@bp.get("/leaving")
@for_everyone
def about_leaving() -> Page:
    """Says honestly what "Leave this page" does and what it cannot do."""
    return render_template("study/about_leaving.html", leave_to=current_app.extensions["settings"].leave_to)


@bp.get("/leave")
@for_everyone
def leave() -> Page:
    """Sign out, let the browser forget what it keeps of us, and go on to a neutral site."""
    if request.headers.get("Sec-Fetch-Site") == "cross-site" or any(request.headers.get(name) for name in PURPOSES):
        return redirect(url_for(".about_leaving"))  # not the person's own tap
    forget_cookie(while_reading=True)
    response = redirect(current_app.extensions["settings"].leave_to)
    known_device.forget(response)  # by name: "cookies" would clear those of every other site of this domain too
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
