"""The emergency cards that belong to questions on safety."""

from collections.abc import Iterable

from course.content.model import Course, Section, Source
from course.items import Item


def help_sections(course: Course, missed: Iterable[Item]) -> tuple[Section, ...]:
    """The parts of the help page that belong to missed must-pass items, in its order."""
    names = {item.help_section for item in missed if item.must_pass}
    return tuple(section for section in course.help_page.sections if section.id in names)


def sources_of(course: Course, sections: Iterable[Section]) -> tuple[Source, ...]:
    """The sources of the help page that these parts of it name, with their numbers there."""
    named = {statement for section in sections for statement in section.statements}
    return tuple(source for source in course.help_page.sources if source.id in named)
