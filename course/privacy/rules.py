"""When an account has been silent for long enough."""

from calendar import monthrange
from datetime import datetime


def months_before(moment: datetime, months: int) -> datetime:
    """The same day and time so many months ago; the last day of a shorter month where there is no such day."""
    month = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(month, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
