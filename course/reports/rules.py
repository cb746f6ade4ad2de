"""Who may need their trainer, and why; how the learners of a group are sorted and chosen. An unanswered question says
nothing about anybody: attempts with one left open are never counted as attempts below the pass mark.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from course.assignments.model import Asked, Due
from course.content.model import Stem
from course.groups.model import Membership
from course.progress.model import ModuleProgress, State

ATTEMPTS_BELOW = 3
"""So many whole attempts below the pass mark are a reason to talk."""
DAYS_UNFINISHED = 14


class Why(StrEnum):
    """Why a learner may need their trainer."""

    SURE_AND_WRONG = "sure and wrong"
    BELOW_THE_MARK = "below the mark"
    UNFINISHED = "unfinished"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Need:
    """One reason, and the fact behind it: what counts (attempts below, days), and since when."""

    why: Why
    module: Stem
    number: int = 0
    since: date | None = None
    question: str | None = None
    """The id of the question that somebody was sure of and missed."""


@dataclass(frozen=True)
class SafetyMiss:
    """A safety question that somebody was sure of and missed, on a day; not found on two separate days since."""

    module: Stem
    question: str
    on: date


@dataclass(frozen=True)
class LearnerOverview:
    """One learner of a group with everything that follows from what they did."""

    member: Membership
    progress: tuple[ModuleProgress, ...]
    dues: Mapping[Stem, Due]
    needs: tuple[Need, ...]

    @property
    def name_key(self) -> str:
        """By which learners stand in the order of their names."""
        return self.member.person.name.casefold()

    @property
    def passed(self) -> int:
        return sum(one.is_passed for one in self.progress)

    @property
    def overdue(self) -> int:
        return sum(due.asked is Asked.OVERDUE for due in self.dues.values())

    @property
    def last_active_at(self) -> datetime | None:
        return max((one.last_active_at for one in self.progress if one.last_active_at), default=None)


def needs_of(
    progress: Sequence[ModuleProgress],
    below_the_mark: Mapping[Stem, int],
    missed: Iterable[SafetyMiss],
    dues: Iterable[Due],
    today: date,
    day_of: Callable[[datetime], date],
) -> tuple[Need, ...]:
    """The reasons to look at one learner, weightiest first. `below_the_mark`: whole attempts below it, by module."""
    needs = [Need(Why.SURE_AND_WRONG, miss.module, since=miss.on, question=miss.question) for miss in missed]
    open_ones = [one for one in progress if not one.is_passed]
    for one in open_ones:
        if below_the_mark.get(one.module.stem, 0) >= ATTEMPTS_BELOW:
            needs.append(Need(Why.BELOW_THE_MARK, one.module.stem, below_the_mark[one.module.stem]))
    for one in open_ones:
        began_on = day_of(one.began_at) if one.began_at else None
        if began_on and today - began_on >= timedelta(days=DAYS_UNFINISHED):
            needs.append(Need(Why.UNFINISHED, one.module.stem, (today - began_on).days, began_on))
    needs += [
        Need(Why.OVERDUE, due.module, (today - due.due_on).days, due.due_on)
        for due in dues
        if due.asked is Asked.OVERDUE and due.due_on
    ]
    return tuple(needs)


class Sort(StrEnum):
    NAME = "name"
    PASSED = "passed"
    OVERDUE = "overdue"
    ACTIVE = "active"


class Show(StrEnum):
    EVERYBODY = "all"
    NEEDS_HELP = "needs-help"
    OVERDUE = "overdue"
    NOT_STARTED = "not-started"
    ALL_PASSED = "passed"


def chosen(learners: Iterable[LearnerOverview], show: Show, search: str) -> list[LearnerOverview]:
    """Those whom a trainer asked for; `search` is a part of a name, in any case."""
    part = search.casefold().strip()
    return [one for one in learners if _fits(one, show) and part in one.name_key]


def in_sequence(learners: Iterable[LearnerOverview], sort: Sort) -> list[LearnerOverview]:
    """Sorted, those with most to look at first; by name where nothing else tells them apart."""
    return sorted(learners, key=lambda one: (_rank(one, sort), one.name_key, one.member.person.id))


def page_after(
    learners: Sequence[LearnerOverview], after: str | None, size: int
) -> tuple[Sequence[LearnerOverview], str | None]:
    """A page of the sequence, from behind the learner with the public id `after`; and the id to go on from, if any."""
    place = next((at + 1 for at, one in enumerate(learners) if one.member.person.public_id == after), 0)
    page = learners[place : place + size]
    return page, page[-1].member.person.public_id if place + size < len(learners) else None


def _fits(one: LearnerOverview, show: Show) -> bool:
    if show is Show.NEEDS_HELP:
        return bool(one.needs)
    if show is Show.OVERDUE:
        return one.overdue > 0
    if show is Show.NOT_STARTED:
        return all(each.state is State.NOT_STARTED for each in one.progress)
    return show is Show.EVERYBODY or one.passed == len(one.progress)


def _rank(one: LearnerOverview, sort: Sort) -> float:
    if sort is Sort.PASSED:
        return -one.passed
    if sort is Sort.OVERDUE:
        return -one.overdue
    if sort is Sort.ACTIVE:
        return -(one.last_active_at.timestamp() if one.last_active_at else 0.0)
    return 0.0
