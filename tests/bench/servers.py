"""Starts the course and the bare page under the same server with the same settings, and stops what it started."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
WORKERS = 2
KEY = "only-for-the-bench-" + "x" * 40


@dataclass(frozen=True)
class Server:
    port: int
    process: "subprocess.Popen[bytes]"
    start_seconds: float
    """From the command to the first page."""

    def megabytes_a_worker(self) -> list[float]:
        """Resident memory of each worker process."""
        return sorted(_resident(worker) for worker in _workers_of(self.process.pid))

    def processor_seconds(self) -> float:
        """What the workers have used of the processors so far; other programs on the machine do not change it much."""
        return sum(_processor_seconds(worker) for worker in _workers_of(self.process.pid))


@contextmanager
def course(data: Path) -> Iterator[Server]:
    """`course serve`, as README tells people to start it."""
    port = _free_port()
    command = [sys.executable, "-m", "course", "serve", "--port", str(port), "--workers", str(WORKERS)]
    yield from _serve(
        command, port, {"COURSE_DATA": str(data), "COURSE_SECRET_KEY": KEY, "COURSE_HTTPS": "no"}, "/help"
    )


@contextmanager
def bare(data: Path) -> Iterator[Server]:
    """The bare page, under granian as course/serving.py sets it up."""
    port = _free_port()
    program = (
        "from granian import Granian; from granian.constants import Interfaces; from granian.log import LogLevels; "
        "from course.serving import THREADS; "
        f"Granian('tests.bench.bare:application', address='127.0.0.1', port={port}, interface=Interfaces.WSGI, "
        f"workers={WORKERS}, blocking_threads=THREADS, factory=True, websockets=False, "
        "log_level=LogLevels.warning).serve()"
    )
    database = f"sqlite:///{data / 'course.sqlite3'}"
    yield from _serve([sys.executable, "-c", program], port, {"BARE_KEY": KEY, "BARE_DATABASE": database}, "/sign-in")


def _serve(command: list[str], port: int, settings: dict[str, str], first: str) -> Iterator[Server]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("COURSE_")}
    begun = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env={**clean, **settings}, stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}{first}", process)
        yield Server(port, process, time.monotonic() - begun)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(12_000):
        if process.poll() is not None:
            raise RuntimeError(f"The server did not start: {process.args!r}")
        try:
            with urlopen(url, timeout=60):
                return
        except (URLError, ConnectionError):
            time.sleep(0.01)
    raise RuntimeError(f"{url} did not open")


def _workers_of(parent: int) -> list[int]:
    """Child processes that are workers; Python's own helper processes are small and left out."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return sorted(map(int, children), key=_resident)[-WORKERS:]


def _resident(process: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def _processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port: int = probe.getsockname()[1]
        return port
