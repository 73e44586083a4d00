"""Which region a title tells, and whose unions a text names."""

from __future__ import annotations

from collections import Counter

from kg.reading.places import RANKS, UNIONS, forms_of, leading_region, mentions, settle
from kg.regions import Region


def opening_region(title: str, body: str) -> Region | None:
    """The region that a title begins with, else names, else the one whose unions the text names most often."""
    return leading_region(title, body) or _titled_region(title, body) or _union_region(body, body)


def headed_region(title: str, body: str) -> Region | None:
    """The region with which a title opens before a colon: 合肥:打造维权“绿色通道”."""
    lead, colon, _ = title.partition(":")
    region = leading_region(lead, body) if colon else None
    return region if region and lead.endswith(region.forms) else None


def _titled_region(title: str, body: str) -> Region | None:
    """The region whose unions a title names, or that it names with its rank: 驿站通过验收 柳江区…."""
    if region := _union_region(title, body):
        return region
    names = (title[at : at + n] for at in range(len(title)) for n in range(9, 2, -1))
    return next(filter(None, (settle(name, None, body) for name in names if name[-1] in RANKS)), None)


def unions_named(text: str) -> Counter[str]:
    """How often a text names the unions of each region: 宁海县总工会, 浙江各级工会."""
    return Counter(form for rank in RANKS for form, weight in mentions(text, forms_of(rank)) if weight >= UNIONS)


def _union_region(place: str, body: str) -> Region | None:
    """The region whose unions are named most often in a stretch of text."""
    named = unions_named(place)
    most = max(named, key=lambda form: (named[form], len(form), form), default="")
    return settle(most, None, body)
