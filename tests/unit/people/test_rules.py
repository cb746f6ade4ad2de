"""Names, passwords, codes, sign-ins and tries."""

from datetime import UTC, datetime, timedelta

import pytest

from course.people.model import Person, PersonId, Role, SignIn
from course.people.passwords import common_passwords, new_recovery_code
from course.people.rules import (
    are_too_many,
    code_as_meant,
    code_as_written,
    is_over,
    is_too_easy,
    is_worth_noting,
    name_key,
    tidy_name,
)

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=12)


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


def sign_in(started: timedelta, seen: timedelta, disabled: bool = False) -> SignIn:
    return SignIn(Person(PersonId(1), "p", "Rosa", Role.LEARNER), NOON - started, NOON - seen, disabled)


@pytest.mark.parametrize(
    ("number", "started_before", "seen_before", "disabled", "over"),
    [
        (1, timedelta(0), timedelta(0), False, False),
        (2, timedelta(hours=1), timedelta(minutes=30), False, False),
        (3, timedelta(hours=1), timedelta(minutes=31), False, True),
        (4, timedelta(hours=12), timedelta(0), False, False),
        (5, timedelta(hours=12, seconds=1), timedelta(0), False, True),
        (6, timedelta(0), timedelta(0), True, True),
        (7, timedelta(days=-1), timedelta(days=-1), False, False),
    ],
)
def test_when_a_sign_in_is_over(
    number: int, started_before: timedelta, seen_before: timedelta, disabled: bool, over: bool
) -> None:
    assert is_over(sign_in(started_before, seen_before, disabled), NOON, IDLE, LONGEST) is over, f"row {number}"


def test_last_seen_is_written_at_most_once_a_minute() -> None:
    assert not is_worth_noting(sign_in(timedelta(hours=1), timedelta(seconds=59)), NOON)
    assert is_worth_noting(sign_in(timedelta(hours=1), timedelta(seconds=60)), NOON)


@pytest.mark.parametrize(
    ("from_here", "altogether", "too_many"), [(0, 0, False), (4, 19, False), (5, 5, True), (0, 20, True)]
)
def test_tries(from_here: int, altogether: int, too_many: bool) -> None:
    assert are_too_many(from_here, altogether) is too_many
