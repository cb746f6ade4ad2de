"""Who is asking: from the cookie's token to a person, by a row on the server that can be ended at any time."""

import hashlib
import hmac
from contextlib import suppress

from flask import Flask, current_app, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user
from sqlalchemy.exc import OperationalError

from course import clock
from course.database.write_queue import TurnDidNotCome
from course.people import actions, rules, store
from course.people.model import Person
from course.settings import Settings

NEXT = "next"

NEW_CODE = "new_recovery_code"
"""Session key: a recovery code that its owner has not yet said to have written down."""


class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login holds for a request: the person and the token of this very sign-in."""

    def __init__(self, person: Person, token: str) -> None:
        self.person = person
        self.token = token
        self.is_trainer = person.is_trainer
        self.is_admin = person.is_admin

    def get_id(self) -> str:
        return self.token


def init_app(app: Flask) -> None:
    manager = LoginManager()
    manager.session_protection = None  # sign-ins are rows on the server; a moving address is a phone on a bus
    manager.user_loader(_load)
    manager.init_app(app)


def _load(token: str) -> SignedIn | None:
    settings: Settings = current_app.extensions["settings"]
    sign_in, now = store.find_sign_in(rules.digest(token)), clock.now()
    if sign_in is None or rules.is_over(sign_in, now, settings.idle, settings.sign_in):
        return None
    if rules.is_worth_noting(sign_in, now):
        with suppress(TurnDidNotCome, OperationalError):  # noting can wait for the next page
            actions.note_seen(token, now, settings.idle, settings.sign_in)
    return SignedIn(sign_in.person, token)


def find_current_person() -> Person | None:
    """Who is signed in on this request, if anybody."""
    return current_user.person if current_user.is_authenticated else None


def has_code_to_write_down() -> bool:
    """Whether a new recovery code still waits to be written down on this device."""
    return NEW_CODE in session


def current_person() -> Person:
    """Who is signed in; for views that the gate keeps for signed-in people."""
    person: Person = current_user.person
    return person


def put_into_cookie(person: Person, token: str) -> None:
    """Begin a fresh session with this token: nothing from before the sign-in lives on, the CSRF token neither."""
    if current_user.is_authenticated:
        actions.sign_out(current_user.token)
    session.clear()
    login_user(SignedIn(person, token))


def forget_cookie(while_reading: bool = False) -> None:
    """End this sign-in on the server and empty the session."""
    if current_user.is_authenticated:
        actions.sign_out(current_user.token, while_reading=while_reading)
    session.clear()


def visitor() -> str:
    """The visitor's network address, keyed, so that it can be counted and never read back."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, (request.remote_addr or "").encode(), hashlib.sha256).hexdigest()
