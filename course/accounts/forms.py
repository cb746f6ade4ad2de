"""What an admin may send about an account."""

from flask_wtf import FlaskForm
from wtforms import RadioField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length

from course.people.rules import tidy_name
from course.web.language import lazy_gettext as _l


class FindForm(FlaskForm):  # type: ignore[misc]
    name = StringField(
        _l("Exact name"),
        description=_l("The name they sign in with. Capitals do not matter."),
        filters=[lambda value: tidy_name(value or "")],
        validators=[InputRequired(_l("Type the name")), Length(max=80, message=_l("This name is too long"))],
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"},
    )


class RoleForm(FlaskForm):  # type: ignore[misc]
    role = RadioField(
        _l("Role"),
        choices=[
            SelectChoice("learner", _l("Learner")),
            SelectChoice("trainer", _l("Trainer")),
            SelectChoice("admin", _l("Admin")),
        ],
        validators=[InputRequired(_l("Choose a role"))],
    )
