"""What a browser may send about groups."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from course.groups.model import Group, RetakePause
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


class JoinCodeLastsForm(FlaskForm):  # type: ignore[misc]
    """A new code, and how long it opens the door."""

    lasts = RadioField(
        _l("How long should the new code work?"),
        choices=[
            SelectChoice("7", _l("For 7 days")),
            SelectChoice("30", _l("For 30 days")),
            SelectChoice("90", _l("For 90 days")),
            SelectChoice("0", _l("Until I end it")),
        ],
        default="30",
        validators=[InputRequired(_l("Choose how long the code should work"))],
    )

    @property
    def days(self) -> int | None:
        return int(self.lasts.data) or None


class TrainerForm(FlaskForm):  # type: ignore[misc]
    trainer = StringField(
        _l("The trainer’s name"),
        description=_l("The name they sign in with here. They will see this group and everybody in it."),
        validators=[InputRequired(_l("Type the trainer’s name")), Length(max=80, message=_l("This name is too long"))],
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"},
    )


class MoveForm(FlaskForm):  # type: ignore[misc]
    """Into which of the trainer's other groups."""

    to = RadioField(_l("Which group?"), validators=[InputRequired(_l("Choose a group"))])

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__()
        self.to.choices = [SelectChoice(group.public_id, group.name) for group in groups]


class RetakePauseForm(FlaskForm):  # type: ignore[misc]
    """No pause, or a pause of so many hours after so many attempts."""

    wanted = RadioField(
        _l("Is there a pause?"),
        choices=[
            SelectChoice("no", _l("No pause: a quiz can be taken again at any time")),
            SelectChoice("yes", _l("A pause after some attempts below the pass mark")),
        ],
        validators=[InputRequired(_l("Choose whether there is a pause"))],
    )
    attempts = IntegerField(
        _l("Attempts before the pause"),
        validators=[Optional(), NumberRange(1, 20, _l("Write a number of attempts from 1 to 20"))],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    hours = IntegerField(
        _l("Hours of the pause"),
        description=_l("24 is a day. Lessons, practice and help stay open all the while."),
        validators=[Optional(), NumberRange(1, 336, _l("Write a number of hours from 1 to 336, which is two weeks"))],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )

    def validate(self, extra_validators: object = None) -> bool:
        """Both numbers where there is a pause."""
        is_fine: bool = super().validate(extra_validators)
        if self.wanted.data == "yes":
            for field, told in (
                (self.attempts, _l("Write after how many attempts")),
                (self.hours, _l("Write for how many hours")),
            ):
                if field.data is None and not field.errors:
                    field.errors = [told]
                    is_fine = False
        return is_fine

    @property
    def pause(self) -> RetakePause | None:
        if self.wanted.data != "yes" or self.attempts.data is None or self.hours.data is None:
            return None
        return RetakePause(self.attempts.data, self.hours.data)
