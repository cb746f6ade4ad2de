"""Each version of an item that was ever shown, kept once."""

from collections.abc import Sequence

from sqlalchemy import insert, select

from course.database import db
from course.history.tables import ItemVersionRow
from course.items import Item, item_json, version_of


def keep_versions(items: Sequence[Item]) -> None:
    """Keep each version that was not shown before."""
    by_version = {version_of(item): item for item in items}
    known = set(
        db.session.execute(select(ItemVersionRow.version).where(ItemVersionRow.version.in_(by_version))).scalars()
    )
    new = [
        {"version": version, "item_id": item.id, "written": item_json(item)}
        for version, item in by_version.items()
        if version not in known
    ]
    if new:
        db.session.execute(insert(ItemVersionRow), new)
