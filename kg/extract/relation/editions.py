"""editionOf: 第三届陇原工匠 → 陇原工匠, with the number."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.program.merging import edition_within, ordinal_of, series_of
from kg.extract.relation.scene import Scene
from kg.model import Relation


def editions(scene: Scene) -> Iterator[Relation]:
    """An edition told by its number, and its series."""
    for passage in scene.passages:
        for p in passage.programs:
            edition = edition_within(p.name) or p.name
            series = series_of(edition)
            if series and edition in scene.programs:
                span, number = (p.start, p.end), ordinal_of(edition)
                yield from scene.relate("editionOf", edition, series, passage, span, "edition-by-its-number", number)
