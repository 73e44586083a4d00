"""Two snapshots side by side: what is new, gone or told otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from extractions import TEXT, huangshan

from kg.diff import diff
from kg.graph import nquads, ontology_quads
from kg.model import Extraction, Period
from kg.store import Snapshot, write_snapshot

Change = Callable[[Extraction], Extraction]


def snapshot(data: Path, extraction: Extraction) -> Snapshot:
    return write_snapshot(data, [*nquads(extraction, "0" * 64), *ontology_quads()], {})


def first(**changes: object) -> Change:
    """The first fact with other attributes."""
    return lambda e: replace(e, facts=(replace(e.facts[0], **changes), *e.facts[1:]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda e: e, []),
        (first(value=1.0), [("changed", "筹集金秋助学款85.6万元", "value", 856000, 1)]),
        (first(measure="助学款"), [("changed", "筹集金秋助学款85.6万元", "measure", "筹集助学款", "助学款")]),
        (
            first(period=Period("2020", "2021")),
            [("changed", "筹集金秋助学款85.6万元", "period", "2021/2021", "2020/2021")],
        ),
        (lambda e: replace(e, facts=e.facts[1:]), [("removed", "筹集金秋助学款85.6万元", None, 856000, None)]),
        (lambda e: huangshan("前言。\n" + TEXT), []),
    ],
)
def test_what_changed(tmp_path: Path, change: Change, expected: object) -> None:
    old, new = snapshot(tmp_path / "old", huangshan()), snapshot(tmp_path / "new", change(huangshan()))
    found = [(r["change"], r["quote"], r["field"], r["old"], r["new"]) for r in diff(old, new)]
    assert expected == found


def test_what_is_new_from_the_other_side_is_gone(tmp_path: Path) -> None:
    whole = snapshot(tmp_path / "whole", huangshan())
    part = snapshot(tmp_path / "part", replace(huangshan(), facts=huangshan().facts[:-1]))
    assert ["added"] == [row["change"] for row in diff(part, whole)]
    assert ["removed"] == [row["change"] for row in diff(whole, part)]
