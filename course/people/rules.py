"""What makes a name, a password, a recovery code; when a sign-in is over; when tries are too many."""

import hashlib
import re
import unicodedata
from datetime import datetime, timedelta

from course.people.model import HalfSignIn, Lifetimes, SignIn

NAME_LENGTH = range(2, 41)
PASSWORD_LENGTH = range(12, 129)
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 characters: no I, L, O, U, so that a code survives handwriting."""

RECOVERY_CODE_LENGTH = 20  # 100 bits
RESET_SLIP_LENGTH = 16  # 80 bits
RESET_SLIP_LASTS = timedelta(minutes=60)
RESET_IS_TOLD_FOR = timedelta(days=30)
"""So long does an account say, at each sign-in, that a reset slip set its password."""

HALF_SIGN_IN_LASTS = timedelta(minutes=5)
SEEN_EVERY = timedelta(minutes=1)
SENT_TWICE_WITHIN = timedelta(minutes=2)


def tidy_name(name: str) -> str:
    """The name as it is shown: one space between words, none around."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def name_key(name: str) -> str:
    """What makes two names the same: letters look alike, capitals do not count."""
    return unicodedata.normalize("NFKC", tidy_name(name)).casefold()


def is_too_easy(password: str, name: str, common: frozenset[str]) -> bool:
    """Whether a stranger would try this password early: a common one, the name, one character over and over."""
    plain = password.casefold().strip()
    own_name = name_key(name)
    own = {own_name, own_name.replace(" ", ""), "sidebyside", "side by side", "side-by-side"}
    without_digits = re.sub(r"[\d\W_]+", "", plain)
    return (
        plain in common
        or without_digits in common
        or len(set(plain)) < 4
        or any(word and plain.replace(word, "").strip(" 0123456789!.-_") == "" for word in own)
    )


def code_as_written(code: str, group: int = 4) -> str:
    """A code in groups of four: ABCD-EFGH."""
    return "-".join(code[start : start + group] for start in range(0, len(code), group))


def code_as_meant(typed: str) -> str:
    """A typed code without spaces and hyphens, capitals, O read as 0, I and L as 1."""
    return re.sub(r"[^0-9A-Z]", "", typed.upper()).translate(str.maketrans("OIL", "011"))


def digest(secret: str) -> str:
    """What is stored of a random secret (a token, a code): 64 hex digits, useless to a thief of the database."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_over(sign_in: SignIn, now: datetime, lasts: Lifetimes) -> bool:
    """Whether a sign-in has ended by itself. A clock that went back does not revive or end anything early."""
    idle, longest = (lasts.kept, lasts.kept) if sign_in.is_kept else (lasts.idle, lasts.longest)
    return sign_in.is_disabled or now - sign_in.seen_at > idle or now - sign_in.started_at > longest


def is_half_over(half: HalfSignIn, now: datetime) -> bool:
    """Whether the code from the app came too late, so that the password is asked for again."""
    return not timedelta(0) <= now - half.started_at <= HALF_SIGN_IN_LASTS


def is_worth_noting(sign_in: SignIn, now: datetime) -> bool:
    """Whether "last seen" is old enough to be written again."""
    return now - sign_in.seen_at >= SEEN_EVERY
