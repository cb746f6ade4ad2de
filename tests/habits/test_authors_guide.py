"""The authors' guide names every block, kind of question and cause that the program knows."""

from pathlib import Path

import pytest

from course.content.directives import NAMES
from course.content.figures import TONES
from course.content.written import LessonFront
from course.editorial import item_flaws
from course.editorial.drawings import CAUSES
from course.editorial.readability import LONGEST_SENTENCE
from course.items import KINDS, SET_BY_PROGRAM, Item
from course.items.item import kebab

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "authors.md").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_block_is_explained(name: str) -> None:
    assert f"| `::: {name}" in GUIDE


@pytest.mark.parametrize("word", [*KINDS, *sorted(CAUSES), *TONES])
def test_every_word_that_an_author_may_choose_stands_there(word: str) -> None:
    assert word in GUIDE


@pytest.mark.parametrize("field", [*sorted(Item.model_fields.keys() - SET_BY_PROGRAM), *LessonFront.model_fields])
def test_every_field_stands_there(field: str) -> None:
    assert f"{kebab(field)}:" in GUIDE


def test_the_longest_sentence_is_the_gates_own() -> None:
    assert f"more than {LONGEST_SENTENCE} words" in GUIDE


def test_the_limits_of_item_flaws_are_the_gates_own() -> None:
    least, most = item_flaws.POSITION_SHARES
    for words in (
        "`course check --stats`",
        f"longest option in {item_flaws.LONGEST_KEY_SHARE * 100:.0f} % of a bank's single best answers at most",
        f"from {item_flaws.FEW} of them on",
        f"the same, {item_flaws.SHORTEST_KEY_SHARE * 100:.0f} % at most",
        f"{least * 100:.0f} % to {most * 100:.0f} % of the best answers",
        f"from {item_flaws.FEW_SEVERAL} on",
        "less than half as many words",
        "six letters or more",
    ):
        assert words in GUIDE
    assert item_flaws.SHORT == 0.5
    assert item_flaws.CONTENT_WORD.pattern == "[a-z]{6,}"


def test_the_readme_leads_to_it() -> None:
    assert "(docs/authors.md)" in (ROOT / "README.md").read_text("utf-8")
