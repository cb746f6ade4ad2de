"""Finished words about an account."""

from course.accounts.model import Account
from course.people.model import Role
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import day


def account_rows(account: Account) -> list[dict[str, str]]:
    """For a summary list."""
    roles = {Role.LEARNER: _("Learner"), Role.TRAINER: _("Trainer"), Role.ADMIN: _("Admin")}
    state = _("Open") if account.disabled_at is None else _("Shut since %(day)s", day=day(account.disabled_at))
    signs_in = _("With a password") if account.has_password else _("With sign-in slips, until they choose a password")
    if account.has_second_step:
        signs_in = _("With a password and a code from an app")
    devices = ngettext("On %(num)s device", "On %(num)s devices", account.sign_ins)
    return [
        {"key": _("Role"), "value": roles[account.person.role]},
        {"key": _("Account"), "value": state},
        {"key": _("Since"), "value": day(account.joined_at)},
        {"key": _("Signs in"), "value": signs_in},
        {"key": _("Signed in now"), "value": devices if account.sign_ins else _("Nowhere")},
    ]
