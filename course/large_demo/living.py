"""What the learners of the large demo did: lessons read, quizzes taken, questions practised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from course.content.model import Course, Module
from course.history.model import LESSON_END
from course.history.tables import AnswerRow, AttemptRow, PracticeAnswerRow, SectionReachedRow
from course.large_demo.rows import Row, opaque, write, write_and_number
from course.large_demo.stories import Given, Story

MODULES_DONE = (0, 1, 1, 1, 2, 2, 3)
"""How many modules a learner has behind them; each as likely as the other."""


@dataclass(frozen=True)
class Learner:
    """`person` is a row number; `chance` is that of the group."""

    person: int
    joined_at: datetime
    chance: Random


class Life:
    """Writes the lives of many learners at once. Nobody has done anything after `now`."""

    def __init__(self, course: Course, stories: Sequence[Sequence[Story]], now: datetime) -> None:
        self._course, self._stories, self._now = course, stories, now

    def write(self, learners: Sequence[Learner]) -> None:
        reached: list[Row] = []
        practised: list[Row] = []
        attempts: list[Row] = []
        answers: list[tuple[datetime, tuple[Given, ...]]] = []
        for one in learners:
            moment = one.joined_at
            done = min(one.chance.choice(MODULES_DONE), len(self._course.modules))
            for stories in self._stories[:done]:
                moment += timedelta(hours=one.chance.uniform(1, 72))
                story = one.chance.choice(stories)
                reached += _reading(one, story.module, len(story.module.lesson.sections), moment, self._now)
                moment = self._attempt(one, story, moment, attempts, answers)
                practised += _practice(one, story, moment, self._now)
            if done < len(self._course.modules) and one.chance.random() < 0.5:
                begun = self._course.modules[done]
                sections = one.chance.randint(1, len(begun.lesson.sections))
                reached += _reading(one, begun, sections, moment, self._now, to_the_end=False)
        write(SectionReachedRow, reached)
        write(PracticeAnswerRow, practised)
        ids = write_and_number(AttemptRow, attempts)
        rows = [
            _answer(attempt, number, given, min(at + timedelta(minutes=number), self._now))
            for attempt, (at, whole) in zip(ids, answers, strict=True)
            for number, given in enumerate(whole, start=1)
        ]
        write(AnswerRow, rows)

    def _attempt(
        self,
        one: Learner,
        story: Story,
        moment: datetime,
        attempts: list[Row],
        answers: list[tuple[datetime, tuple[Given, ...]]],
    ) -> datetime:
        """Collect the attempts of a story; gives the moment after the last."""
        for number, (whole, points) in enumerate(zip(story.attempts, story.points, strict=True), start=1):
            moment += timedelta(hours=one.chance.uniform(1, 72))
            attempts.append(
                {
                    "public_id": opaque(one.chance),
                    "person_id": one.person,
                    "module": story.module.stem,
                    "number": number,
                    "seed": one.chance.getrandbits(31),
                    "out_of": len(whole),
                    "started_at": min(moment, self._now),
                    "handed_in_at": min(moment + timedelta(minutes=10), self._now),
                    "points": points,
                }
            )
            answers.append((moment, whole))
        return moment


def _reading(
    one: Learner, module: Module, sections: int, moment: datetime, now: datetime, to_the_end: bool = True
) -> list[Row]:
    names = [section.id for section in module.lesson.sections[:sections]] + ([LESSON_END] if to_the_end else [])
    return [
        {
            "person_id": one.person,
            "module": module.stem,
            "section": name,
            "at": min(moment + timedelta(minutes=minute), now),
        }
        for minute, name in enumerate(names)
    ]


def _practice(one: Learner, story: Story, moment: datetime, now: datetime) -> list[Row]:
    return [
        {
            "public_id": opaque(one.chance),
            "person_id": one.person,
            "module": story.module.stem,
            "item_id": each.given.item_id,
            "version": each.given.version,
            "option_order": each.given.order,
            "chosen": each.given.chosen,
            "certainty": each.certainty.value,
            "occasion": each.occasion.value,
            "points": float(each.given.points),
            "at": min(moment + timedelta(days=one.chance.randint(1, 20)), now),
        }
        for each in story.practice
    ]


def _answer(attempt: int, number: int, given: Given, at: datetime) -> Row:
    return {
        "attempt_id": attempt,
        "number": number,
        "item_id": given.item_id,
        "version": given.version,
        "option_order": given.order,
        "chosen": given.chosen,
        "answered_at": None if given.chosen is None else at,
        "points": float(given.points),
    }
