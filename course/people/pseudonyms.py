"""Names to choose from for who does not want to make one up: two calm words that nobody here goes by.

2026-11-29: a suggestion is no reservation. Somebody else may take the name while the page is open; then the form says
so, and suggests others. Names are drawn by chance, so the order in which they come tells nobody who joined before.
"""

from functools import cache
from importlib.resources import files
from random import Random, SystemRandom

from course.people import rules, store

SUGGESTED = 3
DRAWN = 12
"""Names that are looked up at once; on a site where most are taken, numbers behind them make more."""
NUMBERS = range(2, 100)


def suggest(number: int = SUGGESTED, chance: Random | None = None) -> list[str]:
    """So many names that are free at this moment; fewer only where nearly all of them are taken."""
    chance = chance or SystemRandom()
    drawn = dict.fromkeys(_draw(chance) for _ in range(DRAWN))
    numbered = dict.fromkeys(f"{_draw(chance)} {chance.choice(NUMBERS)}" for _ in range(DRAWN))
    names = [*drawn, *numbered]
    taken = store.list_taken_names([rules.name_key(name) for name in names])
    return [name for name in names if rules.name_key(name) not in taken][:number]


@cache
def words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What comes first in a name, and what comes second."""
    lines = files("course.people").joinpath("pseudonyms.txt").read_text(encoding="utf-8").splitlines()
    first, second = (tuple(line.split()) for line in lines if line and not line.startswith("#"))
    return first, second


def _draw(chance: Random) -> str:
    first, second = words()
    return f"{chance.choice(first).capitalize()} {chance.choice(second)}"
