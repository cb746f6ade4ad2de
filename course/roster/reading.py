"""From a file or pasted lines to rows: encodings, separators, a head or none. Whatever cannot be read is said with its
line and what to do.
"""

import csv
import io
from collections.abc import Sequence

from course.people.rules import NAME_LENGTH, name_key, tidy_name
from course.roster.model import ROWS_AT_MOST, Reading, Refusal, Row, UnfitRoster
from course.web.language import gettext as _

HEADS = {
    "name",
    "names",
    "code name",
    "code names",
    "codename",
    "learner",
    "learners",
    "nickname",
    "alias",
    "pseudonym",
}
SEPARATORS = (";", ",", "\t")
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CELL_AT_MOST = 10_000


def read_roster(content: bytes) -> Reading:
    """Rows with what can be said of each by itself and beside the others; raises UnfitRoster."""
    text, encoding = _decode(content)
    lines = text.splitlines(keepends=True)
    separator, skip = _separator(lines)
    found: list[tuple[int, list[str]]] = []
    reader, line = csv.reader(io.StringIO("".join(lines[skip:]), newline=""), delimiter=separator), skip + 1
    try:
        for cells in reader:
            if any(len(cell) > CELL_AT_MOST for cell in cells):
                raise UnfitRoster(
                    _("Line %(line)s has a cell of more than 10,000 characters. Is a quotation mark open?", line=line)
                )
            if any(cell.strip() for cell in cells):
                found.append((line, [cell.strip() for cell in cells]))
            line = reader.line_num + skip + 1  # where the next row begins
            if len(found) > ROWS_AT_MOST + 1:
                raise UnfitRoster(_("The list has more than 10,000 rows. Split it, and take one part after the other."))
    except csv.Error:
        raise UnfitRoster(
            _("Line %(line)s cannot be read as CSV. Save the list as CSV again, or paste the names.", line=line)
        ) from None
    return _reading(found, encoding)


def checked(rows: Sequence[Row], in_group: set[str], taken: set[str]) -> tuple[Row, ...]:
    """The rows with what the site knows: names (by their keys) in the group, and names that somebody goes by."""

    def check(row: Row) -> Row:
        if row.refusal:
            return row
        key = name_key(row.name)
        if key in in_group:
            return Row(row.line, row.name, Refusal.IN_GROUP)
        return Row(row.line, row.name, Refusal.TAKEN) if key in taken else row

    return tuple(check(row) for row in rows)


def _decode(content: bytes) -> tuple[str, str]:
    if content.startswith(b"PK\x03\x04") or content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnfitRoster(_("This is a workbook and not a CSV file. Open it, and choose “Save as”, then CSV."))
    marked = next((encoding for mark, encoding in MARKS if content.startswith(mark)), None)
    if marked is None and b"\0" in content:
        raise UnfitRoster(_("This is not a file of text. Save the list as CSV, or paste the names."))
    try:
        text = content.decode(marked or "utf-8")
        return _without_nul(text), (marked or "utf-8").removesuffix("-sig")
    except UnicodeDecodeError:
        if marked:
            raise UnfitRoster(_("The file is damaged: it ends in the middle of a character. Save it again.")) from None
        return content.decode("cp1252", errors="replace"), "Windows-1252"


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise UnfitRoster(_("This is not a file of text. Save the list as CSV, or paste the names."))
    return text


def _separator(lines: Sequence[str]) -> tuple[str, int]:
    """The separator, and how many lines at the top only say so (Excel writes “sep=;”)."""
    if lines and lines[0].strip().lower().startswith("sep=") and lines[0].strip()[4:5] in SEPARATORS:
        return lines[0].strip()[4], 1
    first = next((line for line in lines if line.strip()), "")
    return max(SEPARATORS, key=lambda separator: (first.count(separator), -SEPARATORS.index(separator))), 0


def _reading(found: list[tuple[int, list[str]]], encoding: str) -> Reading:
    heads = found[0][1] if found else []
    place = next((at for at, head in enumerate(heads) if tidy_name(head).casefold() in HEADS), None)
    body = found if place is None else found[1:]
    if len(body) > ROWS_AT_MOST:
        raise UnfitRoster(_("The list has more than 10,000 rows. Split it, and take one part after the other."))
    if not body:
        raise UnfitRoster(_("There is no name in the list. Write one on each line."))
    first_line: dict[str, int] = {}
    rows = []
    for line, cells in body:
        at = place or 0
        rows.append(_row(line, tidy_name(cells[at]) if at < len(cells) else "", first_line))
    return Reading(
        tuple(rows),
        None if place is None else heads[place],
        () if place is None else tuple(head for at, head in enumerate(heads) if at != place and head),
        encoding,
    )


def _row(line: int, name: str, first_line: dict[str, int]) -> Row:
    shown = name[: NAME_LENGTH.stop + 20]
    if len(name) < NAME_LENGTH.start:
        return Row(line, shown, Refusal.TOO_SHORT)
    if len(name) >= NAME_LENGTH.stop:
        return Row(line, shown, Refusal.TOO_LONG)
    if any(not character.isprintable() for character in name):
        return Row(line, "".join(each for each in shown if each.isprintable()), Refusal.STRANGE)
    if "@" in name and "." in name.rpartition("@")[2]:
        return Row(line, shown, Refusal.E_MAIL)
    before = first_line.setdefault(name_key(name), line)
    return Row(line, name) if before == line else Row(line, shown, Refusal.TWICE, before)
