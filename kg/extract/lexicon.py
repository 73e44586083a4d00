"""The word lists that rules read: `lexicon.toml` beside each rules.py, and the units of the ontology."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kg.schemes import scheme


@cache
def lexicon(subject: str, name: str = "lexicon") -> Mapping[str, Any]:
    """The word lists of one subject: lexicon("quantity")["after"]["over"] → ["以上", …]."""
    return tomllib.loads((Path(__file__).parent / subject / f"{name}.toml").read_text("utf-8"))


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of `words`, the longest first, so that 不超过 is not read as 超过."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


def any_of(words: Iterable[str], behind: str = "") -> re.Pattern[str]:
    """The compiled pattern for any of `words` with the pattern `behind` after it: any_of(["有", "达"], "$")."""
    return re.compile(alternation(words) + behind)


REGIONS = frozenset("国省市县区镇乡村")  # 5个市级…, 两县: they are counted, in 个, and count nothing
UNCOUNTED_KINDS = frozenset({"rank", "share", "multiple", "levels", "temperature"})  # other rules read these


@cache
def units() -> Mapping[str, str]:
    """Every written form of a counting unit and its normal form: 名 → 人, 场 → 场, 万元 is 元 behind a scale."""
    found: dict[str, str] = {}
    for unit in scheme("units"):
        kind = unit.extras["unitKind"][0]
        if unit.name in REGIONS or kind in UNCOUNTED_KINDS or unit.name in lexicon("quantity")["never"]["units"]:
            continue
        for surface in unit.labels:
            if not surface.startswith("个") or surface == "个" or kind == "time":
                found.setdefault(surface, unit.name)
    return found
