"""Rosa practises: each answer explained at once, nothing counted, safety questions back until they are found."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from flask import Flask

from course.attempts import actions as attempts
from course.content.model import Course, Module
from course.history.log import list_log
from course.history.model import Attempt, Certainty, Logged, Occasion
from course.history.store import list_attempts
from course.items import Item
from course.people.model import Person
from tests.browser import Browser, Page, words_of
from tests.builders import take_quiz
from tests.cast import Cast
from tests.conftest import SetClock
from tests.journeys.conftest import as_fields, with_bank

SignIn = Callable[[Person], Browser]
PRACTICE = "/practice/one-of-each"
HELP_CARD = "Give it time if:"
KEY_SENTENCE = "A young bird on the ground may need help, so ask today."


@pytest.fixture
def app(kinds_app: Flask) -> Flask:
    return kinds_app


@pytest.fixture
def module(every_kind: Course) -> Module:
    return every_kind.modules[0]


@pytest.fixture
def log(app: Flask, cast: Cast) -> Callable[[], list[Logged]]:
    """Rosa's answer log as it is now."""

    def read() -> list[Logged]:
        with app.app_context():
            return list_log(cast.rosa.id)

    return read


Read = Callable[[], list[Logged]]


def item_on(browser: Browser, module: Module) -> Item:
    """The item that is asked on the page."""
    item = module.bank.find_item(urlsplit(browser.page.url).path.rpartition("/")[2])
    assert item is not None, browser.page.url
    return item


def wrong(item: Item) -> tuple[int, ...]:
    """An answer that earns nothing."""
    given = {"matching": (3, 2, 1), "ordering": (3, 2, 1, 0), "hotspot": (1,)}
    return given.get(item.kind, (2,))


def answer(browser: Browser, item: Item, right: bool = True, certainty: str = "I think so") -> Page:
    """Answer the question on the page; a story is walked to its end."""
    fields = as_fields(item, item.key if right else wrong(item), browser.page)
    browser.submit(words_on(browser, certainty), **fields)
    return browser.page


def words_on(browser: Browser, certainty: str) -> str:
    return certainty.replace("'", "’")


# ---------------------------------------------------------------- practice


@pytest.mark.parametrize("kind", ["one", "several", "pairs", "order", "places"])
@pytest.mark.parametrize("right", [True, False])
def test_an_answer_is_explained_at_once_and_is_no_attempt(
    rosa: Browser, app: Flask, cast: Cast, module: Module, log: Read, kind: str, right: bool
) -> None:
    rosa.get(f"{PRACTICE}/{kind}-a")
    item = item_on(rosa, module)
    page = answer(rosa, item, right)
    assert page.h1 == ("You found it" if right else "Not this time")
    for text in item.texts():
        assert text.words in page.text
    (line,) = log()
    assert (line.item_id, line.points, line.occasion) == (item.id, float(right), Occasion.PRACTICE)
    with app.app_context():
        assert list_attempts([cast.rosa.id]) == []
    assert "0 of 1 module passed" in rosa.get("/").text


@pytest.mark.parametrize(
    ("button", "certainty"),
    [("I’m guessing", Certainty.GUESSING), ("I think so", Certainty.THINK_SO), ("I’m sure", Certainty.SURE)],
)
def test_how_sure_one_is_is_said_by_the_button(
    rosa: Browser, module: Module, log: Read, button: str, certainty: Certainty
) -> None:
    rosa.get(f"{PRACTICE}/one-a")
    answer(rosa, item_on(rosa, module), certainty=button)
    assert log()[0].certainty is certainty


def test_a_page_that_is_sent_twice_is_one_answer(
    rosa: Browser, module: Module, log: Read, twin_of: Callable[..., Browser], at: SetClock
) -> None:
    rosa.get(f"{PRACTICE}/one-a")
    item = item_on(rosa, module)
    taps = [twin_of(rosa) for _ in range(3)]
    first = {answer(tap, item, right=False, certainty="I’m sure").url for tap in taps}
    assert len(first) == 1
    assert len(log()) == 1
    answer(taps[0].get(f"{PRACTICE}/one-a") and taps[0], item, right=True)
    assert len(log()) == 2, "another answer is another one"


def test_the_same_answer_on_another_day_is_another_one(rosa: Browser, module: Module, log: Read, at: SetClock) -> None:
    rosa.get(f"{PRACTICE}/places-a")  # a drawing's places are never shuffled, so nothing else tells the pages apart
    item = item_on(rosa, module)
    answer(rosa, item)
    at.forward(minutes=3)
    rosa.get(f"{PRACTICE}/places-a")
    answer(rosa, item)
    assert len(log()) == 2


def test_a_story_that_is_over_keeps_the_way_back_when_it_is_sent_again(rosa: Browser, module: Module) -> None:
    story = module.bank.find_item("story-a")
    assert story is not None
    rosa.get(f"{PRACTICE}/story-a")
    whole = "-".join(map(str, story.key))
    sent = {"chosen": "0", "path": whole, "seed": "1"}
    page = rosa.post(f"{PRACTICE}/story-a?why=review", data=sent, status=302)
    assert "why=review" in page.response.headers["Location"]


def test_an_address_with_a_made_up_attempt_leads_nowhere_else(rosa: Browser) -> None:
    page = rosa.get(f"{PRACTICE}/one-a?why=safety&attempt=..%2F..%2Fsign-up")
    assert page.links["Enough for now"] == "/practice/one-of-each"


def test_nothing_chosen_is_asked_for_and_nothing_is_kept(rosa: Browser, log: Read) -> None:
    rosa.get(f"{PRACTICE}/one-a")
    page = rosa.submit("I’m sure", status=422)
    assert page.errors == ["Choose one answer"]
    assert log() == []


def test_a_slip_in_an_answer_keeps_the_order_of_the_page(rosa: Browser) -> None:
    rosa.get(f"{PRACTICE}/order-a")
    before = [words_of(label) for label in rosa.page.one("ol", class_="app-order").iter("label")]
    page = rosa.submit("I think so", status=422, **{"row-0": "1", "row-1": "1"})
    assert [words_of(label) for label in page.one("ol", class_="app-order").iter("label")] == before


def test_one_question_after_the_other_and_none_twice_before_all_were_asked(
    rosa: Browser, module: Module, log: Read
) -> None:
    rosa.get(PRACTICE)
    assert "You have not practised here yet." in rosa.page.text
    rosa.click("Start")
    asked = []
    for _ in module.bank.open_items:
        item = item_on(rosa, module)
        asked.append(item.id)
        if item.kind == "branching case":
            walk(rosa, item.key)
        else:
            answer(rosa, item)
        rosa.click("Next question")
    assert sorted(asked) == sorted(item.id for item in module.bank.open_items)
    assert item_on(rosa, module).id == asked[0], "then from the beginning"
    assert "You have answered 14 questions here so far." in rosa.get(PRACTICE).text


def test_a_story_says_after_each_choice_what_it_did_and_can_be_walked_back(
    rosa: Browser, module: Module, log: Read
) -> None:
    rosa.get(f"{PRACTICE}/story-a")
    page = rosa.submit("Go on", chosen="1")
    assert "It keeps the bird safe, and it scares the child." in page.text
    assert "The child begins to cry." in page.text
    page = rosa.click("Go back and choose another way")
    assert "A child runs up to it." in page.text
    walk(rosa, (0, 0))
    assert rosa.page.h1 == "You found it"
    (line,) = log()
    assert line.points == 1.0, "what counts is the road that was taken in the end"


def walk(browser: Browser, path: Sequence[int], certainty: str = "I think so") -> None:
    """Choose in one scene after the other; where the story can end, say how sure one is."""
    for choice in path:
        can_end = "How sure are you of your way through this story?" in browser.page.text
        browser.submit(words_on(browser, certainty) if can_end else "Go on", chosen=str(choice))


SURE_OF_STORY = "How sure are you of your way through this story? Tap to go on."


def test_a_story_asks_how_sure_one_is_where_it_can_end(rosa: Browser, log: Read) -> None:
    page = rosa.get(f"{PRACTICE}/story-a")
    assert SURE_OF_STORY not in page.text, "both ways lead on"
    page = rosa.submit("Go on", chosen="1")
    assert SURE_OF_STORY in page.text, "one of the two ways ends here"
    page = rosa.submit("I’m guessing", chosen="0")
    assert log() == [], "it went on, and asks again"
    assert SURE_OF_STORY in page.text
    rosa.submit("I’m sure", chosen="1")
    (line,) = log()
    assert line.is_sure_and_wrong


def test_a_story_on_safety_that_somebody_was_sure_of_is_repaired_and_comes_back(
    rosa: Browser, app: Flask, module: Module, every_kind: Course, log: Read, after_days: Callable[[int], Browser]
) -> None:
    story = [item for item in module.bank.items if item.kind == "branching case"]
    changed = {"must_pass": True, "help_section": "unwell", "objective": "help-the-young"}
    items = tuple(item.model_copy(update=changed) if item in story else item for item in module.bank.items)
    app.extensions["course"] = with_bank(every_kind, 0, replace(module.bank, items=items))
    rosa.get(f"{PRACTICE}/{story[0].id}")
    walk(rosa, (0, 1), "I’m sure")
    assert rosa.page.h1 == "One minute, because this one matters"
    assert item_on_card(rosa) == story[1].id, "its other form"
    assert SURE_OF_STORY not in rosa.page.text, "its first scene goes on"
    walk(rosa, story[1].key, "I’m sure")
    assert rosa.page.h1 == "You found it"
    assert [(line.certainty, line.occasion) for line in log()] == [
        (Certainty.SURE, Occasion.PRACTICE),
        (Certainty.SURE, Occasion.REPAIR),
    ]
    assert "1 question has come back." in after_days(1).get("/").text


def item_on_card(browser: Browser) -> str:
    """The item that the form of the page asks."""
    (form,) = (form for form in browser.page.all("form") if (form.get("action") or "").startswith(PRACTICE))
    return urlsplit(form.get("action") or "").path.rpartition("/")[2]


# ---------------------------------------------------------------- what an attempt showed to be missing


def missed_attempt(app: Flask, module: Module, person: Person, at: SetClock, right: int = 0) -> Attempt:
    with app.app_context():
        attempt = take_quiz(module, person, at(), right=right)
    at.forward(minutes=5)
    return attempt


def test_what_was_missed_is_practised_until_all_is_found(
    rosa: Browser, app: Flask, cast: Cast, module: Module, at: SetClock
) -> None:
    attempt = missed_attempt(app, module, cast.rosa, at, right=3)
    question_of = {item.id: item.question_id for item in module.bank.items}
    missed = {question_of[one.item.id] for one in attempt.answers if one.points != 1.0}
    shown = {one.item.id for one in attempt.answers}
    assert missed
    rosa.get(f"/attempts/{attempt.summary.public_id}")
    rosa.click("Practise what I missed")
    met: list[Item] = []
    while rosa.page.h1 != "You have found them all":
        assert len(met) < 9, "there is an end"
        at.forward(minutes=1)
        item = item_on(rosa, module)
        met.append(item)
        if item.kind == "branching case":
            walk(rosa, item.key)
        else:
            answer(rosa, item, right=len(met) > 1)  # the first goes another way once
            if "Not now: go on" in rosa.page.links:
                rosa.click("Not now: go on")
                continue
        rosa.click("Next question")
    assert {item.question_id for item in met} == missed
    assert len(met) in (len(missed), len(missed) + 1)
    assert {item.id for item in met} <= shown, "as they were asked: their other forms are for the next attempt"


def test_what_was_found_once_is_not_missed_any_more(
    rosa: Browser, app: Flask, cast: Cast, module: Module, at: SetClock
) -> None:
    attempt = missed_attempt(app, module, cast.rosa, at, right=7)
    page = rosa.get(f"/attempts/{attempt.summary.public_id}")
    assert "Practise what I missed" not in page.links
    assert rosa.get(f"/attempts/{attempt.summary.public_id}/missed").h1 == "You missed nothing here"


# ---------------------------------------------------------------- safety questions


@pytest.fixture
def at_the_safety_question(rosa: Browser, app: Flask, cast: Cast) -> Attempt:
    rosa.get("/quizzes/one-of-each")
    rosa.submit("Start the quiz")
    with app.app_context():
        attempt = attempts.get_attempt(rosa.page.url.split("/")[-2], of=cast.rosa)
    number = next(one.number for one in attempt.answers if one.item.must_pass)
    rosa.get(f"/attempts/{attempt.summary.public_id}/{number}")
    return attempt


def test_a_missed_safety_question_shows_its_card_at_once_and_its_answer_stays(
    rosa: Browser, app: Flask, cast: Cast, at_the_safety_question: Attempt
) -> None:
    attempt = at_the_safety_question
    address = urlsplit(rosa.page.url).path
    page = rosa.submit("Save and go on", chosen="1")
    assert page.h1 == "Please look at this first"
    assert HELP_CARD in page.text
    assert rosa.get(address).h1 == "Please look at this first", "the question is not asked again in this attempt"
    rosa.post(address, data={"chosen": "0"})
    assert rosa.page.h1 == "Please look at this first"
    with app.app_context():
        kept = attempts.get_attempt(attempt.summary.public_id, of=cast.rosa)
    assert next(one.chosen for one in kept.answers if one.item.must_pass) == (1,)


def test_it_can_be_tried_again_without_end_and_once_found_the_module_is_passed(
    rosa: Browser, app: Flask, cast: Cast, module: Module, at_the_safety_question: Attempt
) -> None:
    attempt = at_the_safety_question
    asked = next(one.item for one in attempt.answers if one.item.must_pass)
    rosa.submit("Save and go on", chosen="2")
    rosa.click("Try this question again")
    assert item_on(rosa, module).id != asked.id, "in its other form"
    for _ in range(3):
        page = rosa.submit("I think so", chosen="1")
        assert page.h1 == "Not this time"
        assert HELP_CARD in page.text
        rosa.click("Try it again")
    page = rosa.submit("I think so", chosen="0")
    assert page.h1 == "You found it"
    assert HELP_CARD not in page.text
    rosa.click("Go on with the quiz")
    with app.app_context():
        for one in attempt.answers:
            if not one.item.must_pass:
                attempts.save_answer(attempt, one.number, one.item.key, one.answered_at or attempt.summary.started_at)
    rosa.get(f"/attempts/{attempt.summary.public_id}")
    page = rosa.submit("Hand in and see the answers")
    assert "6 of 7 points" in page.text, "the first answer is the one that counts"
    assert "You reached the pass mark of 70%. Well done." in page.text
    assert "1 of 1 module passed" in rosa.get("/").text


def test_without_it_the_score_alone_does_not_pass_and_the_result_leads_to_it(
    rosa: Browser, app: Flask, cast: Cast, module: Module, at_the_safety_question: Attempt
) -> None:
    attempt = at_the_safety_question
    rosa.submit("Save and go on", chosen="1")
    with app.app_context():
        for one in attempt.answers:
            if not one.item.must_pass:
                attempts.save_answer(attempt, one.number, one.item.key, attempt.summary.started_at)
    rosa.get(f"/attempts/{attempt.summary.public_id}")
    page = rosa.submit("Hand in and see the answers")
    assert "One safety question still waits for its answer, below." in page.text
    assert "0 of 1 module passed" in rosa.get("/").text
    assert rosa.get("/lessons/one-of-each").h1 == "Nests and young birds", "reading is never blocked"
    rosa.get(f"/attempts/{attempt.summary.public_id}")
    waiting = words_of(rosa.page.all("ul", class_="app-links")[0])
    rosa.click(waiting)
    rosa.submit("I think so", chosen="0")
    rosa.click("Go on with the quiz")
    assert "You reached the pass mark of 70%. Well done." in rosa.page.text
    assert "Safety questions that wait" not in rosa.page.text
    assert "1 of 1 module passed" in rosa.get("/").text


def test_another_tab_that_was_open_before_cannot_take_a_missed_answer_back(
    app: Flask, cast: Cast, at_the_safety_question: Attempt
) -> None:
    """Both tabs had read the attempt before either was sent."""
    attempt = at_the_safety_question
    asked = next(one for one in attempt.answers if one.item.must_pass)
    with app.app_context():
        attempts.save_answer(attempt, asked.number, wrong(asked.item), attempt.summary.started_at)
        with pytest.raises(attempts.AnswerStays):
            attempts.save_answer(attempt, asked.number, asked.item.key, attempt.summary.started_at)
        kept = attempts.get_attempt(attempt.summary.public_id, of=cast.rosa).answers[asked.number - 1].chosen
    assert kept == wrong(asked.item)


def test_the_way_to_all_questions_takes_a_safety_answer_along_and_shows_its_card(
    rosa: Browser, app: Flask, cast: Cast, at_the_safety_question: Attempt
) -> None:
    page = rosa.submit("See all questions, or hand in", chosen="1")
    assert page.h1 == "Please look at this first"
    page = rosa.click("All questions")
    assert "Kept" in [words_of(each) for each in page.all("div", class_="govuk-task-list__status")]


def test_nothing_chosen_on_the_repair_card_leaves_the_card_there(rosa: Browser) -> None:
    rosa.get(f"{PRACTICE}/safety-a")
    rosa.submit("I’m sure", chosen="1")
    page = rosa.submit("I’m sure", status=422)
    assert page.h1 == "One minute, because this one matters"
    assert page.errors == ["Choose one answer"]
    assert KEY_SENTENCE in page.text
    assert rosa.submit("I’m sure", chosen="0").h1 == "You found it"


def test_a_right_answer_shows_no_card(rosa: Browser, at_the_safety_question: Attempt) -> None:
    page = rosa.submit("Save and go on", chosen="0")
    assert "Please look at this first" not in page.text


# ---------------------------------------------------------------- sure, and another way


def test_who_was_sure_and_missed_a_safety_question_gets_a_minute_of_repair(
    rosa: Browser, module: Module, log: Read
) -> None:
    rosa.get(f"{PRACTICE}/safety-a")
    page = rosa.submit("I’m sure", chosen="1")
    assert page.h1 == "One minute, because this one matters"
    assert KEY_SENTENCE in words_of(page.one("p", class_="app-key"))
    assert HELP_CARD in page.text
    assert "A young bird lies on the ground again. What is best?" in page.text, "one question, in its other form"
    page = rosa.submit("I’m sure", chosen="0")
    assert page.h1 == "You found it"
    assert [(line.item_id, line.is_right, line.occasion) for line in log()] == [
        ("safety-a", False, Occasion.PRACTICE),
        ("safety-b", True, Occasion.REPAIR),
    ]


@pytest.mark.parametrize(
    ("item_id", "button", "chosen"),
    [("safety-a", "I think so", "1"), ("safety-a", "I’m sure", "0"), ("one-a", "I’m sure", "1")],
)
def test_otherwise_there_is_none(rosa: Browser, item_id: str, button: str, chosen: str) -> None:
    rosa.get(f"{PRACTICE}/{item_id}")
    assert rosa.submit(button, chosen=chosen).h1 in ("Not this time", "You found it")


def test_it_comes_back_in_review_until_it_was_found_on_two_days(
    rosa: Browser, module: Module, log: Read, after_days: Callable[[int], Browser]
) -> None:
    rosa.get(f"{PRACTICE}/safety-a")
    rosa.submit("I’m sure", chosen="1")
    rosa.submit("I’m sure", chosen="0")  # found on the card, which has just said it: that does not count
    assert "Nothing waits today." in rosa.get("/review").text
    rosa = after_days(1)
    assert "1 question has come back." in rosa.get("/").text
    rosa.click("Review, about two minutes")
    rosa.click("Start")
    assert item_on(rosa, module).question_id == "safety-a"
    rosa.submit("I think so", chosen="2")  # missed, and enough of it for today
    assert "has come back" not in rosa.get("/").text
    assert "That was today’s review." in rosa.get("/review").text
    assert rosa.get("/review/next").h1 == "Review", "not now is not now"
    for _ in range(2):  # found on two days
        rosa = after_days(1)
        assert "1 question has come back." in rosa.get("/").text
        rosa.get("/review")
        rosa.click("Start")
        rosa.submit("I’m sure", chosen="0")
    rosa = after_days(1)
    assert "has come back" not in rosa.get("/").text
    assert [line.is_right for line in log()] == [False, True, False, True, True]
