"""A learner's story, day by day: what was read, tried, practised, reviewed and changed; the newest day first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from course.clock import local_date
from course.content.model import Course, Module
from course.history.model import AttemptSummary, Logged, Occasion, QuizReset
from course.progress.model import ModuleProgress
from course.progress.pages import reset_in_words, score_in_words
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import day


@dataclass(frozen=True)
class StoryDay:
    day: str
    lines: tuple[str, ...]


def story_of(
    course: Course,
    progress: Sequence[ModuleProgress],
    attempts: Iterable[AttemptSummary],
    log: Iterable[Logged],
    resets: Iterable[QuizReset],
    time_zone: str,
) -> tuple[StoryDay, ...]:
    """`log`: everything answered; what was answered in quizzes stands in the story as the attempt it belongs to."""
    told: list[tuple[datetime, str]] = []
    for one in progress:
        told += _reading(one)
    for attempt in attempts:
        told += _attempt(course.get_module(attempt.module), attempt)
    told += [(reset.at, f"{_title(course.get_module(reset.module))}: {reset_in_words(reset)}") for reset in resets]
    told += _answered(course, log, time_zone)
    days: dict[date, list[str]] = {}
    for at, words in sorted(told, key=lambda each: each[0]):
        days.setdefault(local_date(at, time_zone), []).append(words)
    return tuple(StoryDay(day(on), tuple(lines)) for on, lines in sorted(days.items(), reverse=True))


def _reading(progress: ModuleProgress) -> list[tuple[datetime, str]]:
    reading, title = progress.reading, _title(progress.module)
    if reading is None:
        return []
    told = [(reading.began_at or reading.reached_at, _("%(module)s: began to read", module=title))]
    if reading.finished_at:
        told.append((reading.finished_at, _("%(module)s: read to the end", module=title)))
    return told


def _attempt(module: Module, attempt: AttemptSummary) -> list[tuple[datetime, str]]:
    values = {"module": _title(module), "number": attempt.number}
    if attempt.handed_in_at is None:
        return [(attempt.started_at, _("%(module)s: began the quiz, attempt %(number)s", **values))]
    score = score_in_words(attempt)
    return [(attempt.handed_in_at, _("%(module)s: quiz, attempt %(number)s, %(score)s", score=score, **values))]


def _answered(course: Course, log: Iterable[Logged], time_zone: str) -> list[tuple[datetime, str]]:
    """Questions outside quizzes, counted by day and occasion; a review goes across modules."""
    last: dict[tuple[date, bool, str], datetime] = {}
    asked: Counter[tuple[date, bool, str]] = Counter()
    found: Counter[tuple[date, bool, str]] = Counter()
    for line in log:
        if line.occasion is None:
            continue
        is_review = line.occasion is Occasion.REVIEW
        key = (local_date(line.at, time_zone), is_review, "" if is_review else line.module)
        last[key] = line.at
        asked[key] += 1
        found[key] += line.is_right
    told = []
    for key, at in last.items():
        number = ngettext("%(num)s question", "%(num)s questions", asked[key])
        if key[1]:
            words = _("Reviewed %(questions)s, found %(found)s", questions=number, found=found[key])
        else:
            title = next((_title(module) for module in course.modules if module.stem == key[2]), key[2])
            words = _(
                "%(module)s: practised %(questions)s, found %(found)s", module=title, questions=number, found=found[key]
            )
        told.append((at, words))
    return told


def _title(module: Module) -> str:
    return _("Module %(number)s", number=module.number)
