"""What an address may look like, and when a mail is tried again, given up, or not known any more."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.mail.model import Kind, State
from course.mail.rules import (
    GOOD_FOR,
    LONGEST_PAUSE,
    TRIES_AT_MOST,
    UNKNOWN_AFTER,
    address_as_meant,
    are_enough_links,
    is_too_late,
    is_unknown,
    next_try,
)
from tests.builders import MONDAY


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rosa@example.org", "rosa@example.org"),
        ("  Rosa.M+notes@Mail.Example.ORG ", "Rosa.M+notes@mail.example.org"),
        ("o'hara@example.co.uk", "o'hara@example.co.uk"),
        ("a" * 64 + "@example.org", "a" * 64 + "@example.org"),
        ("a" * 65 + "@example.org", None),
        (f"rosa@{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 60}.org", "too long by two"),
        ("rosa@" + ".".join(["a" * 60] * 5), None),
        ("", None),
        ("rosa", None),
        ("rosa@localhost", None),
        ("rosa@@example.org", None),
        (".rosa@example.org", None),
        ("ro..sa@example.org", None),
        ("rosa@-example.org", None),
        ("rosa@example..org", None),
        ("rosa@example.org\n", None),
        ("rosa@example.org\r\nBcc: all@example.org", None),
        ("rosa\x00@example.org", None),
        ("rosa@example.org, all@example.org", None),
        ("Rosa <rosa@example.org>", None),
        ("rosa@[127.0.0.1]", None),
        ("rosa@еxample.org", None),  # a Cyrillic letter
    ],
)
def test_an_address_is_one_plain_address(typed: str, meant: str | None) -> None:
    if meant == "too long by two":
        assert len(typed) == 252
        meant = typed
    assert address_as_meant(typed) == meant


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_is_typed_an_address_can_stand_in_a_header(before: str, after: str) -> None:
    for typed in (before + "@" + after, before + "a@example.org" + after):
        meant = address_as_meant(typed)
        assert meant is None or (meant.isascii() and meant.isprintable() and not set(meant) & set(' <>,;:"()[]\\'))


def test_pauses_grow_until_it_is_given_up() -> None:
    pauses = [next_try(attempts, MONDAY) for attempts in range(1, TRIES_AT_MOST + 1)]

    assert [pause and (pause - MONDAY) / timedelta(minutes=1) for pause in pauses] == [
        5,
        15,
        45,
        135,
        405,
        720,
        720,
        None,
    ]
    assert timedelta(minutes=720) == LONGEST_PAUSE


@pytest.mark.parametrize(
    ("number", "state", "minutes", "code", "unknown"),
    [
        (1, State.SENDING, 1, "", False),
        (2, State.SENDING, UNKNOWN_AFTER / timedelta(minutes=1) + 1, "", True),
        (3, State.SENDING, 1, "cut off", True),
        (4, State.SENT, 10_000, "250", False),
        (5, State.WAITING, 10_000, "450", False),
    ],
)
def test_when_nobody_knows_what_became_of_it(
    number: int, state: State, minutes: float, code: str, unknown: bool
) -> None:
    assert is_unknown(state, MONDAY, code, MONDAY + timedelta(minutes=minutes)) is unknown, f"row {number}"


def test_each_kind_is_good_for_a_while() -> None:
    for kind in Kind:
        assert not is_too_late(kind, MONDAY, MONDAY + GOOD_FOR[kind])
        assert is_too_late(kind, MONDAY, MONDAY + GOOD_FOR[kind] + timedelta(seconds=1))


def test_three_links_a_day() -> None:
    assert not are_enough_links(2, 2)
    assert are_enough_links(3, 0)
    assert are_enough_links(0, 3)
