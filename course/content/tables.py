"""Tables that read well on a phone and in a screen reader.

The roles keep the table's meaning when the phone layout turns cells into blocks, each labelled with its column.
"""

from collections.abc import Iterator, MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import escape

from course.content.markdown import plain_text

ROLES = {"thead_open": "rowgroup", "tbody_open": "rowgroup", "tr_open": "row"}


def add_table_rules(reader: MarkdownIt) -> None:
    """Wrap tables in a region that can be scrolled by keyboard and is named after the columns."""
    reader.add_render_rule("table_open", _show_open)
    reader.add_render_rule("table_close", _show_close)


def dress_tables(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Give rows and cells their roles and labels; yields (line, sentence) for columns without a heading."""
    columns: list[str] = []
    table, cell = tokens[0] if tokens else None, 0
    for at, token in enumerate(tokens):
        if token.type in ROLES:
            token.attrSet("role", ROLES[token.type])
        if token.type == "table_open":
            table, columns = token, []
        elif token.type == "tr_open":
            cell = 0
        elif token.type == "th_open":
            columns.append(plain_text(tokens[at + 1]))
            _as_header(token, "col")
        elif token.type == "td_open":
            _dress_cell(token, tokens, at, columns[cell] if cell < len(columns) else "", first=cell == 0)
            cell += 1
        elif token.type == "thead_close" and table is not None:
            table.meta["columns"] = ", ".join(columns)
            if "" in columns:
                yield (table.map or [0])[0] + 1, "give each column of this table a heading."


def _dress_cell(token: Token, tokens: Sequence[Token], at: int, column: str, *, first: bool) -> None:
    if not first:
        token.attrSet("role", "cell")
        token.attrSet("data-label", column)
        return
    token.attrSet("class", "govuk-table__header")
    _as_header(token, "row")
    token.tag = "th"
    closing = next(later for later in tokens[at:] if later.type == "td_close")
    closing.tag = "th"


def _as_header(token: Token, scope: str) -> None:
    token.attrSet("role", "columnheader" if scope == "col" else "rowheader")
    token.attrSet("scope", scope)


def _show_open(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: MutableMapping[str, Any]) -> str:
    names: dict[str, int] = env.setdefault("tables", {})
    name = f"Table: {tokens[at].meta['columns']}"
    names[name] = names.get(name, 0) + 1
    label = name if names[name] == 1 else f"{name} ({names[name]})"
    region = f'<div class="app-scroll" role="region" aria-label="{escape(label)}" tabindex="0">'
    return f'{region}<table role="table" class="govuk-table app-stack">\n'


def _show_close(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: MutableMapping[str, Any]) -> str:
    return "</table></div>\n"
