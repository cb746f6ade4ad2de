"""Words that may be translated, typed as text (Flask-Babel itself says nothing about types)."""

from collections.abc import Callable

import flask_babel

gettext: Callable[..., str] = flask_babel.gettext
ngettext: Callable[..., str] = flask_babel.ngettext
lazy_gettext: Callable[..., str] = flask_babel.lazy_gettext
