"""Hedges: a statement that the source hedges keeps a hedge of the same strength, or a weaker one.

The order is may, often, usually. "Often" must not become "usually", and nothing becomes "always". Statements marked
`hedge-added` are flat in the source, and the lesson hedges all the same.
"""

import re
from collections.abc import Iterator, Mapping

from course.content.model import Statement
from course.content.slip import Slip
from course.editorial.manuscript import Manuscript

MAY, OFTEN, USUALLY = 1, 2, 3

STRENGTHS: Mapping[int, str] = {
    MAY: (
        "may|might|can|cannot|could|perhaps|maybe|possibl[ey]|possibility|some|sometimes|at times|rarely|seldom|seems?"
        "|suggests?|appears? to|not (?:all|always|every|everyone|everybody|each)|in (?:very )?severe cases|a few|rarer"
        "|risks?|chances?|clues?"
    ),
    OFTEN: "often|many|frequent(?:ly)?|tends?|likely|likelier|more consistent|common(?:ly)?|partly|can't always",
    USUALLY: (
        "usual(?:ly)?|typical(?:ly)?|general(?:ly)?|main(?:ly)?|mostly|most|normal(?:ly)?|largely|above all|especially"
        "|almost|nearly"
    ),
}
TOO_STRONG = re.compile(
    r"(?<!not )\b(?:always|never|certainly|definitely|undoubtedly|proves|in every case|without exception)\b",
    re.IGNORECASE,
)
WORDS = {strength: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for strength, words in STRENGTHS.items()}
NAMES = {MAY: '"may" or "can"', OFTEN: '"often" or "may"', USUALLY: '"usually", "often" or "may"'}


def strengths_in(text: str) -> frozenset[int]:
    """The strengths of the hedges in a text."""
    return frozenset(strength for strength, pattern in WORDS.items() if pattern.search(text))


def allowed_for(statement: Statement) -> int:
    """The strongest hedge that a sentence about this statement may have."""
    return max(strengths_in(statement.text), default=USUALLY if statement.hedge_added else MAY)


def slips(manuscript: Manuscript) -> Iterator[Slip]:
    """A list may have its hedge in the sentence that leads into it: "Health workers typically do three things:"."""
    statements = manuscript.course.statements
    lead = ""
    for page in manuscript.pages:
        for passage in page:
            for sentence in passage.sentences:
                said = f"{lead} {sentence.text}" if passage.kind == "entry" else sentence.text
                for source_id in sentence.cited:
                    if source_id in statements and (told := _told(statements[source_id], said)):
                        yield Slip(passage.file, sentence.line, told)
            if passage.kind == "paragraph":
                lead = passage.sentences[-1].text if passage.text.endswith(":") else ""


def _told(statement: Statement, said: str) -> str | None:
    if not (statement.hedge or statement.hedge_added):
        return None
    found = TOO_STRONG.search(said)
    if found and found[0].lower() not in statement.text.lower():
        return f'take out "{found[0]}"; [@{statement.id}] is not that sure.'
    strongest = allowed_for(statement)
    if any(strength <= strongest for strength in strengths_in(said)):
        return None
    return f"write {NAMES[strongest]} in the sentence before [@{statement.id}]; it is not certain."
