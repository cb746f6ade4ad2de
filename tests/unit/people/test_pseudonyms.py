"""Suggested names are calm, neutral, fit to be names here, and free at that moment."""

from itertools import product
from random import Random

import pytest

from course.people import pseudonyms, rules
from course.people.store import list_taken_names

NEVER = (
    # religious
    *("angel", "saint", "holy", "church", "temple", "lamb", "cross", "bless", "dove", "heaven", "prayer", "chapel"),
    # medical
    *("patient", "nurse", "pill", "sick", "heal", "wound", "doctor", "clinic", "fever", "balm", "sterile", "blood"),
    # names of drugs, or of what goes with them, in some street's language
    *("horse", "brown", "white", "dragon", "snow", "ice", "crystal", "rock", "stone", "powder", "sugar", "candy"),
    *("poppy", "grass", "weed", "pot", "spoon", "needle", "pin", "smack", "black", "tar", "blue", "china", "lemon"),
    *("high", "clean", "sober", "speed", "coke", "crack", "joint", "mushroom", "molly", "lady", "mellow", "clear"),
)
FIRST, SECOND = pseudonyms.words()


def test_no_word_is_religious_medical_or_of_the_street() -> None:
    assert set(FIRST + SECOND) & set(NEVER) == set()


@pytest.mark.parametrize("word", FIRST + SECOND)
def test_each_word_is_a_plain_short_one(word: str) -> None:
    assert word.isascii()
    assert word.isalpha()
    assert word == word.lower()
    assert 3 <= len(word) <= 10


def test_there_are_enough_and_each_can_be_a_name() -> None:
    names = {f"{first.capitalize()} {second} 99" for first, second in product(FIRST, SECOND)}
    assert len(names) == len(FIRST) * len(SECOND) >= 500
    assert all(len(name) in rules.NAME_LENGTH and rules.tidy_name(name) == name for name in names)


def test_three_different_names_and_others_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    taken_by_nobody(monkeypatch)
    first, again = pseudonyms.suggest(chance=Random(1)), pseudonyms.suggest(chance=Random(2))
    assert len(set(first)) == len(set(again)) == pseudonyms.SUGGESTED
    assert set(first) != set(again)


def test_a_name_that_somebody_goes_by_is_not_suggested(monkeypatch: pytest.MonkeyPatch) -> None:
    taken_by_nobody(monkeypatch)
    first = pseudonyms.suggest(chance=Random(1))
    in_use = {rules.name_key(first[0])}
    monkeypatch.setattr("course.people.store.list_taken_names", lambda keys: in_use & set(keys))
    assert first[0] not in pseudonyms.suggest(chance=Random(1))


def test_where_every_pair_of_words_is_taken_a_number_makes_more(monkeypatch: pytest.MonkeyPatch) -> None:
    every = {rules.name_key(f"{first} {second}") for first, second in product(FIRST, SECOND)}
    monkeypatch.setattr("course.people.store.list_taken_names", lambda keys: every & set(keys))
    names = pseudonyms.suggest()
    assert len(names) == pseudonyms.SUGGESTED
    assert all(name.split()[-1].isdigit() for name in names)


def taken_by_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    assert callable(list_taken_names)
    monkeypatch.setattr("course.people.store.list_taken_names", lambda keys: set())
