"""Names, passwords, codes, sign-ins and tries."""

from datetime import UTC, datetime, timedelta

import pytest

from course.people.model import HalfSignIn, Lifetimes, Person, PersonId, Role, SignIn
from course.people.passwords import common_passwords, new_recovery_code
from course.people.rules import (
    code_as_meant,
    code_as_written,
    is_half_over,
    is_over,
    is_too_easy,
    is_worth_noting,
    name_key,
    tidy_name,
)

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LASTS = Lifetimes(idle=timedelta(minutes=30), longest=timedelta(hours=12), kept=timedelta(days=30))


@pytest.mark.parametrize(
    ("one", "other"), [("Rosa", "rosa"), ("Rosa", "  ROSA "), ("Night  shift", "night shift"), ("ﬁne", "fine")]
)
def test_names_that_look_the_same_are_the_same(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_a_name_is_shown_as_it_was_typed_but_tidy() -> None:
    assert tidy_name("  Night   Shift ") == "Night Shift"


@pytest.mark.parametrize(
    ("password", "easy"),
    [
        ("password1234", True),
        ("aaaaaaaaaaaaaa", True),
        ("Bluebird2026", True),
        ("side by side 1", True),
        ("SideBySide!!", True),
        ("quiet river lamp", False),
        ("maple-kettle-7-window", False),
    ],
)
def test_what_strangers_try_first_is_too_easy(password: str, easy: bool) -> None:
    assert is_too_easy(password, "Bluebird", common_passwords()) is easy


def test_the_list_of_common_passwords_is_long_enough() -> None:
    assert len(common_passwords()) >= 3000


@pytest.mark.parametrize("typed", ["abcd-efgh", "ABCDEFGH", " abcd efgh ", "ABCD–EFGH"])
def test_a_code_may_be_typed_as_people_type(typed: str) -> None:
    assert code_as_meant(typed) == "ABCDEFGH"


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    assert code_as_meant("oOiIlL") == "001111"


def test_a_code_is_written_in_groups_of_four() -> None:
    assert code_as_written("ABCDEFGHJK") == "ABCD-EFGH-JK"


def test_recovery_codes_survive_being_written_and_typed_again() -> None:
    for _ in range(50):
        code = new_recovery_code()
        assert code_as_meant(code_as_written(code).lower()) == code


def sign_in(started: timedelta, seen: timedelta, disabled: bool = False, kept: bool = False) -> SignIn:
    return SignIn(Person(PersonId(1), "p", "Rosa", Role.LEARNER), NOON - started, NOON - seen, disabled, kept)


@pytest.mark.parametrize(
    ("number", "started_before", "seen_before", "disabled", "kept", "over"),
    [
        (1, timedelta(0), timedelta(0), False, False, False),
        (2, timedelta(hours=1), timedelta(minutes=30), False, False, False),
        (3, timedelta(hours=1), timedelta(minutes=31), False, False, True),
        (4, timedelta(hours=12), timedelta(0), False, False, False),
        (5, timedelta(hours=12, seconds=1), timedelta(0), False, False, True),
        (6, timedelta(0), timedelta(0), True, False, True),
        (7, timedelta(days=-1), timedelta(days=-1), False, False, False),
        (8, timedelta(days=30), timedelta(days=30), False, True, False),
        (9, timedelta(days=30, seconds=1), timedelta(0), False, True, True),
        (10, timedelta(0), timedelta(0), True, True, True),
    ],
)
def test_when_a_sign_in_is_over(
    number: int, started_before: timedelta, seen_before: timedelta, disabled: bool, kept: bool, over: bool
) -> None:
    assert is_over(sign_in(started_before, seen_before, disabled, kept), NOON, LASTS) is over, f"row {number}"


@pytest.mark.parametrize(
    ("seconds", "over"), [(0, False), (300, False), (301, True), (-1, True)], ids=["now", "5 min", "late", "back"]
)
def test_a_code_has_five_minutes_to_come(seconds: int, over: bool) -> None:
    half = HalfSignIn(Person(PersonId(1), "p", "Ines", Role.TRAINER), NOON - timedelta(seconds=seconds), False)
    assert is_half_over(half, NOON) is over


def test_last_seen_is_written_at_most_once_a_minute() -> None:
    assert not is_worth_noting(sign_in(timedelta(hours=1), timedelta(seconds=59)), NOON)
    assert is_worth_noting(sign_in(timedelta(hours=1), timedelta(seconds=60)), NOON)
