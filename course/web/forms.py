"""The page that a form stands on, with the status that says what became of it."""

import math
from datetime import timedelta
from typing import Any

from flask import render_template
from flask_wtf import FlaskForm

FormPage = tuple[str, int] | tuple[str, int, dict[str, str]]


class CountedForm(FlaskForm):  # type: ignore[misc]
    """A form that may not be sent as often as one likes."""

    wait: timedelta | None = None
    """How long until it may be sent again; None while it may be."""

    def put_off(self, field: Any, wait: timedelta, sentence: str) -> None:
        """Say at a field that it was tried too often."""
        field.errors = [sentence]
        self.wait = wait


def minutes_of(wait: timedelta) -> int:
    """Whole minutes, at least one, after which it is over."""
    return max(1, math.ceil(wait.total_seconds() / 60))


def form_page(template: str, form: FlaskForm, **more: object) -> FormPage:
    """The page with its form: 422 when something in it has to be mended, 429 when it has to wait, so that nobody takes
    it for done. What was typed stays, passwords excepted.
    """
    page = render_template(template, form=form, **more)
    wait: timedelta | None = getattr(form, "wait", None)
    if wait is not None:
        return page, 429, {"Retry-After": str(max(1, math.ceil(wait.total_seconds())))}
    return page, 422 if form.errors else 200
