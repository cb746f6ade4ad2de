"""What a browser may send about an account, and what the page answers when it is not right."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, PasswordField, RadioField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import PasswordInput

from course.people import rules
from course.people.model import CannotSignIn
from course.people.passwords import common_passwords
from course.people.sign_in import current_person
from course.tries.model import TooManyTries
from course.web.forms import CountedForm, minutes_of
from course.web.language import lazy_gettext as _l
from course.web.language import ngettext

NAME_HINT = _l("Make one up. Please do not use your own full name, or the name of the person you worry about.")
PASSWORD_HINT = _l("At least 12 characters. Three or four unrelated words are easy to remember and hard to guess.")

NOT_YOURS = _l("This is not your password. Check it, and try again.")


def _tidy(value: str | None) -> str:
    return rules.tidy_name(value or "")


def _as_typed(name: str) -> dict[str, Any]:
    return {"autocomplete": name, "spellcheck": "false", "autocapitalize": "none"}


def text_of(field: StringField) -> str:
    """What was typed into a text field; an empty one gives no None."""
    return field.data or ""


def tried_too_often(wait: timedelta) -> str:
    return ngettext(
        "That was tried too often. Wait %(num)s minute, then try again.",
        "That was tried too often. Wait %(num)s minutes, then try again.",
        minutes_of(wait),
    )


@contextmanager
def refusals(form: CountedForm, field: Any, sentence: str) -> Iterator[None]:
    """Turn "does not belong together" and "too often" into words at a field of the form."""
    try:
        yield
    except CannotSignIn:
        field.errors = [sentence]
    except TooManyTries as error:
        form.put_off(field, error.wait, tried_too_often(error.wait))


class _NewPassword:
    """Refuses what strangers try first; a form without a name sets the password of whoever is signed in."""

    def __call__(self, form: Form, field: PasswordField) -> None:
        name = (form["name"].data or "") if "name" in form else current_person().name
        if field.data and rules.is_too_easy(field.data, name, common_passwords()):
            raise ValidationError(_l("This password is easy to guess. Choose another."))


def new_password(label: Any) -> PasswordField:
    """A field for a password that is new here, long enough and not what strangers try first."""
    low, high = rules.PASSWORD_LENGTH.start, rules.PASSWORD_LENGTH.stop - 1
    return PasswordField(
        label,
        description=PASSWORD_HINT,
        validators=[
            InputRequired(_l("Choose a password")),
            Length(low, high, _l("The password needs at least 12 characters, and at most 128")),
            _NewPassword(),
        ],
        render_kw=_as_typed("new-password"),
    )


class KeepForm(CountedForm):
    """Of every form that ends with a sign-in."""

    keep = BooleanField(
        _l("This is my own phone or computer. Keep me signed in"),
        description=_l("Whoever holds it is then signed in as you. You can end it at any time under My account."),
    )


class JoinForm(KeepForm):
    """A new account. Its button with a suggested name fills the name in and sends nothing off.

    2026-11-29: a name is suggested by a button and not by a link, so that no address (and no log of addresses) holds
    it, and so that a password typed before stays: in the answer to that one button, on a page that nothing keeps.
    """

    name = StringField(
        _l("A name for the course"),
        description=NAME_HINT,
        filters=[_tidy],
        validators=[
            InputRequired(_l("Choose a name")),
            Length(rules.NAME_LENGTH.start, rules.NAME_LENGTH.stop - 1, _l("The name needs 2 to 40 characters")),
        ],
        render_kw=_as_typed("username"),
    )
    password = new_password(_l("Password"))

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        suggested = request.form.get("suggested") if self.is_submitted() else None
        if suggested:
            self.name.data = rules.tidy_name(suggested)[: rules.NAME_LENGTH.stop - 1]
            self.password.widget = PasswordInput(hide_value=False)
            return False
        return bool(super().validate_on_submit(extra_validators))

    def validate_name(self, field: StringField) -> None:
        if any(not character.isprintable() for character in field.data or ""):
            raise ValidationError(_l("The name may hold letters, digits, spaces and signs only"))


class SignInForm(KeepForm):
    name = StringField(
        _l("Your name in the course"),
        filters=[_tidy],
        validators=[InputRequired(_l("Type your name in the course"))],
        render_kw=_as_typed("username"),
    )
    password = PasswordField(
        _l("Password"), validators=[InputRequired(_l("Type your password"))], render_kw=_as_typed("current-password")
    )


class RecoverForm(KeepForm):
    name = StringField(
        _l("Your name in the course"),
        filters=[_tidy],
        validators=[InputRequired(_l("Type your name in the course"))],
        render_kw=_as_typed("username"),
    )
    code = StringField(
        _l("Recovery code"),
        description=_l("The 20 letters and digits that you wrote down, or the 16 on a reset slip."),
        validators=[
            InputRequired(_l("Type your recovery code")),
            Length(max=60, message=_l("This is longer than a recovery code. Check it, and try again")),
        ],
        render_kw=_as_typed("off"),
    )
    password = new_password(_l("New password"))


class ChangePasswordForm(KeepForm):
    old_password = PasswordField(
        _l("Password you have now"),
        validators=[InputRequired(_l("Type your password"))],
        render_kw=_as_typed("current-password"),
    )
    password = new_password(_l("New password"))


class RenewCodeForm(CountedForm):
    old_password = PasswordField(
        _l("Your password"),
        validators=[InputRequired(_l("Type your password"))],
        render_kw=_as_typed("current-password"),
    )


class InviteForm(FlaskForm):  # type: ignore[misc]
    role = RadioField(
        _l("Who is it for?"),
        choices=[SelectChoice("trainer", _l("A trainer")), SelectChoice("admin", _l("An admin"))],
        validators=[InputRequired(_l("Choose who the invitation is for"))],
    )


class EmptyForm(FlaskForm):  # type: ignore[misc]
    """A button alone; carries the CSRF token."""
