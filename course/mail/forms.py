"""What a browser may send about an address."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired, ValidationError

from course.mail.model import Kind
from course.mail.rules import address_as_meant
from course.people.forms import text_of
from course.web.language import gettext as _
from course.web.language import lazy_gettext as _l


class AddressForm(FlaskForm):  # type: ignore[misc]
    address = StringField(
        _l("E-mail address"),
        validators=[InputRequired(_l("Type an e-mail address"))],
        render_kw={
            "type": "email",
            "autocomplete": "email",
            "spellcheck": "false",
            "autocapitalize": "none",
            "inputmode": "email",
        },
    )

    def validate_address(self, field: StringField) -> None:
        if address_as_meant(text_of(field)) is None:
            raise ValidationError(_("This does not look like an e-mail address. Type it like name@example.org"))

    @property
    def meant(self) -> str:
        return address_as_meant(text_of(self.address)) or ""


class KindsForm(FlaskForm):  # type: ignore[misc]
    """What to be written to about."""

    notices = BooleanField(_l("My trainer sent me a notice"))
    dues = BooleanField(_l("Something I was asked for is due the next day"))

    @property
    def wants(self) -> list[Kind]:
        return [kind for kind, field in ((Kind.NOTICE, self.notices), (Kind.DUE, self.dues)) if field.data]
