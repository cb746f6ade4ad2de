"""A trainer corrects the points of an answer, or lets a quiz begin afresh."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from course import clock
from course.amendments import actions
from course.amendments.forms import AfreshForm, PointsForm
from course.amendments.rules import Wanted, points_wanted
from course.asking.feedback import feedback_of
from course.content.model import Course
from course.groups.actions import get_member, get_open_group
from course.history.model import Reason
from course.people.sign_in import current_person
from course.web.access import for_trainer
from course.web.language import gettext as _
from course.web.words import percent

bp = Blueprint("amendments", __name__)

Page = str | Response | tuple[str, int]


def _course() -> Course:
    course: Course = current_app.extensions["course"]
    return course


@bp.route("/groups/<group_id>/learners/<person_id>/attempts/<attempt_id>/<int:number>/points", methods=["GET", "POST"])
@for_trainer
def points(group_id: str, person_id: str, attempt_id: str, number: int) -> Page:
    """The points of one answer, with the answer as it was."""
    group = get_open_group(group_id, current_person())
    member = get_member(group, person_id)
    attempt, answer = actions.get_answer(group, member.person, attempt_id, number)
    module = _course().get_module(attempt.summary.module)
    possible = points_wanted(attempt, answer)
    form = PointsForm({wanted: _points_in_words(wanted, after) for wanted, after in possible.items()})
    back = url_for("reports.attempt", group_id=group_id, person_id=person_id, attempt_id=attempt_id)
    if form.validate_on_submit():
        wanted = Wanted(form.wanted.data)
        try:
            actions.correct_points(
                group, member.person, attempt_id, number, wanted, form.why, current_person(), clock.now()
            )
        except actions.NothingToChange:
            flash(_("It is so already."))
        else:
            flash(_("Scored again. %(name)s reads it with your name and the reason.", name=member.person.name))
        return redirect(back)
    return render_template(
        "amendments/points.html",
        form=form,
        member=member,
        back=back,
        module=module,
        answer=feedback_of(_course(), module, answer, answer.points, answer.number),
    ), 422 if form.errors else 200


def _points_in_words(wanted: Wanted, after: float) -> str:
    if wanted is Wanted.AS_SCORED:
        return _("As it was scored: %(share)s of the point", share=percent(after))
    return _("The full point") if wanted is Wanted.FULL else _("Half of the point")


@bp.route("/groups/<group_id>/learners/<person_id>/quizzes/<stem>/afresh", methods=["GET", "POST"])
@for_trainer
def afresh(group_id: str, person_id: str, stem: str) -> Page:
    """Let a learner begin a quiz afresh."""
    group, module = get_open_group(group_id, current_person()), _course().get_module(stem)
    member, form = get_member(group, person_id), AfreshForm()
    if form.validate_on_submit():
        try:
            actions.begin_afresh(group, member.person, module, Reason(form.reason.data), current_person(), clock.now())
        except actions.NothingToChange:
            flash(_("There is no attempt to set aside."))
        else:
            flash(_("%(name)s can begin this quiz afresh.", name=member.person.name))
        return redirect(url_for("reports.learner", group_id=group_id, person_id=person_id))
    status = 422 if form.errors else 200
    return render_template("amendments/afresh.html", form=form, group=group, member=member, module=module), status


@bp.post("/groups/<group_id>/learners/<person_id>/quizzes/<stem>/afresh/end")
@for_trainer
def take_back(group_id: str, person_id: str, stem: str) -> Page:
    """Let the attempts from before count again."""
    group, module = get_open_group(group_id, current_person()), _course().get_module(stem)
    member = get_member(group, person_id)
    try:
        actions.take_back_afresh(group, member.person, module, current_person(), clock.now())
    except actions.NothingToChange:
        flash(_("It is so already."))
    else:
        flash(_("The earlier attempts count again."))
    return redirect(url_for("reports.learner", group_id=group_id, person_id=person_id))
