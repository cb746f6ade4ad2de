"""What authors write in YAML, file by file, and the sentence for each way of getting it wrong."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from course.content.slip import Slip
from course.content.yaml_file import Document, Place
from course.items.item import WordId, Words, kebab

Shape = TypeVar("Shape", bound=BaseModel)


OneOrMore = Annotated[tuple[Words, ...], BeforeValidator(lambda given: [given] if isinstance(given, str) else given)]
"""A list that may be written as a single word."""


NOT_YET = "not yet reviewed"
ReviewDay = Annotated[date | None, BeforeValidator(lambda given: None if given == NOT_YET else given or "")]
"""A day like 2026-11-23, or the words `not yet reviewed`."""


class Written(BaseModel):
    """The manners of every file: no key that nothing reads, and hyphens between the words of a key."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=kebab)


class ContentsFile(Written):
    """lessons/contents.yaml: the order of the course."""

    title: Words
    modules: tuple[WordId, ...] = Field(min_length=1)


class ReviewedFront(Written):
    """Who has read a lesson besides its authors: `not yet reviewed`, or the day."""

    clinical: ReviewDay = None
    lived_experience: ReviewDay = None


class LessonFront(Written):
    """The front matter of a lesson."""

    title: Words
    minutes: int = Field(ge=1, le=120)
    promise: Words
    objectives: dict[WordId, Words] = Field(min_length=1)
    reviewed: ReviewedFront = ReviewedFront()


class HelpFront(Written):
    """The front matter of lessons/help.md."""

    title: Words


class BankFile(Written):
    """quizzes/<stem>.yaml; the items are read one by one, each by its kind."""

    pass_mark: int = Field(ge=1, le=100)
    draw: int = Field(ge=1)
    items: tuple[dict[str, Any], ...] = Field(min_length=1)


class StatementEntry(Written):
    """One statement in lessons/sources.yaml."""

    id: Words
    section: Words
    statement: Words
    kind: Words
    safety: Words
    lesson: WordId
    hedge: bool = False
    hedge_added: bool = False
    boundary: OneOrMore = ()
    paired_with: OneOrMore = ()
    dispute: tuple[int, ...] = ()


class ReferenceEntry(Written):
    """Where a fact from beyond the source article was found."""

    organization: Words
    title: Words
    grade: Literal["P", "S", "X"]
    address: Words | None = None


class BeyondEntry(Written):
    """One box in lessons/sources.yaml."""

    id: Words
    fact: Words
    looked_up: Words
    references: tuple[ReferenceEntry, ...] = Field(min_length=1)


class ArticleEntry(Written):
    """The source article itself, for authors: learners see statements, never its headings."""

    title: Words
    updated: Words
    note: Words | None = None


class SourcesFile(Written):
    """lessons/sources.yaml."""

    article: ArticleEntry | None = None
    statements: tuple[StatementEntry, ...] = Field(min_length=1)
    beyond: tuple[BeyondEntry, ...] = ()


class TermEntry(Written):
    """One word in lessons/glossary.yaml."""

    id: WordId
    term: Words
    forms: OneOrMore = ()
    meaning: Words
    statements: OneOrMore = ()


class GlossaryFile(Written):
    """lessons/glossary.yaml."""

    terms: tuple[TermEntry, ...] = Field(min_length=1)


class HelpLineEntry(Written):
    """One line in lessons/help-lines.yaml."""

    id: WordId
    region: Words
    name: Words
    number: Words
    dial: Words
    hours: Words
    languages: Words
    what_for: Words
    source: Words
    checked_on: date
    text_to: Words | None = None
    web: Words | None = None


class HelpLinesFile(Written):
    """lessons/help-lines.yaml."""

    help_lines: tuple[HelpLineEntry, ...] = Field(min_length=1)


def checked(shape: type[Shape], document: Document, slips: list[Slip], *place: str | int) -> Shape | None:
    """What stands at `place` as a `shape`, or None and a slip for each thing that is wrong with it."""
    data = document.data
    for step in place:
        data = data[step]
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        slips.extend(
            Slip(document.file, document.line_of(*place, *told["loc"]), sentence_of(told))
            for told in _without_echoes(error.errors())
        )
        return None


def _without_echoes(errors: Sequence[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Leave out "too short" about a list whose entries were written but have slips of their own."""
    for told in errors:
        same_place = [other for other in errors if other["loc"][: len(told["loc"])] == told["loc"]]
        if told["type"] != "too_short" or len(same_place) == 1:
            yield told


def sentence_of(error: ErrorDetails) -> str:
    """What to do about one finding of pydantic, without its vocabulary."""
    if not error["loc"]:
        return 'write lines like "name: value"; this file has none.'
    key, kind, given = _name(error["loc"]), error["type"], error["input"]
    if kind in ("string_type", "string_too_short") and given in (None, ""):
        return f"write something after {key}."
    if kind in SENTENCES:
        return SENTENCES[kind].format(key=key, given=given, **error.get("ctx", {})).replace("'", '"')
    if kind.startswith("date"):
        return f"write the day after {key} like 2026-11-23."
    return f"mend {key}: {error['msg']}."


SENTENCES = {
    "missing": "write {key}; it is missing.",
    "extra_forbidden": "take out {key} or mend its spelling; nothing reads it.",
    "string_type": "write plain text after {key}, in quotes if it holds a colon.",
    "string_pattern_mismatch": 'write {key} with small letters, numbers and single hyphens; "{given}" is no id.',
    "int_parsing": "write a whole number after {key}.",
    "int_type": "write a whole number after {key}.",
    "bool_parsing": "write yes or no after {key}.",
    "bool_type": "write yes or no after {key}.",
    "tuple_type": 'write a list under {key}, each entry on a line that begins with "- ".',
    "dict_type": 'write lines like "name: value" under {key}.',
    "model_type": 'write lines like "name: value" under {key}.',
    "model_attributes_type": 'write lines like "name: value" under {key}.',
    "too_short": "write at least {min_length} entry under {key}.",
    "literal_error": "write {expected} after {key}.",
    "greater_than_equal": "write {ge} or more after {key}.",
    "less_than_equal": "write {le} or less after {key}.",
}


def _name(place: Place) -> str:
    """The key as the author sees it, or `entry 3 of "options:"`."""
    steps = [step for step in place if step != "[key]"]
    if isinstance(steps[-1], int):
        return f"entry {steps[-1] + 1} of {_name(tuple(steps[:-1]))}"
    return f'"{steps[-1]}:"'
