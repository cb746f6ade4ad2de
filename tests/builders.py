"""Things with sensible defaults, one keyword for each difference that a test is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from course.assignments.store import NewAssignment
from course.attempts import actions as attempts
from course.authenticator import rules as authenticator
from course.content.model import Bank, Module, Stem
from course.demo import a_guess
from course.history.model import Attempt, AttemptId, AttemptSummary, ItemOutcome, Reading
from course.items import BranchingCase, Item, MultipleResponse, Option, Points, SingleBestAnswer
from course.people.model import Device, Person, PersonId
from course.second_step import actions as second_step
from tests.cast import KEY, PASSWORD

MONDAY = datetime(2026, 11, 16, 20, 0, tzinfo=UTC)


def an_item(item_id: str = "an-item", **given: object) -> SingleBestAnswer:
    """A single best answer; the first option is the best one."""
    fields: dict[str, object] = {
        "kind": "single best answer",
        "objective": "first",
        "statements": (f"{item_id}.01",),
        "section": "first-section",
        "stem": f"What about {item_id}?",
        "options": (
            Option(text="The best one", right=True, why="It fits."),
            Option(text="Another one", why="It fits less."),
            Option(text="A third one", why="It fits least."),
        ),
    }
    return SingleBestAnswer.model_validate({**fields, "id": item_id, **given})


def a_multiple_response(item_id: str = "several", right: int = 2, other: int = 2, **given: object) -> MultipleResponse:
    """A multiple response; the first `right` options fit, the `other` ones do not."""
    fields: dict[str, object] = {
        "kind": "multiple response",
        "objective": "first",
        "statements": (f"{item_id}.01",),
        "section": "first-section",
        "stem": f"Which fit {item_id}?",
        "options": tuple(
            Option(text=f"Option {number}", right=number < right, why="So it is.") for number in range(right + other)
        ),
    }
    return MultipleResponse.model_validate({**fields, "id": item_id, **given})


def a_case(item_id: str = "a-story", **given: object) -> BranchingCase:
    """A story of two scenes; its first choices are the best ones, and the second one has a road back."""
    best, other = {"safe": "yes", "gentle": "yes", "why": "So."}, {"safe": "partly", "gentle": "no", "why": "Yet."}
    fields: dict[str, object] = {
        "kind": "branching case",
        "objective": "first",
        "statements": (f"{item_id}.01",),
        "section": "first-section",
        "stem": f"What would you do in {item_id}?",
        "scenes": (
            {
                "id": "begin",
                "story": "Somebody knocks.",
                "choices": [{"text": "Open.", "then": "end", **best}, {"text": "Shout.", "then": "again", **other}],
            },
            {
                "id": "again",
                "story": "They knock once more.",
                "choices": [{"text": "Open now.", "then": "end", **best}, {"text": "Wait.", "then": "end", **other}],
            },
            {"id": "end", "story": "They come in."},
        ),
    }
    return BranchingCase.model_validate({**fields, "id": item_id, **given})


def a_bank(items: Sequence[Item], drawn: int = 8, pass_mark: float = 0.8) -> Bank:
    return Bank(stem=Stem("a-module"), pass_mark=pass_mark, drawn=drawn, items=tuple(items))


def an_outcome(item_id: str, attempt_number: int = 1, points: float | None = 1.0) -> ItemOutcome:
    return ItemOutcome(item_id, attempt_number, None if points is None else Points(points), points is not None)


def asking(modules: Sequence[Module], due_on: date | None = None, **given: Any) -> NewAssignment:
    """What a trainer asks for; of everybody, in any order, unless the test says otherwise."""
    return NewAssignment(tuple(module.stem for module in modules), due_on=due_on, **given)


def a_summary(number: int = 1, points: float | None = 8.0, out_of: int = 8, **given: object) -> AttemptSummary:
    """An attempt that was handed in; `points=None` leaves it open."""
    started = MONDAY + timedelta(days=number)
    fields: dict[str, object] = {
        "id": AttemptId(number),
        "public_id": f"attempt-{number}",
        "person_id": PersonId(1),
        "module": Stem("a-module"),
        "number": number,
        "started_at": started,
        "handed_in_at": None if points is None else started + timedelta(minutes=10),
        "points": None if points is None else Points(points),
        "out_of": out_of,
    }
    return AttemptSummary(**{**fields, **given})  # type: ignore[arg-type]


def a_reading(section: str = "first-section", finished: bool = False) -> Reading:
    return Reading(Stem("a-module"), section, MONDAY, MONDAY + timedelta(minutes=9) if finished else None)


def take_quiz(module: Module, person: Person, now: datetime, right: int | None = None) -> Attempt:
    """A whole attempt, handed in, with the first `right` questions answered right (default: all) and the rest not."""
    begun = attempts.start(module, person, now)
    attempt = attempts.get_attempt(begun.public_id, of=person)
    for answer in attempt.answers:
        knows = right is None or answer.number <= right
        attempts.save_answer(attempt, answer.number, _choice(answer.item, knows), now)
    attempts.hand_in(attempt, module, person, now + timedelta(minutes=5))
    return attempts.get_attempt(begun.public_id, of=person)


def _choice(item: Item, knows: bool) -> Sequence[int]:
    """The key, or an answer that earns as little as can be (in a story that may be more than nothing)."""
    if knows:
        return item.key
    chance = Random(0)
    return min((a_guess(item, chance) for _ in range(100)), key=item.score_of)


@dataclass(frozen=True)
class App:
    """An app on a trainer's phone that shows codes, and the codes that were written down."""

    secret: bytes
    spare_codes: tuple[str, ...]

    def code(self, now: datetime, steps: int = 0) -> str:
        """What it shows now, or so many half minutes later."""
        return authenticator.code_of(self.secret, authenticator.step_of(now) + steps)


def switch_on(person: Person, now: datetime) -> App:
    """The second step at sign-in, with the code of the half minute before: the present one is still good."""
    second_step.begin(person, PASSWORD, Device(), KEY, now)
    secret = second_step.find_secret_to_set_up(person, [KEY])
    assert secret is not None
    code = authenticator.code_of(secret, authenticator.step_of(now) - 1)
    return App(secret, tuple(second_step.confirm(person, code, [KEY], now)))
