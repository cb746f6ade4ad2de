"""The answer to one question: options travel as positions in the item as written, shown in the attempt's order."""

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from course.history.model import Answer
from course.items import MultipleResponse
from course.web.language import lazy_gettext as _l


class OneAnswerForm(FlaskForm):  # type: ignore[misc]
    """Radios."""

    chosen = RadioField(coerce=int, validators=[InputRequired(_l("Choose one answer, or skip this question for now"))])

    @property
    def positions(self) -> tuple[int, ...]:
        return () if self.chosen.data is None else (self.chosen.data,)


class SeveralAnswersForm(FlaskForm):  # type: ignore[misc]
    """Checkboxes."""

    chosen = SelectMultipleField(
        coerce=int, validators=[InputRequired(_l("Choose at least one answer, or skip this question for now"))]
    )

    @property
    def positions(self) -> tuple[int, ...]:
        return tuple(sorted(self.chosen.data or ()))


AnswerForm = OneAnswerForm | SeveralAnswersForm


def form_for(answer: Answer) -> AnswerForm:
    """The form of an item's kind, filled with what was chosen before."""
    chosen = list(answer.chosen or ())
    form: AnswerForm
    if isinstance(answer.item, MultipleResponse):
        form = SeveralAnswersForm(data={"chosen": chosen})
    else:
        form = OneAnswerForm(data={"chosen": chosen[0] if chosen else None})
    form.chosen.label.text = answer.item.stem
    form.chosen.choices = [SelectChoice(position, answer.item.options[position].text) for position in answer.order]
    return form
