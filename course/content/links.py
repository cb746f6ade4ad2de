"""Follows the links that lessons make to each other and to the help page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from course.content.slip import Slip

INSIDE = re.compile(r"^(?:/(?P<kind>lessons|quizzes)/(?P<stem>[^#]*)|(?P<help>/help))?(?:#(?P<section>.*))?$")


@dataclass(frozen=True)
class LinkedPage:
    """A page as others see it: its stem, the ids one can jump to, and the links it makes (line, address)."""

    file: str
    stem: str
    ids: frozenset[str]
    links: Sequence[tuple[int, str]]


def list_dead_links(pages: Mapping[str, LinkedPage], stems: frozenset[str], help_stem: str) -> Iterator[Slip]:
    """A slip for each link to a lesson, a quiz or a section that is not there; pages that cannot be read are let be."""
    for page in pages.values():
        for line, address in page.links:
            found = INSIDE.match(address)
            if not found:
                continue
            stem = help_stem if found["help"] else found["stem"] if found["kind"] else page.stem
            target = pages.get(stem)
            if stem not in stems or (found["kind"] and stem == help_stem):
                yield Slip(page.file, line, f'mend the link "{address}"; there is no such module.')
            elif target and found["section"] and found["kind"] != "quizzes" and found["section"] not in target.ids:
                yield Slip(page.file, line, f'mend the link "{address}"; {target.file} has no such section.')
