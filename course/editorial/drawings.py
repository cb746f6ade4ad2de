"""Rules for drawings beyond what makes a file safe: skin in light and dark, nothing that teaches or frightens.

2026-11-23: the four tones are weighed over the whole course by the cause of the marks on them (`data-cause` in the
file), so that no tone is tied to one explanation.
"""

import re
from collections import Counter
from collections.abc import Iterator

from course.content.drawing import Figure
from course.content.figures import TONES
from course.content.slip import Slip
from course.editorial.manuscript import Manuscript

LIGHT = frozenset(TONES[:2])
CAUSES = frozenset(
    {"injecting", "infection", "medical care", "self-injury", "bites", "acne", "tattoo", "bruise", "healing"}
    | {"unknown", "overdose", "withdrawal", "body"}
)
NOT_DRAWN = re.compile(
    r"\bbloody\b|\bblood on\b|\bdrops? of blood\b|\bbleed(?:s|ing)?\b|\bneedles? (?:in|into|enters?|entering|on)\b"
    r"|\bphoto(?:graph)?s?\b",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(?:no|without|not|nothing)\b[^.]{0,40}$", re.IGNORECASE)


def slips(manuscript: Manuscript) -> Iterator[Slip]:
    figures = manuscript.course.figures
    for figure in figures.values():
        for told in _figure_slips(figure):
            yield Slip(_file(figure), 1, told)
    yield from _number_slips(list(figures.values()))
    yield from _balance_slips(list(figures.values()))


def _figure_slips(figure: Figure) -> Iterator[str]:
    tones = {skin.tone for skin in figure.skins}
    if tones and (not tones & LIGHT or not tones - LIGHT):
        yield f"draw this on lighter and on darker skin: {', '.join(TONES[:2])} and {', '.join(TONES[2:])}."
    if any(skin.cause is None for skin in figure.skins):
        yield 'write data-cause="…" on each group of drawn skin, such as data-cause="bites".'
    for cause in sorted({skin.cause for skin in figure.skins if skin.cause} - CAUSES):
        yield f'mend data-cause="{cause}"; use one of: {", ".join(sorted(CAUSES))}.'
    if tones:
        for found in NOT_DRAWN.finditer(figure.description):
            if not DENIED.search(figure.description[: found.start()]):
                yield f'draw this without "{found[0]}"; drawings show what may be seen, never how it came about.'


def _number_slips(figures: list[Figure]) -> Iterator[Slip]:
    first: dict[str, Figure] = {}
    for figure in figures:
        if figure.number and figure.number in first:
            told = f"give this figure another number; {_file(first[figure.number])} is {figure.number} already."
            yield Slip(_file(figure), 1, told)
        elif figure.number:
            first[figure.number] = figure
    last = max((int(number.removeprefix("FIG-")) for number in first), default=0)
    for number in range(1, last + 1):
        if f"FIG-{number:02}" not in first:
            yield Slip("lessons/figures", 1, f"draw FIG-{number:02}; the plan of figures has it and no file does.")


def _balance_slips(figures: list[Figure]) -> Iterator[Slip]:
    for cause, tones in sorted(tones_by_cause(figures).items()):
        light = sum(count for tone, count in tones.items() if tone in LIGHT)
        dark = sum(tones.values()) - light
        if min(light, dark) * 2 < max(light, dark):
            told = f'draw "{cause}" as often on darker as on lighter skin; now it is {light} light and {dark} dark.'
            yield Slip("lessons/figures", 1, told)


def tones_by_cause(figures: list[Figure]) -> dict[str, Counter[str]]:
    """How many drawings show each cause on each tone."""
    counted: dict[str, Counter[str]] = {}
    for figure in figures:
        for skin in figure.skins:
            if skin.cause in CAUSES and skin.cause:
                counted.setdefault(skin.cause, Counter())[skin.tone] += 1
    return counted


def _file(figure: Figure) -> str:
    return f"lessons/figures/{figure.name}.svg"
