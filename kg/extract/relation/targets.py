"""targetOf and fulfils: planned figures and the program they are for, and the figures that met them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lexicon import lexicon
from kg.extract.program.naming import pairs_in
from kg.extract.relation.scene import LONGEST, Scene
from kg.model import Fact, Relation

SAME_UNIT = lexicon("relation")["unit"]["same"]
NUMBERS = re.compile(r"[\d.,余多约近万亿个名家人了共]+")  # digits and what stands with them


def targets(scene: Scene) -> Iterator[Relation]:
    """Planned figures to their plans, actual figures to the planned ones of the same measure."""
    planned = [f for f in scene.facts if f.status == "planned"]
    for fact in planned:
        yield from target_of(scene, fact)
        if met := outcome(scene, fact):
            yield _between(scene, met, fact)


def target_of(scene: Scene, fact: Fact) -> Iterator[Relation]:
    """新建书屋70家 → 职工书屋: a planned figure and the program that it is for."""
    for name in fact.programs[:1]:
        program = _plan_around(scene, fact) or scene.canonical.get(name, name)
        if program in scene.programs:
            start, end = fact.start, min(fact.end, fact.start + LONGEST)
            yield Relation(
                "targetOf", _quote(scene, fact), program, start, end, _year(fact), None,
                "relation/target-of-a-plan", subject_fact=fact.number_start,
            )  # fmt: skip


def _plan_around(scene: Scene, fact: Fact) -> str | None:
    """The plan whose list the figure's sentence belongs to."""
    for passage in scene.passages:
        plan = scene.plans.get(passage.sentence.start)
        start, end = scene.report.text.span(passage.sentence.start, passage.sentence.end) if plan else (0, 0)
        if plan and start <= fact.start and fact.end <= end:
            return plan
    return None


def outcome(scene: Scene, planned: Fact) -> Fact | None:
    """The actual figure that tells how a plan was met: the same thing counted in the same unit for the same year."""
    candidates = [f for f in scene.facts if f.status == "actual" and f is not planned and _comparable(f, planned)]
    scored = [
        (_likeness(scene, f, planned), f.start > planned.start, -abs(f.start - planned.start), f) for f in candidates
    ]
    best = max(scored, key=lambda s: s[:3], default=None)
    return best[3] if best and best[0] >= 0.3 else None


def _comparable(actual: Fact, planned: Fact) -> bool:
    units = [SAME_UNIT.get(f.unit or "", f.unit) for f in (actual, planned)]
    years = [_year(f) for f in (actual, planned)]
    indicators = {f.indicator for f in (actual, planned) if f.indicator}  # 会员21万人 tell nothing of 发展会员1万人
    return (
        units[0] == units[1]
        and years[0] == years[1]
        and len(indicators) < 2
        and actual.value >= planned.value / 2
        and actual.aspect in ("flow", "stock")
        and planned.aspect in ("flow", "stock", "delta")
    )


def _year(fact: Fact) -> str | None:
    return fact.period.end[:4] if fact.period else None


def _likeness(scene: Scene, actual: Fact, planned: Fact) -> float:
    """How much of the shorter wording stands in the longer one; less where the heads differ."""
    a, b = _words(scene, actual), _words(scene, planned)
    shared = pairs_in(a) & pairs_in(b)
    if not shared:
        return 0.0
    penalty = 0.0 if a[-2:] == b[-2:] or a[:2] == b[:2] else 0.2
    return len(shared) / min(len(pairs_in(a)), len(pairs_in(b))) - penalty


def _words(scene: Scene, fact: Fact) -> str:
    return NUMBERS.sub("", fact.measure or _quote(scene, fact))


def _between(scene: Scene, actual: Fact, planned: Fact) -> Relation:
    return Relation(
        "fulfils", _quote(scene, actual), _quote(scene, planned), actual.start, actual.end, _year(actual), None,
        "relation/fulfils-a-plan", subject_fact=actual.number_start, object_fact=planned.number_start,
    )  # fmt: skip


def _quote(scene: Scene, fact: Fact) -> str:
    return scene.report.text.raw[fact.start : fact.end]
