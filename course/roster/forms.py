"""What a browser may send as a list."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import TextAreaField, ValidationError

from course.web.language import gettext as _
from course.web.language import lazy_gettext as _l


class RosterForm(FlaskForm):  # type: ignore[misc]
    """Pasted lines or a file, one of them."""

    lines = TextAreaField(
        _l("Paste the names, one on each line"),
        description=_l(
            "Code names are welcome: Maple, Room 4, Bluebird. No full names and no e-mail addresses, please."
        ),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    file = FileField(
        _l("Or choose a CSV file"),
        description=_l("One column “name”; what stands in other columns is not kept. At most 10,000 rows."),
        render_kw={"accept": ".csv,.txt,text/csv,text/plain"},
    )

    def validate_lines(self, field: TextAreaField) -> None:
        has_file = bool(self.file.data and self.file.data.filename)
        if has_file and (field.data or "").strip():
            raise ValidationError(_("Paste names or choose a file, not both"))
        if not has_file and not (field.data or "").strip():
            raise ValidationError(_("Paste the names, or choose a file"))

    @property
    def content(self) -> bytes:
        if self.file.data and self.file.data.filename:
            return bytes(self.file.data.read())
        return (self.lines.data or "").encode()
