"""The commands with which somebody looks after a course: backup, restore, doctor, nightly."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from course import clock
from course.app import create_app
from course.settings import read_settings
from course.terminal import in_a_sentence
from course.upkeep import doctor as examination
from course.upkeep import nightly as night
from course.upkeep.backup import back_up
from course.upkeep.model import Finding, Level
from course.upkeep.restore import restore as put_back


@click.command()
@in_a_sentence
def backup() -> None:
    """Copy the database while people go on, check the copy, and keep the newest ones."""
    made = back_up(read_settings(), clock.now())
    rows = f", {made.all_rows:,} rows in {len(made.rows)} tables" if made.all_rows else ""
    click.echo(f"{made.path}\n{made.size:,} bytes{rows}; opened again and whole.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of the database that is there, which is kept.")
@in_a_sentence
def restore(file: Path, replace: bool) -> None:
    """Put a backup in the place of the database; the course must be stopped."""
    restored, kept, is_old = put_back(read_settings(), file, replace, clock.now())
    click.echo(f"{restored.path} holds {restored.all_rows:,} rows in {len(restored.rows)} tables, as in {file}.")
    if kept:
        click.echo(f"What was there before is kept as {kept}.")
    click.echo("Next: `course migrate`, then start the course." if is_old else "Next: start the course.")


@click.command()
@in_a_sentence
def doctor() -> None:
    """Look at the database, the disk, the backups, the content and the settings, and say what is not well."""
    _tell(examination.examine(read_settings(), clock.now()))


@click.command()
@in_a_sentence
def nightly() -> None:
    """What a course needs once a day: backup, integrity, statistics. For cron or a systemd timer."""
    settings = read_settings()
    _tell(night.run(create_app(settings), settings, clock.now()))


COMMANDS = (backup, restore, doctor, nightly)


def _tell(findings: Iterable[Finding]) -> None:
    """A line for each as it is found; exit status 1 when something has to be mended."""
    must_mend = False
    for finding in findings:
        click.echo(f"{finding.level.value:<5} {finding.subject}: {finding.sentence}")
        must_mend = must_mend or finding.level is Level.MEND
    sys.exit(1 if must_mend else 0)
