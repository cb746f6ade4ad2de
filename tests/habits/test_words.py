"""Kind words everywhere: what the course does not say about people, in pages, lessons, quizzes and messages.

The table is `course.editorial.words`; the content gate reads lessons and quizzes with it, and looks past quoted
misconceptions. Here it reads everything else that a person may see. A word of the table may stand there only in QUOTED
below, with the file, the whole phrase, and the reason (somebody else's words, the name of a thing).
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.editorial.words import DO_NOT_WRITE, TO_LEARNERS, Row

ROOT = Path(__file__).parents[2]

EXAMPLES: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
    # phrases that a row of the table finds, phrases it leaves alone; in the order of the table
    (
        ("an addict", "junkies", "heroin users", "an IV drug user"),
        ("addiction", "people who use drugs", "a person with addiction"),
    ),
    (
        ("drug abuse", "abusers", "a heroin habit", "heroin misuse"),
        ("use", "misuse of prescription medicines", "a sleeping habit"),
    ),
    (
        ("a dirty needle", "clean syringes"),
        ("a clean cloth", "a sterile, unused needle"),
    ),
    (
        ("he is clean", "got clean", "sober"),
        ("clean the wound", "keep it clean and dry"),
    ),
    (
        ("a relapse", "had a slip", "fell off the wagon"),
        ("return to use", "a slip of paper"),
    ),
    (
        ("MAT helps", "replacement therapy"),
        ("a mat on the floor", "medication for opioid use disorder"),
    ),
    (
        ("failed treatment", "refuses help", "in denial"),
        ("the form was refused", "treatment did not help yet"),
    ),
    (
        ("a rig", "a heroin kit", "found their works"),
        ("treatment works", "a naloxone kit", "a first-aid kit", "right"),
    ),
    (
        ("the drug of choice", "shooting up", "gets high", "the high from heroin"),
        ("a high fever", "the risk is high", "the high risk"),
    ),
    (
        ("self-mutilation", "a cutter"),
        ("self-injury", "a cut on the arm"),
    ),
    (
        ("committed suicide",),
        ("988 Suicide & Crisis Lifeline", "thoughts of suicide"),
    ),
    (
        ("victims", "a sufferer", "struggling with addiction"),
        ("people with heroin use disorder",),
    ),
    (("a nightmare", "horrific"), ("a hard night",)),
    (("a long battle", "clean up", "caught him"), ("clean the wound", "catch your breath")),
]

QUOTED: dict[tuple[str, str], str] = {
    ("lessons/sources.yaml", "sober living homes"): "the name of a kind of housing, in the article's own list",
    (
        "lessons/sources.yaml",
        "Medication-assisted treatment (MAT)",
    ): "what the article calls MOUD; the lesson glosses it",
}


def said_in(path: Path) -> str:
    """What a person may read of a file; of Python every string, docstrings too, since `--help` shows some of them."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        tree = ast.parse(text)
        strings = (
            each.value for each in ast.walk(tree) if isinstance(each, ast.Constant) and isinstance(each.value, str)
        )
        return "\n".join(strings)
    if path.suffix == ".html":
        return re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    if path.suffix in (".yaml", ".svg"):
        return without_names_of_sources(re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE))
    return text


def without_names_of_sources(text: str) -> str:
    """Titles, organizations and headings of the sources themselves are names: they stay as they are."""
    return re.sub(r"^[ -]*(?:title|organization|address|source|section|web): .*$", "", text, flags=re.MULTILINE)


def files() -> Iterator[Path]:
    for folder, patterns in (("course", ("*.py", "*.html")), ("lessons", ("*.yaml",))):
        for pattern in patterns:
            for path in sorted((ROOT / folder).rglob(pattern)):
                if (
                    path.is_file()
                    and not {"assets", "__pycache__", "_shipped"} & set(path.parts)
                    and path.name != "words.py"
                ):
                    yield path


def unkind_words(name: str, text: str) -> list[str]:
    plain = " ".join(text.split())
    rows = DO_NOT_WRITE if name.endswith(".py") else (*DO_NOT_WRITE, TO_LEARNERS)
    for (file, phrase), _reason in QUOTED.items():
        if file == name:
            plain = plain.replace(phrase, "")
    return [f"“{_around(plain, found)}”: write {row.instead}" for row in rows for found in row.find(plain)]


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 30) : found.end() + 30]


@pytest.mark.parametrize("path", list(files()), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_course_speaks_kindly(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    assert not unkind_words(name, said_in(path)), name


@pytest.mark.parametrize(
    ("row", "examples"),
    list(zip(DO_NOT_WRITE, EXAMPLES, strict=True)),
    ids=lambda each: each.pattern[:30] if isinstance(each, Row) else "",
)
def test_each_row_finds_what_it_should_and_no_more(row: Row, examples: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    finds, leaves = examples
    for phrase in finds:
        assert list(row.find(f"Say {phrase}, then")), phrase
    for phrase in (*leaves, *row.instead.split("; ")):
        assert not unkind_words("", f"Say {phrase}, then"), phrase


def test_every_quotation_that_is_allowed_is_still_there() -> None:
    gone = [(name, phrase) for name, phrase in QUOTED if phrase not in " ".join(said_in(ROOT / name).split())]
    assert not gone, f"{gone} are allowed and not there any more; take them out of QUOTED."


def test_a_quotation_is_allowed_in_its_own_file_alone() -> None:
    (name, phrase), *_ = QUOTED
    assert not unkind_words(name, f"There are {phrase} here.")
    assert unkind_words("lessons/another.md", f"There are {phrase} here.")
    assert unkind_words("lessons/another.md", "Ask the user.")
