"""The course as learners see it, with the key, for trainers."""

from collections.abc import Sequence
from random import Random

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from course.asking.forms import form_for, path_in_words
from course.attempts.rules import Drawn, plan_attempt
from course.content.model import Course, Module
from course.items import BranchingCase, Item
from course.practice.actions import get_question
from course.preview import pages
from course.study.fixed import lesson_body
from course.study.pages import lesson_page
from course.web.access import for_trainer

bp = Blueprint("preview", __name__)

Page = str | Response | tuple[str, int]

SEEDS = 10_000
"""So many attempts can be looked at; a short number can be told to a colleague."""


def _course() -> Course:
    course: Course = current_app.extensions["course"]
    return course


@bp.get("/preview")
@for_trainer
def index() -> Page:
    """All modules: each lesson, each quiz."""
    return render_template("preview/index.html", course=_course())


@bp.get("/preview/lessons/<stem>")
@for_trainer
def lesson(stem: str) -> Page:
    """The lesson as learners read it; no place is kept."""
    page = lesson_page(_course(), _course().get_module(stem), reading=None, keeps_place=False, is_preview=True)
    return render_template("study/lesson.html", page=page, body=lesson_body(_course(), page))


@bp.get("/preview/quizzes/<stem>")
@for_trainer
def quiz(stem: str) -> Page:
    """An attempt as it may be drawn, and every question of the bank."""
    module, seed = _course().get_module(stem), _seed()
    page = pages.quiz_preview(_course(), module, _drawn(module, seed), seed, (seed + 1) % SEEDS)
    return render_template("preview/quiz.html", page=page)


@bp.get("/preview/quizzes/<stem>/<item_id>")
@for_trainer
def question(stem: str, item_id: str) -> Page:
    """A question as it is asked; with `key=yes` its key and all that is said of it."""
    module, seed = _course().get_module(stem), _seed()
    item, drawn = get_question(module, item_id), _drawn(module, seed)
    if request.args.get("key"):
        page = pages.answer_preview(_course(), module, item, drawn, seed, None)
        return render_template("preview/answer.html", page=page)
    path = _path(item)
    if isinstance(item, BranchingCase) and path and item.is_complete(path):
        page = pages.answer_preview(_course(), module, item, drawn, seed, path)
        return render_template("preview/answer.html", page=page)
    return render_template(
        "preview/question.html", page=pages.question_preview(_course(), module, item, drawn, seed, path)
    )


@bp.post("/preview/quizzes/<stem>/<item_id>")
@for_trainer
def try_answer(stem: str, item_id: str) -> Page:
    """What the answer would get back. Nothing is kept; a choice in a story leads on to its next scene."""
    module, seed = _course().get_module(stem), _seed()
    item, drawn = get_question(module, item_id), _drawn(module, seed)
    path = _path(item)
    form = form_for(item, pages.order_in(item, drawn, seed), path)
    if form.is_over:
        return redirect(url_for(".question", stem=stem, item_id=item_id, seed=seed, path=path_in_words(path)))
    if not form.validate():
        page = pages.question_preview(_course(), module, item, drawn, seed, path, form)
        return render_template("preview/question.html", page=page), 422
    if isinstance(item, BranchingCase):
        on = path_in_words(form.positions)
        return redirect(url_for(".question", stem=stem, item_id=item_id, seed=seed, path=on, _anchor="now"))
    answer = pages.answer_preview(_course(), module, item, drawn, seed, form.positions)
    return render_template("preview/answer.html", page=answer)


def _drawn(module: Module, seed: int) -> Sequence[Drawn]:
    return plan_attempt(module.bank, [], seed)


def _seed() -> int:
    """Which attempt is looked at: the address says it, or else chance."""
    given = request.args.get("seed", "")
    return int(given) % SEEDS if given.isascii() and given.isdigit() and len(given) < 12 else Random().randrange(SEEDS)


def _path(item: Item) -> tuple[int, ...]:
    """As much of a story's path as can be walked; nothing for other kinds."""
    steps = [step for step in request.args.get("path", "").split("-")[:20] if step.isascii() and step.isdigit()]
    return item.valid_path([int(step[:3]) for step in steps]) if isinstance(item, BranchingCase) else ()
