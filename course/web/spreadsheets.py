"""Tables to take along, as CSV or as a workbook.

2026-11-23: a text that begins with = + - @ or a tab gets an apostrophe in CSV, because a spreadsheet would run it as a
formula; in a workbook it is written as what it is, a text, so nothing has to be put before it.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value = str | int | float | date | None

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a text begins that a spreadsheet may run."""
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By which Excel knows that a CSV file is UTF-8."""
WIDEST = 60  # characters of a column


@dataclass(frozen=True)
class Table:
    """A head, and rows as long as it. Shares are numbers from 0 to 1, moments are aware."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def as_csv(table: Table) -> bytes:
    return "".join(csv_lines(table.head, table.rows)).encode()


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """The file line by line, for tables that do not fit into memory."""
    yield MARK + _csv_line(head)
    for row in rows:
        yield _csv_line([_for_csv(value) for value in row])


def as_xlsx(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet for each table; its first row stays in sight."""
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.title)
        sheet.freeze_panes = "A2"
        for column, words in enumerate(table.head):
            width = max([len(words), *(len(str(row[column])) for row in table.rows[:200])])
            sheet.column_dimensions[chr(ord("A") + column)].width = min(width, WIDEST) + 2
        sheet.append([_cell(sheet, words, bold=True) for words in table.head])
        for row in table.rows:
            sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv_line(cells: Sequence[str]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _for_csv(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return value.isoformat() if isinstance(value, date) else str(value)


def _cell(sheet: WriteOnlyWorksheet, value: Value, bold: bool = False) -> Cell:
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)  # a workbook knows no time zones
    elif isinstance(value, float):
        value = round(value, 4)
    elif isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell: Cell = WriteOnlyCell(sheet)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever it begins with
    if bold:
        cell.font = Font(bold=True)
    return cell
