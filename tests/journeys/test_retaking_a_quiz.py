"""Rosa takes a quiz again: other questions first, her scores kept apart, and every attempt readable as it was."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from flask import Flask

from course.attempts import actions as attempts
from course.content.model import Bank, Course
from course.history.model import Attempt
from course.items import Item, Option
from course.people.model import Person
from tests.browser import Browser, Page, words_of
from tests.builders import a_bank, an_item, take_quiz
from tests.cast import Cast
from tests.conftest import SetClock
from tests.journeys.conftest import explained_in, with_bank

SignIn = Callable[[Person], Browser]
TwinOf = Callable[..., Browser]
Open = Callable[[Course], Flask]
Shown = tuple[str, list[tuple[str, str, bool]]]

FEEDER = "/quizzes/at-the-feeder"
SONGS = "/quizzes/songs-at-dawn"
ROBINS = "/quizzes/robins-and-redstarts"


# ---------------------------------------------------------------- other questions first


def test_the_question_that_was_not_asked_comes_next_time(rosa: Browser, app: Flask, cast: Cast) -> None:
    """Two of three are drawn."""
    rosa.get(SONGS)
    rosa.submit("Start the quiz")
    first = whole_attempt(rosa, app, cast.rosa)
    rosa.submit("Take the quiz again with other questions")
    second = whole_attempt(rosa, app, cast.rosa)
    assert len(first) == len(second) == 2
    assert first | second == {"dusk-singer", "when-they-sing", "evening-songs"}


def test_as_long_as_the_bank_lasts_no_question_comes_twice_and_then_the_missed_ones_come_back(
    small_course: Course, opened_with: Open, twin_of: TwinOf, rosa: Browser, cast: Cast
) -> None:
    """Twelve questions, three drawn: four attempts ask each of them once, the fifth asks what was missed."""
    items = [an_item(f"question-{number}", section="dusk", objective="know-the-singer") for number in range(12)]
    app = opened_with(with_bank(small_course, 2, a_bank(items, drawn=3, pass_mark=0.5)))
    browser = twin_of(rosa, on=app)
    browser.get(SONGS)
    browser.submit("Start the quiz")
    asked = [whole_attempt(browser, app, cast.rosa, right=False)]
    for right in (True, True, True):
        browser.submit("Take the quiz again with other questions")
        asked.append(whole_attempt(browser, app, cast.rosa, right=right))
    assert [len(one) for one in asked] == [3, 3, 3, 3]
    assert len(set().union(*asked)) == 12

    browser.submit("Take the quiz again with other questions")
    assert whole_attempt(browser, app, cast.rosa) == asked[0]


def test_a_safety_question_comes_again_until_it_is_answered_right_and_then_the_module_is_passed(
    rosa: Browser, app: Flask, cast: Cast, small_course: Course, at: SetClock
) -> None:
    rosa.get(ROBINS)
    rosa.submit("Start the quiz")
    assert "cannot-stand" in whole_attempt(rosa, app, cast.rosa, right=True, but="cannot-stand")
    assert "7 of 8 points" in rosa.page.text
    assert "One safety question still waits for its answer, below." in rosa.page.text
    assert "Passed" not in rosa.get("/").text

    rosa.get(ROBINS)
    rosa.submit("Take the quiz again")
    asked = whole_attempt(rosa, app, cast.rosa, right=False, but="cannot-stand")
    assert "cannot-stand" in asked
    assert "1 of 8 points" in rosa.page.text
    assert "best score 87%" in rosa.get("/").text
    assert "1 of 3 modules passed" in rosa.page.text, "the mark reached once, the safety question right once"
    assert "You have passed this quiz. You can take it again as often as you like." in rosa.get(ROBINS).text


# ---------------------------------------------------------------- scores kept apart


def test_best_first_and_latest_stand_apart(
    rosa: Browser, app: Flask, cast: Cast, small_course: Course, at: SetClock
) -> None:
    with app.app_context():
        for right in (1, 3, 2):
            take_quiz(small_course.modules[1], cast.rosa, at(), right=right)
            at.forward(minutes=1)
    scores = {
        "Best": "3 of 3 points (100%)",
        "First": "1 of 3 points (33%)",
        "Latest": "2 of 3 points (66%)",
    }
    assert scores_on(rosa.get(FEEDER)) == scores
    assert [words_of(each) for each in rosa.page.all("div", class_="govuk-task-list__status")] == [
        "2 of 3 points (66%)",
        "3 of 3 points (100%)",
        "1 of 3 points (33%)",
    ], "the latest attempt first"
    links = [words_of(each) for each in rosa.page.all("dd", class_="govuk-summary-list__actions")]
    assert [link[-len("attempt 1") :] for link in links] == ["attempt 2", "attempt 1", "attempt 3"]
    for number, points in ((1, "1 of 3 points"), (2, "3 of 3 points"), (3, "2 of 3 points")):
        rosa.get(FEEDER)
        page = rosa.click(f"Attempt {number}")
        assert page.h1 == f"Your result: attempt {number}"
        assert points in words_of(page.one("p", class_="app-score"))
        assert scores_on(page) == scores, "every result shows where it stands"


def test_of_two_equal_scores_the_first_is_the_best(
    rosa: Browser, app: Flask, cast: Cast, small_course: Course, at: SetClock
) -> None:
    with app.app_context():
        first = take_quiz(small_course.modules[1], cast.rosa, at(), right=2)
        take_quiz(small_course.modules[1], cast.rosa, at(), right=2)
    rows = rosa.get(FEEDER).all("div", class_="govuk-summary-list__row")
    best = next(row for row in rows if words_of(next(row.iter("dt"))) == "Best")
    assert next(best.iter("a")).get("href") == f"/attempts/{first.summary.public_id}"


def test_after_the_first_attempt_there_is_nothing_to_compare_and_an_open_one_has_no_score(
    rosa: Browser, app: Flask, cast: Cast, small_course: Course, at: SetClock
) -> None:
    with app.app_context():
        first = take_quiz(small_course.modules[1], cast.rosa, at(), right=1)
    assert "My scores" not in rosa.get(f"/attempts/{first.summary.public_id}").text
    rosa.submit("Take the quiz again with other questions")
    page = rosa.get(FEEDER)
    assert page.form("Go on with the quiz") is not None
    assert "Not handed in yet" in page.text
    assert scores_on(page) == {}, "three lines that say the same"


def test_a_worse_attempt_takes_nothing_away(
    rosa: Browser, app: Flask, cast: Cast, small_course: Course, at: SetClock
) -> None:
    with app.app_context():
        take_quiz(small_course.modules[1], cast.rosa, at())
        take_quiz(small_course.modules[1], cast.rosa, at(), right=0)
    page = rosa.get("/")
    assert "1 of 3 modules passed" in page.text
    assert "best score 100%" in page.text


def test_a_result_says_what_changed_since_the_attempt_before_it(
    rosa: Browser, app: Flask, cast: Cast, small_course: Course, at: SetClock
) -> None:
    """The three questions of this quiz have one objective."""
    with app.app_context():
        taken = [take_quiz(small_course.modules[1], cast.rosa, at(), right=right) for right in (1, 3, 2, 2)]
    changed = []
    for attempt in taken:
        page = rosa.get(f"/attempts/{attempt.summary.public_id}")
        found = page.all("td", class_="govuk-table__cell")
        changed.append([words_of(cell) for cell in found][-3:] if "What changed since last time" in page.text else [])
    assert changed == [
        [],
        ["33%", "100%", "more than before"],
        ["100%", "66%", "less than before"],
        ["66%", "66%", "as before"],
    ]


# ---------------------------------------------------------------- every attempt as it was


def test_each_attempt_of_many_is_read_as_it_was(
    rosa: Browser, app: Flask, cast: Cast, small_course: Course, at: SetClock
) -> None:
    with app.app_context():
        taken = [take_quiz(small_course.modules[0], cast.rosa, at(), right=right) for right in (2, 8, 5)]
    rosa.get(ROBINS)
    for attempt in taken:
        rosa.get(ROBINS)
        page = rosa.click(f"Attempt {attempt.summary.number}")
        assert shown_on(page) == as_it_was(attempt)


def test_when_the_bank_has_changed_since_an_old_attempt_shows_the_old_words(
    rosa: Browser,
    app: Flask,
    cast: Cast,
    small_course: Course,
    opened_with: Open,
    twin_of: TwinOf,
    at: SetClock,
) -> None:
    with app.app_context():
        old = take_quiz(small_course.modules[1], cast.rosa, at(), right=1)
    before = rosa.get(f"/attempts/{old.summary.public_id}")

    other_app = opened_with(with_bank(small_course, 1, reworded(small_course.modules[1].bank)))
    browser = twin_of(rosa, on=other_app)
    after = browser.get(f"/attempts/{old.summary.public_id}")
    assert shown_on(after) == shown_on(before) == as_it_was(old)
    assert "New words" not in after.text
    assert "1 of 3 points" in after.text, "and what was the best answer then counts as it did"

    browser.submit("Take the quiz again with other questions")
    assert browser.page.h1.startswith("New words: ")
    whole_attempt(browser, other_app, cast.rosa)
    assert "New words: Sunflower seeds" in browser.page.text
    assert "New reasons: " in browser.page.text


def test_an_attempt_that_was_open_when_the_bank_changed_goes_on_as_it_began(
    rosa: Browser, app: Flask, cast: Cast, small_course: Course, opened_with: Open, twin_of: TwinOf
) -> None:
    rosa.get(FEEDER)
    rosa.submit("Start the quiz")
    other_app = opened_with(with_bank(small_course, 1, reworded(small_course.modules[1].bank, other_key=True)))
    browser = twin_of(rosa, on=other_app)
    browser.get(FEEDER)
    assert not browser.submit("Go on with the quiz").h1.startswith("New words")
    whole_attempt(browser, other_app, cast.rosa)
    assert "3 of 3 points" in browser.page.text, "scored by the key that was shown"
    assert "New words" not in browser.page.text


def test_an_old_attempt_can_be_read_when_its_items_and_their_section_are_gone(
    rosa: Browser,
    app: Flask,
    cast: Cast,
    small_course: Course,
    opened_with: Open,
    twin_of: TwinOf,
    at: SetClock,
) -> None:
    with app.app_context():
        old = take_quiz(small_course.modules[0], cast.rosa, at(), right=3)
    before = shown_on(rosa.get(f"/attempts/{old.summary.public_id}"))

    items = [an_item(f"fresh-{number}", section="start", objective="name-the-bird") for number in range(8)]
    shorter = with_bank(small_course, 0, a_bank(items))
    lesson = replace(shorter.modules[0].lesson, sections=shorter.modules[0].lesson.sections[:2])
    modules = (replace(shorter.modules[0], lesson=lesson), *shorter.modules[1:])
    changed = replace(shorter, modules=modules, figures={})
    page = twin_of(rosa, on=opened_with(changed)).get(f"/attempts/{old.summary.public_id}")
    assert shown_on(page) == before
    led_to = {urlsplit(link).fragment for words, link in page.links.items() if words.startswith("Read again: ")}
    assert led_to <= {"orange-breast"}, "no link to a part that is not there any more"


# ---------------------------------------------------------------- doing and reading


def reworded(bank: Bank, other_key: bool = False) -> Bank:
    """Other words for everything; with `other_key` the last options are the best ones instead of the first."""
    items = []
    for item in bank.items:
        rights = [option.right for option in item.options]
        options = tuple(
            Option(text=f"New words: {option.text}", why=f"New reasons: {option.why}", right=right)
            for option, right in zip(item.options, reversed(rights) if other_key else rights, strict=True)
        )
        items.append(item.model_copy(update={"stem": f"New words: {item.stem}", "options": options}))
    return replace(bank, items=tuple(items))


def whole_attempt(browser: Browser, app: Flask, person: Person, right: bool = True, but: str | None = None) -> set[str]:
    """Answer every question, from the first on the page on, `but` one the other way; hand in; give the ids asked."""
    with app.app_context():
        attempt = attempts.get_attempt(browser.page.url.split("/")[-2], of=person)
    for answer in attempt.answers:
        browser.submit("Save and go on", chosen=choice(answer.item, right is not (answer.item.id == but)))
        if browser.page.h1 == "Please look at this first":
            browser.click("Go on with the quiz")
    browser.submit("Hand in and see the answers")
    return {answer.item.id for answer in attempt.answers}


def choice(item: Item, right: bool) -> list[str]:
    """Everything that fits, or one option that does not."""
    fitting = [str(place) for place, option in enumerate(item.options) if option.right]
    other = [str(place) for place, option in enumerate(item.options) if not option.right]
    return fitting if right else other[:1]


def scores_on(page: Page) -> dict[str, str]:
    rows = page.all("div", class_="govuk-summary-list__row")
    return {words_of(next(row.iter("dt"))): words_of(next(row.iter("dd"))) for row in rows}


def shown_on(page: Page) -> list[Shown]:
    """Every question of a result: its words, and what `explained_in` reads in it."""
    sections = page.all("section", class_="app-answer")
    return [(words_of(next(section.iter("h3"))), explained_in(section)) for section in sections]


def as_it_was(attempt: Attempt) -> list[Shown]:
    """What a result has to show of an attempt, as the attempt was when it was handed in."""
    return [
        (
            f"{answer.number}. {answer.item.stem}",
            [
                (answer.item.options[place].text, answer.item.options[place].why, place in (answer.chosen or ()))
                for place in answer.order
            ],
        )
        for answer in attempt.answers
    ]
