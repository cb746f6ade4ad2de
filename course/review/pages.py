"""Finished words for the pages of the review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from course.history.model import Logged
from course.review.rules import SESSION, DayOf, DueQuestion, answered_in_review, days_to_remind, due_today
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import day


@dataclass(frozen=True)
class ReviewPage:
    """What waits today, and when something comes back next."""

    sentence: str
    detail: str | None
    button: str | None


def ready_in_words(scheduled: Sequence[DueQuestion], log: Sequence[Logged], today: date, day_of: DayOf) -> str | None:
    """The line on the home page, or None when nothing waits or today's review is done."""
    left = min(len(due_today(scheduled, log, today, day_of)), SESSION - answered_in_review(log, today, day_of))
    if left < 1:
        return None
    return ngettext("%(num)s question has come back.", "%(num)s questions have come back.", left)


def review_page(scheduled: Sequence[DueQuestion], log: Sequence[Logged], today: date, day_of: DayOf) -> ReviewPage:
    due, done = due_today(scheduled, log, today, day_of), answered_in_review(log, today, day_of)
    if due and done < SESSION:
        return ReviewPage(
            ready_in_words(scheduled, log, today, day_of) or "",
            _("About two minutes. You can stop at any question."),
            _("Go on") if done else _("Start"),
        )
    if due:
        return ReviewPage(
            _("That was today’s review."),
            ngettext(
                "%(num)s more question can wait until tomorrow. If you like, take it now.",
                "%(num)s more questions can wait until tomorrow. If you like, take some now.",
                len(due),
            ),
            _("A few more"),
        )
    upcoming = [each for each in days_to_remind(scheduled, today) if not done or each > today]
    if upcoming or (scheduled and done):
        on = day(upcoming[0] if upcoming else today + timedelta(days=1))
        return ReviewPage(
            _("That was today’s review.") if done else _("Nothing waits today."),
            _("The next question comes back on %(day)s.", day=on),
            None,
        )
    return ReviewPage(
        _("Nothing waits today."),
        _("Questions come back here, days and weeks after you have passed their quiz, so that they stay with you."),
        None,
    )
