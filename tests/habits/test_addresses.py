"""Addresses are bookmarked, printed on cards and written down: `addresses.txt` lists them, and this compares."""

from pathlib import Path

from flask import Flask

COMMITTED = Path(__file__).with_name("addresses.txt")


def test_every_address_that_was_ever_given_out_still_answers(app: Flask) -> None:
    vanished = sorted(committed() - served(app))
    assert not vanished, (
        f"{vanished} stand in {COMMITTED.name} and are not served any more. Somebody has bookmarked them or holds a "
        "card with them: serve them again, or let them redirect (301) to the new place. Take a line out of the list "
        "only when nobody can have seen the address."
    )


def test_every_new_address_is_written_down(app: Flask) -> None:
    new = sorted(served(app) - committed())
    assert not new, (
        f"{new} are served and do not stand in {COMMITTED.name}. If you want to keep them for years, add the lines; "
        "if not, find a better address first."
    )


def test_the_list_is_in_order_and_says_nothing_twice() -> None:
    lines = COMMITTED.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines)), f"Sort the lines of {COMMITTED.name}."


def committed() -> set[str]:
    return set(COMMITTED.read_text(encoding="utf-8").splitlines())


def served(app: Flask) -> set[str]:
    """Each address and method as a line, such as `/join/<code> POST`."""
    return {
        f"{rule.rule} {method}"
        for rule in app.url_map.iter_rules()
        for method in sorted(rule.methods or ())
        if method not in ("HEAD", "OPTIONS")
    }
