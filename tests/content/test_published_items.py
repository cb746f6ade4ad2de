"""Ids of questions that people may have answered: history refers to them, so none may vanish or mean something else."""

from pathlib import Path

from course.content.loader import load_course
from course.paths import shipped

LIST = Path(__file__).parent / "published_items.txt"


def test_every_published_item_is_still_there_and_every_new_one_is_written_down() -> None:
    course = load_course(shipped("lessons"), shipped("quizzes"))
    there = {f"{module.stem} {item.id}" for module in course.modules for item in module.bank.items}
    published = LIST.read_text("utf-8").splitlines()
    assert published == sorted(set(published)), f"put {LIST.name} in order, each id once"
    vanished = sorted(set(published) - there)
    assert not vanished, (
        f"{vanished} were published. Put them back with `retired: yes`; an old id never gets a new question."
    )
    new = sorted(there - set(published))
    assert not new, f"write {new} into tests/content/{LIST.name}; from then on these ids stay."
