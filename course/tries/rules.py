"""Which bounds a try has; why each figure is what it is."""

import hashlib
from datetime import timedelta

from course.tries.model import Bound, Kind, Try

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
LONGEST = HOUR
"""No bound looks further back, so older notes are removed."""

FEW = Bound(5, QUARTER)
"""People who mistype find the right password within five; then they have rather forgotten it."""

FROM_EVERYWHERE = Bound(20, QUARTER, same_place=False)
"""All devices that never signed in under this name, wherever they are: 20 guesses at a time, 1,920 a day, against
passwords of 12 characters that are no common ones."""

FROM_HERE = Bound(50, QUARTER, same_name=False)
"""One address over all names: ten people of a waiting room may each fail five times; one guess each at many names
(spraying) ends after 50."""

BOUNDS: dict[tuple[Kind, bool], tuple[Bound, ...]] = {
    (Kind.PASSWORD, False): (FEW, FROM_EVERYWHERE, FROM_HERE),
    (Kind.PASSWORD, True): (FEW,),
    # 100 random bits need no bound by name, and a bound by name is what strangers could use up
    (Kind.RECOVERY_CODE, False): (FEW, FROM_HERE),
    (Kind.RECOVERY_CODE, True): (FEW,),
    # six digits, three of them good at a time, and the password was right already: five for all strangers together
    (Kind.APP_CODE, False): (Bound(5, QUARTER, same_place=False), FROM_HERE),
    (Kind.APP_CODE, True): (FEW,),
    # a whole evening's group may sit in one room: 30 people who each choose a name that is taken a few times
    (Kind.SIGN_UP, False): (Bound(30, HOUR, same_name=False),),
    (Kind.SIGN_UP_INVITED, False): (Bound(120, HOUR, same_name=False),),
}
"""By kind, and whether the device has signed in under this name before."""


def digests_of(name_key: str) -> list[str]:
    """Under which digests tries with a name may stand."""
    return [a_try(kind, name_key, "", "" if is_known else None).name_digest for kind, is_known in BOUNDS]


def a_try(kind: Kind, name_key: str, address: str, device: str | None = None) -> Try:
    """What to count for a try of this kind under a name; `device` is known under that name, or None."""
    is_known = device is not None
    place = f"device:{device}" if is_known else f"address:{address}"
    if kind in (Kind.SIGN_UP, Kind.SIGN_UP_INVITED):
        place = f"{kind}:{address}"  # making accounts does not use up the tries of signing in
    return Try(_digest(f"{kind}:{is_known}:{name_key}"), _digest(place), BOUNDS[kind, is_known])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
