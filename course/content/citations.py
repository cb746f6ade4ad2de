"""What the text of one page leans on: statements and boxes, numbered in the order in which they are first cited."""

from dataclasses import dataclass, field

from course.content.model import Source
from course.content.shelf import Sources


@dataclass
class Citations:
    """The numbers of one page's sources, and what the section being read has taught so far."""

    known: Sources
    numbers: dict[str, int] = field(default_factory=dict)
    taught: set[str] = field(default_factory=set)

    def number_of(self, source_id: str) -> int:
        """The number that the text shows for a source; a source keeps its first number on the whole page."""
        self.taught.add(source_id)
        return self.numbers.setdefault(source_id, len(self.numbers) + 1)

    def take_taught(self) -> frozenset[str]:
        """The ids cited since the last call: what one section teaches."""
        taught, self.taught = frozenset(self.taught), set()
        return taught

    def sources(self) -> tuple[Source, ...]:
        """The page's list of sources; a statement stands in our words, never under the article's heading."""
        sources = (self._find_source(number, source_id) for source_id, number in self.numbers.items())
        return tuple(source for source in sources if source)

    def _find_source(self, number: int, source_id: str) -> Source | None:
        if statement := self.known.statements.get(source_id):
            return Source(number, source_id, statement.text)
        if box := self.known.beyond.get(source_id):
            return Source(number, source_id, box.fact, box.references)
        return None
