"""The answer to one question: positions in the item as written travel, whatever the order on the page."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from course.items import NOWHERE, Asks, BranchingCase, ChoosingItem, Hotspot, Item, Matching, Ordering
from course.web.language import gettext as _
from course.web.language import lazy_gettext as _l

NOT_YET = str(NOWHERE)


class AnswerForm(FlaskForm):  # type: ignore[misc]
    """What all of them share: `positions`, the answer as it is kept; empty when nothing was chosen."""

    is_over = False
    """Whether nothing is left to choose: the story has come to its end."""

    @property
    def positions(self) -> tuple[int, ...]:
        raise NotImplementedError

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was sent: all choices taken back, as against something that cannot be chosen."""
        return not self["chosen"].raw_data


class OneAnswerForm(AnswerForm):
    """Radios."""

    chosen = RadioField(coerce=int, validators=[InputRequired(_l("Choose one answer"))])

    @property
    def positions(self) -> tuple[int, ...]:
        return () if self.chosen.data is None else (self.chosen.data,)


class SeveralAnswersForm(AnswerForm):
    """Checkboxes."""

    chosen = SelectMultipleField(coerce=int, validators=[InputRequired(_l("Choose at least one answer"))])

    @property
    def positions(self) -> tuple[int, ...]:
        return tuple(sorted(set(self.chosen.data or ())))


class NextChoiceForm(AnswerForm):
    """Radios for one scene of a story; `path` are the choices made before."""

    path: tuple[int, ...] = ()
    chosen = RadioField(coerce=int, validators=[InputRequired(_l("Choose what to do"))])

    @property
    def positions(self) -> tuple[int, ...]:
        return self.path if self.chosen.data is None else (*self.path, self.chosen.data)

    @property
    def path_on_page(self) -> str:
        """The path as the page carries it: sent along, it tells which scene somebody chose in."""
        return path_in_words(self.path)


class RowsForm(AnswerForm):
    """A select for each row: which response fits it, or which place it has.

    Rows and choices are numbered as the page shows them, so that neither the page nor its source tells the answer.
    """

    rows_as_written: tuple[int, ...] = ()
    """Which row of the item stands in each row of the page."""
    choices_as_written: tuple[int, ...] = ()
    """What each choice of the page is in the item."""
    choices_on_page: tuple[str, ...] = ()
    """What a browser sends for each of them."""
    places_differ = False
    """Whether no two rows may have the same place."""

    @property
    def rows(self) -> list[Field]:
        """In the order of the page."""
        return [self[f"row-{at}"] for at in range(len(self.rows_as_written))]

    @property
    def positions(self) -> tuple[int, ...]:
        given = [NOWHERE] * len(self.rows_as_written)
        for at, row in zip(self.rows_as_written, self.rows, strict=True):
            if row.data in self.choices_on_page:
                given[at] = self.choices_as_written[self.choices_on_page.index(row.data)]
        return tuple(given) if any(place != NOWHERE for place in given) else ()

    @property
    def is_blank(self) -> bool:
        return all(row.data in (None, NOT_YET) for row in self.rows)

    def validate(self, extra_validators: object = None) -> bool:
        """At least one row, and where places have to differ, no place twice; the first row in question says so."""
        if not super().validate(extra_validators):
            return False
        if not self.positions:
            told = (
                _("Give at least one of them a place") if self.places_differ else _("Choose an answer for one of them")
            )
            return self._refuse(0, told)
        given = [row.data for row in self.rows]
        for at, place in enumerate(given):
            if self.places_differ and place not in (None, NOT_YET) and place in given[:at]:
                told = _("Two steps have place %(place)s. Give each its own place", place=int(place) + 1)
                return self._refuse(at, told)
        return True

    def _refuse(self, at: int, sentence: str) -> bool:
        self.rows[at].errors = [*self.rows[at].errors, sentence]
        return False


def path_in_words(path: Sequence[int]) -> str:
    """Such as “0-2”; empty at the beginning of a story."""
    return "-".join(map(str, path))


def form_for(item: Item, order: Sequence[int], given: Sequence[int]) -> AnswerForm:
    """The form of an item as it is shown in `order`, filled with the answer `given` before."""
    if isinstance(item, BranchingCase):
        return _next_choice_form(item, order, given)
    if isinstance(item, Matching | Ordering):
        return _rows_form(item, order, given)
    if not isinstance(item, ChoosingItem):
        raise TypeError(item.kind)
    form: OneAnswerForm | SeveralAnswersForm
    if item.asks is Asks.SEVERAL:
        form = SeveralAnswersForm(data={"chosen": list(given)})
    else:
        form = OneAnswerForm(data={"chosen": given[0] if given else None})
    form.chosen.label.text = item.stem
    number = "{}. {}" if isinstance(item, Hotspot) else "{1}"
    form.chosen.choices = [
        SelectChoice(position, number.format(position + 1, item.options[position].text)) for position in order
    ]
    return form


def _next_choice_form(item: BranchingCase, order: Sequence[int], given: Sequence[int]) -> NextChoiceForm:
    form = NextChoiceForm()
    form.path = item.valid_path(given)
    form.is_over = item.is_complete(form.path)
    scene = item.walk(form.path)[-1][0]
    form.chosen.label.text = _("What do you do?")
    form.chosen.choices = [SelectChoice(at, scene.choices[at].text) for at in item.order_in(scene, order)]
    return form


def _rows_form(item: Matching | Ordering, order: Sequence[int], given: Sequence[int]) -> RowsForm:
    """Rows of a matching stand as written and their choices in `order`; rows of an ordering stand in `order`."""
    everything = range(len(item.rows))
    if isinstance(item, Matching):
        rows, choices, words = tuple(everything), tuple(order), [item.responses[at] for at in order]
    else:
        rows, choices, words = tuple(order), tuple(everything), [str(place + 1) for place in everything]
    offered = [SelectChoice(NOT_YET, _("Choose …")), *(SelectChoice(str(at), each) for at, each in enumerate(words))]
    fields: dict[str, object] = {
        "rows_as_written": rows,
        "choices_as_written": choices,
        "choices_on_page": tuple(map(str, range(len(choices)))),
        "places_differ": isinstance(item, Ordering),
    }
    chosen = {}
    for at, row in enumerate(rows):
        fields[f"row-{at}"] = SelectField(item.rows[row], choices=offered)
        place = given[row] if row < len(given) else NOWHERE
        chosen[f"row-{at}"] = str(choices.index(place)) if place in choices else NOT_YET
    form: RowsForm = type("RowsForm", (RowsForm,), fields)(data=chosen)
    return form
