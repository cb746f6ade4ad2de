"""Pages of a quiz: start, one question a page, hand in, result."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from course import clock
from course.attempts import actions, pages
from course.attempts.forms import AnswerForm, form_for
from course.content.model import Course
from course.history import store as history
from course.history.model import Answer, Attempt
from course.people.sign_in import current_person, find_current_person
from course.progress.store import list_progress
from course.web.access import for_everyone, for_learner
from course.web.language import gettext as _

bp = Blueprint("attempts", __name__)

Page = str | Response | tuple[str, int]


def _course() -> Course:
    course: Course = current_app.extensions["course"]
    return course


@bp.get("/quizzes/<stem>")
@for_everyone
def quiz(stem: str) -> Page:
    """What to expect and my attempts; a stranger learns why an account is needed."""
    module, person = _course().get_module(stem), find_current_person()
    if person is None:
        return render_template("attempts/quiz_signed_out.html", module=module)
    progress = list_progress([person.id], _course())[person.id][module.number - 1]
    attempts = history.list_attempts([person.id], module.stem)
    return render_template("attempts/quiz.html", page=pages.quiz_page(progress, attempts))


@bp.post("/quizzes/<stem>")
@for_learner
def start(stem: str) -> Page:
    begun = actions.start(_course().get_module(stem), current_person(), clock.now())
    attempt = actions.get_attempt(begun.public_id, of=current_person())
    first_open = attempt.unanswered[0].number if attempt.unanswered else len(attempt.answers)
    return redirect(url_for(".question", attempt_id=begun.public_id, number=first_open))


@bp.get("/attempts/<attempt_id>")
@for_learner
def attempt(attempt_id: str) -> Page:
    """The result once handed in; before, what is answered and the button to hand in."""
    attempt = actions.get_attempt(attempt_id, of=current_person())
    module = _course().get_module(attempt.summary.module)
    if attempt.summary.is_open:
        return render_template("attempts/hand_in.html", page=pages.hand_in_page(module, attempt))
    progress = list_progress([current_person().id], _course())[current_person().id][module.number - 1]
    page = pages.result_page(_course(), module, attempt, progress)
    return render_template("attempts/result.html", page=page)


@bp.post("/attempts/<attempt_id>")
@for_learner
def hand_in(attempt_id: str) -> Page:
    attempt = actions.get_attempt(attempt_id, of=current_person())
    actions.hand_in(attempt, current_person(), clock.now())
    return redirect(url_for(".attempt", attempt_id=attempt_id))


@bp.get("/attempts/<attempt_id>/<int:number>")
@for_learner
def question(attempt_id: str, number: int) -> Page:
    attempt = actions.get_attempt(attempt_id, of=current_person())
    answer = actions.get_answer(attempt, number)
    if not attempt.summary.is_open:
        return redirect(url_for(".attempt", attempt_id=attempt_id))
    return _question_page(attempt, answer, form_for(answer))


@bp.post("/attempts/<attempt_id>/<int:number>")
@for_learner
def save(attempt_id: str, number: int) -> Page:
    """Keep the answer at once and go on to the next question; `skip` goes on without one."""
    attempt = actions.get_attempt(attempt_id, of=current_person())
    answer = actions.get_answer(attempt, number)
    if not attempt.summary.is_open:
        raise actions.AlreadyHandedIn
    form = form_for(answer)
    if request.headers.get("X-Requested-With") == "autosave":
        return _autosave(attempt, number, form)
    if "skip" not in request.form:
        if not form.validate():
            return _question_page(attempt, answer, form)
        actions.save_answer(attempt, number, form.positions, clock.now())
    if number == len(attempt.answers):
        return redirect(url_for(".attempt", attempt_id=attempt_id))
    return redirect(url_for(".question", attempt_id=attempt_id, number=number + 1))


def _autosave(attempt: Attempt, number: int, form: AnswerForm) -> Page:
    """Keep what is chosen so far, silently, while the page stays open; nothing chosen takes an answer back."""
    if not form.validate() and form.positions:
        return "", 422
    actions.save_answer(attempt, number, form.positions, clock.now())
    return "", 204


def handed_in_before(_error: actions.AlreadyHandedIn) -> Page:
    """Another tab or another tap was first: show the one result, and say that this came after it."""
    flash(_("This quiz was already handed in. Your result is below; nothing was changed."))
    return redirect(url_for(".attempt", attempt_id=(request.view_args or {})["attempt_id"]))


bp.register_error_handler(actions.AlreadyHandedIn, handed_in_before)


def _question_page(attempt: Attempt, answer: Answer, form: AnswerForm) -> Page:
    module = _course().get_module(attempt.summary.module)
    page = pages.question_page(_course(), module, attempt, answer)
    template = f"items/{answer.item.template}.html"
    return render_template(
        "attempts/question.html", page=page, form=form, template=template
    ), 422 if form.errors else 200
