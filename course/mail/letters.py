"""How a mail reads: the same few words whatever it is about, so that who looks over a shoulder learns nothing."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from course.mail.model import Claimed
from course.mail.rules import CONFIRM_WITHIN
from course.web.language import gettext as _


def letter(claimed: Claimed, mail_from: str, site: str, now: datetime) -> EmailMessage:
    """The mail as it goes out. `site`: where people reach the course, without a slash at its end."""
    stop = f"{site}/e-mail/stop/{claimed.stop}"
    message = EmailMessage()
    message["From"] = mail_from
    message["To"] = claimed.address
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=mail_from.rpartition("@")[2].strip(" >"))
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{stop}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if claimed.confirm:
        message["Subject"] = _("Is this your address?")
        lines: tuple[str, ...] = (
            _("Somebody gave this address to get short notes, such as that there is something new."),
            _("If it was you, open this within %(days)s days:", days=CONFIRM_WITHIN.days),
            f"{site}/e-mail/confirm/{claimed.confirm}",
            _("If it was not you, there is nothing to do. To hear nothing more:"),
            stop,
        )
    else:
        message["Subject"] = _("A note for you")
        lines = (
            _("There is something new for you. You find it here, after signing in:"),
            f"{site}/",
            _("You cannot answer this mail. To get no more of them:"),
            stop,
        )
    message.set_content("\n\n".join(lines) + "\n", cte="7bit" if all(line.isascii() for line in lines) else None)
    return message
