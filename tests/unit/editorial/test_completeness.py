"""What a course that can be loaded still lacks."""

from datetime import date

import pytest

from course.content import load_course
from course.editorial.gate import check_course
from tests.unit.content.conftest import BANK, HELP_LINES, LAST_BANK, LESSON, SHORT_LESSON, SOURCES, Desk
from tests.unit.editorial.conftest import Lacks


def test_a_course_that_is_complete_lacks_nothing(desk: Desk, lacks: Lacks) -> None:
    assert lacks() == []


def test_a_statement_that_no_section_teaches(desk: Desk, lacks: Lacks) -> None:
    desk.replace(SHORT_LESSON, " [@feeder.01]", "")
    assert f"{SOURCES}, line 34: teach this statement in lessons/at-the-feeder.md: [@feeder.01]." in lacks()


def test_a_statement_that_no_open_item_tests(desk: Desk, lacks: Lacks) -> None:
    text = (desk.folder / LAST_BANK).read_text("utf-8")
    desk.write(LAST_BANK, text.replace("[songs.01]", "[B-02]"))
    assert f'{SOURCES}, line 42: write an item that tests "songs.01".' in lacks()


def test_a_retired_item_tests_nothing_any_more(desk: Desk, lacks: Lacks) -> None:
    songs, robins = ((desk.folder / file).read_text("utf-8") for file in (LAST_BANK, BANK))
    desk.write(LAST_BANK, songs.replace("[songs.01]", "[B-02]"))
    before, after = robins.split("  - id: old-question")
    desk.write(BANK, before + "  - id: old-question" + after.replace("[robins.01]", "[songs.01]"))
    assert f'{SOURCES}, line 42: write an item that tests "songs.01".' in lacks()


def test_an_optional_detail_is_taught_and_never_has_to_be_asked(desk: Desk, lacks: Lacks) -> None:
    desk.replace(BANK, "statements: [robins.01, robins.03]", "statements: [robins.01]")
    assert lacks() == []
    desk.replace(LESSON, "[@robins.03; @robins.01]", "[@robins.01]")
    assert lacks() == [f"{SOURCES}, line 17: teach this statement in {LESSON}: [@robins.03]."]


def test_a_statement_names_a_lesson_that_is_there(desk: Desk, lacks: Lacks) -> None:
    mistyped = "  - {id: owls.01, section: A, statement: B, kind: sign, safety: none, lesson: owls-at-nigth}\n"
    desk.replace(SOURCES, "beyond:\n", f"{mistyped}beyond:\n")
    told = 'mend "lesson:" of this statement; there is no module "owls-at-nigth".'
    assert lacks() == [f"{SOURCES}, line 49: {told}"]


def test_an_item_leans_on_what_its_lesson_teaches(desk: Desk, lacks: Lacks) -> None:
    desk.replace(LAST_BANK, "[songs.01]", "[songs.01, feeder.01]")
    told = 'teach "feeder.01" in lessons/songs-at-dawn.md, or take it out of this item.'
    assert [slip.partition(": ")[2] for slip in lacks()] == [told]


def test_an_item_leads_back_to_a_section_that_teaches_it(desk: Desk, lacks: Lacks) -> None:
    desk.replace(
        BANK,
        "    statements: [robins.01]\n    section: orange-breast",
        "    statements: [robins.01]\n    section: flicking-tail",
    )
    told = 'name the section that teaches robins.01; "flicking-tail" does not.'
    assert lacks() == [f"{BANK}, line 9: {told}"]


def test_an_objective_without_an_item(desk: Desk, lacks: Lacks) -> None:
    desk.replace(SHORT_LESSON, "objectives:\n", "objectives:\n  keep-cats-away: Keep cats away.\n")
    told = 'write an item for the objective "keep-cats-away", or take it out.'
    assert lacks() == [f"{SHORT_LESSON}, line 6: {told}"]


@pytest.mark.parametrize(("words", "lines"), [(45, []), (46, [29])])
def test_an_explanation_has_forty_five_words_at_most(desk: Desk, lacks: Lacks, words: int, lines: list[int]) -> None:
    desk.replace(BANK, "why: Some tits are blue.", "why: " + "A word or so. " * (words // 4) + "Word. " * (words % 4))
    assert lacks() == [f"{BANK}, line {n}: shorten this explanation from 46 words to 45." for n in lines]


def test_a_drawing_that_nobody_uses(desk: Desk, lacks: Lacks) -> None:
    desk.replace(BANK, "    picture: tail\n", "")
    told = 'show this drawing with "::: figure tail", or take the file out.'
    assert lacks() == [f"lessons/figures/tail.svg, line 1: {told}"]


@pytest.mark.parametrize(("today", "lines"), [(date(2027, 4, 30), []), (date(2027, 5, 1), [12, 23])])
def test_help_lines_are_called_again_after_half_a_year(desk: Desk, today: date, lines: list[int]) -> None:
    course = load_course(desk.lessons, desk.quizzes)
    slips = check_course(course, desk.lessons, desk.quizzes, today=today)
    assert [slip.line for slip in slips] == lines
    assert all(slip.is_warning and slip.file == HELP_LINES for slip in slips)


def test_a_help_line_is_named_in_the_warning(desk: Desk, lacks: Lacks) -> None:
    told = 'call "Bird Help Line" and write the day after "checked-on:"; it was 2026-11-01.'
    assert lacks(date(2027, 6, 1))[0] == f"{HELP_LINES}, line 12: {told}"


def test_a_word_that_no_lesson_uses(desk: Desk, lacks: Lacks) -> None:
    desk.replace("lessons/glossary.yaml", "term: sunflower", "term: sugared")
    told = 'take out "sugared", or write its forms as the lessons have them; no lesson uses it.'
    assert lacks() == [f"lessons/glossary.yaml, line 8: {told}"]
