"""What is done to a site while the clock runs: pages opened one after another, answers saved, whole attempts taken."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from statistics import quantiles

from course.demo import PASSWORD
from tests.bench.client import Answer, Client
from tests.bench.servers import Server
from tests.bench.sites import Site

SOMETHING = {"chosen": "0", "path": "", "row-0": "0"}
"""An answer that every kind of question takes: the first option, the first row, the first choice of a story."""

Work = Callable[[], None]


@dataclass(frozen=True)
class Load:
    """What several clients did at the same time."""

    seconds: float
    waits: Sequence[float]
    """How long each piece of work took, in seconds."""

    @property
    def a_second(self) -> float:
        return len(self.waits) / self.seconds

    @property
    def p99(self) -> float:
        return quantiles(self.waits, n=100, method="inclusive")[98] if len(self.waits) > 1 else self.longest

    @property
    def longest(self) -> float:
        return max(self.waits)


def run(work: Sequence[Work], seconds: float) -> Load:
    """Each client does its work again and again until the time is over; what was begun by then is finished."""
    waits: list[list[float]] = [[] for _ in work]
    begun = time.perf_counter()

    def go_on(one: Work, noted: list[float]) -> None:
        while (before := time.perf_counter()) < begun + seconds:
            one()
            noted.append(time.perf_counter() - before)

    with ThreadPoolExecutor(len(work)) as threads:
        for going in [threads.submit(go_on, *pair) for pair in zip(work, waits, strict=True)]:
            going.result()  # raises what went wrong
    return Load(time.perf_counter() - begun, [wait for noted in waits for wait in noted])


def timed(work: Work) -> float:
    """How many seconds it takes once."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def sign_in(server: Server, name: str) -> Client:
    client = Client(server.port)
    client.sign_in(name, PASSWORD)
    return client


def learners(server: Server, number: int) -> list[Client]:
    """Learners of the second group, so that those of the first stay as they were for the trainer's pages."""
    return [sign_in(server, f"Learner {each:06}") for each in range(40, 40 + number)]


def opening(client: Client, path: str) -> Work:
    return lambda: expect(client.get(path), 200)


def saving(client: Client, stem: str) -> Work:
    """Save one answer of an open attempt, each time another one than before."""
    where, number = begin(client, stem)
    choices = count()
    for each in range(1, 9):
        answer = client.post(f"{where}/{each}", chosen="0")
        if answer.status in (302, 303) and answer.header("Location").endswith(f"/{each + 1}"):
            number = each  # neither a safety question nor a story, which can be answered only once
            break

    def save() -> None:
        expect(client.post(f"{where}/{number}", chosen=str(next(choices) % 2)), 302)

    return save


def taking(client: Client, stems: Sequence[str], with_pages: bool) -> Work:
    """Start a quiz, answer its eight questions, hand in, read the result; `with_pages` opens what lies between, too."""
    turns = _again_and_again(stems)

    def take() -> None:
        where, _ = begin(client, next(turns))
        for number in range(1, 9):
            if with_pages:
                expect(client.get(f"{where}/{number}"), 200)
            expect(client.post(f"{where}/{number}", **SOMETHING), 302)
        if with_pages:
            expect(client.get(where), 200)
        expect(client.post(where), 302)
        expect(client.get(where), 200)

    return take


def begin(client: Client, stem: str) -> tuple[str, int]:
    """The address of the attempt that is open now, and its first open question."""
    answer = client.post(f"/quizzes/{stem}")
    expect(answer, 302)
    where, number = answer.header("Location").rsplit("/", 1)
    return where, int(number)


def expect(answer: Answer, status: int) -> None:
    if answer.status != status:
        raise RuntimeError(f"The answer was {answer.status} where {status} was expected: {answer.headers!r}")


def _again_and_again(stems: Sequence[str]) -> Iterator[str]:
    while True:
        yield from stems


def address_of(page: str, site: Site, stem: str) -> str:
    group = f"/groups/{site.group}"
    return {
        "lesson": f"/lessons/{stem}",
        "matrix": group,
        "learner": f"{group}/learners/{site.learner}",
        "item analysis": f"{group}/items/{stem}",
        "home": "/",
        "needs help": f"{group}/needs-help",
        "most missed": f"{group}/missed",
        "assignments": f"{group}/assignments",
    }[page]
