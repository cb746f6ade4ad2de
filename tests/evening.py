"""A database after an evening: there are rows in every table, Rosa is discreet, and Mo has deleted the account."""

from datetime import timedelta

import pytest

from course.accounts import actions as accounts
from course.assignments import actions as assignments
from course.assignments.model import Override
from course.content.model import Course
from course.database import transaction
from course.groups import actions as groups
from course.groups.model import RetakePause
from course.groups.store import list_members
from course.history import corrections
from course.history.model import Certainty, Occasion, Reason
from course.mail import actions as mail
from course.notices import actions as notices
from course.notices.model import Saying, Template
from course.people import actions as people
from course.people.model import Device, Role
from course.practice import actions as practice
from course.privacy import actions as privacy
from course.review import actions as review
from course.roster import actions as roster
from course.roster.reading import read_roster
from course.slips import actions as slips
from course.study import actions as study
from tests.builders import MONDAY, asking, switch_on, take_quiz
from tests.cast import PASSWORD, Cast


def an_evening(cast: Cast, course: Course) -> None:
    """What the cast does in it, through the actions of the program."""
    module = course.modules[0]
    for section in (*(section.id for section in module.lesson.sections), "end"):
        study.reach_section(module, section, cast.rosa, MONDAY)
    take_quiz(module, cast.rosa, MONDAY, right=2)
    take_quiz(module, cast.tomas, MONDAY)
    item = module.bank.open_items[0]
    practice.answer(module, item, 1, item.key, Certainty.SURE, Occasion.PRACTICE, cast.rosa, MONDAY)
    review.make_feed(cast.rosa, MONDAY)
    groups.set_retake_pause(cast.tuesday, RetakePause(3, 24), MONDAY)
    given = corrections.list_given(module.stem, [each.id for each in module.bank.items])
    with transaction():
        corrections.record_correction(given[0].attempt_id, given[0].number, 0.5, "A reason.", MONDAY, cast.ines.id)
        corrections.record_reset(cast.tomas.id, module.stem, 1, Reason.ASKED, cast.ines.id, MONDAY)
    for each in course.modules:
        assigned = assignments.assign(cast.tuesday, asking([each]), cast.ines, MONDAY)
    assignment = assignments.get_assignment(cast.tuesday, assigned, "UTC")
    assignments.set_override(assignment, cast.rosa.id, Override(due_on=MONDAY.date()))
    roster.take_piece(cast.tuesday, _a_list(cast, "Maple"), cast.ines, MONDAY)
    maple = next(one.person for one in list_members(cast.tuesday.id) if one.person.name == "Maple")
    slips.print_slips(cast.tuesday, [maple], cast.ines, MONDAY)
    _a_list(cast, "Owl")
    mail.give_address(cast.rosa, "rosa@example.org", "key", MONDAY)
    about = (Saying(Template.NEW_MODULE, module.stem), [cast.rosa.public_id], "a-key", course, "UTC", True)
    notices.send(cast.tuesday, *about, cast.ines, MONDAY)
    people.invite(Role.TRAINER, timedelta(days=7), MONDAY, cast.ada.id)
    people.sign_in_after_joining(cast.rosa, MONDAY, Device("address", looks="chrome android-phone", is_kept=True))
    accounts.print_reset_slip(cast.rosa.public_id, cast.ada, MONDAY)
    switch_on(cast.ines, MONDAY)
    assert people.sign_in("Ines", PASSWORD, Device("address"), MONDAY).is_half
    privacy.set_discreet(cast.rosa, True)
    privacy.delete_account(next(one.person for one in list_members(cast.northside.id)), MONDAY)
    with pytest.raises(people.CannotSignIn):
        people.sign_in("Nobody", "wrong", Device("address"), MONDAY)


def _a_list(cast: Cast, name: str) -> str:
    return roster.look_through(cast.tuesday, read_roster(name.encode()), cast.ines, MONDAY)
