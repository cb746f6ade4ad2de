"""The tables that authors may ask for, and the line about reviews."""

from course.content import load_course
from course.editorial import readability
from course.editorial.coverage import coverage, table
from course.editorial.gate import reviews_that_wait
from course.editorial.manuscript import read_manuscript
from course.editorial.passages import split_sentences
from tests.unit.content.conftest import LESSON, SHORT_LESSON, Desk


def test_the_coverage_table_leads_from_statement_to_section_to_item(desk: Desk) -> None:
    lines = list(table(coverage(load_course(desk.lessons, desk.quizzes))))
    assert (
        lines[-2] == "songs.01         songs-at-dawn                dusk  →  dusk-singer, when-they-sing, evening-songs"
    )
    assert lines[-1] == "6 of 6 statements are taught, 6 are tested."


def test_the_coverage_table_says_what_is_missing(desk: Desk) -> None:
    desk.replace(SHORT_LESSON, " [@feeder.01]", "")
    lines = list(table(coverage(load_course(desk.lessons, desk.quizzes))))
    assert "NOT TAUGHT  →  which-seeds, good-food, seed-eaters" in lines[4]
    assert lines[-1] == "5 of 6 statements are taught, 6 are tested."


def test_the_readability_table_has_a_line_for_each_page_and_bank(desk: Desk) -> None:
    course = load_course(desk.lessons, desk.quizzes)
    lines = list(readability.table(read_manuscript(course, desk.lessons, desk.quizzes)))
    assert len(lines) == 1 + 2 * len(course.modules) + 1
    assert lines[0].split() == ["words", "grade", "SMOG", "mean", "longest", "hardest", "section"]
    assert lines[2].split()[:2] == [SHORT_LESSON, "12"]


def test_what_is_measured_is_prose(desk: Desk) -> None:
    course = load_course(desk.lessons, desk.quizzes)
    page = read_manuscript(course, desk.lessons, desk.quizzes).lessons["robins-and-redstarts"]
    kinds = {passage.text: passage.kind for passage in page if not passage.is_call}
    assert kinds["An orange breast"] == "title"
    assert kinds["Side by side"] == "heading"
    assert kinds["The robin is on the left."] == "caption"
    assert kinds["Look at the breast."] == "entry"
    assert kinds["often flicks"] == "cell"
    assert [passage.text for passage in page if passage.is_call] == ["555-0100 or text us"]


def test_a_reference_belongs_to_the_sentence_before_it() -> None:
    text = 'One is here. "Two is said." Three follows and stays.'
    made = split_sentences(text, 7, [(12, ["a.01"]), (len(text), ["b.01", "b.02"])])
    assert [(each.text, each.cited) for each in made] == [
        ("One is here.", ("a.01",)),
        ('"Two is said."', ()),
        ("Three follows and stays.", ("b.01", "b.02")),
    ]
    assert [each.words for each in made] == [3, 3, 4]


def test_lessons_that_nobody_reviewed_are_named_honestly(desk: Desk) -> None:
    every = "Not yet reviewed by a clinician: lesson 1, 2, 3; by someone with lived experience: lesson 1, 2, 3."
    assert reviews_that_wait(load_course(desk.lessons, desk.quizzes)) == every
    said = "reviewed:\n  clinical: 2026-11-20\n  lived-experience: not yet reviewed\n"
    desk.replace(LESSON, "minutes: 4\n", f"minutes: 4\n{said}")
    number = next(module.number for module in load_course(desk.lessons, desk.quizzes).modules if module.stem in LESSON)
    told = reviews_that_wait(load_course(desk.lessons, desk.quizzes))
    clinical = told.partition(";")[0] if told else ""
    assert str(number) not in clinical
    assert f"{number}" in (told or "").partition(";")[2]
