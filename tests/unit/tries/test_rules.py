"""How many tries count, and against what: the whole table."""

from datetime import timedelta

import pytest

from course.tries.model import Kind
from course.tries.rules import BOUNDS, LONGEST, a_try

QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)


@pytest.mark.parametrize(
    ("number", "kind", "is_known", "bounds"),
    [
        # (at most, in this time, of the same name, from the same place)
        (1, Kind.PASSWORD, False, [(5, QUARTER, True, True), (20, QUARTER, True, False), (50, QUARTER, False, True)]),
        (2, Kind.PASSWORD, True, [(5, QUARTER, True, True)]),
        (3, Kind.RECOVERY_CODE, False, [(5, QUARTER, True, True), (50, QUARTER, False, True)]),
        (4, Kind.RECOVERY_CODE, True, [(5, QUARTER, True, True)]),
        (5, Kind.APP_CODE, False, [(5, QUARTER, True, False), (50, QUARTER, False, True)]),
        (6, Kind.APP_CODE, True, [(5, QUARTER, True, True)]),
        (7, Kind.SIGN_UP, False, [(30, HOUR, False, True)]),
        (8, Kind.SIGN_UP_INVITED, False, [(120, HOUR, False, True)]),
    ],
)  # fmt: skip
def test_the_bounds(number: int, kind: Kind, is_known: bool, bounds: list[tuple[int, timedelta, bool, bool]]) -> None:
    found = [(one.at_most, one.within, one.same_name, one.same_place) for one in BOUNDS[kind, is_known]]
    assert found == bounds, f"row {number}"


def test_no_bound_looks_further_back_than_tries_are_kept() -> None:
    assert max(bound.within for bounds in BOUNDS.values() for bound in bounds) <= LONGEST
    assert len(BOUNDS) == 8, "add a row to the table above"


def test_what_counts_together_and_what_apart() -> None:
    stranger, elsewhere = a_try(Kind.PASSWORD, "rosa", "a"), a_try(Kind.PASSWORD, "rosa", "b")
    at_home, tomas = a_try(Kind.PASSWORD, "rosa", "a", "her phone"), a_try(Kind.PASSWORD, "tomás", "a")
    code, new = a_try(Kind.RECOVERY_CODE, "rosa", "a"), a_try(Kind.SIGN_UP, "", "a")

    assert stranger.name_digest == elsewhere.name_digest, "strangers share one count of a name"
    assert stranger.name_digest != at_home.name_digest, "her own device has its own"
    assert stranger.place_digest == tomas.place_digest == code.place_digest, "an address counts over all names"
    assert stranger.place_digest not in (elsewhere.place_digest, at_home.place_digest)
    assert new.place_digest != stranger.place_digest, "making accounts uses up no tries of signing in"
    assert code.name_digest != stranger.name_digest, "guessed passwords use up no recovery code"
    assert "rosa" not in stranger.name_digest
