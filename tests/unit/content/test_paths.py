"""The folders of the course are found in a checkout and in a wheel."""

from pathlib import Path

import pytest

from course import paths


def test_a_checkout_has_them_beside_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "course")
    (tmp_path / "lessons").mkdir()
    assert paths.shipped("lessons") == tmp_path / "lessons"


def test_a_wheel_has_them_inside_and_leaves_its_neighbours_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "course")
    (tmp_path / "lessons").mkdir()
    (tmp_path / "course" / "_shipped" / "lessons").mkdir(parents=True)
    assert paths.shipped("lessons") == tmp_path / "course" / "_shipped" / "lessons"


def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "course")
    with pytest.raises(FileNotFoundError, match="lessons is neither in"):
        paths.shipped("lessons")
