"""Looking a list through, and taking it piece by piece."""

from datetime import datetime

from course.audit.model import Entry, Event
from course.audit.store import record_entry
from course.database import transaction
from course.groups.model import Group
from course.groups.store import list_members
from course.people import store as people
from course.people.model import Person
from course.people.rules import name_key
from course.roster import store
from course.roster.model import PIECE, WAITS, NoSuchRoster, Reading, Waiting
from course.roster.reading import checked

KEYS_AT_ONCE = 500


def look_through(group: Group, reading: Reading, by: Person, now: datetime) -> str:
    """Check every row against the site and keep the list until it is taken; gives its id. Makes no account."""
    in_group = {name_key(member.person.name) for member in list_members(group.id)}
    keys = [name_key(row.name) for row in reading.rows if row.refusal is None]
    taken: set[str] = set()
    for start in range(0, len(keys), KEYS_AT_ONCE):
        taken |= people.list_taken_names(keys[start : start + KEYS_AT_ONCE])
    rows = checked(reading.rows, in_group, taken)
    with transaction():
        return store.record_roster(group.id, by.id, rows, now, forget_before=now - WAITS)


def get_roster(public_id: str, group: Group, by: Person) -> Waiting:
    """A trainer's own list; raises NoSuchRoster for any other, and for one that is done."""
    waiting = store.find_roster(public_id, group.id, by.id)
    if waiting is None:
        raise NoSuchRoster(public_id)
    return waiting


def take_piece(group: Group, public_id: str, by: Person, now: datetime) -> Waiting:
    """Make the next accounts and put them into the group; a name that was taken meanwhile is left out.

    The last piece removes the list. The same piece sent twice is taken once.
    """
    waiting = get_roster(public_id, group, by)
    piece = waiting.fit[waiting.taken : waiting.taken + PIECE]
    done = waiting.taken + len(piece)
    names = [(row.name, name_key(row.name)) for row in piece]
    with transaction():
        gone: set[str] = set()
        for start in range(0, len(names), KEYS_AT_ONCE):
            gone |= people.list_taken_names([key for _name, key in names[start : start + KEYS_AT_ONCE]])
        free = [(name, key) for name, key in names if key not in gone]
        if not store.record_taken(public_id, waiting.taken, done, waiting.made + len(free)):
            return get_roster(public_id, group, by)
        store.record_memberships(group.id, people.record_people_without_password(free, now), now)
        if done == len(waiting.fit):
            store.remove_roster(public_id)
            made = waiting.made + len(free)
            record_entry(Entry(Event.ROSTER_IMPORTED, now, by.id, group=group.id, detail=f"{made} learners"))
    return Waiting(public_id, waiting.rows, done, waiting.made + len(free))


def forget(group: Group, public_id: str, by: Person) -> None:
    """Put the list away without taking it, or what is left of it."""
    get_roster(public_id, group, by)
    with transaction():
        store.remove_roster(public_id)
