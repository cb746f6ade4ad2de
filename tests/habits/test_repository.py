"""What lies in the repository: everything in its place, nothing of any one machine, and no dependency unlocked."""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PLACES = {
    ".": {
        ".ci",
        "course",
        "docs",
        "lessons",
        "migrations",
        "quizzes",
        "tests",
    },
    "course": {
        "accounts",
        "asking",
        "assets",
        "amendments",
        "assignments",
        "attempts",
        "audit",
        "authenticator",
        "content",
        "database",
        "devices",
        "editorial",
        "groups",
        "history",
        "items",
        "mail",
        "notices",
        "large_demo",
        "people",
        "practice",
        "preview",
        "privacy",
        "progress",
        "reports",
        "review",
        "roster",
        "second_step",
        "slips",
        "static",
        "study",
        "templates",
        "upkeep",
        "watching",
        "tries",
        "web",
    },
    "tests": {"bench", "content", "every_kind", "habits", "journeys", "pages", "small_course", "stores", "unit"},
}
"""The folders that there are; a new one is a decision, and is written down here."""

REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("python" + "hosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("crates", "io"),
        ("rubygems", "org"),
        ("golang", "org"),
        ("anaconda", "org"),
        ("jsdelivr", "net"),
        ("unpkg", "com"),
    )
]
"""Joined from parts, so that this very file names none."""

MACHINE_PATH = re.compile(r"(?<![\w./:-])/(?:work|root|home|Users|builds|github|mnt)/[\w.-]+")

LINES = 250
LONG_FOR_A_REASON = {
    "course/templates/ui.html": "the catalogue of the page's parts, one macro after another, each short"
}
CODE = {".py", ".html", ".js", ".scss"}


def test_every_folder_has_its_place() -> None:
    for place, known in PLACES.items():
        inside = [path.relative_to(place) for path in tracked() if path.is_relative_to(place)]
        folders = {path.parts[0] for path in inside if len(path.parts) > 1}
        assert folders <= known, f"{folders - known} in {place} is new; say here that it has its place"


def test_what_the_readme_points_to_is_there() -> None:
    readme = (ROOT / "README.md").read_text()
    targets = [path for pair in re.findall(r'\]\(([^)#]+)|<img src="([^"]+)', readme) for path in pair if path]
    assert targets
    assert [path for path in targets if "://" not in path and not (ROOT / path).exists()] == []


def test_every_folder_of_the_program_says_what_it_is_for() -> None:
    for folder in sorted({path.parent for path in tracked() if path.suffix == ".py" and path.parts[0] == "course"}):
        first = (ROOT / folder / "__init__.py").read_text().splitlines()[0]
        assert re.match(r'"""[A-Z*].{20,}', first), f"{folder}/__init__.py does not begin with what the folder is for"


def test_no_file_of_the_program_is_too_long_to_read() -> None:
    assert too_long(ROOT, tracked()) == []


def test_a_file_that_is_too_long_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "short.py").write_text("x = 1\n" * LINES)
    (tmp_path / "course" / "long.py").write_text("x = 1\n" * (LINES + 1))

    assert too_long(tmp_path, [Path("course/short.py"), Path("course/long.py")]) == [
        "course/long.py has 251 lines; past 250 a file is better told in two."
    ]


def test_no_file_names_a_package_registry() -> None:
    found = [f"{path} names {name}" for path, text in texts() for name in REGISTRIES if name in text.lower()]
    assert found == []


def test_no_file_names_a_folder_of_the_machine_it_was_written_on() -> None:
    found = [f"{path} names {match[0]}" for path, text in texts() for match in MACHINE_PATH.finditer(text)]
    assert found == []


@pytest.mark.parametrize("line", ["cd /{}/main", 'open("/{}/me/x.py")', "#!/{}/me/.venv/bin/python", "at=/{}/me"])
@pytest.mark.parametrize("folder", ["work", "root", "home", "Users"])
def test_a_folder_of_a_machine_would_be_noticed(line: str, folder: str) -> None:
    assert MACHINE_PATH.search(line.format(folder))


@pytest.mark.parametrize("line", ["href='/work'", "https://example.org/home/page", "lessons/home/x", "<a href='/'>"])
def test_an_address_is_not_taken_for_a_folder(line: str) -> None:
    assert not MACHINE_PATH.search(line)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-build.txt", "requirements-dev.txt"])
def test_every_dependency_is_locked_with_its_hashes(name: str) -> None:
    text = (ROOT / name).read_text()

    assert unlocked(text) == []
    assert len(re.findall(r"^\S+==", text, re.MULTILINE)) >= 4
    assert "://" not in text


@pytest.mark.parametrize(
    "lines",
    [
        "flask==3.1.3",
        "flask==3.1.3 \\\n    --hash=sha256:abc",
        f"flask>=3.1.3 \\\n    --hash=sha256:{'a' * 64}",
        "--extra-index-url somewhere",
    ],
)
def test_a_dependency_that_is_not_locked_would_be_noticed(lines: str) -> None:
    assert unlocked(f"click==8.0 \\\n    --hash=sha256:{'0' * 64}\n{lines}\n") == [lines.split()[0]]


def test_every_dependency_that_the_program_asks_for_is_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    asked = names(project["project"]["dependencies"])
    build, dev = names(groups["build"]), names(each for each in groups["dev"] if isinstance(each, str))

    assert asked - locked("requirements.txt") == set()
    assert build - locked("requirements-build.txt") == set()
    assert (asked | build | dev | {"psycopg"}) - locked("requirements-dev.txt") == set()


def test_what_the_program_runs_on_is_the_same_in_every_lock() -> None:
    def pins(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([\w.-]+)(?:\[\w+\])?==(\S+)", (ROOT / name).read_text(), re.MULTILINE))

    run, build, dev = pins("requirements.txt"), pins("requirements-build.txt"), pins("requirements-dev.txt")
    assert {name: dev.get(name) for name in (run | build)} == run | build


def test_the_recipes_of_a_clean_clone_are_all_there() -> None:
    makefile = (ROOT / "Makefile").read_text()
    called = re.findall(r"make ([a-z ]+)$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)

    recipes = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    assert {"run", "test", "check", "help", "clean"} <= recipes
    assert {name for line in called for name in line.split()} == {"lint", "types", "contracts", "content", "test"}
    assert {"lint", "types", "contracts", "content", "test"} <= recipes
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o100


def tracked() -> list[Path]:
    """Every file that git keeps, or would keep, relative to the checkout."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("git or the .git folder is missing, so nobody can tell which files belong to the repository")
    command = [git, "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(name) for name in listed.split("\0") if name and (ROOT / name).exists()]


def texts() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content:
            yield path, content.decode("utf-8", "replace")


def too_long(root: Path, paths: list[Path]) -> list[str]:
    code = [path for path in paths if path.parts[0] == "course" and path.suffix in CODE]
    lengths = {path.as_posix(): len((root / path).read_text().splitlines()) for path in code}
    return [
        f"{name} has {length} lines; past {LINES} a file is better told in two."
        for name, length in lengths.items()
        if length > LINES and name not in LONG_FOR_A_REASON
    ]


def unlocked(text: str) -> list[str]:
    """The first word of each requirement that has no exact version or no whole hash."""
    logical = text.replace("\\\n", " ").splitlines()
    whole = re.compile(r"[\w.-]+(\[\w+\])?==[\w.]+( *;[^#]+?)?( +--hash=sha256:[0-9a-f]{64})+ *")
    return [
        line.split()[0] for line in logical if line.strip() and not line.startswith("#") and not whole.fullmatch(line)
    ]


def locked(file: str) -> set[str]:
    return names(re.findall(r"^\S+==\S+", (ROOT / file).read_text(), re.MULTILINE))


def names(requirements: Iterable[str]) -> set[str]:
    """The projects of requirements, each under the one name that all its spellings stand for."""
    return {re.sub(r"[-_.]+", "-", re.split(r"[>=\[<; ]", each)[0]).lower() for each in requirements}
