"""What comes back to a person, found in the answer log of this site."""

from collections.abc import Sequence
from datetime import date, datetime

from flask import current_app

from course import clock
from course.content.model import Course
from course.history.log import list_log
from course.history.model import Logged
from course.people.model import PersonId
from course.progress.model import ModuleProgress
from course.progress.store import list_progress
from course.review.pages import ready_in_words
from course.review.rules import DueQuestion, schedule


def day_of(moment: datetime) -> date:
    """The day on which a moment falls in the course's time zone."""
    return clock.local_date(moment, current_app.extensions["settings"].time_zone)


def today() -> date:
    return day_of(clock.now())


def schedule_of(
    person: PersonId, progress: Sequence[ModuleProgress] | None = None
) -> tuple[list[DueQuestion], list[Logged]]:
    """What comes back to a person and when, and the log that it follows from; `progress` where it is known already."""
    log = list_log(person)
    if not log:
        return [], []
    course: Course = current_app.extensions["course"]
    progress = list_progress([person], course)[person] if progress is None else progress
    return schedule(course, log, {one.module.stem for one in progress if one.is_passed}, day_of), log


def find_ready(person: PersonId, progress: Sequence[ModuleProgress]) -> str | None:
    """What has come back to a person by today, in words for the home page."""
    scheduled, log = schedule_of(person, progress)
    return ready_in_words(scheduled, log, today(), day_of)
