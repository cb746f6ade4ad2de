"""What a browser may send about the second step."""

from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from course.web.forms import CountedForm
from course.web.language import lazy_gettext as _l


def _code(label: str, description: str = "") -> StringField:
    return StringField(
        label,
        description=description,
        validators=[
            InputRequired(_l("Type the code")),
            Length(max=40, message=_l("This is longer than a code. Check it, and try again")),
        ],
        render_kw={"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "none"},
    )


def _password() -> PasswordField:
    return PasswordField(
        _l("Your password"),
        validators=[InputRequired(_l("Type your password"))],
        render_kw={"autocomplete": "current-password"},
    )


class BeginForm(CountedForm):
    old_password = _password()


class ConfirmForm(CountedForm):
    code = _code(_l("The six digits that the app shows now"))


class EnterForm(CountedForm):
    code = _code(_l("Code from your app"), _l("Six digits; or one of the codes that you wrote down."))


class SwitchOffForm(CountedForm):
    old_password = _password()
    code = _code(_l("Code from your app"), _l("Six digits; or one of the codes that you wrote down."))
