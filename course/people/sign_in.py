"""Who is asking: from the cookie's token to a person, by a row on the server that can be ended at any time."""

import hashlib
import hmac
from contextlib import suppress
from dataclasses import replace
from ipaddress import ip_address, ip_network

from flask import Flask, current_app, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user
from sqlalchemy.exc import OperationalError

from course import clock
from course.authenticator.store import is_in_use
from course.database.write_queue import TurnDidNotCome
from course.people import actions, known_device, rules, sign_ins
from course.people.looks import looks_of
from course.people.model import Device, Lifetimes, Person
from course.settings import Settings

NEXT = "next"

NEW_CODE = "new_recovery_code"
"""Session key: a recovery code that its owner has not yet said to have written down."""


HALF = "half_sign_in"
"""Session key: the token of a sign-in that waits for a code from an app."""

SECOND_STEP = "second_step.index"
"""Where a trainer sets up codes from an app."""


class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login holds for a request: the person and the token of this very sign-in."""

    def __init__(self, person: Person, token: str, waits_for: str | None = None, is_discreet: bool = False) -> None:
        self.person = person
        self.token = token
        self.is_discreet = is_discreet
        self.waits_for = waits_for
        """The page that has to be seen to before the trainer's desk opens; None when nothing has to."""
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
    sign_in, now, lasts = sign_ins.find_sign_in(rules.digest(token)), clock.now(), lifetimes(settings)
    if sign_in is None or rules.is_over(sign_in, now, lasts):
        return None
    if rules.is_worth_noting(sign_in, now):
        with suppress(TurnDidNotCome, OperationalError):  # noting can wait for the next page
            actions.note_seen(token, now, lasts)
    waits = settings.trainers_need_totp and sign_in.person.is_trainer and not is_in_use(sign_in.person.id)
    return SignedIn(sign_in.person, token, SECOND_STEP if waits else None, sign_in.is_discreet)


def lifetimes(settings: Settings) -> Lifetimes:
    """How long sign-ins last on this site."""
    return Lifetimes(settings.idle, settings.sign_in, settings.kept)


def find_current_person() -> Person | None:
    """Who is signed in on this request, if anybody."""
    return current_user.person if current_user.is_authenticated else None


def is_discreet() -> bool:
    """Whether who is signed in wants titles in the browser's tab that say nothing."""
    return bool(current_user.is_authenticated and current_user.is_discreet)


def has_code_to_write_down() -> bool:
    """Whether a new recovery code still waits to be written down on this device."""
    return NEW_CODE in session


def current_person() -> Person:
    """Who is signed in; for views that the gate keeps for signed-in people."""
    person: Person = current_user.person
    return person


def this_device(name: str, is_kept: bool = False) -> Device:
    """What the request comes from, as it counts for somebody who signs in under this name."""
    known_as = known_device.find_id(rules.name_key(name))
    return Device(visitor(), known_as, looks_of(request.user_agent.string), is_kept)


def own_device(is_kept: bool = False) -> Device:
    """The same for whoever is signed in: nobody else's tries can keep them from their own account."""
    device = this_device(current_person().name, is_kept)
    return replace(device, known_as=device.known_as or rules.digest(current_user.token))


def put_into_cookie(person: Person, token: str, is_kept: bool = False) -> None:
    """Begin a fresh session with this token: nothing from before the sign-in lives on, the CSRF token neither.

    The cookie goes when the browser is closed, unless the device is kept: then it has a date.
    """
    if current_user.is_authenticated:
        actions.sign_out(current_user.token)
    session.clear()
    session.permanent = is_kept
    login_user(SignedIn(person, token))
    known_device.remember(rules.name_key(person.name))


def put_half_into_cookie(token: str) -> None:
    """Begin a session that is nobody's yet and only knows that a code is awaited."""
    session.clear()
    session[HALF] = token


def forget_cookie(while_reading: bool = False) -> None:
    """End this sign-in on the server and empty the session."""
    if current_user.is_authenticated:
        actions.sign_out(current_user.token, while_reading=while_reading)
    session.clear()


def visitor() -> str:
    """The visitor's network address, keyed, so that it can be counted and never read back.

    Of an IPv6 address the first half: a home or a phone has the whole other half for itself.
    """
    address = request.remote_addr or ""
    with suppress(ValueError):
        if ip_address(address).version == 6:
            address = str(ip_network(f"{address.partition('%')[0]}/64", strict=False))
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, address.encode(), hashlib.sha256).hexdigest()
