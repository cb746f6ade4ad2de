"""What is kept, in finished words for the privacy page and the pages about one's own record."""

from collections.abc import Sequence
from dataclasses import dataclass

from course.privacy.kept import KEPT
from course.privacy.model import About, Part
from course.web.language import gettext as _
from course.web.language import ngettext


@dataclass(frozen=True)
class Row:
    """A row of a summary list."""

    key: str
    value: str


@dataclass(frozen=True)
class Entry:
    what: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    entries: tuple[Entry, ...]


def sections() -> tuple[Section, ...]:
    """Every table, under five headings."""
    titles = {
        About.ACCOUNT: _("Your account"),
        About.LEARNING: _("What you read and answer"),
        About.GROUPS: _("Your group"),
        About.MAIL: _("E-mail, if you want it"),
        About.SITE: _("Who did what here"),
    }
    return tuple(
        Section(
            about.value,
            title,
            tuple(
                Entry(
                    str(one.what),
                    (
                        Row(_("Why"), str(one.why)),
                        Row(_("How long"), str(one.how_long)),
                        Row(_("Who sees it"), str(one.who_sees)),
                    ),
                )
                for one in KEPT
                if one.about is about
            ),
        )
        for about, title in titles.items()
    )


def retention_in_words(months: int) -> str:
    """What becomes of accounts that nobody uses."""
    if not months:
        return _("We delete no account by ourselves. You can delete yours at any time.")
    return ngettext(
        "If you do not use your account for %(num)s month, we delete it.",
        "If you do not use your account for %(num)s months, we delete it.",
        months,
    )


def held(parts: Sequence[Part]) -> list[tuple[str, str]]:
    """How many entries there are of each kind that there is any of."""
    return [(part.what, str(len(part.rows))) for part in parts if part.rows]
