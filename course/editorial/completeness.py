"""Nothing left out: every statement taught and asked, every objective asked, every drawing shown, help lines called."""

from collections.abc import Iterator
from datetime import date, timedelta

from course.content.model import FigureBlock, HelpLine, Module, Section
from course.content.slip import Slip
from course.editorial.manuscript import Manuscript
from course.items import Item

LONGEST_WHY = 45
"""Words in the explanation of one option (the quiz blueprint's limit)."""

HELP_LINE_DAYS = 180
"""Days after which a help line is called again to see that it still answers."""

OPTIONAL = "optional-detail"
"""The boundary of statements that are names or anatomical terms: a lesson names them once, no item tests them."""


def slips(manuscript: Manuscript, today: date) -> Iterator[Slip]:
    yield from _list_untaught(manuscript)
    yield from _list_loose_items(manuscript)
    yield from _list_unasked_objectives(manuscript)
    yield from _list_long_explanations(manuscript)
    yield from _list_missing_key_sentences(manuscript)
    yield from _list_unused_figures(manuscript)
    yield from _list_unused_terms(manuscript)
    yield from _list_old_help_lines(manuscript, today)


def is_overdue(line: HelpLine, today: date) -> bool:
    """Whether a help line should be called again."""
    return today - line.checked_on > timedelta(days=HELP_LINE_DAYS)


def _list_untaught(manuscript: Manuscript) -> Iterator[Slip]:
    course, document = manuscript.course, manuscript.documents["lessons/sources.yaml"]
    asked = {source_id for module in course.modules for item in module.bank.open_items for source_id in item.statements}
    taught = {module.stem: _taught_by(module) for module in course.modules}
    for at, statement in enumerate(course.statements.values()):
        line, cite = document.line_of("statements", at, "id"), f"[@{statement.id}]"
        if statement.lesson not in taught:
            told = f'mend "lesson:" of this statement; there is no module "{statement.lesson}".'
            yield Slip(document.file, document.line_of("statements", at, "lesson"), told)
            continue
        if statement.id not in taught[statement.lesson]:
            yield Slip(document.file, line, f"teach this statement in lessons/{statement.lesson}.md: {cite}.")
        is_optional = OPTIONAL in (statement.boundary or "")
        if statement.id not in asked and not is_optional:
            yield Slip(document.file, line, f'write an item that tests "{statement.id}".')


def _taught_by(module: Module) -> frozenset[str]:
    return frozenset().union(*(section.statements for section in module.lesson.sections))


def _list_loose_items(manuscript: Manuscript) -> Iterator[Slip]:
    """Items whose answer the lesson does not hold, or does not hold where the item sends its reader."""
    for module in manuscript.course.modules:
        taught = _taught_by(module)
        for item in module.bank.open_items:
            yield from _loose_ends(manuscript, module, item, taught)


def _loose_ends(manuscript: Manuscript, module: Module, item: Item, taught: frozenset[str]) -> Iterator[Slip]:
    for at, source_id in enumerate(item.statements):
        if source_id not in taught:
            file, line = manuscript.line_of_item(module.stem, item.id, "statements", at)
            told = f'teach "{source_id}" in lessons/{module.stem}.md, or take it out of this item.'
            yield Slip(file, line, told)
    section = module.lesson.find_section(item.section)
    if section and not section.statements & set(item.statements):
        file, line = manuscript.line_of_item(module.stem, item.id, "section")
        told = f'name the section that teaches {" or ".join(item.statements)}; "{item.section}" does not.'
        yield Slip(file, line, told)


def _list_unasked_objectives(manuscript: Manuscript) -> Iterator[Slip]:
    for module in manuscript.course.modules:
        asked = {item.objective for item in module.bank.open_items}
        for objective in module.lesson.objectives:
            if objective not in asked:
                told = f'write an item for the objective "{objective}", or take it out.'
                yield Slip(f"lessons/{module.stem}.md", manuscript.line_of_front(module.stem, objective), told)


def _list_long_explanations(manuscript: Manuscript) -> Iterator[Slip]:
    for bank in manuscript.banks.values():
        for passage in bank:
            words = len(passage.text.split())
            if passage.kind == "explanation" and words > LONGEST_WHY:
                told = f"shorten this explanation from {words} words to {LONGEST_WHY}."
                yield Slip(passage.file, passage.line, told)


def _list_missing_key_sentences(manuscript: Manuscript) -> Iterator[Slip]:
    """Whoever was sure of a safety question and missed it reads the key sentence of its section again."""
    for module in manuscript.course.modules:
        for item in module.bank.open_items:
            section = module.lesson.find_section(item.section)
            if item.must_pass and section and not section.key_sentence:
                file, line = manuscript.line_of_item(module.stem, item.id, "section")
                told = f'write "::: key" with the one sentence to remember in the section "{section.id}" of the lesson.'
                yield Slip(file, line, told)


def _list_unused_figures(manuscript: Manuscript) -> Iterator[Slip]:
    course = manuscript.course
    sections = [*course.help_page.sections, *(part for module in course.modules for part in module.lesson.sections)]
    used = {name for section in sections for name in _shown(section)}
    used |= {item.picture for module in course.modules for item in module.bank.items if item.picture}
    for name in course.figures:
        if name not in used:
            told = f'show this drawing with "::: figure {name}", or take the file out.'
            yield Slip(f"lessons/figures/{name}.svg", 1, told)


def _shown(section: Section) -> Iterator[str]:
    return (block.figure.name for block in section.blocks if isinstance(block, FigureBlock))


def _list_unused_terms(manuscript: Manuscript) -> Iterator[Slip]:
    used = {term.id for module in manuscript.course.modules for term in module.lesson.terms}
    used |= {term.id for term in manuscript.course.help_page.terms}
    document = manuscript.documents["lessons/glossary.yaml"]
    for at, entry in enumerate(document.data["terms"]):
        if entry["id"] not in used:
            told = f'take out "{entry["term"]}", or write its forms as the lessons have them; no lesson uses it.'
            yield Slip(document.file, document.line_of("terms", at, "term"), told)


def _list_old_help_lines(manuscript: Manuscript, today: date) -> Iterator[Slip]:
    document = manuscript.documents["lessons/help-lines.yaml"]
    for at, line in enumerate(manuscript.course.help_lines):
        if is_overdue(line, today):
            told = f'call "{line.name}" and write the day after "checked-on:"; it was {line.checked_on}.'
            yield Slip(document.file, document.line_of("help-lines", at, "checked-on"), told, is_warning=True)
