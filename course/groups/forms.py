"""What a browser may send about groups."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from course.people.rules import tidy_name
from course.web.language import lazy_gettext as _l


class GroupForm(FlaskForm):  # type: ignore[misc]
    name = StringField(
        _l("Name of the group"),
        description=_l("Learners see it when they join. Keep it neutral, for example “Tuesday group”."),
        filters=[lambda value: tidy_name(value or "")],
        validators=[InputRequired(_l("Give the group a name")), Length(2, 80, _l("The name needs 2 to 80 characters"))],
        render_kw={"autocomplete": "off"},
    )


class JoinCodeForm(FlaskForm):  # type: ignore[misc]
    code = StringField(
        _l("Join code"),
        description=_l("It is on the card that your trainer gave you, like ABCD-EFGH."),
        validators=[
            InputRequired(_l("Type the code from your card")),
            Length(max=40, message=_l("This is longer than a join code. Check your card, and try again")),
        ],
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"},
    )
