"""Gives one mail to the mail server, and says what became of it. Nothing that answers a request may import this.

The steps are taken one by one, because they differ in what a fault means: until the server has the whole text nothing
can have gone out and it may be tried again; from then on only the server's own answer tells.
"""

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP as AS_SENT
from email.utils import parseaddr

from course.mail.model import Outcome
from course.mail_settings import MailServer

TIMEOUT_SECONDS = 20
LINE_ENDS = AS_SENT.clone(max_line_length=998)
"""No header is folded in the middle of a link."""


def deliver(message: EmailMessage, server: MailServer) -> Outcome:
    """Connect, give the mail, hang up."""
    try:
        smtp = _connect(server)
    except smtplib.SMTPResponseException as problem:  # it answered, and does not want us (now)
        return Outcome(Outcome.Way.LATER, str(problem.smtp_code), is_server=True)
    except smtplib.SMTPNotSupportedError:
        return Outcome(Outcome.Way.LATER, "no STARTTLS", is_server=True)
    except ssl.SSLError:
        return Outcome(Outcome.Way.LATER, "no safe line", is_server=True)
    except (OSError, smtplib.SMTPException):
        return Outcome(Outcome.Way.LATER, "no answer", is_server=True)
    try:
        return _hand_over(smtp, message)
    finally:
        smtp.close()


def _connect(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()  # names and certificates are checked
    if server.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT_SECONDS, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
    try:
        smtp.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            smtp.starttls(context=context)
            smtp.ehlo()
        if server.user:
            smtp.login(server.user, server.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _hand_over(smtp: smtplib.SMTP, message: EmailMessage) -> Outcome:
    try:
        for command, argument in (("mail", message["From"]), ("rcpt", message["To"])):
            code, _words = getattr(smtp, command)(parseaddr(str(argument))[1])
            if code not in (250, 251):
                return _answered(code)
        code, _words = smtp.docmd("data")
        if code != 354:
            return _answered(code)
    except (OSError, smtplib.SMTPException):
        return Outcome(Outcome.Way.LATER, "cut off")
    try:
        text = message.as_bytes(policy=LINE_ENDS).replace(b"\r\n.", b"\r\n..")
        smtp.send(text if text.endswith(b"\r\n") else text + b"\r\n")
        smtp.send(b".\r\n")
        code, _words = smtp.getreply()
    except (OSError, smtplib.SMTPException):
        return Outcome(Outcome.Way.UNKNOWN, "cut off")
    if code == 250:
        _hang_up(smtp)
    return Outcome(Outcome.Way.SENT, str(code)) if code == 250 else _answered(code)


def _answered(code: int) -> Outcome:
    """4xx: not now. 5xx: never. Anything else is no answer to build on, and nothing went out."""
    return Outcome(Outcome.Way.NEVER if 500 <= code <= 599 else Outcome.Way.LATER, str(code))


def _hang_up(smtp: smtplib.SMTP) -> None:
    try:
        smtp.docmd("quit")
    except (OSError, smtplib.SMTPException):
        return  # the mail is with the server all the same
