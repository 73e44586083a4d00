"""Whom 该公司 and 该校 mean: the last of its kind that the report named; 公司 alone in a firm's report is the firm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, MutableMapping

from kg.extract.lexicon import alternation
from kg.extract.organisation.home import LEXICON, Home, Organisation
from kg.extract.organisation.unions import NAMED_BEFORE, UNNAMED

KINDS: dict[str, list[str]] = LEXICON["meant"]
THIS = re.compile(f"该(?P<kind>{alternation(KINDS)})(?!工会)")
ALONE = re.compile(f"(?:^|(?<=[,;。:]))(?P<kind>{alternation(LEXICON['alone'])})(?![一-龥]{{0,4}}工会)")


def remember(told: MutableMapping[str, Organisation], named: Iterable[Organisation]) -> None:
    """Keep the last organisation that each kind may mean: 公司 a firm, 校 a school, 工会 a union."""
    for org in named:
        if org.type != "person" and org.rule not in (UNNAMED, NAMED_BEFORE):
            told.update((kind, org) for kind, ends in KINDS.items() if org.name.endswith(tuple(ends)))


def meant(text: str, home: Home, told: MutableMapping[str, Organisation]) -> Iterator[Organisation]:
    """该公司今年投入…: the firm told last, acting where its name would."""
    for m in THIS.finditer(text):
        if org := told.get(m["kind"]):
            yield Organisation(m.start(), m.end(), org.name, org.type, NAMED_BEFORE)
    if home.name and not home.is_regional():
        firm = home.name.removesuffix("工会")
        for m in (m for m in ALONE.finditer(text) if firm.endswith(tuple(LEXICON["alone"][m["kind"]]))):
            yield Organisation(m.start(), m.end(), home.name, "enterprise", NAMED_BEFORE)


def own_kinds(home: Home) -> dict[str, Organisation]:
    """What 该公司 means at the opening of a firm's report: the firm whose union reports."""
    if not home.name or home.is_regional():
        return {}
    firm = home.name.removesuffix("工会")
    told = {kind: firm for kind, ends in KINDS.items() if firm.endswith(tuple(ends))}
    return {kind: Organisation(0, 0, home.name, "enterprise", NAMED_BEFORE) for kind in told}
