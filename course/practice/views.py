"""One question at a time: asked, answered with how sure one is, explained at once."""

import secrets

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from course import clock
from course.asking.forms import AnswerForm, form_for, path_in_words
from course.asking.help import help_sections
from course.asking.pages import Question, question_of
from course.content.model import Course, Module
from course.history.log import list_log
from course.history.model import Certainty, NoSuchAttempt, Occasion
from course.history.store import find_attempt
from course.items import BranchingCase, Item, is_full
from course.people.sign_in import current_person
from course.practice import actions, pages
from course.practice.model import Errand, errand_of
from course.practice.rules import missed_in, next_to_practise, other_form
from course.web.access import for_learner

bp = Blueprint("practice", __name__)

Page = str | Response | tuple[str, int]

SEEDS = 2**31


def _course() -> Course:
    course: Course = current_app.extensions["course"]
    return course


@bp.get("/practice/<stem>")
@for_learner
def index(stem: str) -> Page:
    """What practice is, and its first question."""
    module, log = _course().get_module(stem), list_log(current_person().id)
    return render_template(
        "practice/index.html", page=pages.index_page(module, log, next_to_practise(module.bank.open_items, log))
    )


@bp.get("/practice/<stem>/next")
@for_learner
def next_question(stem: str) -> Page:
    module = _course().get_module(stem)
    upcoming = next_to_practise(module.bank.open_items, list_log(current_person().id))
    if upcoming is None:
        return redirect(url_for(".index", stem=stem))
    return redirect(url_for(".question", stem=stem, item_id=upcoming.id))


@bp.get("/attempts/<attempt_id>/missed")
@for_learner
def missed(attempt_id: str) -> Page:
    """The next question of those that this attempt showed to be missing, or what became of them all."""
    attempt = find_attempt(attempt_id, current_person().id)
    if attempt is None or attempt.summary.is_open:
        raise NoSuchAttempt(attempt_id)
    module = _course().get_module(attempt.summary.module)
    log = list_log(current_person().id)
    missed = missed_in(attempt, log, module.bank.items)
    if not missed.left:
        return render_template("practice/missed.html", page=pages.missed_page(module, attempt_id, missed))
    since = {line.item_id: line.at for line in log if line.occasion is Occasion.MISSED}
    upcoming = min(missed.left, key=lambda item: since.get(item.id, attempt.summary.started_at))
    errand = Errand(Occasion.MISSED, attempt_id)
    return redirect(url_for(".question", stem=module.stem, item_id=upcoming.id, **errand.in_address))


@bp.get("/practice/<stem>/<item_id>")
@for_learner
def question(stem: str, item_id: str) -> Page:
    """One question. The seed of its order and, in a story, the path so far stand in the address."""
    module = _course().get_module(stem)
    item = actions.get_question(module, item_id)
    seed, path = _seed(request.args.get("seed")), _path(item, request.args.get("path"))
    return _question_page(module, _asked(item, seed, path), seed, path)


@bp.post("/practice/<stem>/<item_id>")
@for_learner
def answer(stem: str, item_id: str) -> Page:
    """Keep the answer and explain it; a choice in a story leads on to its next scene."""
    module = _course().get_module(stem)
    item = actions.get_question(module, item_id)
    seed, path = _seed(request.form.get("seed")), _path(item, request.form.get("path"))
    order = actions.order_of(item, seed)
    form = form_for(item, order, path)
    if form.is_over:
        return redirect(url_for(".question", stem=stem, item_id=item_id, **_errand().in_address))
    errand = _errand()
    if not form.validate():
        repairs = request.form.get("repairs") if errand.occasion is Occasion.REPAIR else None
        asked = _asked(item, seed, path, form)
        return _repair_page(repairs, asked, seed) if repairs else _question_page(module, asked, seed, path)
    if isinstance(item, BranchingCase) and not item.is_complete(form.positions):
        on = path_in_words(form.positions)
        on_address = {"seed": seed, "path": on, "_anchor": "now", **errand.in_address}
        return redirect(url_for(".question", stem=stem, item_id=item_id, **on_address))
    certainty = _certainty()
    public_id = actions.answer(
        module, item, seed, form.positions, certainty, errand.occasion, current_person(), clock.now()
    )
    needs_repair = item.must_pass and certainty is Certainty.SURE and not is_full(item.score_of(form.positions))
    endpoint = ".repair" if needs_repair and errand.occasion is not Occasion.REPAIR else ".feedback"
    return redirect(url_for(endpoint, answer_id=public_id, **errand.in_address))


@bp.get("/practice/answers/<answer_id>")
@for_learner
def feedback(answer_id: str) -> Page:
    """What the answer gets back; a missed safety question shows its emergency card first."""
    given = actions.get_answer(answer_id, of=current_person())
    module = _course().get_module(given.module)
    sections = () if given.is_right else help_sections(_course(), [given.item])
    page = pages.feedback_page(_course(), module, given, _errand(), sections)
    return render_template("practice/feedback.html", page=page)


@bp.get("/practice/answers/<answer_id>/repair")
@for_learner
def repair(answer_id: str) -> Page:
    """One minute on a safety question that somebody was sure of and missed."""
    given = actions.get_answer(answer_id, of=current_person())
    module = _course().get_module(given.module)
    today = module.bank.find_item(given.item.id) or given.item  # what was stored does not know its other forms
    item, seed = other_form(today, module.bank.open_items), _seed(None)
    return _repair_page(answer_id, _asked(item, seed, ()), seed)


def _repair_page(answer_id: str, asked: Question, seed: int) -> Page:
    given = actions.get_answer(answer_id, of=current_person())
    module, sections = _course().get_module(given.module), help_sections(_course(), [given.item])
    page = pages.repair_page(_course(), module, given, asked, seed, _errand(), sections)
    status = 422 if asked.form.errors else 200
    return render_template("practice/repair.html", page=page, certainties=pages.certainties()), status


def _question_page(module: Module, asked: Question, seed: int, path: tuple[int, ...]) -> Page:
    page = pages.question_page(module, asked, seed, path, _errand())
    return render_template(
        "practice/question.html", page=page, certainties=pages.certainties()
    ), 422 if asked.form.errors else 200


def _asked(item: Item, seed: int, path: tuple[int, ...], form: AnswerForm | None = None) -> Question:
    return question_of(_course(), item, actions.order_of(item, seed), path, form, explains_at_once=True)


def _errand() -> Errand:
    return errand_of(request.args.get("why"), request.args.get("attempt"))


def _seed(given: str | None) -> int:
    """The seed that an address or a form brings, or a new one."""
    is_fit = given and given.isascii() and given.isdigit() and len(given) < 12
    return int(given or 0) % SEEDS if is_fit else secrets.randbelow(SEEDS)


def _path(item: Item, given: str | None) -> tuple[int, ...]:
    """As much of a story's path as can be walked; nothing for other kinds."""
    steps = [step for step in (given or "").split("-")[:20] if step.isascii() and step.isdigit() and len(step) < 3]
    return item.valid_path([int(step) for step in steps]) if isinstance(item, BranchingCase) else ()


def _certainty() -> Certainty | None:
    known = {certainty.value: certainty for certainty in Certainty}
    return known.get(request.form.get("certainty", ""))
