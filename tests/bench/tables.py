"""What was measured, as tables in plain text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Aim:
    """What a median is held against; `at_least` or at most."""

    value: float
    at_least: bool = True

    def judged(self, found: float) -> str:
        reached = found >= self.value if self.at_least else found <= self.value
        words = f"{'at least' if self.at_least else 'at most'} {self.value:g}"
        return f"{words}: {'reached' if reached else 'NOT reached'}"


Shown = Callable[[float], str]


def ratio(value: float) -> str:
    return f"{value:.2f}"


def number(value: float) -> str:
    return f"{value:,.0f}"


def milliseconds(value: float) -> str:
    return f"{value * 1000:.0f} ms"


def seconds(value: float) -> str:
    return f"{value:.1f} s"


def line(name: str, values: Sequence[float], shown: Shown = ratio, aim: Aim | None = None) -> tuple[str, ...]:
    """A name, the median, the range, and what became of the aim."""
    found = median(values)
    return (name, shown(found), f"{shown(min(values))} to {shown(max(values))}", aim.judged(found) if aim else "")


def table(title: str, lines: Sequence[tuple[str, ...]], head: tuple[str, ...] = ("", "median", "range", "aim")) -> str:
    rows = [head, *lines]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join(["", title, "-" * len(title), *text])
