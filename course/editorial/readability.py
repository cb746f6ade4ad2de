"""How hard the text is to read: Flesch-Kincaid grade, SMOG, and the length of sentences.

2026-11-23: textstat counts; it is pinned, since another release counts syllables otherwise and every figure would move.
What is measured is what a reader meets as prose: headings, numbers to call and the line under every mark are left out,
and each bullet is a sentence of its own.
"""

import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from course.content.slip import Slip
from course.editorial.manuscript import Manuscript
from course.editorial.passages import Passage, Sentence

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # about pkg_resources, which is why setuptools is pinned
    import textstat

LESSON_GRADE = 7.0
LESSON_SMOG = 9.0
SCREEN_GRADE = 8.0
SCREEN_WORDS = 60
"""A section with fewer words is too short for a formula."""
CARD_GRADE = 6.0
STEMS_GRADE = 6.0
MEAN_SENTENCE = 15.0
LONGEST_SENTENCE = 25

CARDS = ("emergency", "urgent", "self-care")
NOT_PROSE = ("title", "heading", "label")
TO_READ = (*NOT_PROSE, "alt text")
"""A description for a screen reader may run through a picture in one long sentence."""


@dataclass(frozen=True)
class Reading:
    """What was measured. `grade` is Flesch-Kincaid's; `mean` and `longest` count words in a sentence."""

    words: int
    grade: float
    smog: float
    mean: float
    longest: int


def measure(passages: Iterable[Passage]) -> Reading:
    """Measure the prose in these passages."""
    sentences = [each for passage in passages if _is_prose(passage) for each in passage.sentences if each.words]
    if not sentences:
        return Reading(0, 0.0, 0.0, 0.0, 0)
    text = "\n".join(_closed(sentence) for sentence in sentences)
    lengths = [sentence.words for sentence in sentences]
    return Reading(
        words=sum(lengths),
        grade=textstat.flesch_kincaid_grade(text),
        smog=textstat.smog_index(text),
        mean=round(sum(lengths) / len(lengths), 1),
        longest=max(lengths),
    )


def slips(manuscript: Manuscript) -> Iterator[Slip]:
    for page in manuscript.pages:
        yield from _page_slips(page)
    for bank in manuscript.banks.values():
        stems = [passage for passage in bank if passage.kind == "stem"]
        grade = measure(stems).grade
        if grade > STEMS_GRADE:
            told = f"write simpler stems; together they read at grade {grade}, and {STEMS_GRADE} is the limit."
            yield Slip(stems[0].file, stems[0].line, told)
    for passage in manuscript.passages:
        if passage.kind not in TO_READ:
            yield from _long_sentences(passage)


def _page_slips(page: tuple[Passage, ...]) -> Iterator[Slip]:
    if not page:
        return
    first, whole = page[0], measure(page)
    if whole.grade > LESSON_GRADE:
        told = f"write this page more simply; it reads at grade {whole.grade}, and {LESSON_GRADE} is the limit."
        yield Slip(first.file, 1, told)
    if whole.smog > LESSON_SMOG:
        told = f"use fewer long words on this page; its SMOG is {whole.smog}, and {LESSON_SMOG} is the limit."
        yield Slip(first.file, 1, told)
    if whole.mean > MEAN_SENTENCE:
        told = (
            f"write shorter sentences; they have {whole.mean} words on average, and {MEAN_SENTENCE:.0f} is the limit."
        )
        yield Slip(first.file, 1, told)
    for screen in screens(page):
        reading = measure(screen)
        if reading.words > SCREEN_WORDS and reading.grade > SCREEN_GRADE:
            told = (
                f"write this section more simply; it reads at grade {reading.grade}, and {SCREEN_GRADE} is the limit."
            )
            yield Slip(first.file, screen[0].line, told)
    cards = [passage for passage in page if passage.directive.name in CARDS]
    grade = measure(cards).grade
    if grade > CARD_GRADE:
        told = f"write the care cards more simply; together they read at grade {grade}, and {CARD_GRADE} is the limit."
        yield Slip(first.file, cards[0].line, told)


def screens(page: tuple[Passage, ...]) -> Iterator[tuple[Passage, ...]]:
    """The passages of each section, in order."""
    for section in dict.fromkeys(passage.section for passage in page):
        yield tuple(passage for passage in page if passage.section == section)


def _long_sentences(passage: Passage) -> Iterator[Slip]:
    for sentence in passage.sentences:
        if sentence.words > LONGEST_SENTENCE:
            told = f"cut this sentence of {sentence.words} words in two; {LONGEST_SENTENCE} is the limit."
            yield Slip(passage.file, sentence.line, told)


def _is_prose(passage: Passage) -> bool:
    return passage.kind not in NOT_PROSE and not passage.is_call


def _closed(sentence: Sentence) -> str:
    """The sentence as textstat tells it from the next: a capital at its start, a full stop at its end, no quotes."""
    text = re.sub(r"[\"“”()\[\]]", "", sentence.text).strip(" :;,–-")
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def table(manuscript: Manuscript) -> Iterator[str]:
    """How each page and the stems of each bank read, as lines of text."""
    yield f"{'':<40}{'words':>6}{'grade':>7}{'SMOG':>7}{'mean':>7}{'longest':>9}{'hardest section':>17}"
    for page in manuscript.pages:
        hardest = max((each.grade for each in map(measure, screens(page)) if each.words > SCREEN_WORDS), default=0.0)
        yield f"{_line(page[0].file, measure(page))}{hardest:>17}"
    for bank in manuscript.banks.values():
        yield _line(f"{bank[0].file} (stems)", measure(passage for passage in bank if passage.kind == "stem"))


def _line(name: str, reading: Reading) -> str:
    return f"{name:<40.40}{reading.words:>6}{reading.grade:>7}{reading.smog:>7}{reading.mean:>7}{reading.longest:>9}"
