"""The part of a lesson that is the same for everybody, and a reader's CSRF token put into it."""

from markupsafe import Markup

from course.content.model import Course
from course.study.pages import LessonPage
from course.web.fixed import PLACE_OF_TOKEN, rendered_once, with_token


def lesson_body(course: Course, page: LessonPage) -> Markup:
    """Sections, what comes after them, words and sources, with the token of a reader whose place is kept."""
    body = rendered_once(
        "study/_lesson_body.html",
        "body",
        page,
        course.figures,
        PLACE_OF_TOKEN,
        about=(page.module.stem, page.keeps_place, page.is_preview),
    )
    return with_token(body) if page.keeps_place else body
