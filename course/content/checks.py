"""What a course that can be loaded still lacks: facts nobody teaches or asks, long explanations, help lines to check.

The course itself holds no line numbers, so the files are read once more for them; only authors wait for that.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from course.content.model import Course, FigureBlock, Module, Section, Slip
from course.content.page_file import split_front
from course.content.yaml_file import Document, parse_yaml, read_text, read_yaml
from course.items import Item

LONGEST_WHY = 45
"""Words in the explanation of one option (quiz-blueprint.md)."""

HELP_LINE_DAYS = 180
"""Days after which a help line is called again to see that it still answers."""

MAY_BE_LEFT_OUT = "optional-detail"
"""The boundary of statements that are names or anatomical terms: no lesson has to teach them, no item to test them."""


def check_course(course: Course, lessons: Path, quizzes: Path, *, today: date) -> list[Slip]:
    """Every slip that keeps the course from being complete, in the order of files and lines."""
    slips = [
        *_list_untaught(course, lessons),
        *_list_unasked_objectives(course, lessons),
        *_list_long_explanations(course, quizzes),
        *_list_unused_figures(course, lessons),
        *_list_old_help_lines(course, lessons, today),
    ]
    return sorted(slips, key=lambda slip: (slip.file, slip.line, slip.sentence))


def _list_untaught(course: Course, lessons: Path) -> Iterator[Slip]:
    document = _document(lessons / "sources.yaml")
    asked = {source_id for item in _open_items(course) for source_id in item.statements}
    taught = {module.stem: _taught_by(module) for module in course.modules}
    for at, statement in enumerate(course.statements.values()):
        if MAY_BE_LEFT_OUT in (statement.boundary or "") or statement.lesson not in taught:
            continue
        line, cite = document.line_of("statements", at, "id"), f"[@{statement.id}]"
        if statement.id not in taught[statement.lesson]:
            yield Slip(document.file, line, f"teach this statement in {lessons.name}/{statement.lesson}.md: {cite}.")
        if statement.id not in asked:
            yield Slip(document.file, line, f'write an item that tests "{statement.id}".')


def _taught_by(module: Module) -> frozenset[str]:
    return frozenset().union(*(section.statements for section in module.lesson.sections))


def _list_unasked_objectives(course: Course, lessons: Path) -> Iterator[Slip]:
    for module in course.modules:
        asked = {item.objective for item in module.bank.open_items}
        front = _front(lessons / f"{module.stem}.md")
        for objective in module.lesson.objectives:
            if objective not in asked:
                line = front.line_of("objectives", objective)
                yield Slip(front.file, line, f'write an item for the objective "{objective}", or take it out.')


def _list_long_explanations(course: Course, quizzes: Path) -> Iterator[Slip]:
    for module in course.modules:
        long = [(item.id, at, words) for item in module.bank.items for at, words in _long_explanations(item)]
        if not long:
            continue
        document = _document(quizzes / f"{module.stem}.yaml")
        places = {entry["id"]: at for at, entry in enumerate(document.data["items"])}
        for item_id, at, words in long:
            line = document.line_of("items", places[item_id], "options", at, "why")
            yield Slip(document.file, line, f"shorten this explanation from {words} words to {LONGEST_WHY}.")


def _long_explanations(item: Item) -> Iterator[tuple[int, int]]:
    for at, option in enumerate(item.options):
        words = len(option.why.split())
        if words > LONGEST_WHY:
            yield at, words


def _list_unused_figures(course: Course, lessons: Path) -> Iterator[Slip]:
    sections = [*course.help_page.sections, *(part for module in course.modules for part in module.lesson.sections)]
    used = {name for section in sections for name in _shown(section)}
    used |= {item.picture for module in course.modules for item in module.bank.items if item.picture}
    for name in course.figures:
        if name not in used:
            file = f"{lessons.name}/figures/{name}.svg"
            yield Slip(file, 1, f'show this drawing with "::: figure {name}", or take the file out.')


def _shown(section: Section) -> Iterator[str]:
    return (block.figure.name for block in section.blocks if isinstance(block, FigureBlock))


def _list_old_help_lines(course: Course, lessons: Path, today: date) -> Iterator[Slip]:
    document = _document(lessons / "help-lines.yaml")
    for at, line in enumerate(course.help_lines):
        if today - line.checked_on > timedelta(days=HELP_LINE_DAYS):
            told = f'call "{line.name}" and write the day after "checked-on:"; it was {line.checked_on}.'
            yield Slip(document.file, document.line_of("help-lines", at, "checked-on"), told, is_warning=True)


def _open_items(course: Course) -> Iterator[Item]:
    return (item for module in course.modules for item in module.bank.open_items)


def _document(path: Path) -> Document:
    """A file that could be read a moment ago; without lines should it have changed since."""
    file = f"{path.parent.name}/{path.name}"
    return read_yaml(path, file, []) or Document(file, {}, {})


def _front(path: Path) -> Document:
    file = f"{path.parent.name}/{path.name}"
    text = read_text(path, file, []) or ""
    front, _ = split_front(text) or ("", "")
    return parse_yaml(front, file, []) or Document(file, {}, {})
