"""Runs every rule on a course and puts what they say in the order of files and lines."""

from datetime import date
from pathlib import Path

from course.content.model import Course
from course.content.slip import Slip
from course.editorial import boundary, completeness, drawings, hedges, item_flaws, marks, readability, words
from course.editorial.manuscript import Manuscript, read_manuscript

RULES = (readability, words, hedges, marks, boundary, drawings, item_flaws)
"""Each module has `slips(manuscript)`. A new rule is one more file with that function, named here."""


def check_course(course: Course, lessons: Path, quizzes: Path, *, today: date) -> list[Slip]:
    """Everything in a course that can be loaded that its authors should still mend, or look at."""
    return check_manuscript(read_manuscript(course, lessons, quizzes), today=today)


def check_manuscript(manuscript: Manuscript, *, today: date) -> list[Slip]:
    """The same for a course whose text was read already."""
    slips = [*completeness.slips(manuscript, today), *(slip for rule in RULES for slip in rule.slips(manuscript))]
    return sorted(set(slips), key=lambda slip: (slip.file, slip.line, slip.sentence))


def reviews_that_wait(course: Course) -> str | None:
    """One honest line about lessons that nobody but their authors has read."""
    clinical = [str(module.number) for module in course.modules if not module.lesson.review.clinical]
    lived = [str(module.number) for module in course.modules if not module.lesson.review.lived_experience]
    told = [
        f"{kind}: lesson {', '.join(numbers)}"
        for kind, numbers in (("by a clinician", clinical), ("by someone with lived experience", lived))
        if numbers
    ]
    return f"Not yet reviewed {'; '.join(told)}." if told else None
