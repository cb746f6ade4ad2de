"""Free text is nowhere asked for: each field to type in stands here with its reason."""

import importlib
import pkgutil

import pytest
from flask_wtf import FlaskForm
from wtforms import Form, PasswordField, StringField, TextAreaField
from wtforms.fields.core import UnboundField

import course
from course.people.forms import JoinForm

TYPED = {
    ("JoinForm", "name"): "a made-up name, with a hint that it should not be one's own",
    ("SignInForm", "name"): "the same name again",
    ("RecoverForm", "name"): "the same name again",
    ("RecoverForm", "code"): "a code that we gave out",
    ("ConfirmForm", "code"): "six digits from an app",
    ("EnterForm", "code"): "six digits from an app, or a code that we gave out",
    ("SwitchOffForm", "code"): "six digits from an app, or a code that we gave out",
    ("FindForm", "name"): "the exact name of an account, by an admin who was told it",
    ("JoinCodeForm", "code"): "a code that we gave out",
    ("SlipForm", "code"): "a code that we gave out",
    ("GroupForm", "name"): "what a group is called; the hint asks for a neutral name",
    ("TrainerForm", "trainer"): "the name of a colleague's account",
    ("RosterForm", "lines"): "a trainer's list of made-up names; rows with e-mail addresses are refused",
    ("AddressForm", "address"): "an e-mail address, from who wants e-mail",
}
"""(form, field) and why something is typed there."""


def fields_to_type_in() -> dict[tuple[str, str], type]:
    """Every text field of every form of the program; passwords by themselves hold nothing to read."""
    found = {}
    for module in pkgutil.walk_packages(course.__path__, "course."):
        if module.name.endswith(".forms"):
            importlib.import_module(module.name)
    for form in every_form(FlaskForm):
        if form.__module__.startswith("course."):
            for name in dir(form):
                field = getattr(form, name)
                if isinstance(field, UnboundField) and is_typed(field.field_class):
                    found[form.__name__, name] = field.field_class
    return found


def every_form(base: type[Form]) -> set[type[Form]]:
    return {base}.union(*(every_form(each) for each in base.__subclasses__()))


NOT_TYPED = ("RadioField", "HiddenField", "SelectField")


def is_typed(kind: type) -> bool:
    is_text = issubclass(kind, StringField | TextAreaField) and not issubclass(kind, PasswordField)
    return is_text and kind.__name__ not in NOT_TYPED


def test_every_field_to_type_in_has_its_reason() -> None:
    found = fields_to_type_in()
    new, gone = sorted(found.keys() - TYPED.keys()), sorted(TYPED.keys() - found.keys())
    assert not new, f"{new} ask for text. Offer a list to choose from; if that cannot be, give the reason in TYPED."
    assert not gone, f"{gone} are no fields any more; take them out of TYPED."


@pytest.mark.parametrize("kind", [StringField, TextAreaField])
def test_a_field_for_telling_something_would_be_noticed(kind: type) -> None:
    form = type("TellUsForm", (FlaskForm,), {"story": kind("Tell us"), "__module__": "course.people.forms"})
    try:
        assert ("TellUsForm", "story") in fields_to_type_in()
    finally:
        del form


def test_no_field_is_a_box_of_several_lines_but_the_trainers_list() -> None:
    boxes = [key for key, kind in fields_to_type_in().items() if issubclass(kind, TextAreaField)]
    assert [key for key in boxes if key[0] != "TellUsForm"] == [("RosterForm", "lines")]


def test_the_hint_at_the_name_stays() -> None:
    assert "Please do not use your own full name" in str(JoinForm.name.kwargs["description"])
