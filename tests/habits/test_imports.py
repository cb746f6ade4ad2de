"""The folders lean one way, and each contract about it has been seen to say no."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACTS = (
    "Features lean one way: the pages on top, the course as written below",
    "What the course is and what follows from it needs no web, no database, no clock",
    "Only a feature's store knows its tables",
    "No page can send e-mail: that is for the command alone",
)


def lint_imports(checkout: Path) -> subprocess.CompletedProcess[str]:
    """Import-linter finds `course` by its name, so the checkout stands first on the path."""
    program = f"import sys; sys.path.insert(0, {str(checkout)!r}); from importlinter.cli import lint_imports as run; "
    program += "sys.exit(run(config_filename='pyproject.toml', no_cache=True))"
    return subprocess.run([sys.executable, "-c", program], cwd=checkout, capture_output=True, text=True, check=False)


def test_every_contract_holds() -> None:
    result = lint_imports(ROOT)

    assert result.returncode == 0, result.stdout
    assert [f"{name} KEPT" in " ".join(result.stdout.split()) for name in CONTRACTS] == [True] * len(CONTRACTS)
    assert f"{len(CONTRACTS)} kept, 0 broken" in result.stdout


@pytest.mark.parametrize(
    ("file", "bad_import", "broken"),
    [
        ("course/content/model.py", "import course.history.model", 0),  # a lower part looks up
        ("course/groups/store.py", "import course.attempts.rules", 0),
        ("course/web/words.py", "import course.people.model", 0),
        ("course/progress/rules.py", "import sqlalchemy", 1),  # a rule that asks the database
        ("course/items/item.py", "import flask", 1),
        ("course/people/rules.py", "import course.clock", 1),  # a rule that looks at the clock
        ("course/study/views.py", "import course.history.tables", 2),  # a view that writes SQL
        ("course/people/actions.py", "import course.people.tables", 2),
        ("course/mail/views.py", "import course.mail.delivery", 3),  # a page that talks to a mail server
        ("course/notices/actions.py", "import course.mail.sending", 3),
    ],
)
def test_a_contract_that_is_broken_says_so(
    file: str, bad_import: str, broken: int, checkout: Callable[[], Path]
) -> None:
    copy = checkout()
    module = copy / file
    module.write_text(f"{module.read_text()}\n\n{bad_import}\n")

    result = lint_imports(copy)

    assert result.returncode == 1, result.stdout
    said = " ".join(result.stdout.split())
    assert f"{CONTRACTS[broken]} BROKEN" in said
    assert bad_import.removeprefix("import ") in said


def test_a_new_folder_must_be_given_its_place(checkout: Callable[[], Path]) -> None:
    copy = checkout()
    (copy / "course" / "certificates").mkdir()
    (copy / "course" / "certificates" / "__init__.py").write_text('"""Nobody said where this belongs."""\n')

    result = lint_imports(copy)

    assert result.returncode == 1
    assert "certificates" in result.stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Callable[[], Path]:
    """A copy of the program's Python files, to be spoilt."""

    def copy() -> Path:
        shutil.copy(ROOT / "pyproject.toml", tmp_path)
        shutil.copytree(
            ROOT / "course",
            tmp_path / "course",
            ignore=shutil.ignore_patterns("static", "assets", "templates", "__pycache__", "node_modules"),
        )
        return tmp_path

    return copy
