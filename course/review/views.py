"""The review, and the calendar that reminds of it."""

import hashlib
from datetime import datetime

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from course import clock
from course.history.model import Occasion
from course.people.forms import EmptyForm
from course.people.sign_in import current_person
from course.practice.model import Errand
from course.review import actions, pages, store
from course.review.calendar import calendar_of
from course.review.finding import day_of, schedule_of, today
from course.review.rules import SESSION, answered_in_review, days_to_remind, due_today
from course.web.access import for_everyone, for_learner

bp = Blueprint("review", __name__)

Page = str | Response | tuple[str, int]

SHOWN_ONCE = "calendar_secret"


@bp.get("/review")
@for_learner
def index() -> Page:
    scheduled, log = schedule_of(current_person().id)
    page = pages.review_page(scheduled, log, today(), day_of)
    return render_template("review/index.html", page=page)


@bp.get("/review/next")
@for_learner
def next_question() -> Page:
    """The next question of today; the review's page when there is none, or after each five unless `more` is asked."""
    scheduled, log = schedule_of(current_person().id)
    due, done = due_today(scheduled, log, today(), day_of), answered_in_review(log, today(), day_of)
    is_enough = done > 0 and done % SESSION == 0 and "more" not in request.args
    if not due or is_enough:
        return redirect(url_for(".index"))
    errand = Errand(Occasion.REVIEW)
    return redirect(url_for("practice.question", stem=due[0].module, item_id=due[0].item.id, **errand.in_address))


@bp.get("/review/calendar")
@for_learner
def calendar() -> Page:
    """Make, renew or end the address of my calendar; the address itself is shown once, right after it was made."""
    secret = session.pop(SHOWN_ONCE, None)
    address = url_for(".feed", secret=secret, _external=True) if secret else None
    has_feed = store.find_feed_made_at(current_person().id) is not None
    return render_template("review/calendar.html", form=EmptyForm(), address=address, has_feed=has_feed)


@bp.post("/review/calendar")
@for_learner
def make_calendar() -> Page:
    session[SHOWN_ONCE] = actions.make_feed(current_person(), clock.now())
    return redirect(url_for(".calendar"))


@bp.post("/review/calendar/end")
@for_learner
def end_calendar() -> Page:
    actions.end_feed(current_person(), clock.now())
    session.pop(SHOWN_ONCE, None)
    return redirect(url_for(".calendar"))


@bp.get("/calendar/<secret>.ics")
@for_everyone
def feed(secret: str) -> Page:
    """What a calendar reads. It says on which days, and nothing of what for or of whom."""
    person = actions.get_person_of_feed(secret)
    scheduled, _log = schedule_of(person)
    feed_id = hashlib.sha256(f"calendar {secret}".encode()).hexdigest()[:12]
    response = Response(calendar_of(days_to_remind(scheduled, today()), feed_id, _midnight()))
    response.mimetype = "text/calendar"
    return response


def _midnight() -> datetime:
    """The same moment all day, so that a calendar that looks twice finds nothing changed."""
    return clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
