"""How every command ends that cannot do what it was asked: with one sentence and exit status 1, never a traceback."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from sqlalchemy.exc import OperationalError

from course import serving
from course.content import ContentInError
from course.database.file import UnfitDatabase
from course.database.write_queue import TurnDidNotCome
from course.setting_values import UnfitSettings
from course.upkeep.model import CannotBackUp, CannotRestore

P = ParamSpec("P")
R = TypeVar("R")


EXPECTED = (
    UnfitSettings,
    UnfitDatabase,
    ContentInError,
    TurnDidNotCome,
    serving.CannotServe,
    CannotBackUp,
    CannotRestore,
)


def in_a_sentence(command: Callable[P, R]) -> Callable[P, R]:
    """Turn what is expected to go wrong into its sentence and exit status 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except EXPECTED as problem:
            click.echo(str(problem), err=True)
            sys.exit(1)
        except OperationalError as problem:
            click.echo(f"The database cannot be used now: {str(problem.orig).splitlines()[0]}.", err=True)
            sys.exit(1)

    return run
