"""Hashing passwords with argon2id, at most two at a time, and the list of passwords that strangers try first."""

import secrets
import threading
from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from course.people.rules import CODE_LETTERS, RECOVERY_CODE_LENGTH

_hasher = PasswordHasher()
_at_a_time = threading.Semaphore(2)  # each hash takes 64 MiB: more at once would let strangers fill the memory


def hash_password(password: str) -> str:
    """An argon2id hash; takes about 0.15 s, so never inside a transaction."""
    with _at_a_time:
        return _hasher.hash(password)


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether the password fits. An unknown name (None) takes as long as a known one, and never fits."""
    nobodys = _nobodys_hash()  # made at the first try of all, whatever its name is
    with _at_a_time:
        try:
            return _hasher.verify(password_hash or nobodys, password) and password_hash is not None
        except (VerifyMismatchError, InvalidHashError):
            return False


@cache
def _nobodys_hash() -> str:
    return _hasher.hash(secrets.token_urlsafe(32))


@cache
def common_passwords() -> frozenset[str]:
    """Passwords that many people use (see the file's first line for where they come from)."""
    lines = files("course.people").joinpath("common-passwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line and not line.startswith("#"))


def new_recovery_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(RECOVERY_CODE_LENGTH))


def new_token() -> str:
    """An opaque token of 256 bits for a cookie or a link."""
    return secrets.token_urlsafe(32)
