"""Finished words about the content, for admins and authors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from course.content.drawing import Figure
from course.content.figures import TONES, copy_of
from course.content.model import Course, FigureBlock, HelpLine, Module
from course.editorial.completeness import HELP_LINE_DAYS, is_overdue
from course.editorial.coverage import Row, coverage
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import day


@dataclass(frozen=True)
class ContentPage:
    """What an admin should know about the course as written. The tables hold finished cells."""

    taught: str
    reviews: tuple[tuple[str, str, str], ...]
    help_lines: tuple[tuple[str, str, str], ...]
    overdue: str | None
    coverage: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class FigureCard:
    """A drawing in both schemes, and what an author wants to know about it."""

    name: str
    title: str
    light: Markup
    dark: Markup
    description: str
    facts: tuple[str, ...]


def content_page(course: Course, today: date) -> ContentPage:
    rows = coverage(course)
    overdue = [line.name for line in course.help_lines if is_overdue(line, today)]
    return ContentPage(
        taught=_(
            "%(taught)s of %(all)s statements are taught.", taught=sum(row.is_taught for row in rows), all=len(rows)
        ),
        reviews=tuple(_review_row(module) for module in course.modules),
        help_lines=tuple(_help_line_row(line, today) for line in course.help_lines),
        overdue=_(
            "Call these again, and write the day into lessons/help-lines.yaml: %(names)s.", names=", ".join(overdue)
        )
        if overdue
        else None,
        coverage=tuple(_coverage_row(row) for row in rows),
    )


def _review_row(module: Module) -> tuple[str, str, str]:
    review = module.lesson.review
    return f"{module.number}. {module.lesson.title}", _review(review.clinical), _review(review.lived_experience)


def _review(reviewed_on: date | None) -> str:
    return day(reviewed_on) if reviewed_on else _("Not yet reviewed")


def _help_line_row(line: HelpLine, today: date) -> tuple[str, str, str]:
    age = (today - line.checked_on).days
    told = ngettext("%(num)s day ago", "%(num)s days ago", age) if age > 0 else _("today")
    state = _("Call it again") if is_overdue(line, today) else _("Within %(days)s days", days=HELP_LINE_DAYS)
    return f"{line.name}, {line.number}", f"{day(line.checked_on)} ({told})", state


def _coverage_row(row: Row) -> tuple[str, str, str, str]:
    return (
        row.statement.id,
        row.statement.lesson,
        ", ".join(row.sections) or _("Not taught"),
        ", ".join(row.items) or _("Not tested"),
    )


def figure_cards(course: Course) -> tuple[FigureCard, ...]:
    """All drawings, those of the plan first and in its order, then the pictures made for items."""
    used = dict(_places(course.modules))
    in_order = sorted(course.figures.values(), key=lambda figure: (figure.number or "FIG-99", figure.name))
    return tuple(_card(figure, used.get(figure.name)) for figure in in_order)


def _places(modules: Sequence[Module]) -> Iterator[tuple[str, str]]:
    for module in modules:
        for item in module.bank.items:
            if item.picture:
                yield item.picture, _("Question “%(id)s” of lesson %(number)s", id=item.id, number=module.number)
        for section in module.lesson.sections:
            for block in section.blocks:
                if isinstance(block, FigureBlock):
                    yield (
                        block.figure.name,
                        _("Lesson %(number)s, “%(section)s”", number=module.number, section=section.title),
                    )


def _card(figure: Figure, place: str | None) -> FigureCard:
    tones = len({skin.tone for skin in figure.skins})
    causes = sorted({skin.cause for skin in figure.skins if skin.cause})
    facts = [place or _("Not shown anywhere"), _("%(size)s KB", size=f"{figure.size / 1024:.1f}")]
    if tones:
        facts.append(
            _("%(tones)s of %(all)s skin tones: %(causes)s", tones=tones, all=len(TONES), causes=", ".join(causes))
        )
    return FigureCard(
        name=figure.name,
        title=f"{figure.number} · {figure.title}" if figure.number else figure.title,
        light=copy_of(figure, "light"),
        dark=copy_of(figure, "dark"),
        description=figure.description,
        facts=tuple(facts),
    )
