"""Rule 1: the line that a mark alone proves nothing, wherever a mark is described or shown."""

import re
from collections.abc import Iterator

from course.content.directives import PROVES_NOTHING
from course.content.model import Course, FigureBlock
from course.content.slip import Slip
from course.editorial.drawings import CAUSES
from course.editorial.hedges import strengths_in
from course.editorial.manuscript import Manuscript
from course.editorial.passages import Passage
from course.editorial.readability import screens

MARK = re.compile(
    r"\b(?:(?<!question )marks?(?! for\b)|scars?|scarring|scarred|bruis(?:e|es|ed|ing)|sores"
    r"|(?:the|a|any|this|that|his|her) sore(?! throat)"
    r"|(?:red|small|pitted|raised|pale|dark|skin) (?:spots?|dots?)|dots)\b",
    re.IGNORECASE,
)
SHOWN = "proves-nothing"
ON_SKIN = CAUSES - {"body", "overdose", "withdrawal"}
"""Causes of drawn marks; the others show skin without one."""


def slips(manuscript: Manuscript) -> Iterator[Slip]:
    for stem, page in manuscript.lessons.items():
        yield from _page_slips(page, _sections_with_the_line(manuscript.course, stem), _drawn(manuscript.course, stem))
    for module in manuscript.course.modules:
        for item in module.bank.open_items:
            figure = manuscript.course.figures.get(item.picture or "")
            text = " ".join([item.stem, *(text.words for text in item.texts() if text.kind != "explanation")])
            is_drawn = bool(figure and any(skin.cause in ON_SKIN for skin in figure.skins))
            if (MARK.search(text) or is_drawn) and not item.shows_mark:
                file, line = manuscript.line_of_item(module.stem, item.id, "stem")
                yield Slip(file, line, 'write "shows-mark: yes" above this stem; it speaks of a mark or shows one.')
    for passage in manuscript.drawings:
        figure = manuscript.course.figures[passage.section]
        is_mark = any(skin.cause in ON_SKIN for skin in figure.skins)
        if passage.kind == "alt text" and figure.number and is_mark and not _is_hedged(passage.text):
            told = f'say "may" in this description, or end it with "{PROVES_NOTHING.partition(". ")[0]}."'
            yield Slip(passage.file, passage.line, told)


def _is_hedged(text: str) -> bool:
    return bool(strengths_in(text)) or PROVES_NOTHING.partition(". ")[0] in text


def _page_slips(page: tuple[Passage, ...], with_line: frozenset[str], drawn: frozenset[str]) -> Iterator[Slip]:
    for screen in screens(page):
        section = screen[0].section
        if section in with_line:
            continue
        found = next(((passage, mark) for passage in screen if (mark := MARK.search(passage.text))), None)
        if found:
            told = f'write "::: {SHOWN}" and ":::" in this section; it speaks of a mark ("{found[1][0]}").'
            yield Slip(found[0].file, found[0].line, told)
        elif section in drawn:
            yield Slip(
                screen[0].file, screen[0].line, f'write "::: {SHOWN}" and ":::" in this section; it shows a mark.'
            )


def _sections_with_the_line(course: Course, stem: str) -> frozenset[str]:
    sections = course.get_module(stem).lesson.sections
    return frozenset(
        section.id
        for section in sections
        if any(PROVES_NOTHING in block.html for block in section.blocks if hasattr(block, "html"))
    )


def _drawn(course: Course, stem: str) -> frozenset[str]:
    return frozenset(
        section.id
        for section in course.get_module(stem).lesson.sections
        for block in section.blocks
        if isinstance(block, FigureBlock) and any(skin.cause in ON_SKIN for skin in block.figure.skins)
    )
