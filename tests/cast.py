"""The people of every story: Rosa learns, Tomás is her brother, Ines trains them both, Karl trains somebody else
(Mo), and Ada runs the site. Lena has an account and no group.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from course.content.model import Course
from course.groups import actions as groups
from course.groups.model import Group
from course.people import actions as people
from course.people.model import Person, Role

PASSWORD = "seven quiet lanterns"
KEY = "only-for-tests-" + "x" * 40
"""The secret key of every course that tests open."""
JOINED_AT = datetime(2026, 11, 2, 18, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    rosa: Person
    tomas: Person
    mo: Person
    lena: Person
    ines: Person
    karl: Person
    ada: Person
    tuesday: Group
    northside: Group
    recovery_code: str
    """Rosa's."""

    @property
    def code(self) -> str:
        """The letters that open the Tuesday group."""
        assert self.tuesday.join_code is not None
        return self.tuesday.join_code.letters

    def __getitem__(self, name: str) -> Person:
        person = getattr(self, name)
        assert isinstance(person, Person)
        return person


def gather(course: Course) -> Cast:
    """Make the cast in an empty database, through the same actions as everybody else. Nothing is assigned yet."""
    assert course.modules
    rosa = people.join("Rosa", PASSWORD, JOINED_AT)
    everyone = {"rosa": rosa.person}
    for name, role in (
        ("Tomás", Role.LEARNER),
        ("Mo", Role.LEARNER),
        ("Lena", Role.LEARNER),
        ("Ines", Role.TRAINER),
        ("Karl", Role.TRAINER),
        ("Ada", Role.ADMIN),
    ):
        everyone[name.lower().replace("á", "a")] = people.join(name, PASSWORD, JOINED_AT, role=role).person
    tuesday = groups.make_group("Tuesday group", everyone["ines"], JOINED_AT)
    northside = groups.make_group("Northside", everyone["karl"], JOINED_AT)
    for name, group in (("rosa", tuesday), ("tomas", tuesday), ("mo", northside)):
        groups.join_group(group, everyone[name], JOINED_AT)
    return Cast(**everyone, tuesday=tuesday, northside=northside, recovery_code=rosa.recovery_code)
