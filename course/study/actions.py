"""What a reader does with a lesson."""

from datetime import datetime

from course.content.model import Module
from course.database import transaction
from course.history import readings
from course.history.model import LESSON_END
from course.people.model import Person


class NoSuchSection(Exception):
    """The lesson has no such section."""


def reach_section(module: Module, section: str, person: Person, now: datetime) -> None:
    """Keep the reader's place; raises NoSuchSection. The place `end` says that the lesson was read to its end."""
    if section != LESSON_END and module.lesson.find_section(section) is None:
        raise NoSuchSection(section)
    with transaction():
        readings.record_section_reached(person.id, module.stem, section, now)
