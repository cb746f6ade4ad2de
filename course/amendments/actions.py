"""What a trainer can change afterwards; one transaction each, as a new fact, with its line in the audit log."""

from datetime import datetime

from course.amendments.rules import Wanted, points_wanted
from course.audit.model import Entry, Event
from course.audit.store import record_entry
from course.content.model import Module
from course.database import transaction
from course.groups.model import Group
from course.history import corrections, store
from course.history.model import Answer, Attempt, NoSuchAttempt, Reason
from course.people.model import Person


class NothingToChange(Exception):
    """It is so already: somebody else was first, or the same form was sent twice."""


def get_answer(group: Group, learner: Person, attempt_id: str, number: int) -> tuple[Attempt, Answer]:
    """A question of a learner's attempt that was handed in; raises NoSuchAttempt for any other."""
    attempt = store.find_attempt(attempt_id, learner.id)
    if attempt is None or attempt.summary.is_open or not 1 <= number <= len(attempt.answers):
        raise NoSuchAttempt(f"{attempt_id}/{number}")
    return attempt, attempt.answers[number - 1]


def correct_points(
    group: Group,
    learner: Person,
    attempt_id: str,
    number: int,
    wanted: Wanted,
    reason: Reason,
    by: Person,
    now: datetime,
) -> None:
    """Give more points for an answer, or take back what trainers gave; raises NoSuchAttempt or NothingToChange."""
    with transaction():
        store.lock_person(learner.id)
        attempt, answer = get_answer(group, learner, attempt_id, number)
        after = points_wanted(attempt, answer)
        if wanted not in after:
            raise NothingToChange
        change = after[wanted] - (answer.points or 0.0)
        why = Reason.TAKEN_BACK if wanted is Wanted.AS_SCORED else reason
        corrections.record_correction(attempt.summary.id, number, change, why.value, now, by.id)
        detail = f"{attempt_id}, question {number}"
        record_entry(Entry(Event.SCORE_CORRECTED, now, by.id, learner.id, group.id, detail))


def begin_afresh(group: Group, learner: Person, module: Module, reason: Reason, by: Person, now: datetime) -> None:
    """Set aside the attempts handed in so far; an open one goes on and counts. Raises NothingToChange without any."""
    with transaction():
        store.lock_person(learner.id)
        counting = [one for one in store.list_attempts([learner.id], module.stem) if not one.is_set_aside]
        up_to = max((one.number for one in counting if not one.is_open), default=None)
        if up_to is None:
            raise NothingToChange
        corrections.record_reset(learner.id, module.stem, up_to, reason.value, by.id, now)
        record_entry(Entry(Event.QUIZ_RESET, now, by.id, learner.id, group.id, module.stem))


def take_back_afresh(group: Group, learner: Person, module: Module, by: Person, now: datetime) -> None:
    """Let the attempts from before the last fresh beginning count again; raises NothingToChange when there is none."""
    with transaction():
        if not corrections.record_reset_taken_back(learner.id, module.stem, now):
            raise NothingToChange
        record_entry(Entry(Event.QUIZ_RESET_TAKEN_BACK, now, by.id, learner.id, group.id, module.stem))
