"""What a browser may send about a change afterwards."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, ValidationError

from course.amendments.rules import Wanted
from course.history.model import Reason
from course.progress.pages import reasons
from course.web.language import gettext as _
from course.web.language import lazy_gettext as _l

FOR_POINTS = (Reason.FITS_TOO, Reason.UNCLEAR, Reason.TALKED, Reason.SLIP)
FOR_AFRESH = (Reason.ASKED, Reason.SOMEBODY_ELSE, Reason.TROUBLE, Reason.NEW_START)


class PointsForm(FlaskForm):  # type: ignore[misc]
    """How many points, and why."""

    wanted = RadioField(_l("How many points?"), validators=[InputRequired(_l("Choose how many points"))])
    reason = RadioField(_l("Why?"), description=_l("Not needed when you take a correction back."), default="")

    def __init__(self, possible: Mapping[Wanted, str]) -> None:
        super().__init__()
        self.wanted.choices = [SelectChoice(wanted.value, words) for wanted, words in possible.items()]
        self.reason.choices = [SelectChoice(each.value, reasons()[each]) for each in FOR_POINTS]
        self.reason.validate_choice = False

    def validate_reason(self, field: RadioField) -> None:
        if self.wanted.data != Wanted.AS_SCORED and field.data not in set(FOR_POINTS):
            raise ValidationError(_("Choose why"))

    @property
    def why(self) -> Reason:
        return Reason(self.reason.data) if self.reason.data in set(FOR_POINTS) else Reason.TAKEN_BACK


class AfreshForm(FlaskForm):  # type: ignore[misc]
    reason = RadioField(_l("Why?"), validators=[InputRequired(_l("Choose why"))])

    def __init__(self) -> None:
        super().__init__()
        self.reason.choices = [SelectChoice(each.value, reasons()[each]) for each in FOR_AFRESH]
