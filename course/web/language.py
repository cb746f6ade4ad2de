"""Words that may be translated, typed as text (Flask-Babel itself says nothing about types).

2026-11-23: which language a request is in is found out once for it, not for each of its hundreds of words.
"""

from collections.abc import Callable
from typing import Any

import flask_babel
from babel import Locale
from flask import Flask, g, has_app_context

ENGLISH = Locale("en")
"""So far the only language; made once, since Babel would make it anew for each request."""

lazy_gettext: Callable[..., str] = flask_babel.lazy_gettext


def init_app(app: Flask) -> None:
    flask_babel.Babel(app, default_locale="en", locale_selector=lambda: ENGLISH)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of an extension that Babel adds
        gettext=lambda text: _words().ugettext(text),
        ngettext=lambda one, many, number: _words().ungettext(one, many, number),
        newstyle=True,
    )


def gettext(text: str, **values: Any) -> str:
    said: str = _words().ugettext(text)
    return said % values if values else said


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    said: str = _words().ungettext(one, many, num)
    return said % {"num": num, **values}


def language() -> str:
    """The language of this request, which its words are in."""
    if "language" not in g:
        g.language = str(flask_babel.get_locale())
    found: str = g.language
    return found


def _words() -> Any:
    """The words of the request's language; as they are written here where there is no request."""
    try:
        return g.words
    except (AttributeError, RuntimeError):
        words = flask_babel.get_translations()
    if has_app_context():
        g.words = words
    return words
