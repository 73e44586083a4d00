"""variantOf: what a province or city gives under the name of a national honour or contest."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.program.naming import widened
from kg.extract.relation.scene import Passage, Scene
from kg.model import Relation


def variants(scene: Scene) -> Iterator[Relation]:
    """河南省五一劳动奖章 → 全国五一劳动奖章, where the report names both."""
    national = {name.removeprefix("全国"): name for name in sorted(scene.programs) if name.startswith("全国")}
    for passage in scene.passages:
        for p in passage.programs:
            for name in (p.name, *scene.within(p.name)):
                yield from _variant(scene, passage, name, (p.start, p.end), national)


def _is_rank(grade: str) -> bool:
    """省级 ranks and 第六届 counts; 河南省 and 市 say whose it is."""
    return grade.endswith("级") or "届" in grade


def _variant(
    scene: Scene, passage: Passage, name: str, span: tuple[int, int], national: dict[str, str]
) -> Iterator[Relation]:
    base = next((b for b in national if name.endswith(b)), None)
    grade = name.removesuffix(base) if base else ""
    if base and grade != "全国" and not _is_rank(grade) and widened(name, len(grade), True) == 0:
        yield from scene.relate("variantOf", name, national[base], passage, span, "variant-of-a-grade")
