"""Rosa takes a quiz: one question a page, every answer saved at once, handed in once, each answer explained."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from course.attempts import actions as attempts
from course.history.model import Answer, Attempt
from course.items import MultipleResponse
from course.people.model import Person
from tests.browser import Browser, Page, words_of
from tests.cast import PASSWORD, Cast
from tests.conftest import SetClock
from tests.journeys.conftest import explained_in

SignIn = Callable[[Person], Browser]
Contents = Callable[[], dict[str, list[tuple[object, ...]]]]
TwinOf = Callable[..., Browser]
Beacon = Callable[..., TestResponse]
Look = Callable[[], Attempt]

ROBINS = "/quizzes/robins-and-redstarts"
"""Eight of twelve questions, pass mark 80 %, and "cannot-stand" must be answered right."""

FEEDER = "/quizzes/at-the-feeder"
"""Always the same three: two single best answers and one multiple response; pass mark 60 %."""

ALREADY = "This quiz was already handed in. Your result is below; nothing was changed."


@pytest.fixture
def recorded(app: Flask, cast: Cast, contents: Contents) -> Look:
    """Rosa's only attempt as it stands in the database."""

    def look() -> Attempt:
        rows = contents()["attempt"]
        assert len(rows) == 1, f"{len(rows)} attempts"
        with app.app_context():
            return attempts.get_attempt(str(rows[0][1]), of=cast.rosa)

    return look


# ---------------------------------------------------------------- before the first question


def test_a_stranger_learns_why_an_account_is_needed_and_comes_back_to_the_quiz(stranger: Browser) -> None:
    page = stranger.get(FEEDER)
    assert "we need a made-up name and a password. No e-mail, no real name." in page.text
    stranger.click("I have an account: sign in")
    page = stranger.submit("Sign in", name="Rosa", password=PASSWORD)
    assert page.h1 == "Quiz: At the feeder"
    assert page.form("Start the quiz") is not None


def test_the_first_page_says_what_to_expect(rosa: Browser, contents: Contents) -> None:
    page = rosa.get(ROBINS)
    assert "8 questions, one on each page. There is no time limit." in page.text
    assert "Your answers are saved as you go on." in page.text
    assert "My attempts" not in page.text
    assert contents()["attempt"] == [], "looking at it is not beginning it"


@pytest.mark.parametrize(("address", "number"), [(ROBINS, 8), (FEEDER, 3), ("/quizzes/songs-at-dawn", 2)])
def test_a_quiz_draws_its_questions_and_asks_one_on_each_page(
    rosa: Browser, recorded: Look, address: str, number: int
) -> None:
    rosa.get(address)
    rosa.submit("Start the quiz")
    asked = []
    for place in range(1, number + 1):
        assert f"Question {place} of {number}" in rosa.page.text
        asked.append(rosa.page.h1)
        rosa.submit("Skip for now")
    assert rosa.page.h1 == "Your answers so far"
    assert asked == [answer.item.stem for answer in recorded().answers]
    assert len(set(asked)) == number


def test_a_question_on_a_picture_shows_it_and_what_a_mark_proves(rosa: Browser, recorded: Look) -> None:
    """The bank has one item with a picture, and every attempt has at least one."""
    rosa.get(ROBINS)
    rosa.submit("Start the quiz")
    answer = next(answer for answer in recorded().answers if answer.item.picture)
    page = rosa.get(question_of(recorded(), answer.number))
    assert len(list(page.one("figure").iter("{http://www.w3.org/2000/svg}svg"))) == 1
    assert "A mark alone proves nothing." in page.text


def test_an_unsettling_question_says_so_before_it_is_asked(rosa: Browser, recorded: Look) -> None:
    rosa.get(ROBINS)
    rosa.submit("Start the quiz")
    answer = next(answer for answer in recorded().answers if answer.item.must_pass)
    text = rosa.get(question_of(recorded(), answer.number)).text
    assert text.index("This question is about a hurt bird.") < text.index("A bird cannot stand. What is best?")


# ---------------------------------------------------------------- answering


def test_each_answer_is_saved_at_once_and_another_device_goes_on_where_rosa_left(
    rosa: Browser, signed_in: SignIn, cast: Cast, recorded: Look
) -> None:
    rosa.get(FEEDER)
    rosa.submit("Start the quiz")
    answer_here(rosa, recorded(), right=True)
    assert recorded().answers[0].chosen == tuple(sorted(recorded().answers[0].item.right_options))

    phone = signed_in(cast.rosa)
    phone.get(FEEDER)
    assert "Not handed in yet" in phone.page.text
    page = phone.submit("Go on with the quiz")
    assert "Question 2 of 3" in page.text
    page = phone.click("Previous question")
    assert ticked_on(page) == list(recorded().answers[0].chosen or ())


def test_a_question_can_be_skipped_and_answered_later(rosa: Browser, recorded: Look) -> None:
    rosa.get(FEEDER)
    rosa.submit("Start the quiz")
    rosa.submit("Skip for now")
    answer_here(rosa, recorded(), right=True)
    rosa.submit("Skip for now")
    assert (
        "2 questions are not finished yet. You can still hand in; what is open in them counts as 0 points."
        in rosa.page.text
    )
    assert states_on(rosa.page) == ["Open", "Answered", "Open"]

    rosa.click(f"1. {recorded().answers[0].item.stem}")
    answer_here(rosa, recorded(), right=True)
    assert "Question 2 of 3" in rosa.page.text
    rosa.submit("See all questions, or hand in")
    assert (
        "1 question is not finished yet. You can still hand in; what is open in it counts as 0 points."
        in rosa.page.text
    )
    assert states_on(rosa.page) == ["Answered", "Answered", "Open"]


def test_skipping_a_question_that_has_an_answer_keeps_it(rosa: Browser, recorded: Look) -> None:
    rosa.get(FEEDER)
    rosa.submit("Start the quiz")
    first = urlsplit(rosa.page.url).path
    answer_here(rosa, recorded(), right=True)
    before = recorded().answers[0].chosen
    rosa.get(first)
    rosa.submit("Skip for now")
    assert recorded().answers[0].chosen == before


def test_an_answer_can_be_changed_until_the_quiz_is_handed_in(rosa: Browser, recorded: Look) -> None:
    rosa.get(FEEDER)
    rosa.submit("Start the quiz")
    for right in (False, True):
        rosa.get(question_of(recorded(), 1))
        answer_here(rosa, recorded(), right=right)
    assert recorded().answers[0].chosen == tuple(sorted(recorded().answers[0].item.right_options))
    for number in (2, 3):
        rosa.get(question_of(recorded(), number))
        answer_here(rosa, recorded(), right=True)
    assert "Every question has an answer. You can still change any of them." in rosa.page.text
    assert "3 of 3 points" in rosa.submit("Hand in and see the answers").text


def test_going_on_without_an_answer_says_what_to_do(rosa: Browser, recorded: Look) -> None:
    rosa.get(FEEDER)
    rosa.submit("Start the quiz")
    sentences = set()
    for answer in recorded().answers:
        rosa.get(question_of(recorded(), answer.number))
        page = rosa.submit("Save and go on", status=422)
        assert page.h1 == answer.item.stem
        sentences |= set(page.errors)
    assert sentences == {
        "Choose one answer",
        "Choose at least one answer",
    }
    assert all(not answer.is_answered for answer in recorded().answers)


@pytest.mark.parametrize("chosen", ["99", "-1", "seeds", "", "1; DROP TABLE answer"])
def test_an_answer_that_was_never_offered_is_not_saved(rosa: Browser, recorded: Look, chosen: str) -> None:
    rosa.get(FEEDER)
    rosa.submit("Start the quiz")
    for number in (1, 2, 3):
        rosa.get(question_of(recorded(), number))
        rosa.post(question_of(recorded(), number), {"chosen": chosen}, status=422)
    assert all(not answer.is_answered for answer in recorded().answers)


def test_a_script_may_save_each_choice_as_it_is_made(rosa: Browser, recorded: Look, beacon: Beacon) -> None:
    rosa.get(FEEDER)
    rosa.submit("Start the quiz")
    several = next(one for one in recorded().answers if isinstance(one.item, MultipleResponse))
    address = question_of(recorded(), several.number)
    rosa.get(address)
    for chosen in (["0"], ["0", "1"], ["1"]):
        assert beacon(rosa, address, "autosave", chosen=chosen).status_code == 204
        assert ticked_on(rosa.get(address)) == [int(one) for one in chosen]
    assert beacon(rosa, address, "autosave").status_code == 204
    assert ticked_on(rosa.get(address)) == [], "the last tick taken back leaves the question open"
    assert beacon(rosa, address, "autosave", chosen=["0", "99"]).status_code == 422
    assert not recorded().answers[several.number - 1].is_answered


@pytest.mark.parametrize("number", [0, 4, 99, 10**30])
def test_there_is_no_question_beyond_the_last(rosa: Browser, recorded: Look, number: int) -> None:
    rosa.get(FEEDER)
    rosa.submit("Start the quiz")
    rosa.get(question_of(recorded(), number), 404)
    rosa.get(FEEDER)
    rosa.post(question_of(recorded(), number), {"chosen": "0"}, status=404)


def test_nobody_else_sees_or_changes_rosas_attempt(
    rosa: Browser, signed_in: SignIn, cast: Cast, recorded: Look
) -> None:
    rosa.get(FEEDER)
    rosa.submit("Start the quiz")
    before = recorded()
    tomas = signed_in(cast.tomas)
    for address in (address_of(before), question_of(before, 1)):
        tomas.get(address, 404)
        tomas.get("/")
        tomas.post(address, {"chosen": "0"}, status=404)
    assert recorded() == before


# ---------------------------------------------------------------- the result


def test_the_result_tells_for_every_question_what_was_chosen_why_and_where_to_read_it_again(
    rosa: Browser, recorded: Look
) -> None:
    rosa.get(ROBINS)
    rosa.submit("Start the quiz")
    for number in range(1, 9):
        answer_here(rosa, recorded(), right=number % 2 == 0)
    page = rosa.submit("Hand in and see the answers")
    assert page.h1 == "Your result: attempt 1"
    assert words_of(page.one("span", class_="app-score__number")) == "50%"
    assert "4 of 8 points" in page.text
    assert "The pass mark is 80%. You have not reached it this time, and that is all right" in page.text

    sections = page.all("section", class_="app-answer")
    assert len(sections) == 8
    for section, answer in zip(sections, recorded().answers, strict=True):
        chosen = set(answer.chosen or ())
        assert words_of(next(section.iter("h3"))) == f"{answer.number}. {answer.item.stem}"
        assert explained_in(section) == [
            (answer.item.options[position].text, answer.item.options[position].why, position in chosen)
            for position in answer.order
        ]
        assert ("You found it" if answer.number % 2 == 0 else "Not this time") in words_of(section)
        link = next(link.get("href", "") for link in section.iter("a") if words_of(link).startswith("Read again: "))
        lesson = Browser(rosa.app).get(urlsplit(link).path)
        taught_in = lesson.one("section", id=urlsplit(link).fragment)
        assert taught_in.get("id") == answer.item.section


def test_a_result_never_shouts(rosa: Browser, recorded: Look) -> None:
    rosa.get(ROBINS)
    rosa.submit("Start the quiz")
    for _ in range(8):
        answer_here(rosa, recorded(), right=False)
    text = rosa.submit("Hand in and see the answers").text.casefold()
    for unkind in ("wrong", "fail", "incorrect", "mistake", "✗", "✘", "!"):
        assert unkind not in text, unkind


def test_a_blank_paper_counts_nothing_and_says_so_kindly(rosa: Browser, recorded: Look) -> None:
    rosa.get(ROBINS)
    rosa.submit("Start the quiz")
    rosa.submit("See all questions, or hand in")
    assert (
        "8 questions are not finished yet. You can still hand in; what is open in them counts as 0 points."
        in rosa.page.text
    )
    page = rosa.submit("Hand in and see the answers")
    assert words_of(page.one("span", class_="app-score__number")) == "0%"
    assert "0 of 8 points" in page.text
    assert "that is all right" in page.text
    assert page.text.count("You left this one open") == 8
    assert page.text.count("Your answer") == page.text.count("Your answers, explained"), "none is marked as chosen"
    assert [answer.points for answer in recorded().answers] == [0.0] * 8


@pytest.mark.parametrize(
    ("number", "knows", "help_first"), [(1, True, False), (2, False, True), (3, None, True)], ids=["y", "n", "blank"]
)
def test_a_missed_safety_question_brings_its_help_before_the_score(
    rosa: Browser, recorded: Look, number: int, knows: bool | None, help_first: bool
) -> None:
    rosa.get(ROBINS)
    rosa.submit("Start the quiz")
    for answer in recorded().answers:
        if answer.item.must_pass and knows is None:
            rosa.submit("Skip for now")
        else:
            answer_here(rosa, recorded(), right=not answer.item.must_pass or bool(knows))
    page = rosa.submit("Hand in and see the answers")
    assert bool(page.all("section", id="unwell")) is help_first, f"row {number}"
    if help_first:
        assert "Give it time if:" in words_of(page.one("section", id="unwell"))
        told = "Please look at this first." if knows is False else "because a question on it was left open."
        assert page.text.index(told) < page.text.index("Give it time if:")
        assert page.text.index("Give it time if:") < page.text.index("7 of 8 points")
        assert "You reached the pass mark of 80%. One safety question still waits for its answer, below." in page.text
    else:
        assert "8 of 8 points" in page.text
        assert "You reached the pass mark of 80%. Well done." in page.text
    assert not page.all("section", id="window"), "and no help that was not asked about"


@pytest.mark.parametrize(
    ("number", "texts", "verdict", "points"),
    [
        (1, ["Sunflower seeds", "Plain nuts"], "You found it", "3 of 3 points"),
        (2, ["Sunflower seeds"], "You found part of it (50% of the point)", "2.5 of 3 points"),
        (3, ["Sunflower seeds", "Plain nuts", "Sweets"], "You found part of it (50% of the point)", "2.5 of 3 points"),
        (4, ["Plain nuts", "Sweets"], "Not this time", "2 of 3 points"),
        (5, ["Sunflower seeds", "Plain nuts", "Salted nuts", "Sweets"], "Not this time", "2 of 3 points"),
    ],
)
def test_part_of_the_answer_is_part_of_the_point(
    rosa: Browser, recorded: Look, number: int, texts: list[str], verdict: str, points: str
) -> None:
    rosa.get(FEEDER)
    rosa.submit("Start the quiz")
    for answer in recorded().answers:
        if isinstance(answer.item, MultipleResponse):
            chosen = [str(place) for place, option in enumerate(answer.item.options) if option.text in texts]
            rosa.submit("Save and go on", chosen=chosen)
        else:
            answer_here(rosa, recorded(), right=True)
    page = rosa.submit("Hand in and see the answers")
    assert points in page.text, f"row {number}"
    several = next(each for each in page.all("section", class_="app-answer") if "good for birds" in words_of(each))
    assert verdict in words_of(several)
    assert {text for text, _why, chosen in explained_in(several) if chosen} == set(texts)


def test_the_options_stand_in_the_same_order_on_every_look(
    rosa: Browser, signed_in: SignIn, cast: Cast, recorded: Look
) -> None:
    rosa.get(ROBINS)
    rosa.submit("Start the quiz")
    device = signed_in(cast.rosa)
    seen = []
    for number in range(1, 9):
        seen.append(options_on(rosa.get(question_of(recorded(), number))))
        assert options_on(device.get(question_of(recorded(), number))) == seen[-1]
    rosa.get(address_of(recorded()))
    page = rosa.submit("Hand in and see the answers")
    shown = [[text for text, _why, _chosen in explained_in(each)] for each in page.all("section", class_="app-answer")]
    assert shown == seen
    assert seen == [[answer.item.options[place].text for place in answer.order] for answer in recorded().answers]
    assert any(list(answer.order) != sorted(answer.order) for answer in recorded().answers), "and they are shuffled"


# ---------------------------------------------------------------- twice is once


def test_handing_in_twice_gives_one_result(rosa: Browser, twin_of: TwinOf, recorded: Look, at: SetClock) -> None:
    rosa.get(FEEDER)
    rosa.submit("Start the quiz")
    for _ in range(3):
        answer_here(rosa, recorded(), right=True)
    second_tap = twin_of(rosa)
    first = rosa.submit("Hand in and see the answers")
    handed_in = recorded()
    at.forward(minutes=3)
    second = second_tap.submit("Hand in and see the answers")
    assert second.url == first.url
    assert ALREADY in second.text
    assert "3 of 3 points" in second.text
    assert recorded() == handed_in


def test_an_answer_after_handing_in_changes_nothing_and_leads_to_the_result(
    rosa: Browser, twin_of: TwinOf, recorded: Look
) -> None:
    rosa.get(FEEDER)
    rosa.submit("Start the quiz")
    other_tab = twin_of(rosa)
    rosa.get(address_of(recorded()))
    rosa.submit("Hand in and see the answers")
    handed_in = recorded()
    question = other_tab.page
    for press in (
        lambda: answer_here(other_tab, handed_in, right=True),
        lambda: other_tab.submit("Save and go on"),  # with nothing chosen
        lambda: other_tab.submit("Skip for now"),
    ):
        other_tab.page = question
        page = press()
        assert page.h1 == "Your result: attempt 1"
        assert ALREADY in page.text
    assert other_tab.get(urlsplit(question.url).path).h1 == "Your result: attempt 1"
    assert recorded() == handed_in


def test_a_script_learns_that_a_choice_came_after_handing_in(
    rosa: Browser, twin_of: TwinOf, recorded: Look, beacon: Beacon
) -> None:
    rosa.get(FEEDER)
    rosa.submit("Start the quiz")
    other_tab = twin_of(rosa)
    rosa.get(address_of(recorded()))
    rosa.submit("Hand in and see the answers")
    handed_in = recorded()
    response = beacon(other_tab, question_of(handed_in, 1), "autosave", chosen="0")
    assert response.status_code == 302, "which its fetch does not take for saved"
    assert recorded() == handed_in


def test_an_answer_from_another_tab_counts_when_this_tab_hands_in(
    rosa: Browser, twin_of: TwinOf, recorded: Look
) -> None:
    rosa.get(FEEDER)
    rosa.submit("Start the quiz")
    other_tab = twin_of(rosa)
    rosa.submit("See all questions, or hand in")
    for _ in range(3):
        answer_here(other_tab, recorded(), right=True)
    assert "3 of 3 points" in rosa.submit("Hand in and see the answers").text


def test_starting_twice_begins_one_attempt(rosa: Browser, twin_of: TwinOf, recorded: Look) -> None:
    rosa.get(ROBINS)
    other_tab = twin_of(rosa)
    first = rosa.submit("Start the quiz")
    asked = recorded().answers
    second = other_tab.submit("Start the quiz")
    assert second.url == first.url
    assert second.h1 == first.h1
    assert recorded().answers == asked


def test_eight_that_start_at_once_begin_one_attempt(rosa: Browser, twin_of: TwinOf, recorded: Look) -> None:
    rosa.get(ROBINS)
    answers = at_once(rosa, twin_of, ROBINS)
    assert {answer.status_code for answer in answers} == {302}
    assert {answer.headers["Location"] for answer in answers} == {question_of(recorded(), 1)}
    assert len(recorded().answers) == 8


def test_eight_that_hand_in_at_once_get_one_result(
    rosa: Browser, twin_of: TwinOf, recorded: Look, contents: Contents
) -> None:
    rosa.get(FEEDER)
    rosa.submit("Start the quiz")
    for _ in range(3):
        answer_here(rosa, recorded(), right=True)
    address = address_of(recorded())
    answers = at_once(rosa, twin_of, address)
    assert {answer.status_code for answer in answers} == {302}
    assert {answer.headers["Location"] for answer in answers} == {address}
    assert recorded().summary.points == 3.0
    assert [answer.points for answer in recorded().answers] == [1.0] * 3
    assert "3 of 3 points" in rosa.get(address).text


def at_once(browser: Browser, twin_of: TwinOf, address: str) -> list[TestResponse]:
    """Eight taps on the button of the same page, each from its own thread."""
    tabs = [twin_of(browser) for _ in range(8)]
    token = browser.page.all("input", name="csrf_token")[0].get("value")
    with ThreadPoolExecutor(8) as threads:
        return list(threads.map(lambda tab: tab.client.post(address, data={"csrf_token": token}), tabs))


# ---------------------------------------------------------------- doing and reading


def address_of(attempt: Attempt) -> str:
    return f"/attempts/{attempt.summary.public_id}"


def question_of(attempt: Attempt, number: int) -> str:
    return f"{address_of(attempt)}/{number}"


def answer_here(browser: Browser, attempt: Attempt, right: bool) -> Page:
    """Answer the question on the page, and go on."""
    number = int(urlsplit(browser.page.url).path.rpartition("/")[2])
    page = browser.submit("Save and go on", chosen=choice(attempt.answers[number - 1], right))
    return browser.click("Go on with the quiz") if page.h1 == "Please look at this first" else page


def choice(answer: Answer, right: bool) -> list[str]:
    item = answer.item
    if right:
        return [str(position) for position in sorted(item.right_options)]
    return [str(next(place for place in range(len(item.options)) if place not in item.right_options))]


def options_on(page: Page) -> list[str]:
    """The options of a question in the order of the page."""
    return [words_of(label) for label in page.one("fieldset").iter("label")]


def ticked_on(page: Page) -> list[int]:
    """The positions that are chosen on a question's page."""
    fields = [field for field in page.one("fieldset").iter("input") if field.get("checked") is not None]
    return sorted(int(field.get("value", "")) for field in fields)


def states_on(page: Page) -> list[str]:
    return [words_of(state) for state in page.all("div", class_="govuk-task-list__status")]
