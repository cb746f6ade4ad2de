"""The application, as a table of contents."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from flask_compress import Compress
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from markupsafe import Markup
from werkzeug.middleware.proxy_fix import ProxyFix

from course import database
from course.accounts import views as accounts
from course.accounts.model import NoSuchAccount
from course.amendments import views as amendments
from course.assignments import views as assignments
from course.assignments.model import NoSuchAssignment
from course.attempts import views as attempts
from course.content import load_course
from course.content.model import Course, UnknownModule
from course.database.file import refuse_unfit, sqlite_path
from course.database.schema import refuse_old_schema
from course.devices import views as devices
from course.devices.model import NoSuchSignIn
from course.editorial import views as editorial
from course.groups import views as groups
from course.groups.model import JoinCodeUnknown, NoSuchGroup, NoSuchLearner, NoSuchTrainer
from course.history.model import NoSuchAnswer, NoSuchAttempt
from course.mail import views as mail
from course.notices import views as notices
from course.notices.model import NoSuchNotice
from course.paths import shipped
from course.people import sign_in
from course.people import views as people
from course.people.model import InvitationNotValid, Person
from course.people.sign_in import find_current_person, is_discreet
from course.practice import views as practice
from course.practice.model import NoSuchQuestion
from course.preview import views as preview
from course.privacy import views as privacy
from course.reports import views as reports
from course.review import views as review
from course.review.actions import NoSuchFeed
from course.roster import views as roster
from course.second_step import views as second_step
from course.settings import Settings, flask_settings, read_settings
from course.slips import views as slips
from course.study import views as study
from course.study.actions import NoSuchSection
from course.watching import log, metrics
from course.watching import views as watching
from course.web import access, errors, headers, language
from course.web.fixed import PLACE_OF_TOKEN, rendered_once, with_token

NOT_THERE = (
    UnknownModule,
    NoSuchSection,
    NoSuchAttempt,
    NoSuchAnswer,
    NoSuchQuestion,
    NoSuchFeed,
    NoSuchGroup,
    NoSuchLearner,
    NoSuchTrainer,
    NoSuchAssignment,
    NoSuchNotice,
    JoinCodeUnknown,
    InvitationNotValid,
    NoSuchSignIn,
    NoSuchAccount,
)
"""What features raise when something does not exist, or not for this person: a 404 either way."""


@dataclass(frozen=True)
class Site:
    """What the base template needs on every page."""

    title: str
    person: Person | None
    bar: Markup
    assets: Markup
    footer: Markup
    is_discreet: bool


def create_app(settings: Settings | None = None, course: Course | None = None, check_database: bool = True) -> Flask:
    """The course as a WSGI application.

    Raises UnfitSettings, UnfitDatabase or ContentInError with a sentence that says what to do. `check_database` is off
    only where the database is being made.
    """
    settings = settings or read_settings()
    if check_database and (path := sqlite_path(settings.database_url)):
        refuse_unfit(path)
    app = Flask(__name__)
    app.config.from_mapping(flask_settings(settings))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["settings"] = settings
    app.extensions["course"] = course or load_course(shipped("lessons"), shipped("quizzes"))
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )

    database.init_app(app)
    if check_database:
        refuse_old_schema(app)
    Compress(app)
    CSRFProtect(app).exempt(mail.stop)  # the secret in its address is the right to do it, and it only forgets
    language.init_app(app)
    log.init_app(app, trusts_ids=settings.proxies > 0)
    metrics.init_app(app)
    sign_in.init_app(app)
    access.init_app(app)
    headers.init_app(app)
    errors.init_app(app, not_there=NOT_THERE)

    for feature in (
        study,
        attempts,
        practice,
        review,
        people,
        second_step,
        devices,
        accounts,
        groups,
        roster,
        slips,
        assignments,
        amendments,
        mail,
        notices,
        reports,
        privacy,
        preview,
        editorial,
        watching,
    ):
        app.register_blueprint(feature.bp)
    app.context_processor(_for_every_page(app))
    return app


def _for_every_page(app: Flask) -> Any:
    course: Course = app.extensions["course"]
    version = _assets_version(app)

    def context() -> dict[str, Site]:
        person = find_current_person()
        assets = rendered_once("_frame.html", "assets", version)
        footer = rendered_once("_frame.html", "footer", course.help_lines)
        return {"site": Site(course.title, person, _bar(course.title, person), assets, footer, is_discreet())}

    return context


def _bar(title: str, person: Person | None) -> Markup:
    """The top of a page, with the person's own name and CSRF token put in their places."""
    if person is None:
        return rendered_once("_frame.html", "bar", title, "", "", False)
    is_trainer = person.is_trainer
    bar = rendered_once("_frame.html", "bar", title, "the-name", PLACE_OF_TOKEN, is_trainer, about=("of", is_trainer))
    return with_token(bar).replace("the-name", person.name)  # last, so that a name is only ever read as a name


def _assets_version(app: Flask) -> str:
    """Changes when a static file changes, so that browsers may keep files for a year."""
    found = hashlib.sha256()
    for name in ("app.css", "app.js", "icon.svg"):
        found.update(Path(app.root_path, "static", name).read_bytes())
    return found.hexdigest()[:10]
