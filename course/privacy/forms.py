"""What a browser may send about one's own account and what is kept of it."""

from wtforms import PasswordField
from wtforms.validators import InputRequired

from course.web.forms import CountedForm
from course.web.language import lazy_gettext as _l


class DeleteForm(CountedForm):
    """The password once more, since nothing can be undone."""

    old_password = PasswordField(
        _l("Your password"),
        validators=[InputRequired(_l("Type your password"))],
        render_kw={"autocomplete": "current-password", "spellcheck": "false", "autocapitalize": "none"},
    )
