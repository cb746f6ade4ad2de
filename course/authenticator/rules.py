"""Codes by RFC 6238 (TOTP), the letters of a secret, and the seal under which it is kept."""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote, urlencode

SECRET_BYTES = 20
STEP_SECONDS = 30
DIGITS = 6
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SPARE_CODES = 10
SPARE_CODE_LENGTH = 12  # 60 bits
NONCE_BYTES = 16


def step_of(now: datetime) -> int:
    """The half minute that a moment is in."""
    return int(now.timestamp()) // STEP_SECONDS


def code_of(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """What the app shows in this half minute (RFC 4226, 5.3, with the step as the counter)."""
    mac = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    start = mac[-1] & 15
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def fitting_step(secret: bytes, typed: str, now: datetime, last_step: int) -> int | None:
    """The half minute whose code this is: this one, the one before or the next, and later than the last that was taken.

    One step each way lets the clock of a phone be off by half a minute.
    """
    code = re.sub(r"[\s-]", "", typed)
    this = step_of(now)
    fits = [step for step in (this - 1, this, this + 1) if hmac.compare_digest(code_of(secret, step), ascii_of(code))]
    return next((step for step in fits if step > last_step), None)


def ascii_of(text: str) -> str:
    """compare_digest takes ASCII alone; anything else fits nothing."""
    return text if text.isascii() else ""


def in_letters(secret: bytes, between: str = "") -> str:
    """The secret as apps take it when it is typed; they take spaces between groups of four, and no hyphens."""
    letters = base64.b32encode(secret).decode().rstrip("=")
    return between.join(letters[start : start + 4] for start in range(0, len(letters), 4))


def address_for_app(secret: bytes, name: str, site: str) -> str:
    """What the QR code holds."""
    label = f"{quote(site)}:{quote(name)}"
    return f"otpauth://totp/{label}?" + urlencode({"secret": in_letters(secret), "issuer": site}, quote_via=quote)


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def new_spare_codes() -> list[str]:
    return ["".join(secrets.choice(CODE_LETTERS) for _ in range(SPARE_CODE_LENGTH)) for _ in range(SPARE_CODES)]


# ---------------------------------------------------------------- the seal


def sealed(secret: bytes, person: int, key: str) -> str:
    """The secret as it is kept: nonce, secret under a pad, and a tag over both and the person."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    hidden = _under_pad(secret, nonce, key)
    return base64.b64encode(nonce + hidden + _tag(nonce + hidden, person, key)).decode()


def opened(seal: str, person: int, keys: Sequence[str]) -> bytes | None:
    """The secret again, by the first of the keys that fits (the present one, then earlier ones), or None."""
    whole = base64.b64decode(seal)
    nonce, hidden, tag = whole[:NONCE_BYTES], whole[NONCE_BYTES:-32], whole[-32:]
    for key in keys:
        if hmac.compare_digest(tag, _tag(nonce + hidden, person, key)):
            return _under_pad(hidden, nonce, key)
    return None


def _under_pad(secret: bytes, nonce: bytes, key: str) -> bytes:
    if len(secret) > hashlib.sha256().digest_size:
        raise ValueError("the pad is shorter than the secret")
    pad = hmac.new(_key_for("pad", key), nonce, hashlib.sha256).digest()
    return bytes(one ^ other for one, other in zip(secret, pad, strict=False))


def _tag(sealed_part: bytes, person: int, key: str) -> bytes:
    return hmac.new(_key_for("tag", key), person.to_bytes(8, "big") + sealed_part, hashlib.sha256).digest()


def _key_for(purpose: str, key: str) -> bytes:
    return hmac.new(key.encode(), f"course.authenticator:{purpose}".encode(), hashlib.sha256).digest()
