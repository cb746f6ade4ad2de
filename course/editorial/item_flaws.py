"""Flaws that give an answer away, or make a question harder than its subject: the known ones of item writing.

Item by item they are small; over a bank somebody who reads the signs and not the lesson would pass. The rules are the
quiz blueprint's; options are looked at as written, since their order on the page is shuffled.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import fmean

from course.content.model import Module
from course.content.slip import Slip
from course.editorial.manuscript import Manuscript
from course.editorial.passages import QUOTED
from course.items import BranchingCase, ChoosingItem, Item, MultipleResponse, SingleBestAnswer
from course.items.choosing import Option

LONGEST_KEY_SHARE = 0.4
"""Share of the single best answers of a bank of which the best answer may be the longest option."""

SHORTEST_KEY_SHARE = 0.4
"""The same for the shortest, which was half until 2026-11-29: whoever always takes it should not pass either."""

POSITION_SHARES = (0.2, 0.47)
"""Least and greatest share of a bank's single best answers that may have the best answer first, second or third."""

FEW, FEW_SEVERAL = 12, 5
"""Single best answers below which shares say nothing."""

SHORT = 0.5
"""A distractor with less than this share of the words of what fits (their mean) looks like no answer at all."""

ABOVE = re.compile(
    r"(?i:\b(?:all|none|any|both|neither|most|some) (?:of )?the above\b)"
    r"|(?i:\b(?:options?|answers?|choices?) above\b|\babove (?:options?|answers?|choices?)\b)"
    r"|\b(?i:both|neither|either|only) (?:[A-F] (?:and|or|nor) )[A-F]\b"
    r"|(?i:^(?:all|none|any|both|neither) of (?:these|them|those)"
    r"(?:[.!]?$| (?:is|are|may|can|could|might|do|does|fits?|appl(?:y|ies))\b))"
)
"""2026-11-29: anywhere in an option, since "All of the above are true" says no more than "All of the above"."""
NEGATED = r"(?:not|never|cannot|\w+n['’]t)"
NEGATIVE = re.compile(
    r"\bNOT\b|(?i:\bexcept\b|(?<!\bat )\bleast\b"
    rf"|\b(?:which|what)\b[^.?!]*\b{NEGATED}\b[^.?!]*\?"
    rf"|(?:^|[.?!:] )(?:choose|pick|find|name|select|tap|mark)\b[^.?!]*\b{NEGATED}\b"
    r"|\bwhich\b[^.?!]*\b(?:false|untrue|incorrect|unlikely|(?:is|are) wrong)\b)"
)
ABSOLUTE = re.compile(
    r"(?<!nearly )(?<!almost )\b(?:always|never|only|must|none|everyone|everybody|everything|nobody|no one|nothing"
    r"|certain|certainly|completely|entirely|impossible|proves?|cannot|can['’]t"
    r"|every(?! (?:hour|day|night|week|month|year|time)\b)|(?<!at )(?<!above )(?<!after )all)\b",
    re.IGNORECASE,
)
"""2026-11-29: words that leave no exception; "at all" and "every week" are none. One of them in an option that does not
fit is a sign, when none that fits has one: somebody who knows no more than that leaves such options out.
"""
HEDGE = re.compile(
    r"\b(?:may|might|can|could|perhaps|(?<!how )(?<!very )often|usually|sometimes|tends?|likely)\b(?! not\b)",
    re.IGNORECASE,
)
"""Words that sound careful in an answer; the wider list of `hedges` also has words that count or exclude."""
CHOOSE = "Choose all that fit."
CONTENT_WORD = re.compile(r"[a-z]{6,}")


def slips(manuscript: Manuscript) -> Iterator[Slip]:
    stems: dict[str, str] = {}
    for module in manuscript.course.modules:
        for item in module.bank.open_items:
            plain = " ".join(re.findall(r"[a-z0-9']+", item.stem.lower()))
            for told in (*_item_slips(item), *_doubled(item, stems.setdefault(plain, item.id))):
                yield Slip(*manuscript.line_of_item(module.stem, item.id, "stem"), told)
        yield from bank_slips(module)


def best_answers(module: Module) -> list[SingleBestAnswer]:
    return [item for item in module.bank.open_items if isinstance(item, SingleBestAnswer)]


def is_longest(item: SingleBestAnswer) -> bool:
    """Whether the best answer is longer than both others."""
    best, others = _lengths(item)
    return best > max(others)


def is_shortest(item: SingleBestAnswer) -> bool:
    best, others = _lengths(item)
    return best < min(others)


def _lengths(item: SingleBestAnswer) -> tuple[int, list[int]]:
    """Characters of the best answer, and of the others."""
    return len(item.options[item.key[0]].text), [len(option.text) for option in item.options if not option.right]


def _doubled(item: Item, first: str) -> Iterator[str]:
    if first != item.id:
        yield f'ask this in other words; "{first}" has the same stem.'


def _item_slips(item: Item) -> Iterator[str]:
    if NEGATIVE.search(QUOTED.sub('""', item.stem)):
        yield "ask what is so, not what is not; a negative stem is easily misread."
    if not isinstance(item, ChoosingItem):
        return
    for option in item.options:
        if ABOVE.search(option.text):
            yield f'write an answer of its own in place of "{option.text}"; options are shuffled.'
    right = [option for option in item.options if option.right]
    wrong = [option for option in item.options if not option.right]
    if not any(_is_absolute(option) for option in right):
        for word in (found[0] for option in wrong if (found := ABSOLUTE.search(option.text))):
            yield f'say it without "{word}"; no option that fits has such a word, so it gives this one away.'
    if isinstance(item, SingleBestAnswer | MultipleResponse):
        yield from _cues(item.stem, right, wrong)


def _cues(stem: str, right: Sequence[Option], wrong: Sequence[Option]) -> Iterator[str]:
    """What tells the options that fit, all together, from the others. 2026-11-29: of multiple responses, too."""
    if any(_is_hedged(option) for option in right) and not any(_is_hedged(option) for option in wrong):
        yield 'hedge another option as well, or none; "may" in what fits alone gives it away.'
    for word in _echoes(stem.removesuffix(CHOOSE), right, wrong):
        yield f'use "{word}" in another option too, or not in what fits; the stem has it and points there.'
    words = fmean(len(option.text.split()) for option in right)
    for option in wrong:
        if len(option.text.split()) < SHORT * words and words > 4:
            yield f'write more than "{option.text}"; beside what fits it looks like no answer.'


def _is_absolute(option: Option) -> bool:
    return bool(ABSOLUTE.search(option.text))


def _is_hedged(option: Option) -> bool:
    return bool(HEDGE.search(option.text))


def _echoes(stem: str, right: Sequence[Option], wrong: Sequence[Option]) -> Iterator[str]:
    """Long words of the stem that stand in an option that fits and in none that does not."""
    others = _content_words(" ".join(option.text for option in wrong))
    for word in sorted(_content_words(stem) & _content_words(" ".join(option.text for option in right))):
        if not any(word[:5] == other[:5] for other in others):
            yield word


def _content_words(text: str) -> frozenset[str]:
    return frozenset(CONTENT_WORD.findall(text.lower()))


def bank_slips(module: Module) -> Iterator[Slip]:
    """What a whole bank gives away; of few questions nothing is said. Where an option is written counts, because its
    place travels with the page, however the options are shuffled.
    """
    items, file = best_answers(module), f"quizzes/{module.stem}.yaml"
    several = [item for item in module.bank.open_items if isinstance(item, MultipleResponse)]
    if len(several) >= FEW_SEVERAL and all(0 in item.key for item in several):
        told = "move some options; in every multiple response the one that is written first fits."
        yield Slip(file, 1, told)
    for story in (item for item in module.bank.open_items if isinstance(item, BranchingCase)):
        if not any(story.key):
            yield Slip(file, 1, f'move some choices of "{story.id}"; the best one is written first in every scene.')
    if len(items) < FEW:
        return
    for word, is_so, most in (
        ("longest", is_longest, LONGEST_KEY_SHARE),
        ("shortest", is_shortest, SHORTEST_KEY_SHARE),
    ):
        share = sum(map(is_so, items)) / len(items)
        if share > most:
            told = f"change the length of some options; the best one is the {word} in {share:.0%} of this bank, "
            yield Slip(file, 1, told + f"and {most:.0%} is the most.")
    places = Counter(item.key[0] for item in items)
    for place in range(3):
        share = places[place] / len(items)
        if not POSITION_SHARES[0] <= share <= POSITION_SHARES[1]:
            told = f"move some best answers; {share:.0%} of them stand in place {place + 1} of three."
            yield Slip(file, 1, told)
