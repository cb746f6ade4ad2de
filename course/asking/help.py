"""The emergency cards that belong to questions on safety."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from course.content.model import Course, Section, Source, TextBlock
from course.items import Item
from course.web.language import gettext as _

NUMBER = re.compile(r'<a href="(tel:[^"]+)"[^>]*>([^<]+)</a>')
"""A number to call in the text of a card, as `content.markdown` writes it."""


@dataclass(frozen=True)
class Call:
    """A link that calls."""

    href: str
    words: str


def help_sections(course: Course, missed: Iterable[Item]) -> tuple[Section, ...]:
    """The parts of the help page that belong to missed must-pass items, in its order."""
    names = {item.help_section for item in missed if item.must_pass}
    return tuple(section for section in course.help_page.sections if section.id in names)


def sources_of(course: Course, sections: Iterable[Section]) -> tuple[Source, ...]:
    """The sources of the help page that these parts of it name, with their numbers there."""
    named = {statement for section in sections for statement in section.statements}
    return tuple(source for source in course.help_page.sources if source.id in named)


def first_call(sections: Iterable[Section]) -> Call | None:
    """The number that the first of these cards says to call first, for where the card itself is folded away."""
    for block in (block for section in sections for block in section.blocks if isinstance(block, TextBlock)):
        if found := NUMBER.search(block.html):
            href, words = found.groups()
            return Call(href, _("Call %(number)s", number=words) if words.isdigit() else words)
    return None
