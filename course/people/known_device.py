"""The cookie of a device that has signed in: a random number and, keyed, the names under which it did.

It opens nothing. It lets a device count its own tries, so that strangers who guess keep nobody out (`course.tries`).
It tells whoever looks into the browser that this phone knows the course, as its history does; "Leave this page" takes
it away.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Any

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

KEPT_FOR = timedelta(days=365)
NAMES_AT_MOST = 8
"""A laptop that a family or a clinic shares; the name that was used longest ago goes first."""


def find_id(name_key: str) -> str | None:
    """The device's number, if it has signed in under this name before."""
    device, names = _read()
    return device if device and _keyed(name_key) in names else None


def remember(name_key: str) -> None:
    """Let the answer to this request carry the cookie with the name in it."""
    device, names = _read()
    this = _keyed(name_key)
    names = [this, *(name for name in names if name != this)][:NAMES_AT_MOST]
    value = _serializer().dumps([device or secrets.token_hex(8), names])

    @after_this_request
    def _set(response: Response) -> Response:
        response.set_cookie(_cookie_name(), value, max_age=KEPT_FOR, httponly=True, samesite="Lax", **_where())
        return response


def forget(response: Any) -> None:
    """Take the cookie from the device."""
    response.delete_cookie(_cookie_name(), httponly=True, samesite="Lax", **_where())


def _where() -> dict[str, Any]:
    return {"path": "/", "secure": bool(current_app.config["SESSION_COOKIE_SECURE"])}


def _cookie_name() -> str:
    return "__Host-device" if current_app.config["SESSION_COOKIE_SECURE"] else "device"


def _read() -> tuple[str | None, list[str]]:
    """The device's number and its names; nothing when there is no cookie, or not one of ours."""
    try:
        device, names = _serializer().loads(
            request.cookies.get(_cookie_name(), ""), max_age=int(KEPT_FOR.total_seconds())
        )
    except (BadSignature, ValueError, TypeError):
        return None, []
    return device, names


def _serializer() -> URLSafeTimedSerializer:
    keys = [*reversed(current_app.config["SECRET_KEY_FALLBACKS"]), current_app.config["SECRET_KEY"]]
    return URLSafeTimedSerializer(keys, salt="known device")


def _keyed(name_key: str) -> str:
    """So that nobody who finds the phone can try names on its cookie. A new secret key makes devices unknown once."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"known device:{name_key}".encode(), hashlib.sha256).hexdigest()[:32]
