"""Whom words fit, and what makes two sendings the same."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from course.assignments.model import Asked, Due
from course.content.model import Stem
from course.notices.model import LeftOut, Saying, Template
from course.people.model import PersonId
from course.progress.model import ModuleProgress


def why_left_out(
    saying: Saying,
    progress: Sequence[ModuleProgress],
    dues: Sequence[Due],
    had_today: bool,
) -> LeftOut | None:
    """Why a learner does not get this, or None: it fits."""
    if had_today:
        return LeftOut.SENT_TODAY
    if saying.template is Template.WELL_DONE and not (dues and all(due.asked is Asked.DONE for due in dues)):
        return LeftOut.NOT_ALL_PASSED
    if saying.template is Template.NEW_MODULE and _is_done(saying.module, progress, dues):
        return LeftOut.PASSED_ALREADY
    return None


def _is_done(module: Stem | None, progress: Iterable[ModuleProgress], dues: Iterable[Due]) -> bool:
    """Passed, and not asked for once more."""
    is_asked_again = any(due.module == module and due.asked is not Asked.DONE for due in dues)
    return not is_asked_again and any(one.module.stem == module and one.is_passed for one in progress)


def same_saying(one: Saying, other: Saying) -> bool:
    """Whether somebody would read the same, whatever the version of the words."""
    return (one.template, one.module, one.day) == (other.template, other.module, other.day)


def had_today(saying: Saying, sent_today: Mapping[PersonId, Collection[Saying]], person: PersonId) -> bool:
    return any(same_saying(saying, each) for each in sent_today.get(person, ()))


def key_of(form_key: str, sender: PersonId, group: str, saying: Saying, people: Iterable[str]) -> str:
    """What is the same when a form is sent again, and different for every other sending."""
    told = [form_key, sender, group, saying.template, saying.module, str(saying.day or ""), sorted(people)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
