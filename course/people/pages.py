"""Finished words about accounts."""

from collections.abc import Iterable
from datetime import datetime

from course.people.model import Invitation, Role
from course.web.language import gettext as _
from course.web.words import day


def invitation_rows(invitations: Iterable[Invitation], now: datetime) -> list[tuple[str, str, str]]:
    """For whom each is, when it was made, what became of it."""
    return [_row(one, now) for one in invitations]


def _row(invitation: Invitation, now: datetime) -> tuple[str, str, str]:
    role = _("An admin") if invitation.role is Role.ADMIN else _("A trainer")
    return role, day(invitation.made_at), _state(invitation, now)


def _state(invitation: Invitation, now: datetime) -> str:
    if invitation.used_at:
        return _("Used on %(day)s", day=day(invitation.used_at))
    if invitation.expires_at <= now:
        return _("Expired")
    return _("Open until %(day)s", day=day(invitation.expires_at))


def reset_told(used_at: datetime | None) -> str | None:
    """What an account says after a reset slip set its password; None when there was none."""
    if used_at is None:
        return None
    return _(
        "A reset slip set a new password on %(day)s. If that was not you, change it now, and tell your trainer.",
        day=day(used_at),
    )
