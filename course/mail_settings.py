"""The settings of the mail server, read and checked apart from the others; each problem is a sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SECURITY = ("starttls", "tls", "none")
ON_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
_ONE_ADDRESS = re.compile(r"(?:[^<>@\"\\(),:;]+ <[^<>@\s]+@[^<>@\s]+>)|(?:[^<>@\s]+@[^<>@\s]+)")


class UnfitMailSetting(ValueError):
    """A setting cannot be used; the message names it and says what it takes."""


@dataclass(frozen=True)
class MailServer:
    """Who takes our mail, and in whose name it goes."""

    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    mail_from: str

    @property
    def is_given(self) -> bool:
        return bool(self.host and self.mail_from)

    def refuse_unfit(self) -> None:
        """Raise UnfitMailSetting where settings do not go together."""
        if not self.is_given:
            raise UnfitMailSetting(
                "This course sends no e-mail. To change that, give COURSE_SMTP_HOST and COURSE_MAIL_FROM."
            )
        if self.user and self.security == "none" and self.host not in ON_THIS_MACHINE:
            raise UnfitMailSetting(
                "COURSE_SMTP_SECURITY is none, so the password would travel in the open; say starttls or tls."
            )


def read_mail_server(raw: Mapping[str, Any]) -> MailServer:
    """From settings as they were given; raises UnfitMailSetting."""
    if not 1 <= raw["SMTP_PORT"] <= 65535:
        raise UnfitMailSetting(f"COURSE_SMTP_PORT is {raw['SMTP_PORT']}; give a port from 1 to 65535.")
    if raw["SMTP_SECURITY"] not in SECURITY:
        raise UnfitMailSetting(f"COURSE_SMTP_SECURITY is {raw['SMTP_SECURITY']!r}; say starttls, tls or none.")
    if re.search(r"[\s/@]", raw["SMTP_HOST"]):
        raise UnfitMailSetting(f"COURSE_SMTP_HOST is {raw['SMTP_HOST']!r}; give a name such as mail.example.org.")
    for name in ("SMTP_USER", "SMTP_PASSWORD"):
        if not raw[name].isascii() or not raw[name].isprintable():
            raise UnfitMailSetting(f"COURSE_{name} holds a character that no mail server takes; give it on one line.")
    sender = raw["MAIL_FROM"]
    if sender and not (_ONE_ADDRESS.fullmatch(sender) and sender.isascii() and sender.isprintable()):
        raise UnfitMailSetting(
            f"COURSE_MAIL_FROM is {sender!r}; give one address such as notes@example.org or Notes <notes@example.org>."
        )
    return MailServer(
        raw["SMTP_HOST"],
        raw["SMTP_PORT"],
        raw["SMTP_SECURITY"],
        raw["SMTP_USER"],
        raw["SMTP_PASSWORD"],
        sender,
    )
