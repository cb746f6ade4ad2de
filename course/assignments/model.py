"""What it means to be given a module."""

from dataclasses import dataclass
from datetime import date

from course.content.model import Stem


@dataclass(frozen=True)
class Assignment:
    """A module given to a group; `due_on` is the last day, None for no date."""

    module: Stem
    due_on: date | None


@dataclass(frozen=True)
class Due:
    """What one learner is asked to do: an assignment with the name of the group it comes from."""

    module: Stem
    due_on: date | None
    group_name: str
