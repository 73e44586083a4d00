"""Regions of China by name and GB/T 2260 code: counties, prefectures, provinces, and units abolished since 2002."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.errors import NotFoundError, OntologyError
from kg.vocab import ONTOLOGY

Level = Literal["省级", "市级", "县级"]

_SHORT_RANKS = {"自治州": "州", "自治县": "县", "自治旗": "旗"}


@dataclass(frozen=True, slots=True)
class Region:
    """One unit: `until` is the last revision of the code list that has it, empty while it stands."""

    code: str
    name: str
    short: str
    parent: str = ""
    until: str = ""

    @property
    def level(self) -> Level:
        """省级, 市级 or 县级, as the code tells."""
        if self.code.endswith("0000"):
            return "省级"
        return "市级" if self.code.endswith("00") else "县级"

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way to write the name: 恩施土家族苗族自治州, 恩施, 恩施州."""
        ranked = (self.short + short for rank, short in _SHORT_RANKS.items() if self.name.endswith(rank))
        return tuple(dict.fromkeys((self.name, self.short, *ranked)))


COMMON_WORDS = frozenset({"新建", "中市", "安康", "平安", "和平", "东方", "大同", "重点"})
"""Words far more often than the regions so called: 新建工会3家."""


@cache
def regions() -> tuple[Region, ...]:
    """All regions by code, those in force before former ones of the same code."""
    path = ONTOLOGY / "regions.tsv"
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    for number, row in enumerate(rows, 2):
        if not 3 <= len(row) <= 5:
            raise OntologyError(path, number, f"expected three to five columns, got {len(row)}; no region was loaded")
    return tuple(Region(*row) for row in rows)


@cache
def _by_code() -> dict[str, Region]:
    return {region.code: region for region in reversed(regions())}


@cache
def _by_form() -> dict[str, tuple[Region, ...]]:
    found: dict[str, list[Region]] = defaultdict(list)
    for region in regions():
        for form in region.forms:
            found[form].append(region)
    return {form: tuple(members) for form, members in found.items()}


def by_code(code: str) -> Region:
    """The region of a code, under the name it bears now."""
    region = _by_code().get(code)
    if region is None:
        raise NotFoundError(f"region {code!r}: expected a six-digit code of ontology/regions.tsv; nothing was found")
    return region


def by_name(name: str) -> tuple[Region, ...]:
    """Every region that may be so called, in full or short: 鼓楼区 has four, 淮南 one."""
    return _by_form().get(name, ())


def chain(code: str) -> tuple[Region, ...]:
    """The region and those above it: 广丰区, 上饶市, 江西省."""
    region = by_code(code)
    return (region, *chain(region.parent)) if region.parent else (region,)


def full_name(code: str) -> str:
    """A region's name, a county's behind that of its city: 上饶市广丰区; an autonomous county needs none."""
    region, *above = chain(code)
    return f"{above[0].name}{region.name}" if above and _is_county(region) else region.name


def _is_county(region: Region) -> bool:
    return region.level == "县级" and "自治" not in region.name


def is_within(code: str, outer: str) -> bool:
    """Whether a region is another or lies in it."""
    return any(region.code == outer for region in chain(code))


def _preference(region: Region, name: str) -> tuple[bool, bool, int]:
    return region.until != "", region.name != name, ("省级", "市级", "县级").index(region.level)


def resolve(name: str, within: str | None = None) -> Region | None:
    """The one region meant by a name, inside another if that is known; None where the name does not settle it.

    A unit in force goes before a former one, a full name before a short one, a higher rank before a lower one.
    """
    candidates = [region for region in by_name(name) if within is None or is_within(region.code, within)]
    best = sorted(candidates, key=lambda region: _preference(region, name))[:2]
    if len(best) == 2 and _preference(best[0], name) == _preference(best[1], name):
        return None
    return best[0] if best else None
