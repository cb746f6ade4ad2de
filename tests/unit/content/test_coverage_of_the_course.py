"""What a course that can be loaded still lacks."""

from datetime import date

import pytest

from course.content import check_course, load_course
from tests.unit.content.conftest import BANK, HELP_LINES, LAST_BANK, LESSON, SHORT_LESSON, SOURCES, Desk

TODAY = date(2026, 11, 23)


def lacks(desk: Desk, today: date = TODAY) -> list[str]:
    course = load_course(desk.lessons, desk.quizzes)
    return [str(slip) for slip in check_course(course, desk.lessons, desk.quizzes, today=today)]


def test_a_course_that_is_complete_lacks_nothing(desk: Desk) -> None:
    assert lacks(desk) == []


def test_a_statement_that_no_section_teaches(desk: Desk) -> None:
    desk.replace(SHORT_LESSON, " [@feeder.01]", "")
    assert lacks(desk) == [
        f"{SOURCES}, line 34: teach this statement in lessons/at-the-feeder.md: [@feeder.01].",
    ]


def test_a_statement_that_no_open_item_tests(desk: Desk) -> None:
    text = (desk.folder / LAST_BANK).read_text("utf-8")
    desk.write(LAST_BANK, text.replace("[songs.01]", "[feeder.01]"))
    assert lacks(desk) == [f'{SOURCES}, line 42: write an item that tests "songs.01".']


def test_a_retired_item_tests_nothing_any_more(desk: Desk) -> None:
    songs, robins = ((desk.folder / file).read_text("utf-8") for file in (LAST_BANK, BANK))
    desk.write(LAST_BANK, songs.replace("[songs.01]", "[feeder.01]"))
    before, after = robins.split("  - id: old-question")
    desk.write(BANK, before + "  - id: old-question" + after.replace("[robins.01]", "[songs.01]"))
    assert lacks(desk) == [f'{SOURCES}, line 42: write an item that tests "songs.01".']


def test_an_optional_detail_needs_neither(desk: Desk) -> None:
    desk.replace(LESSON, "[@robins.03; @robins.01]", "[@robins.01]")
    desk.replace(BANK, "statements: [robins.01, robins.03]", "statements: [robins.01]")
    assert lacks(desk) == []


def test_a_statement_may_wait_for_a_lesson_that_is_not_part_of_the_course_yet(desk: Desk) -> None:
    waiting = "  - {id: owls.01, section: A, statement: B, kind: sign, safety: none, lesson: owls-at-night}\n"
    desk.replace(SOURCES, "beyond:\n", f"{waiting}beyond:\n")
    assert lacks(desk) == []


def test_an_objective_without_an_item(desk: Desk) -> None:
    desk.replace(SHORT_LESSON, "objectives:\n", "objectives:\n  keep-cats-away: Keep cats away.\n")
    told = 'write an item for the objective "keep-cats-away", or take it out.'
    assert lacks(desk) == [f"{SHORT_LESSON}, line 6: {told}"]


@pytest.mark.parametrize(("words", "lines"), [(45, []), (46, [29])])
def test_an_explanation_has_forty_five_words_at_most(desk: Desk, words: int, lines: list[int]) -> None:
    desk.replace(BANK, "why: Some tits are blue.", "why: " + "word " * words)
    assert lacks(desk) == [f"{BANK}, line {n}: shorten this explanation from 46 words to 45." for n in lines]


def test_a_drawing_that_nobody_uses(desk: Desk) -> None:
    desk.replace(BANK, "    picture: tail\n", "")
    told = 'show this drawing with "::: figure tail", or take the file out.'
    assert lacks(desk) == [f"lessons/figures/tail.svg, line 1: {told}"]


@pytest.mark.parametrize(("today", "lines"), [(date(2027, 4, 30), []), (date(2027, 5, 1), [12, 23])])
def test_help_lines_are_called_again_after_half_a_year(desk: Desk, today: date, lines: list[int]) -> None:
    course = load_course(desk.lessons, desk.quizzes)
    slips = check_course(course, desk.lessons, desk.quizzes, today=today)
    assert [slip.line for slip in slips] == lines
    assert all(slip.is_warning and slip.file == HELP_LINES for slip in slips)


def test_a_help_line_is_named_in_the_warning(desk: Desk) -> None:
    told = 'call "Bird Help Line" and write the day after "checked-on:"; it was 2026-11-01.'
    assert lacks(desk, date(2027, 6, 1))[0] == f"{HELP_LINES}, line 12: {told}"
