"""What a browser may send about a notice: words from a list, a module or a day, and to whom."""

import secrets
from collections.abc import Sequence
from datetime import date

from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, RadioField, SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length, Optional, ValidationError

from course.content.model import Course, Stem
from course.groups.model import Membership
from course.notices.model import Saying, Template
from course.web.language import gettext as _
from course.web.language import lazy_gettext as _l

EVERYBODY = "everybody"
SHOWN_AT_ONCE = 12
"""So many learners stand open on the page; a longer list is folded away."""


class NoticeForm(FlaskForm):  # type: ignore[misc]
    """`key` tells this form from every other one; it stays with it from the first page to the last."""

    key = HiddenField(validators=[Length(16, 64)])
    module = RadioField(_l("Which module?"), validate_choice=False, validators=[Optional()])
    day = DateField(
        _l("On which day?"), description=_l("Leave it empty if the day is not known yet."), validators=[Optional()]
    )
    whom = RadioField(
        _l("To whom?"),
        choices=[
            SelectChoice(EVERYBODY, _l("Everybody who is in the group now")),
            SelectChoice("some", _l("Only those I choose here")),
        ],
        validate_choice=False,
        validators=[Optional()],
    )
    people = SelectMultipleField(
        _l("Learners"),
        invalid_choice_message=_l("A learner is not in the group any more. Choose again"),  # type: ignore[call-arg]
    )

    def __init__(
        self, template: Template, course: Course, members: Sequence[Membership], today: date, only: str | None = None
    ) -> None:
        """`only`: the one learner it is for, chosen before the form."""
        super().__init__(data={"key": secrets.token_urlsafe(16)})
        self.template, self.today, self.only = template, today, only
        self.module.choices = [
            SelectChoice(module.stem, f"{module.number}. {module.lesson.title}") for module in course.modules
        ]
        self.modules = {module.stem for module in course.modules}
        self.everybody = [member.person.public_id for member in members]
        self.only_name = next((one.person.name for one in members if one.person.public_id == only), None)
        self.people.choices = [(member.person.public_id, member.person.name) for member in members]

    @property
    def shows_people(self) -> bool:
        return len(self.everybody) <= SHOWN_AT_ONCE or bool(self.people.data or self.people.errors)

    def validate(self, extra_validators: object = None) -> bool:
        """What these words need, and at least one learner."""
        is_fine: bool = super().validate(extra_validators)
        for field, is_missing, told in (
            (self.module, self.template.takes_module and self.module.data not in self.modules, _("Choose a module")),
            (self.whom, not self.only and self.whom.data not in (EVERYBODY, "some"), _("Choose who gets it")),
            (
                self.people,
                not self.only and self.whom.data == "some" and not self.people.data,
                _("Choose at least one learner"),
            ),
        ):
            if is_missing and not field.errors:
                field.errors = [told]
                is_fine = False
        return is_fine

    def validate_day(self, field: DateField) -> None:
        if field.data and self.template.takes_day and field.data < self.today:
            raise ValidationError(_("This day has passed. Choose today or a later day"))

    @property
    def saying(self) -> Saying:
        return Saying(
            self.template,
            Stem(self.module.data) if self.template.takes_module else None,
            self.day.data if self.template.takes_day else None,
        )

    @property
    def recipients(self) -> list[str]:
        """Public ids."""
        if self.only:
            return [self.only]
        return self.everybody if self.whom.data == EVERYBODY else list(self.people.data or ())
