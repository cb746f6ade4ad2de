"""What is the same for everybody is rendered once in each worker, and not for each page.

It is made by a macro, which sees nothing of the page or of the person: one that asks for `site` fails. So nothing of
whoever came first can stay in it.
"""

from collections.abc import Hashable
from typing import Any

from flask import current_app, get_template_attribute, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from course.web.language import language

PLACE_OF_TOKEN = "the-token-of-the-reader"
"""What a macro puts where a CSRF token belongs."""


def rendered_once(template: str, macro: str, *arguments: Any, about: Hashable = None) -> Markup:
    """What the macro makes of the arguments; `about` tells apart what it is called for."""
    kept: dict[Hashable, Markup] = current_app.extensions.setdefault("rendered_once", {})
    key = (template, macro, about, language(), request.script_root)
    if key not in kept:
        kept[key] = get_template_attribute(template, macro)(*arguments)
    return kept[key]


def with_token(fixed: Markup) -> Markup:
    """The same with the reader's own CSRF token in its places."""
    return fixed.replace(PLACE_OF_TOKEN, generate_csrf())
