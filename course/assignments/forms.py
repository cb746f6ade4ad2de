"""What a browser may send about an assignment."""

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, SelectMultipleField
from wtforms.validators import Optional, ValidationError

from course.content.model import Course
from course.web.language import gettext as _
from course.web.language import lazy_gettext as _l


class _NamedDateField(DateField):
    """A date field that says in our words when it cannot read a date."""

    def process_formdata(self, valuelist: Any) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("This is not a date. Type it like 2026-12-31")) from None


class AssignForm(FlaskForm):  # type: ignore[misc]
    modules = SelectMultipleField(
        _l("Which modules?"),
        invalid_choice_message=_l("A module is not in the course any more. Choose again"),  # type: ignore[call-arg]
    )
    due_on = _NamedDateField(
        _l("Due on"), description=_l("The last day to be on time. Leave it empty for no date."), validators=[Optional()]
    )

    def __init__(self, course: Course, today: date) -> None:
        super().__init__()
        self.today = today
        self.modules.choices = [(module.stem, f"{module.number}. {module.lesson.title}") for module in course.modules]

    def validate_modules(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_("Choose at least one module"))

    def validate_due_on(self, field: DateField) -> None:
        if field.data and field.data < self.today:
            raise ValidationError(_("This day has passed. Choose today or a later day"))
