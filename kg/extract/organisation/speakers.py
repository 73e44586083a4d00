"""Whose the figures of a quotation are whose speaker is told behind it: “会员突破3000人。”联合会主席某某说。"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.extract.lexicon import alternation
from kg.extract.organisation.home import LEXICON, Home, Organisation
from kg.extract.organisation.meant import FEDERATION
from kg.extract.organisation.rules import read_organisations

TOPIC = LEXICON["topic"]
POSTS = rf"[一-龥]{{0,8}}?{alternation(TOPIC['speakers'])}[一-龥]{{0,8}}?{alternation(TOPIC['says'])}"
TOLD_BY = re.compile(rf"(?P<who>[一-龥()]{{0,20}}?(?:总工会|工会|{FEDERATION})){POSTS}")


def speakers(texts: Sequence[str]) -> dict[int, str]:
    """By the number of a quoted sentence the words that name its speaker's union behind it."""
    found: dict[int, str] = {}
    for i, text in enumerate(texts):
        spoken = TOLD_BY.match(text)
        if not spoken or not i or not texts[i - 1].endswith("”"):
            continue
        for j in range(i - 1, -1, -1):
            found[j] = spoken["who"]
            if "“" in texts[j][:1] or "”" in texts[j][:-1]:
                break
    return found


def speaking(who: str, home: Home, told: Mapping[str, Organisation]) -> str | None:
    """The union that 区总工会, 联合会 or 镇工会 stands for as a speaker's: named so, else told before."""
    named = next(
        (o.name for o in read_organisations(f"{who}介绍", home) if o.end == len(who) and o.type == "union"), None
    )
    kind = told.get(FEDERATION if who.endswith(FEDERATION) else who.replace("总工会", "工会"))
    return named or (kind.name if kind else None)
