"""The record as files: JSON for a program, PDF for a person.

2026-11-29: the PDF is set by typst, with the fonts that it brings, tagged as PDF/UA-1. Where a name holds a sign that
these fonts do not have, a box stands for it, and a line says so; the JSON has every sign.
2026-11-29: title and file name are neutral: a phone shows them among its downloads.
"""

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import typst

from course.paths import PACKAGE
from course.privacy.labels import LABELS
from course.privacy.model import Part
from course.web.language import gettext as _
from course.web.words import day, day_and_time

PATTERN = PACKAGE / "privacy" / "record.typ"
NO_SUCH_SIGN = re.compile("[^\n\u0020-\u024f\u0370-\u04ff\u2010-\u2027\u2030-\u205e\u2190-\u2193\u2212\u25a1]")
"""What the fonts are not sure to have: everything but Latin, Greek and Cyrillic letters and common signs."""


def as_json(parts: Sequence[Part], made_at: datetime) -> str:
    """Every part by the name of its table, with what it is for in words."""
    record = {
        "about": _("Everything that the course keeps about you. Secrets that open something are left out."),
        "made_at": made_at,
        "kept": {part.table: {"what": part.what, "rows": part.rows} for part in parts},
    }
    return json.dumps(record, ensure_ascii=False, indent=2, default=_for_json)


def as_pdf(parts: Sequence[Part], made_at: datetime) -> bytes:
    """The same to read and to print."""
    record = {
        "title": _("My record"),
        "about": _("Everything that the course keeps about you, on %(when)s.", when=day_and_time(made_at)),
        "parts": [{"title": part.what, "rows": [_block(row) for row in part.rows]} for part in parts if part.rows],
        "nothing": {"title": _("There is nothing of this"), "items": [part.what for part in parts if not part.rows]},
    }
    written = json.dumps(record, ensure_ascii=False)
    try:
        return _set(written)
    except typst.TypstError:
        note = _("A box stands for each sign that this file cannot show. The other file has them all.")
        told = json.dumps(record | {"note": note}, ensure_ascii=False)
        return _set(NO_SUCH_SIGN.sub("□", told))


def _set(record: str) -> bytes:
    made: bytes = typst.compile(
        str(PATTERN),
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        sys_inputs={"record": record},
        timestamp=0,
    )
    return made


def _block(row: dict[str, Any]) -> dict[str, Any]:
    """A row as lines of label and words, then lists of words, then rows inside it; what is empty is left out."""
    lines, lists, inner = [], [], []
    for name, value in row.items():
        label = str(LABELS[name])
        if isinstance(value, list) and value and isinstance(value[0], dict):
            inner.append({"title": label, "rows": [_block(each) for each in value]})
        elif isinstance(value, list) and (value or name == "you_chose"):
            lists.append({"title": label, "items": [_words(each) for each in value] or [_("Nothing yet")]})
        elif value is not None and value != "" and value != []:
            lines.append([label, _words(value)])
    return {"lines": lines, "lists": lists, "inner": inner}


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return day_and_time(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)


def _for_json(value: Any) -> str:
    if isinstance(value, date):  # a moment is one too
        return value.isoformat()
    return str(value)
