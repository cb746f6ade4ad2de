"""A thousand retakes of every real quiz by learners made up of chance: what the plan of an attempt promises them all.

A learner knows each statement with some chance, answers an item by the statements it tests, guesses otherwise, and
learns some of what the feedback says. Nothing here is recorded: the plan is a pure rule, and so is the score.
"""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

import pytest

from course.attempts.rules import SAME_STATEMENT_AT_MOST, Drawn, plan_attempt
from course.content.loader import load_course
from course.content.model import Bank, Course, Module
from course.demo import a_guess
from course.history.model import ItemOutcome
from course.items import BranchingCase, Item, Points
from course.paths import shipped

COURSE = load_course(shipped("lessons"), shipped("quizzes"))
LEARNERS, ATTEMPTS = 100, 11
"""A thousand retakes: each learner's first attempt is no retake."""


@dataclass
class MadeUpLearner:
    """Knows each statement with the chance `knows`, and a missed one afterwards with the chance `learns`."""

    knows: float
    learns: float
    chance: Random
    known: dict[str, bool] = field(default_factory=dict)

    def answer(self, item: Item) -> Points:
        for statement in item.statements:
            self.known.setdefault(statement, self.chance.random() < self.knows)
        is_known = all(self.known[statement] for statement in item.statements)
        points = item.score_of(item.key if is_known else a_guess(item, self.chance))
        for statement in item.statements:
            self.known[statement] = self.known[statement] or self.chance.random() < self.learns
        return points


@dataclass(frozen=True)
class Taken:
    """One attempt of one learner, and the one before it."""

    plan: tuple[Drawn, ...]
    before: tuple[Drawn, ...] | None
    missed_before: frozenset[str]
    share: float


@pytest.fixture(scope="module", params=COURSE.modules, ids=[module.stem for module in COURSE.modules])
def lived(request: pytest.FixtureRequest) -> tuple[Module, list[list[Taken]]]:
    module: Module = request.param
    return module, [_live(module.bank, seed) for seed in range(LEARNERS)]


def _live(bank: Bank, seed: int) -> list[Taken]:
    chance = Random(seed)
    learner = MadeUpLearner(chance.uniform(0.1, 0.9), chance.uniform(0.0, 0.6), chance)
    history: list[ItemOutcome] = []
    taken: list[Taken] = []
    missed: frozenset[str] = frozenset()
    for number in range(1, ATTEMPTS + 1):
        plan = plan_attempt(bank, history, chance.randrange(2**31))
        points = [learner.answer(drawn.item) for drawn in plan]
        history += [
            ItemOutcome(drawn.item.id, number, got, was_answered=True) for drawn, got in zip(plan, points, strict=True)
        ]
        taken.append(Taken(plan, taken[-1].plan if taken else None, missed, sum(points) / len(points)))
        missed = frozenset(drawn.item.id for drawn, got in zip(plan, points, strict=True) if got != 1.0)
    return taken


def _ids(plan: tuple[Drawn, ...]) -> set[str]:
    return {drawn.item.id for drawn in plan}


def test_no_two_attempts_in_a_row_share_more_than_three_of_eight(lived: tuple[Module, list[list[Taken]]]) -> None:
    module, learners = lived
    shared = [len(_ids(one.plan) & _ids(one.before)) for lives in learners for one in lives if one.before]
    assert len(shared) == LEARNERS * (ATTEMPTS - 1) == 1000
    assert max(shared) <= 3, f"{module.stem}: {Counter(shared)}"


def test_each_attempt_is_whole_asks_every_objective_and_shows_something(
    lived: tuple[Module, list[list[Taken]]],
) -> None:
    module, learners = lived
    asked = {item.objective for item in module.bank.open_items}
    for one in (one for lives in learners for one in lives):
        items = [drawn.item for drawn in one.plan]
        assert len({item.question_id for item in items}) == module.bank.drawn == 8, "one form of each question"
        assert {item.objective for item in items} == asked
        assert any(item.picture or item.kind in ("matching", "ordering", "hotspot") for item in items)
        questions = [item for item in items if not isinstance(item, BranchingCase)]
        assert max(Counter(each for item in questions for each in item.statements).values()) <= SAME_STATEMENT_AT_MOST
        assert sum(item.kind == "branching case" for item in items) <= 1


def test_every_safety_question_is_always_asked(lived: tuple[Module, list[list[Taken]]]) -> None:
    module, learners = lived
    must_pass = {item.question_id for item in module.bank.open_items if item.must_pass}
    for one in (one for lives in learners for one in lives):
        assert must_pass <= {drawn.item.question_id for drawn in one.plan}


def test_an_item_that_was_missed_comes_back_after_another_of_its_objective(
    lived: tuple[Module, list[list[Taken]]],
) -> None:
    """Sister first: the missed item itself is not asked again at once, unless its safety question has one form only."""
    _module, learners = lived
    for one in (one for lives in learners for one in lives if one.before):
        objectives = {drawn.item.objective for drawn in one.plan if drawn.item.id not in one.missed_before}
        for drawn in one.before or ():
            if drawn.item.id in one.missed_before and not drawn.item.must_pass:
                assert drawn.item.objective in objectives


def test_nobody_meets_the_same_half_of_a_bank_for_ever(lived: tuple[Module, list[list[Taken]]]) -> None:
    module, learners = lived
    met = [len(set().union(*(_ids(one.plan) for one in lives))) / len(module.bank.open_items) for lives in learners]
    assert min(met) > 2 / 3, f"{module.stem}: {min(met):.0%} of the bank in {ATTEMPTS} attempts"


SELDOM = 0.05
"""The share of attempts in which every open item stands at the least."""


def test_every_item_of_a_bank_is_met(lived: tuple[Module, list[list[Taken]]]) -> None:
    """A story, too: it touches so many statements that it once stood in 6 of 1,000 attempts."""
    module, learners = lived
    taken = [one for lives in learners for one in lives]
    met = Counter(drawn.item.id for one in taken for drawn in one.plan)
    seldom = {item.id: met[item.id] / len(taken) for item in module.bank.open_items}
    assert {item_id: share for item_id, share in seldom.items() if share < SELDOM} == {}


def test_who_learns_from_the_answers_gets_better() -> None:
    """The made-up learners are made up well enough to tell a plan that teaches from one that does not."""
    course: Course = COURSE
    lives = [_live(module.bank, seed) for module in course.modules for seed in range(30)]
    first, last = (sum(one[at].share for one in lives) / len(lives) for at in (0, -1))
    assert last > first + 0.15
