"""Stretches that end as a name does and name nobody: 公司工会, 某机床厂, 折射出|厂工会, 市州工会, 村|卫生院."""

from __future__ import annotations

import re

from kg.extract.lexicon import alternation
from kg.extract.organisation.home import LEXICON, MARKS

NAME = LEXICON["name"]
GENERIC, NOT_ENDINGS = frozenset(NAME["generic"]), tuple(NAME["not_endings"])
OF_SOMEBODY = tuple(NAME["of_somebody"])
SAYING = re.compile(alternation(NAME["saying"]))
ONLY_PLAIN = re.compile(f"{alternation(NAME['plain'])}+")
FIRMS = ("enterprise", "bank", "institution", "union")  # 餐饮公司 is any firm of a trade, 工业大学 may be one
UNION = re.compile("总?工会$")
SHORT_ENDING = re.compile(f"[{NAME['not_before_short']}][{NAME['short_endings']}]$")
NOBODY = re.compile(rf"^(?:原?某|[{MARKS}]级)|(?<!第)(?:[两三四五六七八九十]|\d+)个?[{MARKS}](?=总?工会)")
LOW = ("村", "镇", "乡")  # no name begins with them: 镇卫生院 is that of some town


def is_refused(surface: str, suffix: str, kind: str, before: str) -> bool:
    """Whether a stretch that ends in `suffix`, behind the text `before`, is no name: 下厂, 某公司, 两县工会."""
    stem = UNION.sub("", surface) if kind == "union" else surface
    return (
        len(surface) < 3
        or surface == suffix
        or any(part in GENERIC or part.endswith(NOT_ENDINGS) or SHORT_ENDING.search(part) for part in (surface, stem))
        or (kind == "union" and stem in LEXICON["below"]["kinds"])
        or (kind in FIRMS and bool(ONLY_PLAIN.fullmatch(surface.removesuffix(suffix))))
        or (kind != "other" and before.endswith("某"))
        or bool(NOBODY.search(surface))
        or _is_kind_of_studio(surface)
    )


def _is_kind_of_studio(surface: str) -> bool:
    """市劳模创新工作室, 榆林市级劳模创新工作室: a studio of a rank, where 王某劳模创新工作室 is somebody's."""
    ranked = surface[0] in MARKS or re.search(f"[{MARKS}]级", surface)
    return surface.endswith(OF_SOMEBODY) and bool(ranked)


def is_saying(quotation: str) -> bool:
    """Whether a quotation that ends as a name does tells something: “没有围墙的大工厂”."""
    return bool(SAYING.search(quotation)) or quotation.endswith(NOT_ENDINGS)
