"""How the banks are made: kinds and forms, where the best answers stand, and how long they are beside the others."""

from collections import Counter
from collections.abc import Iterator

from course.content.model import Course, Module
from course.editorial.item_flaws import best_answers, is_longest, is_shortest
from course.items import KINDS, ChoosingItem


def table(course: Course) -> Iterator[str]:
    """Lines for `course check --stats`: one for each bank, then all of them together."""
    yield "items by kind"
    yield _line("bank", "items", "questions", "must-pass", *KINDS)
    for module in course.modules:
        yield _kinds_line(module.stem, [module])
    yield _kinds_line("all", list(course.modules))
    yield ""
    yield "single best answers: place of the best answer as written, and its length beside the others (characters)"
    yield _line("bank", "first", "second", "third", "longest", "shortest", "mean best", "mean other")
    for module in course.modules:
        yield _keys_line(module.stem, [module])
    yield _keys_line("all", list(course.modules))
    yield ""
    yield "multiple responses and hotspots: how many of the options fit"
    for module in course.modules:
        several = [item for item in module.bank.open_items if isinstance(item, ChoosingItem)]
        shares = Counter(
            f"{len(item.right_options)} of {len(item.options)}" for item in several if item.kind != "single best answer"
        )
        yield _line(module.stem, ", ".join(f"{count} × {share}" for share, count in sorted(shares.items())))


def _kinds_line(name: str, modules: list[Module]) -> str:
    items = [item for module in modules for item in module.bank.open_items]
    kinds = Counter(item.kind for item in items)
    questions = len({item.question_id for item in items})
    return _line(name, len(items), questions, sum(item.must_pass for item in items), *(kinds[kind] for kind in KINDS))


def _keys_line(name: str, modules: list[Module]) -> str:
    items = [item for module in modules for item in best_answers(module)]
    if not items:
        return _line(name, *["-"] * 7)
    places = Counter(item.key[0] for item in items)
    best = [len(item.options[item.key[0]].text) for item in items]
    other = [len(option.text) for item in items for option in item.options if not option.right]
    longest, shortest = sum(map(is_longest, items)), sum(map(is_shortest, items))
    share = [f"{places[place] / len(items):.0%}" for place in range(3)]
    return _line(
        name,
        *share,
        f"{longest / len(items):.0%}",
        f"{shortest / len(items):.0%}",
        f"{sum(best) / len(best):.0f}",
        f"{sum(other) / len(other):.0f}",
    )


def _line(name: str, *cells: object) -> str:
    return f"{name:30}" + "".join(f"{cell!s:>20}" if len(str(cell)) < 20 else f"  {cell}" for cell in cells)
