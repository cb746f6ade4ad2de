"""Reads the files that all lessons share: order, sources, help lines, figures."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from course.content.figures import read_figure
from course.content.model import BeyondSource, HelpLine, Reference, Statement, Stem, Term
from course.content.shelf import Drawings, Sources
from course.content.slip import Slip
from course.content.written import (
    BeyondEntry,
    ContentsFile,
    GlossaryFile,
    HelpLinesFile,
    SourcesFile,
    StatementEntry,
    checked,
)
from course.content.yaml_file import Document, read_yaml


def read_contents(lessons: Path, slips: list[Slip]) -> tuple[ContentsFile, Document] | None:
    """Title and order of the course, with the lines they stand on."""
    document = read_yaml(lessons / "contents.yaml", f"{lessons.name}/contents.yaml", slips)
    contents = checked(ContentsFile, document, slips) if document else None
    if document is None or contents is None:
        return None
    slips.extend(_twice(document, "modules", contents.modules))
    return contents, document


def list_stems(lessons: Path, quizzes: Path, help_stem: str) -> dict[str, tuple[Path, Path]]:
    """Where lesson and bank of each stem are or should be, for every stem of which one is there."""
    stems = {path.stem for path in (*lessons.glob("*.md"), *quizzes.glob("*.yaml"))} - {help_stem}
    return {stem: (lessons / f"{stem}.md", quizzes / f"{stem}.yaml") for stem in sorted(stems)}


def list_unpaired(files: Mapping[str, tuple[Path, Path]]) -> Iterator[Slip]:
    """A slip for each lesson without a bank and each bank without a lesson."""
    for pair in files.values():
        for path, other in (pair, pair[::-1]):
            if not path.exists():
                kind = "lesson" if path.suffix == ".md" else "bank"
                yield Slip(_file(path), 1, f"write this {kind}, or take out {_file(other)}; the two belong together.")


def list_unlisted(contents: ContentsFile, document: Document, files: Mapping[str, object]) -> Iterator[Slip]:
    """A slip for each module that contents.yaml leaves out, and for each that it names but nobody wrote."""
    for at, stem in enumerate(contents.modules):
        if stem not in files:
            told = f'write the lesson and the bank of "{stem}", or take it out here.'
            yield Slip(document.file, document.line_of("modules", at), told)
    for stem in files:
        if stem not in contents.modules:
            yield Slip(document.file, document.line_of("modules"), f'list "{stem}" here; its files are there.')


def _file(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def read_sources(lessons: Path, slips: list[Slip]) -> Sources:
    """Every statement and every box by id; statements may wait for lessons that are not part of the course yet."""
    document = read_yaml(lessons / "sources.yaml", f"{lessons.name}/sources.yaml", slips)
    written = checked(SourcesFile, document, slips) if document else None
    if document is None or written is None:
        return Sources(is_broken=True)
    slips.extend(_twice(document, "statements", (entry.id for entry in written.statements)))
    slips.extend(_twice(document, "beyond", (entry.id for entry in written.beyond)))
    statements = {entry.id: _statement(entry) for entry in written.statements}
    return Sources(statements, {entry.id: _box(entry) for entry in written.beyond})


def read_help_lines(lessons: Path, slips: list[Slip]) -> tuple[HelpLine, ...]:
    """The numbers to call, in the order they are written."""
    document = read_yaml(lessons / "help-lines.yaml", f"{lessons.name}/help-lines.yaml", slips)
    written = checked(HelpLinesFile, document, slips) if document else None
    if document is None or written is None:
        return ()
    slips.extend(_twice(document, "help-lines", (entry.id for entry in written.help_lines)))
    return tuple(HelpLine(**entry.model_dump()) for entry in written.help_lines)


def read_glossary(lessons: Path, sources: Sources, slips: list[Slip]) -> tuple[Term, ...]:
    """The words in the order of the alphabet."""
    document = read_yaml(lessons / "glossary.yaml", f"{lessons.name}/glossary.yaml", slips)
    written = checked(GlossaryFile, document, slips) if document else None
    if document is None or written is None:
        return ()
    first: dict[str, int] = {}
    for at, entry in enumerate(written.terms):
        line = document.line_of("terms", at)
        for form in {entry.id, entry.term.lower(), *(form.lower() for form in entry.forms)}:
            if form in first:
                told = f'write "{form}" once; line {first[form]} has it already.'
                slips.append(Slip(document.file, line, told))
            first.setdefault(form, line)
        for place, source_id in enumerate(entry.statements):
            if not sources.has(source_id):
                told = f'mend "{source_id}"; {lessons.name}/sources.yaml has no such statement or box.'
                slips.append(Slip(document.file, document.line_of("terms", at, "statements", place), told))
    terms = (Term(entry.id, entry.term, entry.meaning, entry.forms, entry.statements) for entry in written.terms)
    return tuple(sorted(terms, key=lambda term: term.term.casefold()))


def read_drawings(lessons: Path, slips: list[Slip]) -> Drawings:
    """Every drawing in lessons/figures by name."""
    paths = sorted((lessons / "figures").glob("*.svg"))
    read = {path.stem: read_figure(path, f"{lessons.name}/figures/{path.name}", slips) for path in paths}
    broken = frozenset(name for name, figure in read.items() if figure is None)
    return Drawings({name: figure for name, figure in read.items() if figure}, broken)


def _twice(document: Document, key: str, ids: Iterable[str]) -> Iterator[Slip]:
    first: dict[str, int] = {}
    for at, each in enumerate(ids):
        line = document.line_of(key, at)
        if each in first:
            yield Slip(document.file, line, f'write "{each}" once; line {first[each]} has it already.')
        first.setdefault(each, line)


def _statement(entry: StatementEntry) -> Statement:
    return Statement(
        id=entry.id,
        section=entry.section,
        text=entry.statement,
        kind=entry.kind,
        safety=entry.safety,
        lesson=Stem(entry.lesson),
        hedge=entry.hedge,
        hedge_added=entry.hedge_added,
        boundary=", ".join(entry.boundary) or None,
        dispute=entry.dispute,
        paired_with=entry.paired_with,
    )


def _box(entry: BeyondEntry) -> BeyondSource:
    references = tuple(Reference(**each.model_dump()) for each in entry.references)
    return BeyondSource(entry.id, entry.fact, entry.looked_up, references)
