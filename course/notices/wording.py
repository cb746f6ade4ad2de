"""The words of every notice, in every version that was ever sent."""

from course.content.model import Course
from course.notices.model import LeftOut, Saying, Template
from course.web.language import gettext as _
from course.web.words import day


def words_of(saying: Saying, course: Course) -> str:
    """What the learner reads. Version 1 is the only one so far: a new one gets its own branch here."""
    template = saying.template
    if template is Template.NEW_MODULE:
        title = next((one.lesson.title for one in course.modules if one.stem == saying.module), None)
        if title is None:  # taken out of the course since
            return _("A module is waiting for you. Take it when it suits you.")
        return _("The module “%(title)s” is waiting for you. Take it when it suits you.", title=title)
    if template is Template.GO_ON:
        return _("You are welcome to go on where you stopped. Your place is kept, and there is no hurry.")
    if template is Template.TALK:
        return _("Please come and talk to me when we meet next. I would like to hear how you are.")
    if template is Template.MEETS:
        if saying.day is None:
            return _("Our group meets again. You are welcome, whatever you did or did not do in the course.")
        on = day(saying.day, "EEEE, MMMM d")
        return _(
            "Our group meets again on %(day)s. You are welcome, whatever you did or did not do in the course.", day=on
        )
    if template is Template.WELL_DONE:
        return _("Well done. You have passed everything that was asked for. Come back to any lesson when you need it.")
    return _("Thank you for taking part. It takes courage, and it is good that you are here.")


def title_of(template: Template) -> str:
    """What a trainer calls it."""
    return {
        Template.NEW_MODULE: _("A module is waiting"),
        Template.GO_ON: _("You are welcome to go on"),
        Template.TALK: _("Please come and talk to me"),
        Template.MEETS: _("The group meets again"),
        Template.WELL_DONE: _("Well done, everything is passed"),
        Template.THANKS: _("Thank you"),
    }[template]


def example_of(template: Template, course: Course) -> str:
    """The words as they would read, for choosing among them."""
    if template.takes_module:
        return _("The module “…” is waiting for you. Take it when it suits you.")
    return words_of(Saying(template), course)


def why_in_words(why: LeftOut) -> str:
    return {
        LeftOut.SENT_TODAY: _("got the same words today"),
        LeftOut.NOT_ALL_PASSED: _("has not passed everything that this group asks for"),
        LeftOut.PASSED_ALREADY: _("has passed this module"),
    }[why]
