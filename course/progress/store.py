"""Progress of one learner or of a whole group, in a fixed number of queries."""

from collections.abc import Sequence

from course.content.model import Course, Stem
from course.history.log import list_items_known
from course.history.model import AttemptSummary
from course.history.readings import list_readings
from course.history.store import list_attempts
from course.people.model import PersonId
from course.progress.model import ModuleProgress
from course.progress.rules import must_pass_items, progress_of


def list_progress(people: Sequence[PersonId], course: Course) -> dict[PersonId, list[ModuleProgress]]:
    """Each person's progress in every module, in the order of the course; three queries however many people."""
    readings = list_readings(people)
    attempts: dict[tuple[PersonId, Stem], list[AttemptSummary]] = {}
    for attempt in list_attempts(people):
        attempts.setdefault((attempt.person_id, attempt.module), []).append(attempt)
    must_pass = [item.id for module in course.modules for item in must_pass_items(module.bank)]
    known = list_items_known(people, must_pass) if must_pass else {}
    return {
        person: [
            progress_of(
                module,
                readings.get((person, module.stem)),
                attempts.get((person, module.stem), []),
                known.get(person, frozenset()),
            )
            for module in course.modules
        ]
        for person in people
    }
