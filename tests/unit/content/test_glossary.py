"""Medical words: the file, and where a word can be tapped."""

import pytest

from course.content import load_course
from course.content.model import TextBlock
from tests.unit.content.conftest import LAST_LESSON, LESSON, Broken, Desk

GLOSSARY = "lessons/glossary.yaml"
BUTTON = '<button type="button" class="app-word" popovertarget="word-dusk">'

BROKEN = [
    Broken("no file", GLOSSARY, None, "", 1, 'write lines like "name: value"; this file has none.'),
    Broken(
        "no meaning",
        GLOSSARY,
        "    meaning: The time when",
        "    means: The time when",
        2,
        'write "meaning:"; it is missing.',
    ),
    Broken("a word twice", GLOSSARY, "term: sunflower", "term: dusk", 7, 'write "dusk" once; line 2 has it already.'),
    Broken(
        "unknown statement",
        GLOSSARY,
        "[songs.01]",
        "[songs.77]",
        6,
        'mend "songs.77"; lessons/sources.yaml has no such statement or box.',
    ),
    Broken(
        "a day that is none",
        LESSON,
        "minutes: 4\n",
        "minutes: 4\nreviewed:\n  clinical: soon\n",
        5,
        'write the day after "clinical:" like 2026-11-23.',
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.rule)
def test_a_broken_rule_is_told_in_one_sentence(desk: Desk, broken: Broken) -> None:
    desk.break_rule(broken)
    assert f"{broken.file}, line {broken.line}: {broken.sentence}" in desk.slips()


def html_of(desk: Desk, stem: str = "songs-at-dawn") -> str:
    lesson = load_course(desk.lessons, desk.quizzes).get_module(stem).lesson
    return "".join(
        block.html for section in lesson.sections for block in section.blocks if isinstance(block, TextBlock)
    )


def test_the_first_appearance_of_a_word_in_a_section_can_be_tapped(desk: Desk) -> None:
    desk.replace(LAST_LESSON, "Blackbirds often", "At Dusk, and again at dusks and dusk. Blackbirds often")
    assert html_of(desk).count("popovertarget") == 1
    together = f'<span class="app-word-end">{BUTTON}Dusk</button>,</span>'
    assert f"At {together} and again at dusks and dusk." in html_of(desk)
    lesson = load_course(desk.lessons, desk.quizzes).get_module("songs-at-dawn").lesson
    assert [term.id for term in lesson.terms] == ["dusk"]


def test_headings_links_care_cards_and_longer_words_stay_plain(desk: Desk) -> None:
    text = (desk.folder / LAST_LESSON).read_text("utf-8")
    head, body = text.split("\n---\n", 1)
    link, card = (
        "[at dusk](#dusk), dusky, after-dusk. [@songs.01]",
        "::: urgent Ask a doctor at dusk if:\n- It is dusk.\n:::",
    )
    title, check = "## Who sings at dusk {#dusk}", "::: check dusk-singer\n:::"
    desk.write(LAST_LESSON, "\n\n".join([f"{head}\n---", title, "### Dusk here", link, card, check]))
    assert "app-word" not in html_of(desk)
    assert body


def test_the_words_of_the_course_stand_in_the_order_of_the_alphabet(desk: Desk) -> None:
    course = load_course(desk.lessons, desk.quizzes)
    assert [term.term for term in course.glossary] == ["dusk", "sunflower"]
    assert course.glossary[0].meaning == "The time when the sun has just gone down."
