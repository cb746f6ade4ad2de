"""Writers wait their turn: first among the threads of a process, then among processes, by a lock on a file."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from course.database.engine import BUSY_SECONDS
from course.database.file import sqlite_path

try:
    import fcntl
except ImportError:  # pragma: no cover  (Windows: threads still queue, processes rely on SQLite's own waiting)
    fcntl = None  # type: ignore[assignment]


class TurnDidNotCome(Exception):
    """Others were writing for as long as anybody should wait; nothing was recorded."""

    def __str__(self) -> str:
        return f"Others were writing for {BUSY_SECONDS} seconds, so nothing was recorded. Try again."


class WriteQueue:
    """The queue of one database file; without a file (PostgreSQL) every turn comes at once."""

    def __init__(self, lock_file: Path | None) -> None:
        self._lock_file = lock_file
        self._threads = threading.Lock()

    @classmethod
    def for_engine(cls, engine: Engine) -> "WriteQueue":
        path = sqlite_path(engine.url)
        return cls(path and path.with_name(path.name + ".lock"))

    @contextmanager
    def turn(self, patient: bool = True) -> Iterator[None]:
        """Wait for the turn, at most BUSY_SECONDS altogether, or not at all; raises TurnDidNotCome."""
        if self._lock_file is None:
            yield
            return
        patience = BUSY_SECONDS if patient else 0
        deadline = time.monotonic() + patience
        if not self._threads.acquire(timeout=patience):
            raise TurnDidNotCome
        try:
            with self._lock_file.open("ab") as lock:
                _wait_for(lock.fileno(), deadline)
                yield  # closing the file gives the turn to the next process
        finally:
            self._threads.release()


def _wait_for(descriptor: int, deadline: float) -> None:
    if fcntl is None:  # pragma: no cover
        return
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise TurnDidNotCome from None
            time.sleep(random.uniform(0.0005, 0.002))
