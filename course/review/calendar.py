"""The calendar that a phone may subscribe to: a reminder on each day on which something comes back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

TITLE = "Two minutes"
"""All that anybody can read in it."""


def calendar_of(days: Sequence[date], feed_id: str, now: datetime) -> bytes:
    """The feed as text/calendar: one event for each day, without a word about the course. `feed_id` is no secret."""
    calendar = Calendar()
    calendar.add("prodid", "-//reminders//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Reminders")
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for day in days:
        event = Event()
        event.add("uid", f"{day:%Y%m%d}-{feed_id}")
        event.add("dtstamp", now)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", TITLE)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
