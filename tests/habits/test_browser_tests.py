"""The browser tests run where there is a browser; elsewhere they are skipped with a sentence, never in silence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ONE_FILE = "tests/pages/test_weight.py"


def run_without_a_browser(**environment: str) -> subprocess.CompletedProcess[str]:
    """The browser tests on a machine where no program is found by name."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", ONE_FILE],
        cwd=ROOT,
        env={**os.environ, "PATH": "/nowhere", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_browser_they_are_skipped_and_say_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURSE_BROWSER_REQUIRED", raising=False)
    result = run_without_a_browser()
    assert result.returncode == 0
    assert "2 skipped" in result.stdout
    assert "Chromium is missing" in result.stdout


def test_where_they_must_run_a_missing_browser_is_a_failure() -> None:
    result = run_without_a_browser(COURSE_BROWSER_REQUIRED="yes")
    assert result.returncode == 1
    assert "Chromium is missing" in result.stdout


def test_the_checks_of_a_clean_clone_require_them() -> None:
    assert "COURSE_BROWSER_REQUIRED=yes make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
