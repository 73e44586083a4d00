"""Which one thing a report's name stands for: organisations by region and kind, programs and measures by scheme.

Every merge is a `kg:Derivation` that the canonical thing is also called so; `owl:differentFrom` in corrections.ttl
undoes it. A name that only ends in a concept's (甘肃省安康杯竞赛) stays a thing of its own, narrower than the concept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.regions import Region, chain, full_name
from kg.schemes import Concept, scheme

SCHEMES: Mapping[str, str] = {"program": "programs", "measure": "measures", "unit": "units"}
UNION = "总工会"
SHORTEST = 4  # characters of a concept's name that tell the head of a longer one: 职工书屋, 幸福驿站
ONLY_ENDS = frozenset({"competition", "honour", "facility", "insurance"})  # kinds whose names are brands

Apart = Collection[tuple[tuple[str, ...], tuple[str, ...]]]
"""Pairs of things, each by type and names, of which a person says that they differ."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A name that stands for a thing of another name, by which rule and why."""

    name: str
    rule: str
    reason: str


@cache
def concepts(name: str) -> Mapping[str, Concept]:
    """The concepts of a scheme by each of their Chinese labels; a preferred label wins over another's alias."""
    found = {label: concept for concept in scheme(name) for label in concept.labels[1:]}
    return found | {concept.name: concept for concept in scheme(name)}


def concept_of(kind: str, name: str, apart: Apart = ()) -> Concept | None:
    """The concept that a name stands for, unless a person says that it does not."""
    found = concepts(SCHEMES[kind]).get(name)
    if found is None or _parted(kind, name, found.name, apart):
        return None
    return found if kind != "program" or _alike(name, found) else None


def variant_of(name: str, apart: Apart = ()) -> Concept | None:
    """The program of which a name is another one's: 爱心驿站 of 户外劳动者服务站点, 扶贫帮困 of 困难职工帮扶."""
    found = concepts("programs").get(name)
    if found is None or _alike(name, found) or _parted("program", name, found.name, apart):
        return None
    return found


def _alike(name: str, concept: Concept) -> bool:
    """Whether a label only writes its concept's name otherwise: 金秋助学活动, 选树工匠人才, a slip, a brand's list."""
    if name in concept.hidden or "、" in name:
        return True
    short, long = sorted((_plain(name), _plain(concept.name)), key=len)
    close = short in long and len(long) <= len(short) + 4  # 班组安全建设与管理成果展示 is not 班组安全建设
    return close or long.endswith(short) or set(short) == set(long)


def _plain(name: str) -> str:
    return re.sub(r"[“”·、()]|活动$|工作$|行动$|工程$", "", name)


def alias(kind: str, name: str, concept: Concept) -> Merge | None:
    """The merge of an alias into its concept; none for the concept's own name."""
    if name == concept.name:
        return None
    slip = name in concept.hidden
    said = "误写或标点变体" if slip else "别名"
    rule = "resolution/slip-of-a-label" if slip else "resolution/alias-of-the-scheme"
    return Merge(concept.name, rule, f"词表载明“{name}”是“{concept.name}”的{said}")


def head(name: str, apart: Apart = ()) -> Concept | None:
    """The brand in whose name a longer one ends: 甘肃省安康杯竞赛 → 安康杯竞赛; not the name itself."""
    ends = (name[start:] for start in range(1, len(name) - SHORTEST + 1))
    found = next((c for end in ends if (c := concepts("programs").get(end))), None)
    if found is None or found.kind not in ONLY_ENDS or _parted("program", name, found.name, apart):
        return None
    return found


def organisation(name: str, region: Region | None, apart: Apart = ()) -> Merge | None:
    """The full name of an organisation of a region: 广丰区总工会 → 上饶市广丰区总工会, 淮南总工会 → 淮南市总工会."""
    if region is None:
        return None
    regions = chain(region.code)
    above = full_name(region.code).removesuffix(region.name)
    full = _full(name, region, above)
    if full == name or _parted("org", name, full, apart):
        return None
    place = " > ".join(member.name for member in reversed(regions))
    return Merge(full, "resolution/region-and-kind", f"“{name}”按行政区划（{place}，{region.code}）即“{full}”")


def _full(name: str, region: Region, above: str) -> str:
    union = next((form for form in region.forms if name in (form + UNION, above + form + UNION)), None)
    if union is not None:
        return f"{above}{region.name}{UNION}"
    return f"{above}{name}" if above and name.startswith(region.name) and name != region.name else name


def _parted(kind: str, one: str, other: str, apart: Apart) -> bool:
    ends = (kind, one), (kind, other)
    return ends in apart or ends[::-1] in apart


def targets(names: Iterable[tuple[str, str, Region | None]]) -> set[tuple[str, ...]]:
    """What names, each with its kind and region, would be merged into if nobody objected."""
    found: set[tuple[str, ...]] = set()
    for kind, name, region in names:
        if kind == "org" and (merge := organisation(name, region)):
            found.add((kind, merge.name))
        if kind in SCHEMES and (concept := concept_of(kind, name)):
            found.add((kind, concept.name))
    return found
