"""What trainers and learners can do with groups; one transaction each, with its line in the audit log."""

import secrets
from datetime import datetime, timedelta

from course.audit.model import Entry, Event
from course.audit.store import record_entry
from course.database import transaction
from course.groups import store
from course.groups.model import (
    Group,
    GroupArchived,
    JoinCode,
    JoinCodeEnded,
    JoinCodeUnknown,
    LastTrainer,
    Membership,
    NoSuchGroup,
    NoSuchLearner,
    NoSuchTrainer,
    RetakePause,
)
from course.people.model import Person
from course.people.rules import CODE_LETTERS, code_as_meant, name_key
from course.people.store import find_trainer_by_name

JOIN_CODE_LENGTH = 8  # 40 bits: a stranger who tries a thousand a second needs years to meet one of a thousand groups


def make_group(name: str, trainer: Person, now: datetime) -> Group:
    """A new group with its join code, trained by whoever made it."""
    with transaction():
        group = store.record_group(name, _new_join_code(None), trainer.id, now)
        record_entry(Entry(Event.GROUP_MADE, now, trainer.id, group=group.id))
        return group


def get_group(public_id: str, trainer: Person) -> Group:
    """The trainer's own group, archived or not; raises NoSuchGroup for any other."""
    group = store.find_group_of_trainer(public_id, trainer.id)
    if group is None:
        raise NoSuchGroup(public_id)
    return group


def get_open_group(public_id: str, trainer: Person) -> Group:
    """The trainer's own group, to change something in it; raises NoSuchGroup or GroupArchived."""
    group = get_group(public_id, trainer)
    if group.is_archived:
        raise GroupArchived(public_id)
    return group


def get_member(group: Group, public_id: str) -> Membership:
    """A learner who is in the group now; raises NoSuchLearner for anybody else."""
    member = store.find_member(group.id, public_id)
    if member is None:
        raise NoSuchLearner(public_id)
    return member


def get_group_by_code(typed: str, now: datetime) -> Group:
    """The group that a join code opens, however it was typed; raises JoinCodeUnknown or JoinCodeEnded."""
    letters = code_as_meant(typed)
    group = store.find_group_by_code(letters)
    if group is None:
        raise JoinCodeUnknown(typed)
    stands = group.join_code is not None and group.join_code.letters == letters
    if not stands or not group.is_open_to_join(now):
        raise JoinCodeEnded(typed)
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


def rename_group(group: Group, name: str) -> None:
    with transaction():
        store.record_name(group.id, name)


def renew_join_code(group: Group, days: int | None, trainer: Person, now: datetime) -> JoinCode:
    """A new code for so many days (None: until it is revoked); the one that stood opens nothing any more."""
    code = _new_join_code(now + timedelta(days=days) if days else None)
    with transaction():
        store.record_join_code(group.id, code, now)
        record_entry(Entry(Event.CODE_RENEWED, now, trainer.id, group=group.id, detail=f"{days} days" if days else ""))
    return code


def revoke_join_code(group: Group, trainer: Person, now: datetime) -> None:
    """From now on nobody can join by a code, until a new one is made."""
    with transaction():
        store.record_join_code_ended(group.id, now)
        record_entry(Entry(Event.CODE_REVOKED, now, trainer.id, group=group.id))


def add_trainer(group: Group, name: str, by: Person, now: datetime) -> Person:
    """Let another trainer train the group too, by the name they sign in with; raises NoSuchTrainer."""
    trainer = find_trainer_by_name(name_key(name))
    if trainer is None:
        raise NoSuchTrainer(name)
    with transaction():
        if store.record_trainer(group.id, trainer.id):
            record_entry(Entry(Event.TRAINER_ADDED, now, by.id, trainer.id, group.id))
    return trainer


def remove_trainer(group: Group, public_id: str, by: Person, now: datetime) -> Person:
    """End somebody's training of the group, one's own too; raises NoSuchTrainer, or LastTrainer for the only one."""
    with transaction():
        trainers = store.list_trainers(group.id)
        trainer = next((one for one in trainers if one.public_id == public_id), None)
        if trainer is None:
            raise NoSuchTrainer(public_id)
        if len(trainers) == 1:
            raise LastTrainer(group.public_id)
        store.remove_trainer(group.id, trainer.id)
        record_entry(Entry(Event.TRAINER_REMOVED, now, by.id, trainer.id, group.id))
    return trainer


def archive_group(group: Group, by: Person, now: datetime) -> None:
    """Put a group away: nothing is asked of its learners any more, nobody joins, and everything can be looked at."""
    with transaction():
        store.record_archived(group.id, now)
        record_entry(Entry(Event.GROUP_ARCHIVED, now, by.id, group=group.id))


def reopen_group(group: Group, by: Person, now: datetime) -> None:
    with transaction():
        store.record_archived(group.id, None)
        record_entry(Entry(Event.GROUP_REOPENED, now, by.id, group=group.id))


def remove_learner(group: Group, member: Membership, by: Person, now: datetime) -> None:
    """End a membership. What the learner did stays theirs, and the group's trainers do not see it any more."""
    with transaction():
        store.record_left(group.id, member.person.id, now)
        record_entry(Entry(Event.LEARNER_REMOVED, now, by.id, member.person.id, group.id))


def move_learner(group: Group, member: Membership, to: Group, by: Person, now: datetime) -> None:
    """From one group into another, in one step; what the learner did goes along."""
    with transaction():
        store.record_left(group.id, member.person.id, now)
        store.record_membership(to.id, member.person.id, now)
        record_entry(Entry(Event.LEARNER_MOVED, now, by.id, member.person.id, group.id, detail=to.public_id))


def _new_join_code(expires_at: datetime | None) -> JoinCode:
    return JoinCode("".join(secrets.choice(CODE_LETTERS) for _ in range(JOIN_CODE_LENGTH)), expires_at)
