"""The words table: what the course does not say about people, and what it says instead.

Source: NIDA, Words Matter; US Department of Veterans Affairs, Destigmatizing language in substance use; AP Stylebook,
addiction entry (2017); and the editors. People may use other words for themselves: what stands in double quotes is a
misconception or somebody's own words, which the text answers, and is let be.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from course.content.slip import Slip
from course.editorial.manuscript import Manuscript


@dataclass(frozen=True)
class Row:
    """A row of the table: a pattern for the words, and the better ones."""

    pattern: str
    instead: str

    def find(self, text: str) -> Iterator[re.Match[str]]:
        flags = 0 if "MAT" in self.pattern else re.IGNORECASE
        return re.finditer(self.pattern, text, flags)


DO_NOT_WRITE = (
    Row(
        r"\b(?:ex-)?addicts?\b|\bjunk(?:ie|y)s?\b|\b(?:heroin|drugs?|opioid|iv|needle|substance) users?\b",
        "a person who uses heroin; a person who injects drugs; a person with heroin (opioid) use disorder",
    ),
    Row(
        r"\babus(?:e|es|ed|er|ers|ing|ive)\b|\b(?:drug|heroin|bad) habits?\b|\bheroin misuse\b",
        "use; heroin use; substance use disorder (misuse only for prescription medicines)",
    ),
    Row(
        r"\b(?:dirty|clean) (?:needle|syringe|equipment)s?\b",
        "used, reused or non-sterile needle; sterile, unused needle",
    ),
    Row(
        r"\b(?:is|are|was|be|been|being|gets?|got|getting|stay(?:s|ed|ing)?|come) clean\b|\bsober\b|\bsobriety\b",
        "is in recovery; is not using drugs",
    ),
    Row(
        r"\brelaps(?:e|es|ed|ing)\b|\b(?:had|has|have|having) a slip\b|\boff the wagon\b",
        "return to use; use started again",
    ),
    Row(
        r"\bMAT\b|\bmedication[- ]assisted\b|\b(?:substitution|replacement) (?:therapy|treatment)\b",
        "medication for opioid use disorder (MOUD)",
    ),
    Row(
        r"\bfail(?:ed|s)? (?:the )?treatment\b|\btreatment fail(?:ed|s|ure)\b"
        r"|\brefus(?:ed|es|ing) (?:help|treatment)\b|\bin denial\b",
        "treatment did not help yet; chose not to; sees it differently",
    ),
    Row(
        r"\brigs?\b|\b(?:drug|heroin|injection|injecting|needle) kits?\b|\b(?:his|her|their|the) works\b(?! of)",
        "syringe; injection equipment",
    ),
    Row(
        r"\bdrugs? of choice\b|\bshoot(?:s|ing)? up\b|\bget(?:s|ting)? high\b|\bgot high\b"
        r"|\b(?:a|the|that|his|her|their) high(?=[.,;:!?”\"]|$| (?:from|of|fades|wears|passes|comes|lasts))",
        "heroin; injecting; the effect of the drug",
    ),
    Row(r"\bself-mutilat\w*|\bcutters?\b", "self-injury; a person who self-injures"),
    Row(r"\bcommit(?:s|ted|ting)? suicide\b", "die by suicide; thoughts of suicide"),
    Row(
        r"\bvictims?\b|\bsufferers?\b|\bsuffer(?:s|ing)? from\b|\bstruggl(?:e|es|ing) with\b",
        "person with",
    ),
    Row(
        r"\bhorrific\b|\bhorrifying\b|\bdeadly grip\b|\bnightmares?\b|\bdevastating\b|\bterrifying\b",
        "the plain fact, without the fright",
    ),
    Row(
        r"\bbattl(?:e|es|ed|ing)\b|\bclean(?:s|ed|ing)? up\b|\bcaught (?:him|her|them|using)\b|\bguilty\b|\bwar on\b",
        "a plain word that is not about war or crime",
    ),
)

TO_LEARNERS = Row(r"\busers?\b", "person; learner; name what the person does")
"""For a learner "user" reads like one of the words above."""

SAID_BY_THE_SOURCE = {("lessons/prevention-and-treatment.md", "MAT"): "the name that the article gives to MOUD"}
"""Words of the table that a lesson explains once, by file and word."""


def slips(manuscript: Manuscript) -> Iterator[Slip]:
    for passage in manuscript.passages:
        for sentence in passage.sentences:
            for row in (*DO_NOT_WRITE, TO_LEARNERS):
                for found in row.find(sentence.unquoted):
                    if (passage.file, found[0]) not in SAID_BY_THE_SOURCE:
                        told = f'instead of "{found[0]}" write: {row.instead}.'
                        yield Slip(passage.file, sentence.line, told)
