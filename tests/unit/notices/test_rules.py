"""Whom words fit, and what makes two sendings the same."""

from dataclasses import replace
from datetime import date

import pytest

from course.content.model import Stem
from course.notices.model import Saying, Template
from course.notices.rules import had_today, key_of, same_saying
from course.people.model import PersonId

ROSA, INES = PersonId(1), PersonId(2)
MEETS = Saying(Template.MEETS, day=date(2026, 12, 1))


def test_words_are_the_same_whatever_their_version() -> None:
    assert same_saying(MEETS, replace(MEETS, version=2))
    assert not same_saying(MEETS, replace(MEETS, day=date(2026, 12, 2)))
    assert not same_saying(Saying(Template.NEW_MODULE, Stem("a")), Saying(Template.NEW_MODULE, Stem("b")))
    assert not same_saying(Saying(Template.TALK), Saying(Template.THANKS))


def test_who_had_it_today_had_it_and_nobody_else() -> None:
    today = {ROSA: [Saying(Template.TALK), MEETS]}

    assert had_today(MEETS, today, ROSA)
    assert not had_today(MEETS, today, INES)
    assert not had_today(Saying(Template.THANKS), today, ROSA)


def test_a_form_sent_again_has_the_same_key_in_whatever_order_it_names_people() -> None:
    assert key_of("form", INES, "group", MEETS, ["a", "b"]) == key_of("form", INES, "group", MEETS, ["b", "a"])


@pytest.mark.parametrize(
    "other",
    [
        ("another form", INES, "group", MEETS, ["a", "b"]),
        ("form", ROSA, "group", MEETS, ["a", "b"]),
        ("form", INES, "another group", MEETS, ["a", "b"]),
        ("form", INES, "group", Saying(Template.MEETS), ["a", "b"]),
        ("form", INES, "group", Saying(Template.TALK), ["a", "b"]),
        ("form", INES, "group", MEETS, ["a"]),
        ("form", INES, "group", MEETS, ["a, b"]),
    ],
)
def test_anything_else_has_another_key(other: tuple[str, PersonId, str, Saying, list[str]]) -> None:
    """So that a form that was changed after going back is not taken for the one that was sent."""
    assert key_of(*other) != key_of("form", INES, "group", MEETS, ["a", "b"])
