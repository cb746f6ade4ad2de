"""The real quizzes: every item can be answered, scored, shuffled, kept and explained, and no guess beats its key.

Each promise goes through all items and lists by id those that break it.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from course.content import read_course
from course.content.model import Course, Module
from course.items import (
    KINDS,
    NOWHERE,
    BranchingCase,
    ChoosingItem,
    Item,
    Matching,
    Ordering,
    item_from_json,
    item_json,
    version_of,
)

ROOT = Path(__file__).parents[2]
GUESSES = 200
SEEDS = 20
LONGEST_WHY = 45
FEWEST_OPEN_ITEMS = 250
LONGEST_PATH = 12
"""More choices than any story asks for."""


@pytest.fixture(scope="module")
def course() -> Course:
    course, slips = read_course(ROOT / "lessons", ROOT / "quizzes")
    assert course is not None, [str(slip) for slip in slips]
    return course


@pytest.fixture(scope="module")
def items(course: Course) -> list[Item]:
    found = [item for module in course.modules for item in module.bank.items]
    assert found
    return found


def breaking(items: Sequence[Item], promise: Callable[[Item], bool]) -> list[str]:
    """The ids of the items that do not keep a promise."""
    return [item.id for item in items if not promise(item)]


def guesses(item: Item, number: int = GUESSES) -> Iterator[tuple[int, ...]]:
    """Answers of somebody who knows nothing, some of them with things that there are not; the same on every run."""
    chance = Random(item.id)
    for _ in range(number):
        if isinstance(item, Matching | Ordering):
            there = len(item.responses if isinstance(item, Matching) else item.steps)
            yield tuple(chance.randint(NOWHERE, there - 1) for _ in item.rows)
        elif isinstance(item, BranchingCase):
            yield tuple(chance.randint(0, 4) for _ in range(chance.randint(0, LONGEST_PATH)))
        else:
            assert isinstance(item, ChoosingItem)
            there = len(item.options)
            yield tuple(chance.sample(range(-1, there + 1), chance.randint(0, there)))


def blanks(item: Item) -> list[tuple[int, ...]]:
    return [(), (NOWHERE,) * len(item.rows)] if isinstance(item, Matching | Ordering) else [()]


def offered(item: Item) -> list[int]:
    """The positions that an order of the item holds; in a story those of each scene, one after the other."""
    if isinstance(item, BranchingCase):
        return sorted(at for scene in item.scenes for at in range(len(scene.choices)))
    if isinstance(item, Matching):
        return list(range(len(item.responses)))
    if isinstance(item, Ordering):
        return list(range(len(item.steps)))
    assert isinstance(item, ChoosingItem)
    return list(range(len(item.options)))


# ---------------------------------------------------------------- scores


def test_a_blank_answer_scores_nothing(items: list[Item]) -> None:
    assert breaking(items, lambda item: all(item.score_of(blank) == 0 for blank in blanks(item))) == []


def test_the_key_scores_everything_and_is_complete(items: list[Item]) -> None:
    assert breaking(items, lambda item: item.score_of(item.key) == 1 and item.is_complete(item.key)) == []


def test_ticking_everything_scores_nothing_where_something_does_not_fit(items: list[Item]) -> None:
    with_wrong = [
        item for item in items if isinstance(item, ChoosingItem) and len(item.right_options) < len(item.options)
    ]
    assert with_wrong
    assert breaking(with_wrong, lambda item: item.score_of(offered(item)) == 0) == []


def test_one_response_everywhere_scores_nothing(items: list[Item]) -> None:
    rows = [item for item in items if isinstance(item, Matching | Ordering)]
    assert rows
    same = {item.id: [(at,) * len(item.rows) for at in offered(item)] for item in rows}
    assert breaking(rows, lambda item: all(item.score_of(answer) == 0 for answer in same[item.id])) == []


def test_no_guess_scores_less_than_nothing_or_more_than_the_key(items: list[Item]) -> None:
    told = [
        f"{item.id}: {guess} scores {item.score_of(guess)}"
        for item in items
        for guess in guesses(item)
        if not 0 <= item.score_of(guess) <= item.score_of(item.key)
    ]
    assert told == []


def test_an_answer_that_is_explained_as_right_throughout_scores_everything(items: list[Item]) -> None:
    told = []
    for item in items:
        for guess in [item.key, *guesses(item)]:
            lines = item.explain(guess, item.shuffled(Random(0)))
            if isinstance(item, BranchingCase):
                all_right = item.is_complete(guess) and all(line.best is None for line in lines)
            elif isinstance(item, ChoosingItem):
                all_right = all(line.chosen == line.right for line in lines) and set(guess) <= set(offered(item))
            else:
                all_right = all(line.right for line in lines[: len(guess)]) and len(guess) == len(item.key)
            if all_right and item.score_of(guess) != 1:
                told.append(f"{item.id}: {guess} scores {item.score_of(guess)}")
    assert told == []


# ---------------------------------------------------------------- shuffling


def test_every_order_holds_everything_that_can_be_chosen_once(items: list[Item]) -> None:
    def is_whole(item: Item) -> bool:
        return all(sorted(item.shuffled(Random(seed))) == offered(item) for seed in range(SEEDS))

    assert breaking(items, is_whole) == []


def test_every_scene_has_its_own_choices_in_every_order(items: list[Item]) -> None:
    def is_whole(case: Item) -> bool:
        assert isinstance(case, BranchingCase)
        orders = [case.shuffled(Random(seed)) for seed in range(SEEDS)]
        return all(
            sorted(case.order_in(scene, order)) == list(range(len(scene.choices)))
            for order in orders
            for scene in case.scenes
        )

    assert breaking([item for item in items if isinstance(item, BranchingCase)], is_whole) == []


def test_no_ordering_is_ever_shown_in_its_right_order(items: list[Item]) -> None:
    orderings = [item for item in items if isinstance(item, Ordering)]
    assert breaking(orderings, lambda item: all(item.shuffled(Random(s)) != item.key for s in range(SEEDS))) == []


def test_an_explanation_says_the_same_in_every_order_and_the_score_stays(items: list[Item]) -> None:
    told = []
    for item in items:
        answers = [item.key, *guesses(item, 10)]
        scores = [item.score_of(answer) for answer in answers]
        plain = [sorted(map(repr, item.explain(answer, tuple(offered(item))))) for answer in answers]
        for seed in range(SEEDS):
            order = item.shuffled(Random(seed))
            shuffled = [sorted(map(repr, item.explain(answer, order))) for answer in answers]
            if shuffled != plain or [item.score_of(answer) for answer in answers] != scores:
                told.append(f"{item.id}, seed {seed}")
    assert told == []


# ---------------------------------------------------------------- keeping


def test_a_kept_item_scores_every_answer_as_before(items: list[Item]) -> None:
    told = []
    for item in items:
        again = item_from_json(item_json(item))
        answers = [item.key, *blanks(item), *guesses(item)]
        if version_of(again) != version_of(item) or again.key != item.key:
            told.append(f"{item.id} is another item when it is read again")
        if [again.score_of(answer) for answer in answers] != [item.score_of(answer) for answer in answers]:
            told.append(f"{item.id} scores otherwise when it is read again")
    assert told == []


def test_no_two_items_are_the_same_version(items: list[Item]) -> None:
    assert len({version_of(item) for item in items}) == len(items)


# ---------------------------------------------------------------- what is written


def test_every_explanation_is_short_enough(items: list[Item]) -> None:
    told = [
        f"{item.id}: {len(text.words.split())} words in {'.'.join(map(str, text.place))}"
        for item in items
        for text in item.texts()
        if text.kind == "explanation" and len(text.words.split()) > LONGEST_WHY
    ]
    assert told == []


def test_single_best_answers_have_three_options(items: list[Item]) -> None:
    singles = [item for item in items if item.kind == "single best answer"]
    assert breaking(singles, lambda item: len(offered(item)) == 3 and len(item.key) == 1) == []


def test_there_are_enough_open_items(items: list[Item]) -> None:
    assert sum(item.is_open for item in items) >= FEWEST_OPEN_ITEMS


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_asked(items: list[Item], kind: str) -> None:
    assert [item.id for item in items if item.kind == kind and item.is_open]


def test_forms_of_a_question_ask_the_same(course: Course) -> None:
    told, forms = [], 0
    for module in course.modules:
        for item in module.bank.items:
            if item.form_of is None:
                continue
            forms += 1
            first = module.bank.find_item(item.form_of)
            if first is None or first.form_of:
                told.append(f'{item.id}: "{item.form_of}" is no first form in its bank')
            elif first.objective != item.objective or not set(first.statements) & set(item.statements):
                told.append(f"{item.id} and {first.id} share no objective or no statement")
    assert told == []
    assert forms


def must_pass_items(course: Course) -> Iterator[tuple[Module, Item]]:
    for module in course.modules:
        for item in module.bank.open_items:
            if item.must_pass:
                yield module, item


def test_every_must_pass_item_leads_to_a_section_of_the_help_page(course: Course) -> None:
    asked = list(must_pass_items(course))
    assert asked
    ids = {section.id for section in course.help_page.sections}
    assert [item.id for _, item in asked if item.help_section not in ids] == []


def test_every_must_pass_item_is_taught_where_one_sentence_says_what_to_remember(course: Course) -> None:
    told = []
    for module, item in must_pass_items(course):
        section = module.lesson.find_section(item.section)
        if section is None or not section.key_sentence:
            told.append(f"{module.stem}#{item.section} has no key sentence for {item.id}")
    assert told == []
