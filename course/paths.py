"""Where lessons/, quizzes/, migrations/ and config.py are: beside `course/` in a checkout, inside it in a wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The file or folder `name`; looks inside the package first, since a wheel's neighbours belong to others."""
    for place in (PACKAGE / "_shipped" / name, PACKAGE.parent / name):
        if place.exists():
            return place
    raise FileNotFoundError(
        f"{name} is neither in {PACKAGE / '_shipped'} nor beside {PACKAGE}; install the course again."
    )
