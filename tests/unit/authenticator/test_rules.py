"""Codes as RFC 6238 computes them, each taken once, and secrets that only their own seal opens."""

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from course.authenticator.rules import (
    address_for_app,
    code_of,
    fitting_step,
    in_letters,
    new_secret,
    new_spare_codes,
    opened,
    sealed,
    step_of,
)

RFC_SECRET = b"12345678901234567890"
NOON = datetime(2026, 11, 29, 12, 0, 10, tzinfo=UTC)
KEY, OTHER_KEY = "k" * 40, "o" * 40


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_table_of_rfc_6238(seconds: int, code: str) -> None:
    """Appendix B, SHA-1. Apps show its last six digits."""
    moment = datetime.fromtimestamp(seconds, UTC)
    assert code_of(RFC_SECRET, step_of(moment), digits=8) == code
    assert code_of(RFC_SECRET, step_of(moment)) == code[-6:]


NOW = step_of(NOON)


@pytest.mark.parametrize(
    ("number", "typed", "last_taken", "step"),
    [
        (1, code_of(RFC_SECRET, NOW), 0, NOW),
        (2, code_of(RFC_SECRET, NOW - 1), 0, NOW - 1),  # a clock that is late, or a slow hand
        (3, code_of(RFC_SECRET, NOW + 1), 0, NOW + 1),
        (4, code_of(RFC_SECRET, NOW - 2), 0, None),
        (5, code_of(RFC_SECRET, NOW + 2), 0, None),
        (6, code_of(RFC_SECRET, NOW), NOW, None),  # the same code again
        (7, code_of(RFC_SECRET, NOW - 1), NOW, None),  # the one before, once a later one was taken
        (8, code_of(RFC_SECRET, NOW + 1), NOW, NOW + 1),
        (9, f" {code_of(RFC_SECRET, NOW)[:3]} {code_of(RFC_SECRET, NOW)[3:]} ", 0, NOW),  # as apps show it
        (10, code_of(RFC_SECRET, NOW)[:5], 0, None),
        (11, code_of(RFC_SECRET, NOW) + "0", 0, None),
        (12, "", 0, None),
        (13, "١٢٣٤٥٦", 0, None),
    ],
)
def test_which_codes_fit(number: int, typed: str, last_taken: int, step: int | None) -> None:
    assert fitting_step(RFC_SECRET, typed, NOON, last_taken) == step, f"row {number}"


def test_the_address_for_the_app_holds_the_secret_and_a_neutral_name() -> None:
    secret = new_secret()
    parts = urlsplit(address_for_app(secret, "Ines & Co", "Side by Side"))
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert (parts.scheme, parts.netloc, unquote(parts.path)) == ("otpauth", "totp", "/Side by Side:Ines & Co")
    assert asked["issuer"] == "Side by Side"
    assert base64.b32decode(asked["secret"]) == secret
    assert asked["secret"] == in_letters(secret)


def test_spare_codes_are_ten_and_none_twice() -> None:
    codes = new_spare_codes() + new_spare_codes()
    assert len(set(codes)) == 20
    assert all(len(code) == 12 for code in codes)


def test_a_sealed_secret_opens_with_its_key_for_its_person_alone() -> None:
    secret = new_secret()
    seal = sealed(secret, 7, KEY)
    assert secret not in base64.b64decode(seal)
    assert opened(seal, 7, [KEY]) == secret
    assert opened(seal, 7, [OTHER_KEY, KEY]) == secret, "an earlier key, while people change over"
    assert opened(seal, 7, [OTHER_KEY]) is None
    assert opened(seal, 8, [KEY]) is None, "a row that was moved to somebody else"
    assert sealed(secret, 7, KEY) != seal, "never the same pad twice"


def test_a_seal_that_was_touched_does_not_open() -> None:
    whole = base64.b64decode(sealed(new_secret(), 7, KEY))
    for place in range(len(whole)):
        touched = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        assert opened(base64.b64encode(touched).decode(), 7, [KEY]) is None, f"byte {place}"


def test_a_secret_longer_than_its_pad_is_refused() -> None:
    with pytest.raises(ValueError, match="pad is shorter"):
        sealed(b"x" * 33, 7, KEY)


def test_a_step_is_half_a_minute() -> None:
    assert step_of(NOON + timedelta(seconds=19)) == NOW
    assert step_of(NOON + timedelta(seconds=20)) == NOW + 1
