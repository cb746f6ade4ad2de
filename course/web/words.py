"""Dates, counts and shares as people say them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import format_date

from course.web.language import gettext


def day(moment: datetime | date, form: str = "MMMM d, yyyy") -> str:
    """ "November 23, 2026", in the course's time zone."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(ZoneInfo(current_app.extensions["settings"].time_zone)).date()
    return str(format_date(moment, form, rebase=False))


def short_day(moment: datetime | date) -> str:
    """ "Nov 23, 2026", where there is little room."""
    return day(moment, "MMM d, yyyy")


def day_and_time(moment: datetime) -> str:
    """ "November 23, 2026, 9:05 PM", in the course's time zone."""
    local = moment.astimezone(ZoneInfo(current_app.extensions["settings"].time_zone))
    return f"{day(moment)}, {local.hour % 12 or 12}:{local:%M} {local:%p}"


def percent(share: float) -> str:
    """Such as “87%” for 0.875: rounded down, so that no score looks like a mark that it did not reach."""
    whole = 100 if share >= 1 else min(99, int(share * 100 + 1e-9))
    return gettext("%(number)d%%", number=whole)
