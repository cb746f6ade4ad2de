"""Who may come in: each view says it, one gate decides, and a view that says nothing stays shut."""

from collections.abc import Callable
from typing import Any, Literal, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from course.web.addresses import is_own_origin, page_before

Access = Literal["everyone", "learner", "trainer", "admin"]
View = TypeVar("View", bound=Callable[..., Any])

SIGN_IN_ENDPOINT = "people.sign_in"


def for_everyone(view: View) -> View:
    """Open to a stranger."""
    return _declare(view, "everyone")


def for_learner(view: View) -> View:
    """Open to anybody who is signed in: trainers and admins learn too."""
    return _declare(view, "learner")


def for_trainer(view: View) -> View:
    """Open to trainers and admins; what they see is still only their own groups."""
    return _declare(view, "trainer")


def for_trainer_first(view: View) -> View:
    """Open to trainers and admins, also while something has to be seen to before the trainer's desk opens."""
    view.comes_first = True  # type: ignore[attr-defined]
    return _declare(view, "trainer")


def for_admin(view: View) -> View:
    """Open to admins."""
    return _declare(view, "admin")


def _declare(view: View, access: Access) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view


def access_of(endpoint: str) -> Access | None:
    """What the view of an endpoint declares, or None; Flask's own static files are open to everyone."""
    if endpoint == "static":
        return "everyone"
    declared: Access | None = getattr(current_app.view_functions.get(endpoint), "access", None)
    return declared


def init_app(app: Flask) -> None:
    app.before_request(_refuse_other_sites)
    app.before_request(_keep_the_gate)


def _refuse_other_sites() -> None:
    """A form on another site may not post here, whatever token it carries; nor one on a neighbour (another name of the
    same site, another port), where somebody else may write. Browsers before 2023 send no Sec-Fetch-Site, only Origin.
    """
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        abort(403)
    origin = request.headers.get("Origin")
    if origin is not None and not is_own_origin(origin, request.host, current_app.config["SESSION_COOKIE_SECURE"]):
        abort(403)


def _keep_the_gate() -> Response | None:
    if request.endpoint is None:
        return None  # no such address: the 404 page
    access = access_of(request.endpoint)
    if access == "everyone":
        return None
    if access is None:
        abort(404)
    if not current_user.is_authenticated:
        return redirect(url_for(SIGN_IN_ENDPOINT, next=page_before()))
    if access == "admin" and not current_user.is_admin:
        abort(403)
    if access == "trainer" and not current_user.is_trainer:
        abort(403)
    if access in ("trainer", "admin") and current_user.waits_for and not _comes_first(request.endpoint):
        return redirect(url_for(current_user.waits_for))
    return None


def _comes_first(endpoint: str) -> bool:
    return getattr(current_app.view_functions[endpoint], "comes_first", False)
