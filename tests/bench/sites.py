"""The two sites that are compared: 1,000 learners and 100,000, made once and kept in build/bench/."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.bench.servers import KEY, ROOT

KEPT = ROOT / "build" / "bench"
MADE_FROM = ("course/large_demo/*.py", "course/demo.py", "migrations/versions/*.py", "lessons/*.md", "quizzes/*.yaml")


@dataclass(frozen=True)
class Site:
    """A folder with a database of its own, which the bench may write to; and what is looked at in it."""

    learners: int
    data: Path
    group: str
    learner: str
    """Public ids: the first group, and somebody in it."""


def make_site(learners: int, groups: int, folder: Path) -> Site:
    """A copy, so that each run begins with the same records."""
    original = KEPT / f"{learners}-{_fingerprint()}"
    if not (original / "ready").exists():
        _make(original, learners, groups)
    data = folder / str(learners)
    shutil.copytree(original, data)
    with closing(sqlite3.connect(data / "course.sqlite3")) as connection:
        group = connection.execute("SELECT public_id FROM learning_group WHERE name = 'Group 0001'").fetchone()[0]
        learner = connection.execute("SELECT public_id FROM person WHERE name = 'Learner 000002'").fetchone()[0]
    return Site(learners, data, group, learner)


def _make(original: Path, learners: int, groups: int) -> None:
    for earlier in KEPT.glob(f"{learners}-*"):
        shutil.rmtree(earlier)
    print(f"Making a site of {learners:,} learners (kept for the next run) …", flush=True)
    command = [sys.executable, "-m", "course", "demo", "--large", "--learners", str(learners), "--groups", str(groups)]
    environment = {**os.environ, "COURSE_DATA": str(original), "COURSE_SECRET_KEY": KEY}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    (original / "ready").touch()


def _fingerprint() -> str:
    """Changes when the tables, the course or what makes the demo changes."""
    found = hashlib.sha256()
    for pattern in MADE_FROM:
        for path in sorted(ROOT.glob(pattern)):
            found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:12]
