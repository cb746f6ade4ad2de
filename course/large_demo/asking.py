"""What each group of the large demo is asked for."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from course.assignments.tables import AssignmentPersonRow, AssignmentRow
from course.content.model import Course
from course.large_demo.rows import Row, opaque, write, write_and_number

ASKED_MODULES = 3


class Asking:
    """Collects what the groups of a piece are asked for, and writes it at once."""

    def __init__(self, course: Course) -> None:
        self._stems = [str(module.stem) for module in course.modules[:ASKED_MODULES]]
        self._rows: list[Row] = []
        self._chosen: list[list[int]] = []

    def ask(self, group: int, trainer: int, members: Sequence[int], at: datetime, chance: Random) -> None:
        """The first modules of everybody, each later one of some of the learners."""
        due_on = (at + timedelta(days=chance.randint(20, 110))).date()
        self._add(group, trainer, self._stems[:1], at, chance, for_everyone=True, due_on=due_on)
        self._add(group, trainer, self._stems[1:2], at, chance, for_everyone=True, due_days=chance.randint(14, 60))
        some = chance.sample(members, len(members) // 4)
        self._add(group, trainer, self._stems[2:], at, chance, for_everyone=False, chosen=some)

    def write(self) -> None:
        ids = write_and_number(AssignmentRow, self._rows)
        write(
            AssignmentPersonRow,
            [
                {"assignment_id": assignment, "person_id": person, "is_chosen": True}
                for assignment, people in zip(ids, self._chosen, strict=True)
                for person in people
            ],
        )

    def _add(
        self,
        group: int,
        trainer: int,
        modules: list[str],
        at: datetime,
        chance: Random,
        chosen: Sequence[int] = (),
        **given: object,
    ) -> None:
        if not modules:
            return  # a course of fewer modules
        row: Row = {
            "public_id": opaque(chance),
            "group_id": group,
            "modules": modules,
            "in_order": False,
            "due_on": None,
            "due_days": None,
            "assigned_at": at,
            "assigned_by": trainer,
        }
        self._rows.append({**row, **given})
        self._chosen.append(list(chosen))
