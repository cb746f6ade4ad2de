"""How many points an answer and an attempt have now, and whether an attempt counts, as parts of queries."""

from sqlalchemy import exists, func, select

from course.history.tables import AnswerRow, AttemptRow, QuizResetRow, ScoreCorrectionRow

ADDED_TO_ATTEMPT = (
    select(func.coalesce(func.sum(ScoreCorrectionRow.change), 0.0))
    .where(ScoreCorrectionRow.attempt_id == AttemptRow.id)
    .correlate(AttemptRow)
    .scalar_subquery()
)
"""What corrections add to an attempt."""

_ADDED_TO_ANSWER = (
    select(func.coalesce(func.sum(ScoreCorrectionRow.change), 0.0))
    .where(ScoreCorrectionRow.attempt_id == AnswerRow.attempt_id, ScoreCorrectionRow.number == AnswerRow.number)
    .correlate(AnswerRow)
    .scalar_subquery()
)
"""What corrections add to one answer."""

IS_SET_ASIDE = (
    exists()
    .where(
        QuizResetRow.person_id == AttemptRow.person_id,
        QuizResetRow.module == AttemptRow.module,
        QuizResetRow.up_to >= AttemptRow.number,
        QuizResetRow.taken_back_at.is_(None),
    )
    .correlate(AttemptRow)
)
"""Whether the quiz was begun afresh after an attempt."""

ANSWER_POINTS = AnswerRow.points + _ADDED_TO_ANSWER
