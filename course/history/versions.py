"""Each version of an item that was ever shown, kept once, and so is each drawing that was shown with one.

2026-11-29: an item's version names its drawing by digest, and the drawing itself stands in a table of its own, so that
one which many items and versions share is kept once. What was kept before names no drawing and is read with today's.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import insert, select

from course.content.drawing import Figure
from course.content.figures import figure_as_kept
from course.database import db
from course.history.tables import FigureVersionRow, ItemVersionRow
from course.items import Item, item_json, version_of


def keep_versions(items: Sequence[Item], figures: Mapping[str, Figure]) -> None:
    """Keep each version, and each of their drawings, that was not shown before; `figures` by their digest."""
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
        _keep_figures([figures[item.drawing] for item in items if item.drawing and item.drawing in figures])
        db.session.execute(insert(ItemVersionRow), new)


def _keep_figures(figures: Sequence[Figure]) -> None:
    by_digest = {figure.digest: figure for figure in figures}
    known = set(
        db.session.execute(select(FigureVersionRow.digest).where(FigureVersionRow.digest.in_(by_digest))).scalars()
    )
    new = [
        {
            "digest": digest,
            "name": figure.name,
            "title": figure.title,
            "description": figure.description,
            "height": figure.height,
            "svg": str(figure.svg),
        }
        for digest, figure in by_digest.items()
        if digest not in known
    ]
    if new:
        db.session.execute(insert(FigureVersionRow), new)


def find_figure(digest: str) -> Figure | None:
    """A drawing as it was shown."""
    row = db.session.execute(
        select(
            FigureVersionRow.name,
            FigureVersionRow.title,
            FigureVersionRow.description,
            FigureVersionRow.height,
            FigureVersionRow.svg,
        ).where(FigureVersionRow.digest == digest)
    ).first()
    return figure_as_kept(*row) if row else None
