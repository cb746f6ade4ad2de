"""Progress and scores in finished words, the same on learners' and trainers' pages."""

from course.history.model import AttemptSummary, QuizReset, Reason, ScoreCorrection
from course.progress.model import ModuleProgress, State
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import day, percent

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
    """Such as “6.5 of 8 points (81%)”; that it is not handed in, or that it was set aside."""
    if attempt.share is None:
        return points_in_words(attempt)
    score = f"{points_in_words(attempt)} ({percent(attempt.share)})"
    return _("%(score)s, does not count", score=score) if attempt.is_set_aside else score


def reasons() -> dict[str, str]:
    """Why something was changed afterwards, in words that fit whoever reads them."""
    return {
        Reason.FITS_TOO: _("The answer fits too."),
        Reason.UNCLEAR: _("The question was not clear."),
        Reason.TALKED: _("It was talked about, and it is understood."),
        Reason.SLIP: _("It was a slip of the finger or of the device."),
        Reason.TAKEN_BACK: _("An earlier correction was taken back."),
        Reason.ASKED: _("A new start was asked for."),
        Reason.SOMEBODY_ELSE: _("Somebody else answered on this device."),
        Reason.TROUBLE: _("The device or the connection got in the way."),
        Reason.NEW_START: _("A new start after a long time."),
    }


def correction_in_words(correction: ScoreCorrection) -> str:
    """Such as “Ines scored question 3 again on …: 1 point more. The answer fits too.”"""
    number, when = correction.number, day(correction.at)
    points = f"{abs(correction.change):.2f}".rstrip("0").rstrip(".")
    why = reasons().get(correction.reason, correction.reason)
    number_of = 1 if abs(correction.change) == 1 else 2  # half a point is said like two
    more = (
        ngettext("%(points)s point more", "%(points)s points more", number_of, points=points)
        if correction.change > 0
        else ngettext("%(points)s point less", "%(points)s points less", number_of, points=points)
    )
    if correction.by_trainer:
        who = correction.by or _("A trainer")
        return _(
            "%(who)s scored question %(number)s again on %(day)s: %(more)s. %(why)s",
            who=who,
            number=number,
            day=when,
            more=more,
            why=why,
        )
    return _(
        "Question %(number)s was scored again on %(day)s: %(more)s. %(why)s",
        number=number,
        day=when,
        more=more,
        why=why,
    )


def reset_in_words(reset: QuizReset) -> str:
    """Such as “Ines let this quiz begin afresh on …. A new start was asked for.”"""
    return _(
        "%(who)s let this quiz begin afresh on %(day)s. %(why)s",
        who=reset.by or _("A trainer"),
        day=day(reset.at),
        why=reasons().get(reset.reason, reset.reason),
    )
