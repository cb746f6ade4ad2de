"""Pages of a quiz: start, one question a page, hand in, result."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from course import clock
from course.asking.forms import AnswerForm, NextChoiceForm, form_for
from course.asking.pages import question_of
from course.attempts import actions, pages
from course.attempts.result import result_page
from course.content.model import Course, Module
from course.history import store as history
from course.history.corrections import list_resets
from course.history.log import list_items_known
from course.history.model import Answer, Attempt
from course.items import Asks
from course.people.sign_in import current_person, find_current_person
from course.progress.rules import must_pass_items
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
    resets = list_resets(person.id, module.stem) if any(one.is_set_aside for one in attempts) else []
    wait_until = actions.find_wait(module, person, clock.now())
    return render_template("attempts/quiz.html", page=pages.quiz_page(progress, attempts, resets, wait_until))


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
    module, person = _course().get_module(attempt.summary.module), current_person()
    if attempt.summary.is_open:
        return render_template("attempts/hand_in.html", page=pages.hand_in_page(module, attempt))
    page = result_page(
        _course(),
        module,
        attempt,
        before=history.find_attempt_before(attempt.summary),
        progress=list_progress([person.id], _course())[person.id][module.number - 1],
        known=list_items_known([person.id], [item.id for item in must_pass_items(module.bank)]).get(person.id, set()),
        wait_until=actions.find_wait(module, person, clock.now()),
    )
    return render_template("attempts/result.html", page=page)


@bp.post("/attempts/<attempt_id>")
@for_learner
def hand_in(attempt_id: str) -> Page:
    attempt = actions.get_attempt(attempt_id, of=current_person())
    actions.hand_in(attempt, _module_of(attempt), current_person(), clock.now())
    return redirect(url_for(".attempt", attempt_id=attempt_id))


@bp.get("/attempts/<attempt_id>/<int:number>")
@for_learner
def question(attempt_id: str, number: int) -> Page:
    attempt = actions.get_attempt(attempt_id, of=current_person())
    answer = actions.get_answer(attempt, number)
    if not attempt.summary.is_open:
        return redirect(url_for(".attempt", attempt_id=attempt_id))
    if answer.is_settled:
        return redirect(url_for(".safety", attempt_id=attempt_id, number=number))
    return _question_page(attempt, answer)


@bp.post("/attempts/<attempt_id>/<int:number>")
@for_learner
def save(attempt_id: str, number: int) -> Page:
    """Keep the answer at once and go on to the next question; `skip` goes on without one, `then` to all of them."""
    attempt = actions.get_attempt(attempt_id, of=current_person())
    answer = actions.get_answer(attempt, number)
    if not attempt.summary.is_open:
        raise actions.AlreadyHandedIn
    form = form_for(answer.item, answer.order, answer.chosen or ())
    if request.headers.get("X-Requested-With") == "autosave":
        return _autosave(attempt, answer, form)
    goes_to_list = request.form.get("then") == "list"
    after = url_for(".attempt", attempt_id=attempt_id) if goes_to_list else pages.href_after(attempt, number)
    if "skip" in request.form or form.is_over or (goes_to_list and form.is_blank):
        return redirect(after)
    if isinstance(form, NextChoiceForm) and request.form.get("path", "") != form.path_on_page:
        return redirect(url_for(".question", attempt_id=attempt_id, number=number, _anchor="now"))  # sent twice
    if not form.validate():
        return _question_page(attempt, answer, form)
    actions.save_answer(attempt, number, form.positions, clock.now())
    if goes_to_list and not answer.item.must_pass:
        return redirect(after)
    if answer.item.asks is Asks.NEXT:
        return redirect(url_for(".question", attempt_id=attempt_id, number=number, _anchor="now"))
    if answer.item.must_pass:
        return redirect(url_for(".safety", attempt_id=attempt_id, number=number))
    return redirect(after)


@bp.get("/attempts/<attempt_id>/<int:number>/safety")
@for_learner
def safety(attempt_id: str, number: int) -> Page:
    """The emergency card, at once, when a must-pass item went another way; whoever found it goes on."""
    attempt = actions.get_attempt(attempt_id, of=current_person())
    answer = actions.get_answer(attempt, number)
    if not attempt.summary.is_open:
        return redirect(url_for(".attempt", attempt_id=attempt_id))
    if not answer.is_settled:
        return redirect(pages.href_after(attempt, number))
    page = pages.safety_page(_course(), _module_of(attempt), attempt, answer)
    return render_template("attempts/safety.html", page=page)


@bp.get("/attempts/<attempt_id>/go-on")
@for_learner
def go_on(attempt_id: str) -> Page:
    """Back into an attempt: to its first open question, or to its result."""
    attempt = actions.get_attempt(attempt_id, of=current_person())
    if attempt.summary.is_open and attempt.unanswered:
        return redirect(url_for(".question", attempt_id=attempt_id, number=attempt.unanswered[0].number))
    return redirect(url_for(".attempt", attempt_id=attempt_id))


def _autosave(attempt: Attempt, answer: Answer, form: AnswerForm) -> Page:
    """Keep what is chosen so far, silently, while the page stays open; nothing chosen takes an answer back.

    A must-pass item shows its card when it is missed, and a story goes on with each choice: both wait for the button.
    """
    if answer.item.must_pass or answer.item.asks is Asks.NEXT or not (form.validate() or form.is_blank):
        return "", 422
    actions.save_answer(attempt, answer.number, form.positions, clock.now())
    return "", 204


def handed_in_before(_error: actions.AlreadyHandedIn) -> Page:
    """Another tab or another tap was first: show the one result, and say that this came after it."""
    flash(_("This quiz was already handed in. Your result is below; nothing was changed."))
    return redirect(url_for(".attempt", attempt_id=(request.view_args or {})["attempt_id"]))


def answer_stays(_error: actions.AnswerStays) -> Page:
    """The card has been shown; the question can be answered again, outside this attempt."""
    return redirect(url_for(".safety", **(request.view_args or {})))


def not_yet(error: actions.RetakeNotYet) -> Page:
    flash(pages.wait_note(error.until) or "")
    return redirect(url_for(".quiz", stem=error.module.stem))


bp.register_error_handler(actions.AlreadyHandedIn, handed_in_before)
bp.register_error_handler(actions.AnswerStays, answer_stays)
bp.register_error_handler(actions.RetakeNotYet, not_yet)


def _module_of(attempt: Attempt) -> Module:
    return _course().get_module(attempt.summary.module)


def _question_page(attempt: Attempt, answer: Answer, form: AnswerForm | None = None) -> Page:
    question = question_of(_course(), answer.item, answer.order, answer.chosen or (), form)
    page = pages.question_page(_module_of(attempt), attempt, answer, question)
    return render_template("attempts/question.html", page=page), 422 if question.form.errors else 200
