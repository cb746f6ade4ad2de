"""Writes the groups of the large demo, piece by piece; each piece is one transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from course.audit.model import Event
from course.audit.tables import AuditEntryRow
from course.content.model import Course
from course.database import transaction
from course.database.file import UnfitDatabase
from course.database.schema import has_tables
from course.groups.actions import JOIN_CODE_LENGTH
from course.groups.tables import GroupRow, GroupTrainerRow, JoinCodeRow, MembershipRow
from course.history.versions import keep_versions
from course.large_demo.asking import Asking
from course.large_demo.living import Learner, Life
from course.large_demo.rows import Row, opaque, write, write_and_number
from course.large_demo.stories import stories_of
from course.people.model import Role
from course.people.passwords import hash_password
from course.people.rules import CODE_LETTERS, digest, name_key
from course.people.store import count_people
from course.people.tables import PersonRow

SEED = 2026
GROUPS_A_PIECE = 25
GROUPS_A_TRAINER = 3
DAYS = 90
"""So long ago the first groups were made."""
IN_TWO_GROUPS = 0.02
HAVE_LEFT = 0.02


@dataclass
class LargeDemo:
    """The plan: so many learners in so many groups, before `now`; everybody's password has the one hash."""

    course: Course
    learners: int
    groups: int
    now: datetime
    password_hash: str
    life: Life = field(init=False)

    def __post_init__(self) -> None:
        stories = [stories_of(module, SEED) for module in self.course.modules]
        self.life = Life(self.course, stories, self.now)


def fill(course: Course, learners: int, groups: int, password: str, now: datetime) -> Iterator[int]:
    """Write a large site into a database that has its tables; yields how many learners there are after each piece."""
    plan = LargeDemo(course, learners, groups, now, hash_password(password))
    with transaction():
        for module in course.modules:
            keep_versions(module.bank.open_items, module.bank.figures)
        trainers = _write_trainers(plan)
    for first in range(0, groups, GROUPS_A_PIECE):
        numbers = range(first, min(first + GROUPS_A_PIECE, groups))
        with transaction():
            _write_piece(plan, numbers, trainers)
        yield _learners_before(plan, numbers.stop)


def refuse_filled(data: Path) -> None:
    """Raise UnfitDatabase when there is anybody in the database."""
    if has_tables() and (number := count_people()):
        raise UnfitDatabase(
            f"There are {number:,} people in the course in {data} already; it was left as it is. "
            "A large demo needs a database of its own: choose an empty folder with COURSE_DATA."
        )


def who_can_sign_in_too() -> str:
    return f"Of the large site, for example, “{trainer_name(0)}” trains groups, with the same password."


def trainer_name(number: int) -> str:
    """Trainer 1 trains the first groups."""
    return f"Trainer {number + 1}"


def _learners_before(plan: LargeDemo, group: int) -> int:
    """How many learners are in the groups before this one; each group has as many as the others, give or take one."""
    return group * plan.learners // plan.groups


def _write_trainers(plan: LargeDemo) -> list[int]:
    chance, at = Random(SEED), plan.now - timedelta(days=DAYS + 1)
    number = -(-plan.groups // GROUPS_A_TRAINER)
    ids = write_and_number(
        PersonRow, [_person(plan, trainer_name(each), Role.TRAINER, at, chance) for each in range(number)]
    )
    given = {"at": at, "event": Event.ROLE_GIVEN.value, "detail": Role.TRAINER.value}
    write(AuditEntryRow, [{**given, "actor_id": each, "subject_id": each} for each in ids])
    return ids


def _write_piece(plan: LargeDemo, numbers: range, trainers: Sequence[int]) -> None:
    chances = [Random(f"{SEED} group {number}") for number in numbers]
    made = [plan.now - timedelta(days=chance.uniform(DAYS / 2, DAYS)) for chance in chances]
    groups = write_and_number(
        GroupRow,
        [
            {"public_id": opaque(chance), "name": f"Group {number + 1:04}", "made_at": at}
            for number, chance, at in zip(numbers, chances, made, strict=True)
        ],
    )
    trained_by = [trainers[number // GROUPS_A_TRAINER] for number in numbers]
    whole = list(zip(groups, trained_by, made, chances, strict=True))
    write(GroupTrainerRow, [{"group_id": group, "person_id": trainer} for group, trainer, _, _ in whole])
    write(
        JoinCodeRow,
        [
            {"code": "".join(chance.choices(CODE_LETTERS, k=JOIN_CODE_LENGTH)), "group_id": group, "made_at": at}
            for group, _, at, chance in whole
        ],
    )
    event = Event.GROUP_MADE.value
    write(
        AuditEntryRow,
        [
            {"at": at, "event": event, "actor_id": trainer, "group_id": group, "detail": ""}
            for group, trainer, at, _ in whole
        ],
    )
    asking = Asking(plan.course)
    learners = _write_learners(plan, numbers, made, chances)
    _write_memberships(groups, learners)
    for (group, trainer, at, chance), members in zip(whole, learners, strict=True):
        asking.ask(group, trainer, [one.person for one in members], at, chance)
    asking.write()
    plan.life.write([member for members in learners for member in members])


def _write_learners(
    plan: LargeDemo, numbers: range, made: Sequence[datetime], chances: Sequence[Random]
) -> list[list[Learner]]:
    people: list[Row] = []
    who: list[list[tuple[datetime, Random]]] = []
    for number, at, chance in zip(numbers, made, chances, strict=True):
        here = range(_learners_before(plan, number), _learners_before(plan, number + 1))
        joined = [at + timedelta(days=chance.uniform(0, 14)) for _ in here]
        people += [
            _person(plan, f"Learner {each + 1:06}", Role.LEARNER, moment, chance)
            for each, moment in zip(here, joined, strict=True)
        ]
        who.append([(moment, chance) for moment in joined])
    ids = iter(write_and_number(PersonRow, people))
    return [[Learner(next(ids), moment, chance) for moment, chance in members] for members in who]


def _write_memberships(groups: Sequence[int], learners: Sequence[Sequence[Learner]]) -> None:
    """Everybody is in a group; a few are in a second one, and a few have left theirs."""
    rows: list[Row] = []
    for place, (group, members) in enumerate(zip(groups, learners, strict=True)):
        for one in members:
            left = one.joined_at + timedelta(days=10) if one.chance.random() < HAVE_LEFT else None
            here = {"person_id": one.person, "joined_at": one.joined_at}
            rows.append({**here, "group_id": group, "left_at": left})
            if place and one.chance.random() < IN_TWO_GROUPS:
                rows.append({**here, "group_id": groups[place - 1], "left_at": None})
    write(MembershipRow, rows)


def _person(plan: LargeDemo, name: str, role: Role, at: datetime, chance: Random) -> Row:
    return {
        "public_id": opaque(chance),
        "name": name,
        "name_key": name_key(name),
        "password_hash": plan.password_hash,
        "recovery_hash": digest(opaque(chance)),
        "role": role.value,
        "joined_at": at,
    }
