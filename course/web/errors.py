"""One place where what went wrong becomes a page that says what to do next."""

from flask import Flask, current_app, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response

from course.database.write_queue import TurnDidNotCome
from course.web.language import gettext as _

Answer = tuple[str, int] | tuple[str, int, dict[str, str]]


def init_app(app: Flask, not_there: tuple[type[Exception], ...]) -> None:
    """`not_there`: the features' exceptions that mean "no such thing, or none of yours"."""
    for exception in not_there:
        app.register_error_handler(exception, _not_found)
    app.register_error_handler(404, _not_found)
    app.register_error_handler(405, _not_found)
    app.register_error_handler(403, _not_yours)
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(413, _too_large)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(TurnDidNotCome, _busy)
    app.register_error_handler(SecurityError, _another_host)
    app.register_error_handler(HTTPException, _other)
    app.register_error_handler(500, _our_fault)


def _page(status: int, title: str, *sentences: str) -> tuple[str, int]:
    return render_template("error.html", title=title, sentences=sentences), status


def _not_found(_error: Exception) -> Answer:
    return _page(
        404, _("This page is not here"), _("The address may be old or mistyped, or the page may not be yours.")
    )


def _not_yours(_error: Exception) -> Answer:
    return _page(
        403, _("This page is not open to you"), _("If you think it should be, ask the person who runs the course.")
    )


def _form_too_old(_error: Exception) -> Answer:
    return _page(
        400,
        _("Please send that once more"),
        _("The page had been open for a long time, or cookies are switched off, so we could not be sure it was you."),
        _("Go back, load the page again, and repeat the last step."),
    )


def _another_host(_error: SecurityError) -> Response:
    """Without a page: under a name that is not ours no address can be built for its links."""
    sentence = _("The course is not reached under this name. Whoever runs it can add the name to COURSE_HOSTS.")
    return current_app.response_class(sentence + "\n", 400, content_type="text/plain; charset=utf-8")


def _too_large(_error: Exception) -> Answer:
    return _page(413, _("That was too large"), _("What you sent was larger than this page takes. Nothing was changed."))


def _busy(error: Exception) -> Answer:
    text, status = _page(
        503,
        _("Not saved yet: the course is busy"),
        _("What you sent is not saved yet. Wait a few seconds, go back, and send it again."),
    )
    _log(error)
    return text, status, {"Retry-After": "5"}


def _other(error: HTTPException) -> Answer:
    if error.code is None or error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    return _page(error.code, _("This did not work"), _("Go back, load the page again, and repeat the last step."))


def _our_fault(_error: Exception) -> Answer:
    return _page(
        500, _("Something went wrong on our side"), _("It was noted. Nothing that was saved is lost. Please try again.")
    )


def _log(error: Exception) -> None:
    current_app.logger.warning("busy: %s %s: %s", request.method, request.endpoint, type(error).__name__)
