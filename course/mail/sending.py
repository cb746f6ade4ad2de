"""One run of `course send-due`: claim a mail, give it to the server, write down what became of it, and so on."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from course.mail import actions
from course.mail.delivery import deliver
from course.mail.letters import letter
from course.mail.model import Outcome, State
from course.mail_settings import MailServer


@dataclass(frozen=True)
class Run:
    """What one run did."""

    sent: int
    later: int
    failed: int
    unknown: int
    server_away: str
    """Why the server could not be used; empty when it could."""

    @property
    def is_fine(self) -> bool:
        return not (self.failed or self.unknown or self.server_away)

    def in_words(self, waiting: int) -> str:
        """For the terminal, in one line."""
        told = f"{self.sent} sent, {self.later} to be tried again, {self.failed} failed, {self.unknown} not known"
        end = f"; {waiting} wait." if waiting else "."
        return told + end + (f" The mail server cannot be used now ({self.server_away})." if self.server_away else "")


def send_due(server: MailServer, site: str, now: Callable[[], datetime]) -> Run:
    """Everything whose turn it is. A server that cannot be used ends the run, so that the others keep their tries."""
    states: Counter[State] = Counter()
    away = ""
    while not away and (claimed := actions.claim_next(now())):
        outcome: Outcome = deliver(letter(claimed, server.mail_from, site, now()), server)
        states[actions.note_outcome(claimed, outcome, now())] += 1
        away = outcome.code if outcome.is_server else ""
    return Run(states[State.SENT], states[State.WAITING], states[State.FAILED], states[State.SENDING], away)
