"""What a drawing is."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

FIGURE_WIDTH = 320
"""Units; every drawing is as wide, and as high as its `height`."""


@dataclass(frozen=True)
class Skin:
    """Skin in a drawing: one of the four tones (`#a86f47`), and what the mark on it comes from."""

    tone: str
    cause: str | None


@dataclass(frozen=True)
class Figure:
    """An SVG drawing. `svg` is ready to stand in a page. `number` is its place in the plan of figures (`FIG-07`), which
    pictures made for items do not have; `size` counts the bytes of the file."""

    name: str
    title: str
    description: str
    svg: Markup
    number: str | None = None
    labels: tuple[str, ...] = ()
    skins: tuple[Skin, ...] = ()
    size: int = 0
    height: int = 320

    @cached_property
    def digest(self) -> str:
        """32 hex digits that change when anything in the drawing as it is shown changes, its title and words too."""
        return hashlib.sha256(self.svg.encode()).hexdigest()[:32]
