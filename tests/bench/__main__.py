"""Measures what the course costs: `make bench`, or for a first look `make bench ARGS=--quick`.

Everything is measured in turns (the bare page, our page, the bare page, …), so that a slow minute of the machine slows
both; and told as medians with their ranges. A slow day fails nothing: what is an aim and not reached is said.
"""

import argparse
import os
import platform
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from course.app import create_app
from course.database import db
from course.demo import PASSWORD
from course.settings import read_settings
from tests.bench import loads, servers
from tests.bench.client import TOKEN, Client
from tests.bench.servers import KEY, Server
from tests.bench.sites import Site, make_site
from tests.bench.tables import Aim, line, milliseconds, number, ratio, seconds, table
from tests.journeys.test_cost_of_pages import counted

LESSON = "telling-marks-apart"
FIRST = "what-track-marks-are"
QUIZZES = [LESSON, "infection-warning-signs", "deeper-health-risks"]
TRAINER = "Trainer 1"
CLIENTS = 8
READERS = 4
SMALL, LARGE = (1_000, 30), (100_000, 3_000)
STATEMENTS_ON_A_LESSON = 4


@dataclass(frozen=True)
class Effort:
    rounds: int
    seconds: float
    looks: int


THOROUGH, QUICK = Effort(rounds=7, seconds=3, looks=15), Effort(rounds=3, seconds=1, looks=5)


@dataclass(frozen=True)
class Running:
    site: Site
    course: Server
    bare: Server


def main() -> None:
    asked = argparse.ArgumentParser(prog="make bench", description="Measure what the course costs.")
    asked.add_argument("--quick", action="store_true", help="short rounds: a first look, not a figure to quote")
    effort = QUICK if asked.parse_args().quick else THOROUGH
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {os.cpu_count()} cores · Python {platform.python_version()}")
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} (figures of a busy machine are worth little)")
    print(f"{effort.rounds} rounds of {effort.seconds:g} s; {servers.WORKERS} workers; journal of SQLite as shipped")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        sites = [make_site(*size, Path(folder)) for size in (SMALL, LARGE)]
        running = [
            Running(
                site,
                stack.enter_context(servers.course(site.data)),
                stack.enter_context(servers.bare(site.data)),
            )
            for site in sites
        ]
        for one in running:
            show_pages(one, effort)
        show_growth(running[0], running[1], effort)
        for one in running:
            show_writing(one, effort)
        show_workers(running)
        for site in sites:
            show_statements(site)


def show_pages(one: Running, effort: Effort) -> None:
    """Pages a second of ours, as a share of those of the bare page just before."""
    readers = loads.learners(one.course, READERS)
    trainers = [loads.sign_in(one.course, TRAINER) for _ in range(READERS)]
    strangers = [Client(one.bare.port) for _ in range(READERS)]
    for each in strangers:
        each.get("/sign-in")
    questions = [loads.begin(each, QUIZZES[1]) for each in readers]
    bare = [loads.opening(each, "/") for each in strangers]
    ours = {
        "lesson": [loads.opening(each, f"/lessons/{LESSON}") for each in readers],
        "question": [
            loads.opening(each, f"{where}/{at}") for each, (where, at) in zip(readers, questions, strict=True)
        ],
        "matrix": [loads.opening(each, f"/groups/{one.site.group}") for each in trainers],
    }
    shares: dict[str, list[float]] = {page: [] for page in ours}
    work_shares: dict[str, list[float]] = {page: [] for page in ours}
    speeds: list[float] = []
    for work in (bare, *ours.values()):
        loads.run(work, effort.seconds / 2)  # warm
    for _ in range(effort.rounds):
        for page, work in ours.items():
            before, bare_work = _run_and_weigh(one.bare, bare, effort)
            after, our_work = _run_and_weigh(one.course, work, effort)
            shares[page].append(after / before)
            work_shares[page].append(bare_work / our_work)
            speeds.append(before)
    lines = [line(page, found, ratio, Aim(0.6) if page == "lesson" else None) for page, found in shares.items()]
    lines += [line(f"{page}, by processor time of the server", found, ratio) for page, found in work_shares.items()]
    lines.append(line("bare pages a second", speeds, number))
    print(table(f"Pages a second against the bare page: {one.site.learners:,} learners", lines), flush=True)


def _run_and_weigh(server: Server, work: Sequence[loads.Work], effort: Effort) -> tuple[float, float]:
    """Pages a second, and how many seconds of processor time each took."""
    begun = server.processor_seconds()
    load = loads.run(work, effort.seconds)
    return load.a_second, (server.processor_seconds() - begun) / len(load.waits)


def show_growth(small: Running, large: Running, effort: Effort) -> None:
    """The time of one look at the large site, as a multiple of the small one's."""
    pages = ("matrix", "learner", "item analysis", "needs help", "most missed")
    trainers = [(one, loads.sign_in(one.course, TRAINER)) for one in (small, large)]
    growth: dict[str, list[float]] = {page: [] for page in pages}
    for _ in range(effort.rounds):
        for page in pages:
            waits: list[list[float]] = [[], []]
            for _ in range(effort.looks):
                for (one, client), noted in zip(trainers, waits, strict=True):
                    work = loads.opening(client, loads.address_of(page, one.site, FIRST))
                    noted.append(loads.timed(work))
            growth[page].append(median(waits[1]) / median(waits[0]))
    aim = Aim(1.5, at_least=False)
    lines = [line(page, found, ratio, aim) for page, found in growth.items()]
    print(table("Growth: 100,000 learners against 1,000, time of a page", lines), flush=True)


def show_writing(one: Running, effort: Effort) -> None:
    clients = loads.learners(one.course, CLIENTS)
    saved, save_work = _rounds(one.course, [loads.saving(each, QUIZZES[0]) for each in clients], effort)
    taken, take_work = _rounds(one.course, [loads.taking(each, QUIZZES, with_pages=False) for each in clients], effort)
    paged, _ = _rounds(one.course, [loads.taking(each, QUIZZES, with_pages=True) for each in clients], effort)
    lines = [
        line("answers saved a second", [load.a_second for load in saved], number, Aim(200)),
        line("  p99", [load.p99 for load in saved], milliseconds),
        line("  longest wait", [load.longest for load in saved], milliseconds, Aim(0.5, at_least=False)),
        line("  processor time of the server for one", save_work, milliseconds),
        line("whole attempts a second", [load.a_second for load in taken], ratio, Aim(30)),
        line("  p99", [load.p99 for load in taken], milliseconds),
        line("  longest", [load.longest for load in taken], milliseconds),
        line("  processor time of the server for one", take_work, milliseconds),
        line("attempts with every page between", [load.a_second for load in paged], ratio),
    ]
    print(table(f"Writing, {CLIENTS} clients: {one.site.learners:,} learners", lines), flush=True)


def _rounds(server: Server, work: Sequence[loads.Work], effort: Effort) -> tuple[list[loads.Load], list[float]]:
    """The rounds, and in each how many seconds of processor time a piece of work took."""
    loads.run(work, effort.seconds / 4)  # warm
    found, weights = [], []
    for _ in range(effort.rounds):
        begun = server.processor_seconds()
        found.append(loads.run(work, effort.seconds))
        weights.append((server.processor_seconds() - begun) / len(found[-1].waits))
    return found, weights


def show_workers(running: Sequence[Running]) -> None:
    lines = []
    for one in running:
        size = f"{one.site.learners:,} learners"
        lines.append(line(f"start-up to the first page, {size}", [one.course.start_seconds], seconds))
        lines.append(line(f"memory of a worker in MB, {size}", one.course.megabytes_a_worker(), number))
    lines.append(line("memory of a bare worker in MB", running[0].bare.megabytes_a_worker(), number))
    print(table("Workers", lines), flush=True)


def show_statements(site: Site) -> None:
    """Counted inside one process, on the same records, from the second look on."""
    app = create_app(read_settings({"COURSE_DATA": str(site.data), "COURSE_SECRET_KEY": KEY, "COURSE_HTTPS": "no"}))
    browser = app.test_client()
    lines = []
    token = TOKEN.search(browser.get("/sign-in").data)
    assert token
    browser.post("/sign-in", data={"csrf_token": token[1].decode(), "name": TRAINER, "password": PASSWORD})
    pages = ("home", "lesson", "matrix", "learner", "item analysis", "needs help", "most missed", "assignments")
    for page in pages:
        path = loads.address_of(page, site, FIRST)
        browser.get(path)
        with counted(app) as statements:
            browser.get(path)
        aim = Aim(STATEMENTS_ON_A_LESSON, at_least=False) if page == "lesson" else None
        lines.append(line(page, [len(statements)], number, aim))
    with app.app_context():
        db.engine.dispose()
    print(table(f"SQL statements a page, beside its BEGIN: {site.learners:,} learners", lines), flush=True)


if __name__ == "__main__":
    main()
