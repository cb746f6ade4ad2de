"""Kind words everywhere: what the course does not say about people, in pages, lessons, quizzes and messages.

The rule for exceptions is short on purpose: a word of this table may stand only in QUOTED below, with the file, the
whole phrase, and the reason (somebody else's words, a misconception that the course answers, the name of a thing).
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

DO_NOT_WRITE: list[tuple[str, str, tuple[str, ...], tuple[str, ...]]] = [
    # what to look for, what to write instead, phrases it finds, phrases it leaves alone
    (
        r"\b(?:ex-)?addicts?\b|\bjunk(?:ie|y)s?\b|\b(?:heroin|drugs?|opioid|iv|needle|substance) users?\b",
        "a person who uses heroin; a person who injects drugs; a person with heroin (opioid) use disorder",
        ("an addict", "junkies", "heroin users", "an IV drug user"),
        ("addiction", "people who use drugs", "a person with addiction"),
    ),
    (
        r"\babus(?:e|es|ed|er|ers|ing|ive)\b|\b(?:drug|heroin|bad) habits?\b|\bheroin misuse\b",
        "use; heroin use; substance use disorder (misuse only for prescription medicines)",
        ("drug abuse", "abusers", "a heroin habit", "heroin misuse"),
        ("use", "misuse of prescription medicines", "a sleeping habit"),
    ),
    (
        r"\b(?:dirty|clean) (?:needle|syringe|equipment)s?\b",
        "used, reused or non-sterile needle; sterile, unused needle",
        ("a dirty needle", "clean syringes"),
        ("a clean cloth", "a sterile, unused needle"),
    ),
    (
        r"\b(?:is|are|was|be|been|being|gets?|got|getting|stay(?:s|ed|ing)?|come) clean\b|\bsober\b|\bsobriety\b",
        "is in recovery; is not using drugs",
        ("he is clean", "got clean", "sober"),
        ("clean the wound", "keep it clean and dry"),
    ),
    (
        r"\brelaps(?:e|es|ed|ing)\b|\b(?:had|has|have|having) a slip\b|\boff the wagon\b",
        "return to use; use started again",
        ("a relapse", "had a slip", "fell off the wagon"),
        ("return to use", "a slip of paper"),
    ),
    (
        r"\bMAT\b|\bmedication[- ]assisted\b|\b(?:substitution|replacement) (?:therapy|treatment)\b",
        "medication for opioid use disorder (MOUD)",
        ("MAT helps", "replacement therapy"),
        ("a mat on the floor", "medication for opioid use disorder"),
    ),
    (
        r"\bfail(?:ed|s)? (?:the )?treatment\b|\btreatment fail(?:ed|s|ure)\b|\brefus(?:ed|es|ing) (?:help|treatment)\b"
        r"|\bin denial\b",
        "treatment did not help yet; chose not to; sees it differently",
        ("failed treatment", "refuses help", "in denial"),
        ("the form was refused", "treatment did not help yet"),
    ),
    (
        r"\brigs?\b|\b(?:drug|heroin|injection|injecting|needle) kits?\b|\b(?:his|her|their|the) works\b(?! of)",
        "syringe; injection equipment",
        ("a rig", "a heroin kit", "found their works"),
        ("treatment works", "a naloxone kit", "a first-aid kit", "right"),
    ),
    (
        r"\bdrugs? of choice\b|\bshoot(?:s|ing)? up\b|\bget(?:s|ting)? high\b|\bgot high\b"
        r"|\b(?:a|the|that|his|her|their) high(?=[.,;:!?”\"]|$| (?:from|of|fades|wears|passes|comes|lasts))",
        "heroin; injecting; the effect of the drug",
        ("the drug of choice", "shooting up", "gets high", "the high from heroin"),
        ("a high fever", "the risk is high", "the high risk"),
    ),
    (
        r"\bself-mutilat\w*|\bcutters?\b",
        "self-injury; a person who self-injures",
        ("self-mutilation", "a cutter"),
        ("self-injury", "a cut on the arm"),
    ),
    (
        r"\bcommit(?:s|ted|ting)? suicide\b",
        "die by suicide; thoughts of suicide",
        ("committed suicide",),
        ("988 Suicide & Crisis Lifeline", "thoughts of suicide"),
    ),
    (
        r"\bvictims?\b|\bsufferers?\b|\bsuffer(?:s|ing)? from\b|\bstruggl(?:e|es|ing) with\b",
        "person with",
        ("victims", "a sufferer", "struggling with addiction"),
        ("people with heroin use disorder",),
    ),
]

TO_LEARNERS = (r"\busers?\b", "person; learner; name what the person does")
"""In pages, lessons and quizzes "user" would be read as one of the words above; a program may have users."""

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
    for folder, patterns in (("course", ("*.py", "*.html")), ("lessons", ("*",)), ("quizzes", ("*",))):
        for pattern in patterns:
            for path in sorted((ROOT / folder).rglob(pattern)):
                if path.is_file() and not {"assets", "__pycache__", "_shipped"} & set(path.parts):
                    yield path


def unkind_words(name: str, text: str) -> list[str]:
    plain = " ".join(text.split())
    rows = [row[:2] for row in DO_NOT_WRITE] + ([] if name.endswith(".py") else [TO_LEARNERS])
    for (file, phrase), _reason in QUOTED.items():
        if file == name:
            plain = plain.replace(phrase, "")
    return [
        f"“{_around(plain, found)}”: write {instead}"
        for pattern, instead in rows
        for found in re.finditer(pattern, plain, flags=_flags(pattern))
    ]


def _flags(pattern: str) -> int:
    return 0 if "MAT" in pattern else re.IGNORECASE


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 30) : found.end() + 30]


@pytest.mark.parametrize("path", list(files()), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_course_speaks_kindly(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    assert not unkind_words(name, said_in(path)), name


@pytest.mark.parametrize(
    ("pattern", "instead", "finds", "leaves"), DO_NOT_WRITE, ids=[row[2][0] for row in DO_NOT_WRITE]
)
def test_each_row_finds_what_it_should_and_no_more(
    pattern: str, instead: str, finds: tuple[str, ...], leaves: tuple[str, ...]
) -> None:
    for phrase in finds:
        assert re.search(pattern, f"Say {phrase}, then", flags=_flags(pattern)), phrase
    for phrase in (*leaves, *instead.split("; ")):
        assert not unkind_words("", f"Say {phrase}, then"), phrase


def test_every_quotation_that_is_allowed_is_still_there() -> None:
    gone = [(name, phrase) for name, phrase in QUOTED if phrase not in " ".join(said_in(ROOT / name).split())]
    assert not gone, f"{gone} are allowed and not there any more; take them out of QUOTED."


def test_a_quotation_is_allowed_in_its_own_file_alone() -> None:
    (name, phrase), *_ = QUOTED
    assert not unkind_words(name, f"There are {phrase} here.")
    assert unkind_words("lessons/another.md", f"There are {phrase} here.")
    assert unkind_words("lessons/another.md", "Ask the user.")
