"""What a group misses and what its answers say about each question, in finished words and bars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import url_for

from course.content.model import Course, Module, Stem
from course.groups.model import Group
from course.history.analysis import FirstAnswer, list_certain_answers, list_first_answers, list_items_as_shown
from course.history.model import Certainty
from course.items import Item, is_version_of, version_of, versions_of
from course.people.model import PersonId
from course.reports.analysis import (
    ENOUGH,
    CertaintyFigures,
    ItemFigures,
    ObjectiveFigures,
    certainty_of,
    figures_of,
    objectives_of,
)
from course.web.language import gettext as _
from course.web.language import ngettext
from course.web.words import percent

MISSED_SHOWN = 10


@dataclass(frozen=True)
class Analysis:
    """The figures of a group, read in three queries."""

    items: Sequence[ItemFigures]
    objectives: Sequence[ObjectiveFigures]
    certainty: Mapping[str, CertaintyFigures]


@dataclass(frozen=True)
class Bar:
    label: str
    share: float
    text: str


@dataclass(frozen=True)
class ItemBlock:
    """One version of an item, as a trainer reads it."""

    stem: str
    kind: str
    rows: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, str, str], ...]
    certainty: tuple[tuple[str, str, str], ...]
    section_href: str
    section_title: str | None
    preview_href: str | None
    """The question as learners see it, while it is asked."""
    note: str | None


@dataclass(frozen=True)
class ItemsPage:
    group: Group
    module: Module
    bars: tuple[Bar, ...]
    blocks: tuple[ItemBlock, ...]
    learners: int


@dataclass(frozen=True)
class MissedLine:
    stem: str
    share: str
    answered: str
    href: str
    section_href: str


@dataclass(frozen=True)
class MostMissedPage:
    group: Group
    bars: tuple[Bar, ...]
    objective_rows: tuple[tuple[str, str, str], ...]
    missed: tuple[MissedLine, ...]
    sure_and_wrong: tuple[MissedLine, ...]
    modules: tuple[tuple[str, str], ...]


def analysis_of(people: Sequence[PersonId], modules: Sequence[Module]) -> Analysis:
    stems = [module.stem for module in modules]
    today = {version: item for module in modules for item in module.bank.items for version in versions_of(item)}
    answers = [_as_today(answer, today) for answer in list_first_answers(people, stems)]
    shown = list_items_as_shown(sorted({answer.version for answer in answers}))
    figures = figures_of(answers, today | shown)
    return Analysis(figures, objectives_of(figures), certainty_of(list_certain_answers(people, stems)))


def _as_today(answer: FirstAnswer, today: Mapping[str, Item]) -> FirstAnswer:
    """An answer to what is still asked in the same words, under today's version: those given before versions knew how
    pictures were drawn (2026-11-29) and those given since stand in one line.
    """
    item = today.get(answer.version)
    return replace(answer, version=version_of(item)) if item else answer


def items_page(course: Course, group: Group, module: Module, learners: int, analysis: Analysis) -> ItemsPage:
    return ItemsPage(
        group=group,
        module=module,
        bars=tuple(_bar(course, one) for one in analysis.objectives),
        blocks=tuple(_block(module, one, analysis.certainty.get(one.item.id)) for one in analysis.items),
        learners=learners,
    )


def most_missed_page(course: Course, group: Group, analysis: Analysis) -> MostMissedPage:
    asked = {item.id: (module, item) for module in course.modules for item in module.bank.items}
    sure = sorted(
        (one for one in analysis.certainty.values() if one.sure_and_wrong and one.item_id in asked),
        key=lambda one: (-one.sure_and_wrong, one.item_id),
    )
    bars = tuple(_bar(course, one) for one in analysis.objectives)
    return MostMissedPage(
        group=group,
        bars=bars[:MISSED_SHOWN],
        objective_rows=tuple(
            (objective_in_words(course, one.module, one.objective), percent(one.facility), str(one.answered))
            for one in analysis.objectives
        ),
        missed=tuple(
            _missed_line(group, course.get_module(one.module), one.item, one.facility, one.answered)
            for one in analysis.items[:MISSED_SHOWN]
            if one.facility is not None and one.facility < 1
        ),
        sure_and_wrong=tuple(
            MissedLine(
                stem=asked[one.item_id][1].stem,
                share=ngettext(
                    "%(num)s time sure and another way", "%(num)s times sure and another way", one.sure_and_wrong
                ),
                answered="",
                href=_items_href(group, asked[one.item_id][0]),
                section_href=_section_href(asked[one.item_id][0], asked[one.item_id][1].section),
            )
            for one in sure[:MISSED_SHOWN]
        ),
        modules=tuple(
            (f"{module.number}. {module.lesson.title}", _items_href(group, module)) for module in course.modules
        ),
    )


def _missed_line(group: Group, module: Module, item: Item, facility: float, answered: int) -> MissedLine:
    return MissedLine(
        stem=item.stem,
        share=percent(facility),
        answered=ngettext("%(num)s answer", "%(num)s answers", answered),
        href=_items_href(group, module),
        section_href=_section_href(module, item.section),
    )


def _block(module: Module, one: ItemFigures, certainty: CertaintyFigures | None) -> ItemBlock:
    today = module.bank.find_item(one.item.id)
    is_old = today is None or not is_version_of(one.version, today)
    section = module.lesson.find_section(one.item.section)
    return ItemBlock(
        stem=one.item.stem,
        kind=one.item.kind,
        rows=(
            (_("Mean of the points"), percent(one.facility) if one.facility is not None else _("No answer yet")),
            (_("Answered"), str(one.answered)),
            (_("Left open"), str(one.left_open)),
            (_("Tells learners apart"), _discrimination_in_words(one)),
        ),
        options=tuple(
            (option.text, _("yes") if option.is_key else _("no"), str(option.chosen)) for option in one.options
        ),
        certainty=_certainty_rows(certainty),
        section_href=_section_href(module, one.item.section),
        section_title=section.title if section else None,
        preview_href=url_for("preview.question", stem=module.stem, item_id=one.item.id)
        if today and today.is_open
        else None,
        note=_("An earlier wording or drawing of this question.") if is_old else None,
    )


def _discrimination_in_words(one: ItemFigures) -> str:
    if one.answered < ENOUGH:
        return _("Not shown below %(number)s answers: with fewer, chance speaks louder", number=ENOUGH)
    if one.discrimination is None:
        return _("Cannot be told: all answers earned the same")
    return f"{one.discrimination:+.2f}".replace("-", "−")


def _certainty_rows(certainty: CertaintyFigures | None) -> tuple[tuple[str, str, str], ...]:
    if certainty is None:
        return ()
    words = {Certainty.SURE: _("Sure"), Certainty.THINK_SO: _("Think so"), Certainty.GUESSING: _("Guessing")}
    return tuple(
        (words[each], str(certainty.right.get(each, 0)), str(certainty.other.get(each, 0))) for each in Certainty
    )


def _bar(course: Course, one: ObjectiveFigures) -> Bar:
    return Bar(objective_in_words(course, one.module, one.objective), one.facility, percent(one.facility))


def objective_in_words(course: Course, stem: Stem, objective: str) -> str:
    """What somebody can do, in the words of the lesson; its id when the lesson has it no more."""
    return course.get_module(stem).lesson.objectives.get(objective, objective)


def _items_href(group: Group, module: Module) -> str:
    return url_for("reports.items", group_id=group.public_id, stem=module.stem)


def _section_href(module: Module, section: str) -> str:
    return url_for("preview.lesson", stem=module.stem, _anchor=section)
