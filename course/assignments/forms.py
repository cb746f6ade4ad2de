"""What a browser may send about an assignment."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from course.assignments.model import Override
from course.assignments.store import NewAssignment
from course.content.model import Course
from course.groups.model import Group, Membership
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
    """Modules, and under "more choices": for whom, by when after joining, in which order, once more."""

    modules = SelectMultipleField(
        _l("Which modules?"),
        invalid_choice_message=_l("A module is not in the course any more. Choose again"),  # type: ignore[call-arg]
    )
    due_on = _NamedDateField(
        _l("Due on"), description=_l("The last day to be on time. Leave it empty for no date."), validators=[Optional()]
    )
    due_days = IntegerField(
        _l("Or due so many days after joining"),
        description=_l("For a group that people join at different times. Who is in it gets as many days from today."),
        validators=[Optional(), NumberRange(1, 365, _l("Write a number of days from 1 to 365"))],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    people = SelectMultipleField(
        _l("Only for some learners?"),
        description=_l("Choose nobody to ask everybody in the group, and whoever joins later."),
        invalid_choice_message=_l("A learner is not in the group any more. Choose again"),  # type: ignore[call-arg]
    )
    in_order = BooleanField(_l("One after the other: each module is asked for once the one before is passed"))
    again = BooleanField(_l("Take it again: what was passed before today does not count for this assignment"))

    def __init__(self, course: Course, members: Sequence[Membership], today: date) -> None:
        super().__init__()
        self.today = today
        self.modules.choices = [(module.stem, f"{module.number}. {module.lesson.title}") for module in course.modules]
        self.people.choices = [(member.person.public_id, member.person.name) for member in members]
        self.members = members

    def validate_modules(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_("Choose at least one module"))

    def validate_due_on(self, field: DateField) -> None:
        if field.data and field.data < self.today:
            raise ValidationError(_("This day has passed. Choose today or a later day"))

    def validate_due_days(self, field: IntegerField) -> None:
        if field.data is not None and self.due_on.data:
            raise ValidationError(_("Give a day or a number of days, and leave the other one empty"))

    @property
    def has_more(self) -> bool:
        """Whether one of the choices that are folded away was made, or has something to mend."""
        return bool(
            self.due_days.raw_data
            and self.due_days.raw_data[0]
            or self.people.data
            or self.in_order.data
            or self.again.data
            or self.people.errors
        )

    def asked(self, course: Course, now: datetime) -> NewAssignment:
        """What the trainer asks for; modules in the order of the course."""
        chosen, people = set(self.modules.data or ()), set(self.people.data or ())
        return NewAssignment(
            modules=tuple(module.stem for module in course.modules if module.stem in chosen),
            people=frozenset(one.person.id for one in self.members if one.person.public_id in people) or None,
            in_order=self.in_order.data,
            due_on=self.due_on.data,
            due_days=self.due_days.data,
            counts_from=now if self.again.data else None,
        )


class OverrideForm(FlaskForm):  # type: ignore[misc]
    """An exception for one learner."""

    due_on = _NamedDateField(
        _l("Another last day"), description=_l("Leave it empty for the group’s own."), validators=[Optional()]
    )
    paused_until = _NamedDateField(
        _l("Pause until"),
        description=_l("Until then nothing is asked, and nothing becomes overdue. Leave it empty for no pause."),
        validators=[Optional()],
    )

    @property
    def override(self) -> Override:
        return Override(self.due_on.data, self.paused_until.data)


class CopyForm(FlaskForm):  # type: ignore[misc]
    """To which of the trainer's other groups."""

    to = RadioField(_l("To which group?"), validators=[InputRequired(_l("Choose a group"))])

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__()
        self.to.choices = [SelectChoice(group.public_id, group.name) for group in groups]
