"""What a browser may send about slips."""

from collections.abc import Container, Sequence

from flask_wtf import FlaskForm
from wtforms import SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from course.people.forms import KeepForm, new_password
from course.people.model import Person, PersonId
from course.web.language import gettext as _
from course.web.language import lazy_gettext as _l


class SlipForm(KeepForm):
    code = StringField(
        _l("Code on the slip"),
        description=_l("16 letters and digits. Capitals and hyphens do not matter."),
        validators=[
            InputRequired(_l("Type the code on your slip")),
            Length(max=60, message=_l("This is longer than a code. Check it, and try again")),
        ],
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"},
    )


class ChoosePasswordForm(KeepForm):
    password = new_password(_l("Password"))


class PrintForm(FlaskForm):  # type: ignore[misc]
    """For whom: at first those are ticked who have no slip that still works."""

    learners = SelectMultipleField(
        _l("For whom?"),
        invalid_choice_message=_l("Somebody has a password by now, or left. Choose again"),  # type: ignore[call-arg]
    )

    def __init__(self, waiting: Sequence[Person], have_one: Container[PersonId]) -> None:
        super().__init__(data={"learners": [person.public_id for person in waiting if person.id not in have_one]})
        self.learners.choices = [(person.public_id, person.name) for person in waiting]

    def validate_learners(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_("Choose at least one learner"))
