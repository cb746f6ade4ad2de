"""Finished words for a list that was looked through."""

from dataclasses import dataclass

from course.groups.model import Group
from course.roster.model import Refusal, Row, Waiting
from course.web.language import gettext as _
from course.web.language import ngettext

ROWS_A_PAGE = 200


@dataclass(frozen=True)
class RosterPage:
    group: Group
    public_id: str
    summary: str
    refused: tuple[tuple[str, str, str], ...]
    """Line, name, and why, of rows that are left out."""
    rows: tuple[tuple[str, str], ...]
    """Line and name of rows that are taken."""
    first_row: int
    page: int
    has_next: bool
    can_take: bool
    taken: int
    fit: int
    progress: str


def roster_page(group: Group, waiting: Waiting, page: int) -> RosterPage:
    """`page` counts from 1; so many refused and so many fitting rows stand on each, until both have come to an end."""
    fit, refused = waiting.fit, waiting.refused
    start = (page - 1) * ROWS_A_PAGE
    return RosterPage(
        group=group,
        public_id=waiting.public_id,
        summary=_(
            "%(fit)s, %(refused)s.",
            fit=ngettext("%(num)s new learner can join", "%(num)s new learners can join", len(fit)),
            refused=ngettext("%(num)s row is left out", "%(num)s rows are left out", len(refused)),
        ),
        refused=tuple(
            (_("Line %(line)s", line=row.line), row.name or _("(empty)"), why_in_words(row))
            for row in refused[start : start + ROWS_A_PAGE]
        ),
        rows=tuple((_("Line %(line)s", line=row.line), row.name) for row in fit[start : start + ROWS_A_PAGE]),
        first_row=start + 1,
        page=page,
        has_next=start + ROWS_A_PAGE < max(len(fit), len(refused)),
        can_take=waiting.taken < len(fit),
        taken=waiting.taken,
        fit=len(fit),
        progress=_("%(taken)s of %(all)s done", taken=waiting.taken, all=len(fit)),
    )


def why_in_words(row: Row) -> str:
    if row.refusal is Refusal.TWICE:
        return _("The same name stands on line %(line)s", line=row.same_as)
    return {
        Refusal.TOO_SHORT: _("A name needs at least 2 characters"),
        Refusal.TOO_LONG: _("A name has at most 40 characters"),
        Refusal.STRANGE: _("It holds characters that cannot be seen"),
        Refusal.E_MAIL: _("An e-mail address tells who somebody is. Use a code name"),
        Refusal.IN_GROUP: _("Is in this group already"),
        Refusal.TAKEN: _("Somebody on this site goes by that name. Give them the join code, or choose another name"),
    }[row.refusal or Refusal.STRANGE]
