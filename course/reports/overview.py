"""A group as a trainer sees it, read once: the matrix, and who may need help, both show this.

However many learners the site has, it is the same number of queries, each narrowed to the people of the group.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from course.assignments.model import Assignment
from course.assignments.rules import dues_of
from course.assignments.store import list_assignments
from course.clock import local_date
from course.content.model import Course, Stem
from course.groups.model import Group, Membership
from course.groups.store import list_members
from course.history.analysis import list_left_open
from course.history.log import list_logs_of
from course.history.model import AttemptSummary, Logged
from course.history.store import list_attempts
from course.people.model import PersonId
from course.practice.rules import questions_to_repair
from course.progress.model import ModuleProgress
from course.progress.rules import must_pass_items, reaches
from course.progress.store import list_progress
from course.reports.rules import LearnerOverview, SafetyMiss, needs_of


@dataclass(frozen=True)
class Overview:
    """Learners by name, and what the group is asked for, on a day."""

    group: Group
    course: Course
    learners: tuple[LearnerOverview, ...]
    assignments: tuple[Assignment, ...]
    today: date


def overview_of(
    group: Group, course: Course, now: datetime, time_zone: str, only: Membership | None = None
) -> Overview:
    """Everybody who is in the group now, or `only` one of them."""
    members = [only] if only else list_members(group.id)
    people = [member.person.id for member in members]
    progress = list_progress(people, course)
    assignments = tuple(list_assignments([group.id], time_zone))
    left_open, today = list_left_open(people), local_date(now, time_zone)
    counting = [one for one in list_attempts(people) if not one.is_open and not one.is_set_aside]
    whole: dict[PersonId, list[AttemptSummary]] = {}
    for attempt in counting:
        if attempt.id not in left_open:
            whole.setdefault(attempt.person_id, []).append(attempt)
    safety = [item for module in course.modules for item in must_pass_items(module.bank)]
    logs = list_logs_of(people, [item.id for item in safety]) if safety else {}

    def one(member: Membership) -> LearnerOverview:
        person, mine = member.person.id, progress[member.person.id]
        joined_on = {group.id: local_date(member.joined_at, time_zone)}
        dues = dues_of(person, joined_on, assignments, {each.module.stem: each for each in mine}, today)
        below = _below_the_mark(mine, whole.get(person, []))
        missed = _missed(course, logs.get(person, []), time_zone)
        needs = needs_of(mine, below, missed, dues, today, lambda at: local_date(at, time_zone))
        return LearnerOverview(member, tuple(mine), {due.module: due for due in dues}, needs)

    return Overview(group, course, tuple(one(member) for member in members), assignments, today)


def _below_the_mark(progress: Sequence[ModuleProgress], whole: Sequence[AttemptSummary]) -> dict[Stem, int]:
    """`whole`: the attempts of one learner that count, with nothing left open."""
    return {
        each.module.stem: sum(
            attempt.module == each.module.stem and not reaches(attempt.share, each.module.bank.pass_mark)
            for attempt in whole
        )
        for each in progress
    }


def _missed(course: Course, log: Sequence[Logged], time_zone: str) -> list[SafetyMiss]:
    """Safety questions that somebody was sure of, missed, and has not found on two separate days since."""
    missed = []
    for module in course.modules:
        here = [line for line in log if line.module == module.stem]
        if not here:
            continue
        question_of = {item.id: item.question_id for item in module.bank.items}
        for question in questions_to_repair(module.bank.items, here, lambda at: local_date(at, time_zone)):
            lines = [one for one in here if one.is_sure_and_wrong and question_of.get(one.item_id) == question]
            missed.append(SafetyMiss(module.stem, question, local_date(lines[-1].at, time_zone)))
    return missed
