"""Ranks: a place in an order, named by what was ranked and among whom: 总分在全省排名第五."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.measure.rules import Measure, span
from kg.extract.measure.words import Word, endings, table, text_of
from kg.extract.quantity.rules import Quantity

LINKS, SCOPES = table("rank", "links"), endings("rank", "scopes")
ORDERED = table("rank", "verbs")
LONGEST = 4  # words before a rank that name it


def rank(ahead: Sequence[Word], q: Quantity) -> Measure:
    """总分在全省排名第五, 总分位居全省第五 → 总分全省排名; 团体第10名 → 团体名次."""
    ordered = any(w.text in ORDERED for w in ahead)
    chunk = [w for w in ahead if w.text not in LINKS | ORDERED and w.kind == "word"][-LONGEST:]
    name = text_of(chunk)
    start, _ = span(chunk or ahead)
    scoped = ordered and (not name or name.endswith(SCOPES))
    return Measure("", name + ("排名" if scoped else "名次"), "", start, q.end, "measure/rank")
