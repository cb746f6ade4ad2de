"""The authors' guide names every block, kind of question and cause that the program knows."""

from pathlib import Path

import pytest

from course.content.directives import NAMES
from course.content.figures import TONES
from course.content.written import LessonFront
from course.editorial.drawings import CAUSES
from course.editorial.readability import LONGEST_SENTENCE
from course.items import KINDS, Item
from course.items.item import kebab

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "authors.md").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_block_is_explained(name: str) -> None:
    assert f"| `::: {name}" in GUIDE


@pytest.mark.parametrize("word", [*KINDS, *sorted(CAUSES), *TONES])
def test_every_word_that_an_author_may_choose_stands_there(word: str) -> None:
    assert word in GUIDE


@pytest.mark.parametrize("field", [*Item.model_fields, *LessonFront.model_fields])
def test_every_field_stands_there(field: str) -> None:
    assert f"{kebab(field)}:" in GUIDE


def test_the_longest_sentence_is_the_gates_own() -> None:
    assert f"more than {LONGEST_SENTENCE} words" in GUIDE


def test_the_readme_leads_to_it() -> None:
    assert "(docs/authors.md)" in (ROOT / "README.md").read_text("utf-8")
