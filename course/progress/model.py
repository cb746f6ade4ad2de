"""How far a learner is with a module."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from course.content.model import Module
from course.history.model import AttemptSummary, Reading


class State(StrEnum):
    NOT_STARTED = "not started"
    READING = "reading"
    QUIZ_NEXT = "quiz next"
    PASSED = "passed"


@dataclass(frozen=True)
class ModuleProgress:
    """Everything that follows from one learner's history in one module."""

    module: Module
    state: State
    reading: Reading | None
    open_attempt: AttemptSummary | None
    first: AttemptSummary | None
    best: AttemptSummary | None
    latest: AttemptSummary | None
    attempts: int
    """Attempts handed in."""
    must_pass_left: int
    """Must-pass questions not yet answered right in any form."""
    last_active_at: datetime | None
    began_at: datetime | None = None
    reached_at: tuple[datetime, ...] = ()
    """When the attempts that reached the pass mark were handed in."""

    is_afresh: bool = False
    """Whether a trainer let the quiz begin afresh, and no attempt was handed in since."""

    @property
    def is_passed(self) -> bool:
        return self.state is State.PASSED

    def is_passed_since(self, moment: datetime | None) -> bool:
        """Whether it is passed, and reached the mark at or after the moment (None: at any time)."""
        return self.is_passed and (moment is None or any(at >= moment for at in self.reached_at))
