"""What is worth an entry."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Event(StrEnum):
    SIGNED_IN = "signed in"
    PASSWORD_CHANGED = "password changed"
    ACCOUNT_RECOVERED = "account recovered"
    RESET_SLIP_PRINTED = "reset slip printed"
    SIGN_INS_ENDED = "sign-ins ended"
    SECOND_STEP_ON = "second step switched on"
    SECOND_STEP_OFF = "second step switched off"
    SECOND_STEP_RESET = "second step reset"
    ACCOUNT_DISABLED = "account shut"
    ACCOUNT_ENABLED = "account opened again"
    INVITED = "invited"
    ROLE_GIVEN = "role given"
    GROUP_MADE = "group made"
    GROUP_ARCHIVED = "group archived"
    GROUP_REOPENED = "group reopened"
    CODE_RENEWED = "join code renewed"
    CODE_REVOKED = "join code revoked"
    TRAINER_ADDED = "trainer added"
    TRAINER_REMOVED = "trainer removed"
    LEARNER_MOVED = "learner moved"
    LEARNER_REMOVED = "learner removed"
    ROSTER_IMPORTED = "roster imported"
    SLIPS_PRINTED = "sign-in slips printed"
    LEARNER_VIEWED = "learner viewed"
    ATTEMPT_VIEWED = "attempt viewed"
    QUIZ_RESET = "quiz begun afresh"
    QUIZ_RESET_TAKEN_BACK = "fresh beginning taken back"
    SCORE_CORRECTED = "score corrected"
    EXPORTED = "exported"
    NOTICE_SENT = "notice sent"
    ACCOUNT_DELETED = "account deleted"
    RETIRED = "retired"
    """An account that nobody had used for long was deleted by the command."""


@dataclass(frozen=True)
class Entry:
    """One line of the log. Ids are row numbers: `actor` did it (None: a command on the server), to `subject`."""

    event: Event
    at: datetime
    actor: int | None = None
    subject: int | None = None
    group: int | None = None
    detail: str = ""
    """What tells two such entries apart: a role, a module, a format. Never a name, an answer or a reason."""
