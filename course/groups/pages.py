"""Finished words about a group: its code, its trainers, its place in the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from course.groups.model import Group, GroupSummary
from course.people.model import Person
from course.people.rules import code_as_written
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import day


@dataclass(frozen=True)
class GroupLine:
    name: str
    public_id: str
    learners: str


@dataclass(frozen=True)
class TrainerLine:
    public_id: str
    name: str
    is_me: bool


@dataclass(frozen=True)
class SettingsPage:
    group: Group
    code: str | None
    code_state: str
    trainers: tuple[TrainerLine, ...]


def group_lines(groups: Sequence[GroupSummary], archived: bool) -> list[GroupLine]:
    return [
        GroupLine(
            one.group.name,
            one.group.public_id,
            ngettext("%(num)s learner", "%(num)s learners", one.learners),
        )
        for one in groups
        if one.group.is_archived == archived
    ]


def code_of(group: Group, now: datetime) -> str | None:
    """The code as it is written on the card, while it opens the group."""
    opens = group.join_code is not None and group.is_open_to_join(now)
    return code_as_written(group.join_code.letters) if opens and group.join_code else None


def code_state(group: Group, now: datetime) -> str:
    """What can be said of the group's code in a sentence."""
    code = group.join_code
    if group.is_archived:
        return _("The group is archived, so nobody can join it.")
    if code is None:
        return _("There is no code now, so nobody new can join by one.")
    if not code.is_open(now):
        return _("The last code ended on %(day)s, so nobody new can join by it.", day=day(code.expires_at or now))
    if code.expires_at is None:
        return _("It works until you end it.")
    return _("It works until %(day)s.", day=day(code.expires_at))


def settings_page(group: Group, trainers: Sequence[Person], me: Person, now: datetime) -> SettingsPage:
    return SettingsPage(
        group=group,
        code=code_of(group, now),
        code_state=code_state(group, now),
        trainers=tuple(TrainerLine(one.public_id, one.name, one.id == me.id) for one in trainers),
    )
