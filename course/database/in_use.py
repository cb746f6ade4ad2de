"""Whether a course is being served from a database file: each serving process holds a lock beside it while it lives."""

from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # pragma: no cover  (Windows: a restore has to trust whoever runs it)
    fcntl = None  # type: ignore[assignment]


def hold(path: Path) -> IO[bytes] | None:
    """Say that this process serves from `path`, until what is given back is closed or the process ends in any way."""
    if fcntl is None:  # pragma: no cover
        return None
    lock = _beside(path).open("ab")
    fcntl.flock(lock.fileno(), fcntl.LOCK_SH)
    return lock


def in_use(path: Path) -> bool:
    """Whether any process serves from `path` now."""
    if fcntl is None or not _beside(path).exists():
        return False
    with _beside(path).open("ab") as lock:
        try:
            fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".in-use")
