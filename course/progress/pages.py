"""Progress and scores in finished words, the same on learners' and trainers' pages."""

from course.history.model import AttemptSummary
from course.progress.model import ModuleProgress, State
from course.web.language import gettext as _
from course.web.words import percent

TONE = {State.NOT_STARTED: "none", State.READING: "reading", State.QUIZ_NEXT: "next", State.PASSED: "passed"}
"""Which of the four looks a state has; the words are always beside it."""


def state_in_words(progress: ModuleProgress) -> str:
    return {
        State.NOT_STARTED: _("Not started"),
        State.READING: _("Reading"),
        State.QUIZ_NEXT: _("Quiz next"),
        State.PASSED: _("Passed"),
    }[progress.state]


def points_in_words(attempt: AttemptSummary) -> str:
    """Such as “6.5 of 8 points”; for an open attempt that it is not handed in."""
    if attempt.points is None:
        return _("Not handed in yet")
    points = f"{attempt.points:.2f}".rstrip("0").rstrip(".")
    return _("%(points)s of %(all)s points", points=points, all=attempt.out_of)


def score_in_words(attempt: AttemptSummary) -> str:
    """Such as “6.5 of 8 points (81%)”; for an open attempt that it is not handed in."""
    if attempt.share is None:
        return points_in_words(attempt)
    return f"{points_in_words(attempt)} ({percent(attempt.share)})"
