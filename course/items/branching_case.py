"""Branching case: a story in scenes, where each choice leads on, scored on safety and kindness.

The answer is the path: the position of the choice made in each scene, from the first scene on. A choice leads to a
scene further down in the file, so every path ends; a scene without choices is an ending. After a choice that was not
the best one, an author can let the road lead back: a later scene in which it can be said better.

2026-11-29: a choice that is not safe is worth nothing, however kind it is: in some stories, the worst way had earned
nearly half a point for its manners. Which rule holds is a part of the item as it is kept (`safe_first`), so an answer
to a story shown before that day scores as it did then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import ClassVar, Literal, NamedTuple, Self

from course.items.item import Asks, Item, Points, Text, WordId, Words, Written, is_full, permutation

Much = Literal["yes", "partly", "no"]
SCENES_AT_MOST = 12

WORTH: dict[Much, float] = {"yes": 1.0, "partly": 0.5, "no": 0.0}


class Choice(Written):
    """What one may do in a scene: whether it keeps people safe, whether it is kind, why, and the scene that follows."""

    text: Words
    safe: Much
    gentle: Much
    why: Words
    then: WordId

    @property
    def is_best(self) -> bool:
        return self.safe == self.gentle == "yes"


class Scene(Written):
    """A part of the story. Without choices it is an ending."""

    id: WordId
    story: Words
    choices: tuple[Choice, ...] = ()


class Way(NamedTuple):
    """A path to an ending and the sum of its choices' worth."""

    worth: float
    path: tuple[int, ...]


@dataclass(frozen=True)
class SceneLine:
    """A scene of the path that was taken: `given` is the choice made, `best` the better one where there was one."""

    at: int
    story: str
    given: Choice | None
    best: Choice | None
    road_back: tuple[int, ...]
    """The path up to this scene: whoever begins there can choose again."""


class BranchingCase(Item):
    """Scored by the mean worth of the choices on the path; a scene that is still open counts as one of 0."""

    template: ClassVar[str] = "branching-case"
    asks: ClassVar[Asks] = Asks.NEXT
    body: ClassVar[str] = "scenes"

    kind: Literal["branching case"]
    scenes: tuple[Scene, ...]
    safe_first: bool = False
    """Whether a choice that is not safe is worth nothing; the program's, set for every story read since 2026-11-29."""

    def as_asked(self, drawing: str | None) -> Self:
        return super().as_asked(drawing).model_copy(update={"safe_first": True})

    def worth_of(self, choice: Choice) -> float:
        """From 0 to 1: safety and kindness count alike, and what is not safe is worth nothing."""
        if self.safe_first and choice.safe == "no":
            return 0.0
        return (WORTH[choice.safe] + WORTH[choice.gentle]) / 2

    def find_scene(self, scene_id: str) -> Scene | None:
        return next((scene for scene in self.scenes if scene.id == scene_id), None)

    def walk(self, given: Sequence[int]) -> list[tuple[Scene, Choice | None]]:
        """The scenes of a path with the choice made in each; the last one has none yet, or is an ending."""
        scene: Scene | None = self.scenes[0]
        walked: list[tuple[Scene, Choice | None]] = []
        for at in given:
            if scene is None or not 0 <= at < len(scene.choices):
                break
            walked.append((scene, scene.choices[at]))
            scene = self.find_scene(scene.choices[at].then)
        return [*walked, (scene, None)] if scene else walked

    def valid_path(self, given: Sequence[int]) -> tuple[int, ...]:
        """As much of a path as can be walked."""
        return tuple(given[: sum(choice is not None for _, choice in self.walk(given))])

    @property
    def key(self) -> tuple[int, ...]:
        """The best path, found from the endings upward: of all that begin in a scene and have the same number of steps,
        only the best one can be part of it, so a long story takes no longer than its scenes.
        """
        best: dict[str, dict[int, Way]] = {}
        for scene in reversed(self.scenes):
            ways = {} if scene.choices else {0: Way(0.0, ())}
            for at, choice in enumerate(scene.choices):
                for steps, way in best.get(choice.then, {}).items():
                    found = Way(self.worth_of(choice) + way.worth, (at, *way.path))
                    if steps + 1 not in ways or found.worth > ways[steps + 1].worth:
                        ways[steps + 1] = found
            best[scene.id] = ways
        return max(sorted(way.path for way in best[self.scenes[0].id].values()), key=self.score_of, default=())

    def score_of(self, given: Sequence[int]) -> Points:
        walked = self.walk(given)
        worth = [self.worth_of(choice) for _, choice in walked if choice]
        open_ones = 0 if self.is_complete(given) else 1
        return Points(sum(worth) / (len(worth) + open_ones)) if worth else Points(0.0)

    def is_complete(self, given: Sequence[int]) -> bool:
        last, choice = self.walk(given)[-1]
        return choice is None and not last.choices

    def may_end_after(self, given: Sequence[int]) -> bool:
        """Whether the next choice of this path can be the last one."""
        ends = {scene.id for scene in self.scenes if not scene.choices}
        return any(choice.then in ends for choice in self.walk(given)[-1][0].choices)

    def shuffled(self, chance: Random) -> tuple[int, ...]:
        """The choices of each scene after those of the scene before it."""
        return tuple(at for scene in self.scenes for at in permutation(len(scene.choices), chance))

    def order_in(self, scene: Scene, order: Sequence[int]) -> tuple[int, ...]:
        """The part of an order that belongs to one scene."""
        before = sum(len(other.choices) for other in self.scenes[: self.scenes.index(scene)])
        return tuple(order[before : before + len(scene.choices)])

    def explain(self, given: Sequence[int], order: Sequence[int]) -> Sequence[SceneLine]:
        return [
            SceneLine(at, scene.story, choice, self._better_than(choice, scene), tuple(given[:at]))
            for at, (scene, choice) in enumerate(self.walk(given))
        ]

    def texts(self) -> Iterator[Text]:
        for number, scene in enumerate(self.scenes):
            yield Text("scene", scene.story, ("scenes", number, "story"))
            for position, choice in enumerate(scene.choices):
                yield Text("option", choice.text, ("scenes", number, "choices", position, "text"))
                yield Text("explanation", choice.why, ("scenes", number, "choices", position, "why"))

    def slips(self) -> Iterator[str]:
        ids = [scene.id for scene in self.scenes]
        if len(set(ids)) < len(ids):
            yield "has two scenes of the same id; give each its own"
            return
        if len(ids) > SCENES_AT_MOST:
            yield f"has {len(ids)} scenes; keep a story to {SCENES_AT_MOST}, so that it can be told on a phone"
            return
        if not self.scenes or not self.scenes[0].choices:
            yield "begins with an ending; write choices for its first scene"
            return
        found = list(self._road_slips(ids))
        yield from found
        if not found and not is_full(self.score_of(self.key)):
            yield "has no path that is safe and gentle all the way; write one"

    def _road_slips(self, ids: list[str]) -> Iterator[str]:
        reached = {ids[0]}
        for at, scene in enumerate(self.scenes):
            if scene.choices and not 2 <= len(scene.choices) <= 4:
                yield f'has {len(scene.choices)} choices in the scene "{scene.id}"; write two to four, or none to end'
            for choice in scene.choices:
                reached.add(choice.then)
                if choice.then not in ids[at + 1 :]:
                    yield f'leads from "{scene.id}" to "{choice.then}"; name a scene further down'
        for lost in (scene_id for scene_id in ids if scene_id not in reached):
            yield f'has a scene that no choice leads to; lead to "{lost}" or take it out'

    def _better_than(self, choice: Choice | None, scene: Scene) -> Choice | None:
        best = max(scene.choices, key=self.worth_of, default=None)
        return best if choice and best and self.worth_of(best) > self.worth_of(choice) else None
