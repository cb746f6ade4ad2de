"""What trainers and learners can do with groups; one transaction each."""

import secrets
from datetime import datetime

from course.database import transaction
from course.groups import store
from course.groups.model import Group, JoinCodeUnknown, Membership, NoSuchGroup, NoSuchLearner, RetakePause
from course.people.model import Person
from course.people.rules import CODE_LETTERS, code_as_meant

JOIN_CODE_LENGTH = 8  # 40 bits: a stranger who tries a thousand a second needs years to meet one of a thousand groups


def make_group(name: str, trainer: Person, now: datetime) -> Group:
    """A new group with its join code, trained by whoever made it."""
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(JOIN_CODE_LENGTH))
    with transaction():
        return store.record_group(name, code, trainer.id, now)


def get_group(public_id: str, trainer: Person) -> Group:
    """The trainer's own group; raises NoSuchGroup for any other."""
    group = store.find_group_of_trainer(public_id, trainer.id)
    if group is None:
        raise NoSuchGroup(public_id)
    return group


def get_member(group: Group, public_id: str) -> Membership:
    """A learner who is in the group now; raises NoSuchLearner for anybody else."""
    member = store.find_member(group.id, public_id)
    if member is None:
        raise NoSuchLearner(public_id)
    return member


def get_group_by_code(typed: str) -> Group:
    """The group of a join code, however it was typed; raises JoinCodeUnknown."""
    group = store.find_group_by_code(code_as_meant(typed))
    if group is None:
        raise JoinCodeUnknown(typed)
    return group


def set_retake_pause(group: Group, pause: RetakePause | None, now: datetime) -> None:
    """Ask learners of the group to let some time go by after so many attempts from now on; None asks for no pause.

    Asking for what is asked for already changes nothing, its beginning neither.
    """
    with transaction():
        stands = store.find_retake_pause(group.id)
        if pause is None or stands is None or (stands.attempts, stands.hours) != (pause.attempts, pause.hours):
            store.record_retake_pause(group.id, pause, now)


def join_group(group: Group, person: Person, now: datetime) -> None:
    with transaction():
        store.record_membership(group.id, person.id, now)
