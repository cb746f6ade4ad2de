"""Finds the words of lessons/glossary.yaml in a text."""

import re
from collections.abc import Iterator, Mapping, Sequence

from course.content.model import Term


class Glossary:
    """Finds words of the glossary in text; the longest one wins (`opioid use disorder` before `opioid`)."""

    def __init__(self, terms: Sequence[Term]) -> None:
        forms = {form.lower(): term for term in terms for form in (term.term, *term.forms)}
        longest_first = sorted(forms, key=len, reverse=True)
        self._forms: Mapping[str, Term] = forms
        self._pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)

    def find(self, text: str) -> Iterator[tuple[re.Match[str], Term]]:
        """Every place where a word of the glossary stands, with its term."""
        if self._forms:
            yield from ((found, self._forms[found[1].lower()]) for found in self._pattern.finditer(text))
