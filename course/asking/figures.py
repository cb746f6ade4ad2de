"""The drawing of an item as it was shown."""

from course.content.drawing import Figure
from course.content.model import Course
from course.history.versions import find_figure
from course.items import Item


def figure_as_shown(course: Course, item: Item) -> Figure | None:
    """Today's drawing while it is the one that was shown (so an ordinary page asks no table), else the one kept then.

    An item kept before 2026-11-29 does not say which drawing it was shown with, and has today's.
    """
    today = course.figures.get(item.picture or "")
    if item.drawing is None or (today and today.digest == item.drawing):
        return today
    return find_figure(item.drawing) or today
