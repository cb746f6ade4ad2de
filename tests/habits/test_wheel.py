"""The wheel, installed where no checkout is near, runs the same course as the checkout."""

import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from course.content import load_course

ROOT = Path(__file__).parents[2]
BUILT_FROM = ("course", "lessons", "quizzes", "migrations")


def test_the_wheel_carries_the_course_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    for needed in (
        "course/app.py",
        "course/static/app.css",
        "course/templates/base.html",
        "course/people/common-passwords.txt",
        "course/_shipped/config.py",
        "course/_shipped/migrations/env.py",
        "course/_shipped/lessons/contents.yaml",
        "course/_shipped/lessons/sources.yaml",
    ):
        assert needed in names
    scripts = next(name for name in names if name.endswith("entry_points.txt"))
    assert "course = course.cli:main" in zipfile.ZipFile(wheel).read(scripts).decode()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"course", "side_by_side"}
    unwanted = ("assets", "node_modules", "__pycache__", ".sqlite3", "secret.key", "tests")
    assert [name for name in names if any(part in name for part in unwanted)] == []


def test_every_shipped_file_of_the_checkout_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    for folder in ("lessons", "quizzes", "migrations/versions"):
        here = {path.name for path in (ROOT / folder).iterdir() if path.is_file()}
        assert here
        assert {name for name in here if f"course/_shipped/{folder}/{name}" not in names} == set()


def test_the_installed_course_is_the_wheels_own(installed: Path, elsewhere: Path) -> None:
    program = "import course, course.paths; print(course.__file__); print(course.paths.shipped('lessons'))"
    found = run(installed, elsewhere, "-c", program).stdout.split()

    assert len(found) == 2
    assert [Path(path).is_relative_to(installed) for path in found] == [True, True]


def test_the_installed_course_shows_the_same_pages_as_the_checkout(
    installed: Path, elsewhere: Path, tmp_path: Path
) -> None:
    # given the course installed from the wheel, made and checked from a folder far from the checkout
    assert run(installed, elsewhere, "-m", "course", "check").stdout.endswith(" to look at.\n")
    addresses = ["/", "/help", *lesson_addresses()]

    # when both it and the checkout are served
    pages = {}
    for name, python, folder in (
        ("wheel", installed / "bin" / "python", elsewhere),
        ("checkout", Path(sys.executable), tmp_path / "beside-the-checkout"),
    ):
        folder.mkdir(exist_ok=True)
        with serving(python, folder) as address:
            pages[name] = [fetch(address + path) for path in addresses]

    # then every page is the same
    assert len(addresses) > 2
    assert pages["wheel"] == pages["checkout"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing is left behind in the checkout."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in BUILT_FROM:
        leave_out = shutil.ignore_patterns("node_modules", "__pycache__")
        shutil.copytree(ROOT / name, source / name, ignore=leave_out)
    for name in ("pyproject.toml", "config.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", target, source]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = target.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel in it. What it depends on is linked from this one, without the checkout's link."""
    environment = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True, capture_output=True)
    packages = Path(
        sysconfig.get_path("purelib", vars={"base": str(environment), "platbase": str(environment)}, scheme="venv")
    )
    zipfile.ZipFile(wheel).extractall(packages)  # all that installing a wheel of plain Python does
    for site in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for path in Path(site).iterdir():
            if path.suffix != ".pth" and "side_by_side" not in path.name and not (packages / path.name).exists():
                (packages / path.name).symlink_to(path)
    return environment


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


def run(environment: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    result = subprocess.run(
        [environment / "bin" / "python", *arguments],
        cwd=folder,
        env=clean_environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result


@contextmanager
def serving(python: Path, folder: Path) -> Iterator[str]:
    """`course init`, then `course serve` on a free port."""
    environment = clean_environment(folder)
    subprocess.run([python, "-m", "course", "init"], cwd=folder, env=environment, check=True, capture_output=True)
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    command = [python, "-m", "course", "serve", "--workers", "1", "--port", str(port)]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            while not is_open(port):
                assert process.poll() is None, "the server ended by itself"
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def is_open(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=30).close()
    except ConnectionRefusedError:
        return False
    return True


def fetch(address: str) -> str:
    with urlopen(address, timeout=30) as answer:
        text: str = answer.read().decode()
        return text


def lesson_addresses() -> list[str]:
    course = load_course(ROOT / "lessons", ROOT / "quizzes")
    return [f"/lessons/{module.stem}" for module in course.modules]


def clean_environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COURSE_", "PYTHON"))}
    return {**kept, "COURSE_DATA": str(folder / "data")}
