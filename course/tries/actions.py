"""Counting a try."""

from datetime import datetime

from course.database import transaction
from course.tries import rules, store
from course.tries.model import TooManyTries, Try


def count(one: Try, now: datetime) -> int:
    """Note the try before it is known to fail and give its number; raises TooManyTries, and then notes nothing.

    What is refused does not lengthen the wait, so whoever goes on trying keeps nobody out for longer.
    """
    with transaction():
        store.wait_for_turn(one)
        for bound in one.bounds:
            oldest = store.find_the_one_too_many(one, bound, now)
            if oldest is not None:
                raise TooManyTries(oldest + bound.within - now)
        return store.record_try(one, now, forget_before=now - rules.LONGEST)
