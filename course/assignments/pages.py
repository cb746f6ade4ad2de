"""Finished words about assignments, for trainers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from course.assignments.model import Asked, Assignment, Due
from course.content.model import Course
from course.groups.model import Group, Membership
from course.people.model import PersonId
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import day


@dataclass(frozen=True)
class AssignmentCard:
    """One assignment: what, whom, by when, and what is different for whom."""

    public_id: str
    title: str
    modules: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    exceptions: tuple[tuple[str, str, str], ...]
    """Name, what is different, address to change it."""


def assignment_cards(
    course: Course, group: Group, assignments: Sequence[Assignment], members: Sequence[Membership]
) -> tuple[AssignmentCard, ...]:
    by_id = {member.person.id: member for member in members}
    return tuple(_card(course, group, one, by_id) for one in reversed(assignments))


def _card(
    course: Course, group: Group, assignment: Assignment, members: Mapping[PersonId, Membership]
) -> AssignmentCard:
    modules = [module for module in course.modules if module.stem in assignment.modules]
    return AssignmentCard(
        public_id=assignment.public_id,
        title=ngettext("%(num)s module", "%(num)s modules", len(modules)),
        modules=tuple(f"{module.number}. {module.lesson.title}" for module in modules),
        rows=(
            (_("For"), _whom(assignment, members)),
            (_("By"), last_day_in_words(assignment)),
            (_("Order"), _("One after the other") if assignment.in_order else _("Any order")),
            *(
                ((_("Once more"), _("Only what is passed from %(day)s on", day=day(assignment.counts_from))),)
                if assignment.counts_from
                else ()
            ),
        ),
        exceptions=tuple(
            (
                members[person].person.name,
                _override_in_words(assignment, person),
                url_for(
                    "assignments.override",
                    group_id=group.public_id,
                    assignment_id=assignment.public_id,
                    person_id=members[person].person.public_id,
                ),
            )
            for person in assignment.overrides
            if person in members
        ),
    )


def last_day_in_words(assignment: Assignment) -> str:
    if assignment.due_days is not None:
        return ngettext("%(num)s day after joining", "%(num)s days after joining", assignment.due_days)
    return day(assignment.due_on) if assignment.due_on else _("No date")


def due_in_words(due: Due) -> str:
    """Where a learner stands with what is asked, for trainers; such as “Due November 30, 2026”."""
    if due.asked is Asked.DONE:
        return _("Asked for, and passed")
    if due.asked is Asked.WAITS:
        return _("Comes later, in order")
    override = due.assignment.overrides
    paused = [one.paused_until for one in override.values() if one.paused_until] if due.asked is Asked.PAUSED else []
    if paused:
        return _("Paused until %(day)s", day=day(max(paused)))
    if due.due_on is None:
        return _("Assigned, no date")
    told = _("Due %(day)s", day=day(due.due_on))
    return _("%(due)s (overdue)", due=told) if due.asked is Asked.OVERDUE else told


def _whom(assignment: Assignment, members: Mapping[PersonId, Membership]) -> str:
    if assignment.people is None:
        return _("Everybody in the group")
    names = sorted(members[person].person.name for person in assignment.people if person in members)
    return ", ".join(names) or _("Nobody who is in the group now")


def _override_in_words(assignment: Assignment, person: PersonId) -> str:
    override = assignment.overrides[person]
    said = []
    if override.due_on:
        said.append(_("by %(day)s", day=day(override.due_on)))
    if override.paused_until:
        said.append(_("paused until %(day)s", day=day(override.paused_until)))
    return ", ".join(said)
