"""The `course` command: one function a command, no logic; every failure is one sentence."""

import sys
from typing import Any

import click
from flask import Flask

from course import __version__, clock, demo, serving
from course import upkeep_commands as upkeep
from course.app import create_app
from course.attempts import rescoring
from course.content import read_course
from course.database.file import create, refuse_unfit, sqlite_path
from course.database.schema import has_tables, migrate_to_head
from course.large_demo import filling
from course.mail import queue as mail_queue
from course.mail import sending
from course.mail.model import State
from course.notices import reminders
from course.paths import shipped
from course.people import actions as people
from course.people.model import Role
from course.privacy import retention
from course.setting_values import UnfitSettings
from course.settings import KEY_LENGTH, Settings, mail_server_of, make_secret_key, read_settings
from course.terminal import in_a_sentence

PORTS = click.IntRange(1, 65535)
AT_LEAST_ONE = click.IntRange(1)


@click.group()
@click.version_option(__version__)
def main() -> None:
    """Side by Side: a course for families who are worried about someone."""


@main.command()
@in_a_sentence
def init() -> None:
    """Make a new course: the secret key and an empty database, migrated to the newest version."""
    settings, app = set_up()
    with app.app_context():
        if has_tables():
            click.echo(f"There is a course in {settings.data} already; it was left as it is.")
        else:
            migrate_to_head()
            click.echo(f"A new course is ready in {settings.data}. Next: `course invite --admin`, then `course serve`.")


@main.command()
@in_a_sentence
def migrate() -> None:
    """Bring the database to the newest version (back it up first)."""
    settings = read_settings()
    if path := sqlite_path(settings.database_url):
        refuse_unfit(path, thoroughly=True)
    app = create_app(settings, check_database=False)
    with app.app_context():
        migrate_to_head()
    click.echo("The database is at the newest version.")


@main.command()
@click.option(
    "--coverage", is_flag=True, help="Also print which section teaches each statement, and which items test it."
)
@click.option("--readability", is_flag=True, help="Also print how hard each lesson and each bank is to read.")
@click.option(
    "--stats", is_flag=True, help="Also print the kinds of question, and the places and lengths of best answers."
)
@in_a_sentence
def check(coverage: bool, readability: bool, stats: bool) -> None:
    """Read every lesson and quiz, and list what should be mended with file, line and what to do."""
    from course.editorial import coverage as covered  # here alone: what measures readability is slow to load
    from course.editorial import gate, statistics
    from course.editorial import readability as readable
    from course.editorial.manuscript import read_manuscript

    course, slips = read_course(shipped("lessons"), shipped("quizzes"))
    if course is not None:
        manuscript = read_manuscript(course, shipped("lessons"), shipped("quizzes"))
        slips = slips + gate.check_manuscript(manuscript, today=clock.now().date())
        click.echo("\n".join(covered.table(covered.coverage(course)))) if coverage else None
        click.echo("\n".join(readable.table(manuscript))) if readability else None
        click.echo("\n".join(statistics.table(course))) if stats else None
    for slip in slips:
        click.echo(str(slip))
    faults = [slip for slip in slips if not slip.is_warning]
    modules = len(course.modules) if course else 0
    items = sum(len(module.bank.open_items) for module in course.modules) if course else 0
    if course and (waiting := gate.reviews_that_wait(course)):
        click.echo(waiting)
    click.echo(f"{modules} modules, {items} items: {len(faults)} to mend, {len(slips) - len(faults)} to look at.")
    sys.exit(1 if faults else 0)


@main.command()
@click.option("--apply", "do_it", is_flag=True, help="Write the rises down; without this they are only listed.")
@in_a_sentence
def rescore(do_it: bool) -> None:
    """List whose points would rise by today's banks (corrected and void items), and with --apply write that down."""
    settings = read_settings()
    if path := sqlite_path(settings.database_url):
        refuse_unfit(path)
    app = create_app(settings)
    with app.app_context():
        course = app.extensions["course"]
        rises = rescoring.apply(course, clock.now()) if do_it else list(rescoring.find_rises(course))
        for rise in rises:
            given = rise.given
            click.echo(
                f"{given.module}  attempt {given.attempt_public_id}, question {given.number} ({given.item.id}): "
                f"{given.points:.2f} → {rise.after:.2f}  {rise.reason}"
            )
    answers = "1 answer" if len(rises) == 1 else f"{len(rises)} answers"
    click.echo(f"{answers} {'scored again' if do_it else 'would rise; nothing was changed. Add --apply to do it'}.")


@main.command()
@click.option("--admin", "role", flag_value="admin", help="Invite an admin.")
@click.option("--trainer", "role", flag_value="trainer", help="Invite a trainer.")
@click.option("--address", default=None, help="Where people reach the course, such as https://course.example.org.")
@in_a_sentence
def invite(role: str | None, address: str | None) -> None:
    """Print a link that makes its first user a trainer or an admin; it works once."""
    if role is None:
        raise click.UsageError("Say who the link is for: --admin or --trainer.")
    settings = read_settings()
    with create_app(settings).app_context():
        token = people.invite(Role(role), settings.invitation, clock.now())
    base = address or serving.address_of(settings)
    click.echo(f"{base.rstrip('/')}/invite/{token}")
    click.echo(f"It works once, within {settings.invitation.days} days. Give it to one person only.", err=True)


@main.command("send-due")
@click.option("--dry-run", is_flag=True, help="Only say what would be sent; nothing is sent or changed.")
@in_a_sentence
def send_due(dry_run: bool) -> None:
    """Send the e-mail that is due: for cron, every five minutes or so. Two at once never send the same mail."""
    settings = read_settings()
    server = mail_server_of(settings)
    if path := sqlite_path(settings.database_url):
        refuse_unfit(path)
    app = create_app(settings)
    with app.app_context():
        course = app.extensions["course"]
        if dry_run:
            due = mail_queue.count_due(clock.now())
            new = len(reminders.people_to_remind(course, settings.time_zone, clock.now()))
            click.echo(f"{due} in the queue and {new} reminders would be sent; nothing was sent or changed.")
            return
        reminders.queue_reminders(course, settings.time_zone, clock.now())
        run = sending.send_due(server, settings.site_address, clock.now)
        waiting = mail_queue.count_by_state().get(State.WAITING, 0)
    click.echo(run.in_words(waiting))
    sys.exit(0 if run.is_fine else 1)


@main.command("retire-idle")
@click.option("--dry-run", is_flag=True, help="Only say how many accounts it would be, and since when.")
@in_a_sentence
def retire_idle(dry_run: bool) -> None:
    """Delete learners' accounts that nobody used for RETENTION_MONTHS; what groups have answered stays, nameless."""
    settings = read_settings()
    if path := sqlite_path(settings.database_url):
        refuse_unfit(path)
    app = create_app(settings)
    with app.app_context():
        lines = retention.dry_run_in_words(settings, clock.now()) if dry_run else None
        click.echo(lines or retention.done_in_words(settings, retention.retire_idle(settings, clock.now(), False)))


@main.command("demo")
@click.option("--serve", "then_serve", is_flag=True, help="Start the server afterwards.")
@click.option("--port", default=serving.PORT, show_default=True, type=PORTS, help="With --serve, the port.")
@click.option("--large", is_flag=True, help="Also make a large site of many groups, in a database that is still empty.")
@click.option("--learners", default=100_000, show_default=True, type=AT_LEAST_ONE, help="With --large, its learners.")
@click.option("--groups", default=3_000, show_default=True, type=AT_LEAST_ONE, help="With --large, its groups.")
@in_a_sentence
def demo_command(then_serve: bool, port: int, large: bool, learners: int, groups: int) -> None:
    """Fill a new database with demo people, a group and some history; an existing one is left as it is."""
    serving.refuse_taken(serving.HOST, port) if then_serve else None
    settings = make_large(learners, groups) if large else demo.find_filled(HTTPS=False)
    if settings is None:
        settings, app = set_up(HTTPS=False)
        with app.app_context():
            migrate_to_head()
            demo.fill_if_new(app.extensions["course"], clock.now())
    click.echo(demo.who_can_sign_in())
    if then_serve:
        serving.serve(settings, serving.HOST, port, workers=1)


@main.command()
@click.option("--host", default=serving.HOST, show_default=True, help="The address to listen on.")
@click.option("--port", default=serving.PORT, show_default=True, type=PORTS, help="The port to listen on.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1), help="Processes; two are plenty.")
@in_a_sentence
def serve(host: str, port: int, workers: int) -> None:
    """Start the course under granian; put Caddy or nginx with HTTPS in front of it."""
    settings = read_settings()
    serving.refuse_taken(host, port)
    if path := sqlite_path(settings.database_url):
        refuse_unfit(path, thoroughly=True)
    create_app(settings)  # says in a sentence what is wrong before any worker starts
    serving.serve(settings, host, port, workers)


for _command in upkeep.COMMANDS:
    main.add_command(_command)


def make_large(learners: int, groups: int) -> Settings:
    """The demo with a large site beside it; raises UnfitDatabase where somebody is in the database already."""
    settings, app = set_up(HTTPS=False)
    with app.app_context():
        filling.refuse_filled(settings.data)
        migrate_to_head()
        demo.fill_if_new(app.extensions["course"], clock.now())
        for done in filling.fill(app.extensions["course"], learners, groups, demo.PASSWORD, clock.now()):
            click.echo(f"{done:,} of {learners:,} learners")
    click.echo(filling.who_can_sign_in_too())
    return settings


def set_up(**given: Any) -> tuple[Settings, Flask]:
    """The secret key and the database file, each made only where it is missing; the tables are up to the command."""
    data = read_settings(SECRET_KEY="not used" * KEY_LENGTH, **given).data
    try:
        make_secret_key(data)
    except OSError as problem:
        raise UnfitSettings(
            f"The folder {data} cannot be written to ({problem.strerror}). "
            "Choose another with COURSE_DATA, or make it writable."
        ) from problem
    settings = read_settings(**given)
    app = create_app(settings, check_database=False)  # first, since content in error must not leave half a course
    path = sqlite_path(settings.database_url)
    if path is not None:
        refuse_unfit(path) if path.exists() else create(path)
    return settings, app
