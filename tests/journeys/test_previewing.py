"""Ines looks at the course as learners see it, with the key to every question, and leaves no trace."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from course.content.model import Course
from course.items import BranchingCase, Item, Matching, Ordering
from course.people.model import Person
from tests.browser import Browser, words_of
from tests.cast import Cast
from tests.journeys.conftest import Contents, as_fields

SignIn = Callable[[Person], Browser]


@pytest.fixture
def app(kinds_app: Flask) -> Flask:
    """The course that asks every kind of question."""
    return kinds_app


@pytest.fixture
def quiz(every_kind: Course) -> str:
    return f"/preview/quizzes/{every_kind.modules[0].stem}"


def test_walking_through_lesson_and_quiz_leaves_no_trace(
    ines: Browser, every_kind: Course, quiz: str, contents: Callable[[], Contents]
) -> None:
    before = contents()
    ines.get("/groups")
    ines.click("Preview the course, with the key to every question")
    page = ines.click(f"1. {every_kind.modules[0].lesson.title}")
    assert page.h1 == every_kind.modules[0].lesson.title
    assert not [each for each in page.tree.iter() if each.get("data-place-url")], "no script remembers the place"
    assert not page.one("main").findall(".//form"), "and no button does"
    ines.click("Go on to the quiz")
    page = ines.click("Walk through it")
    seen = []
    while True:
        item = item_on(ines, every_kind)
        seen.append(item.id)
        answer_rightly(ines, item)
        assert ines.page.h1 == "You found it", item.id
        if "Next question" not in ines.page.links:
            break
        ines.click("Next question")
    assert len(seen) == every_kind.modules[0].bank.drawn
    assert contents() == before


def test_every_question_of_the_bank_can_be_opened_with_its_key(ines: Browser, every_kind: Course, quiz: str) -> None:
    module = every_kind.modules[0]
    listed = ines.get(f"{quiz}?seed=7")
    for item in module.bank.open_items:
        assert item.stem in listed.text
        ines.get(f"{quiz}/{item.id}?seed=7")
        page = ines.click("Show the key")
        assert page.h1 == "The key and its explanations"
        assert item.stem in page.text
        for words in keys_of(item):
            assert words in page.text, item.id
        for label in ("Your answer", "Left open", "Your choice"):
            assert label not in page.text, "nobody answered"


def test_an_answer_that_misses_is_explained_as_learners_read_it(ines: Browser, every_kind: Course, quiz: str) -> None:
    item = next(item for item in every_kind.modules[0].bank.open_items if item.kind == "single best answer")
    other = next(at for at, option in enumerate(item.options) if not option.right)  # type: ignore[attr-defined]
    ines.get(f"{quiz}/{item.id}?seed=7")
    page = ines.submit("Try this answer", chosen=str(other))
    assert page.h1 == "Not this time"
    assert item.options[other].why in page.text  # type: ignore[attr-defined]


def test_nothing_chosen_is_said_in_a_sentence(ines: Browser, every_kind: Course, quiz: str) -> None:
    item = next(item for item in every_kind.modules[0].bank.open_items if item.kind == "single best answer")
    ines.get(f"{quiz}/{item.id}?seed=7")
    assert ines.submit("Try this answer", status=422).errors == ["Choose one answer"]


def test_the_same_number_draws_the_same_attempt_and_another_one_another(ines: Browser, quiz: str) -> None:
    def drawn(address: str) -> list[str]:
        return [words_of(line) for line in ines.get(address).one("ol").iter("li")]

    assert drawn(f"{quiz}?seed=7") == drawn(f"{quiz}?seed=7")
    assert any(drawn(f"{quiz}?seed=7") != drawn(f"{quiz}?seed={seed}") for seed in range(8, 12))
    for strange in ("", "-1", "٣", "x", "9" * 40):
        assert ines.get(f"{quiz}?seed={strange}").h1.startswith("Preview: ")


def test_a_question_that_is_not_asked_is_not_there(ines: Browser, quiz: str) -> None:
    ines.get(f"{quiz}/no-such-question", status=404)
    ines.get("/preview/quizzes/no-such-module", status=404)


@pytest.mark.parametrize("who", ["rosa", "lena"])
def test_learners_do_not_see_the_key(signed_in: SignIn, cast: Cast, quiz: str, who: str) -> None:
    signed_in(cast[who]).get(quiz, status=403)


def test_a_strange_path_in_an_address_begins_the_story_anew(ines: Browser, every_kind: Course, quiz: str) -> None:
    story = next(item for item in every_kind.modules[0].bank.open_items if isinstance(item, BranchingCase))
    for path in ("99", "0-99", "-", "a-b", "0-" * 40, "٣"):
        assert ines.get(f"{quiz}/{story.id}", query_string={"path": path, "seed": "7"}).status == 200


def item_on(browser: Browser, course: Course) -> Item:
    item_id = urlsplit(browser.page.url).path.rsplit("/", 1)[1]
    item = course.modules[0].bank.find_item(item_id)
    assert item is not None
    return item


def answer_rightly(browser: Browser, item: Item) -> None:
    """As a learner would who knows: a story scene by scene."""
    if isinstance(item, BranchingCase):
        for choice in item.key:
            browser.submit("Try this answer", chosen=str(choice))
        return
    seed = parse_qs(urlsplit(browser.page.url).query)["seed"]
    assert seed
    browser.submit("Try this answer", **as_fields(item, item.key, browser.page))


def keys_of(item: Item) -> list[str]:
    """Words that the key has to show."""
    if isinstance(item, BranchingCase):
        return [words for scene in item.scenes for words in (scene.story, *(choice.why for choice in scene.choices))]
    if isinstance(item, Matching):
        return [f"{pair.prompt} Fits best: {pair.response} {pair.why}" for pair in item.pairs]
    if isinstance(item, Ordering):
        return [f"{at}. {step.text} {step.why}" for at, step in enumerate(item.steps, start=1)]
    options = getattr(item, "options", ())
    return [option.text for option in options if option.right] + [option.why for option in options]
