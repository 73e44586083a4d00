"""The ledger: every number of every report is in a figure, or skipped for a reason, or lost."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import QuerySolutions, Store

from kg.vocab import KG, iri_names

QUERY = Path(__file__).parent.parent / "queries" / "accounts.rq"
_NUMBER = re.compile(r"[0-9０-９](?:[0-9０-９.,．，]*[0-9０-９])?")
FACT = "fact"


@dataclass(frozen=True, slots=True)
class Account:
    """The numbers of one report: how many are figures, how many skipped by reason, and (start, text) of those lost."""

    report: str
    facts: int
    skips: Mapping[str, int]
    lost: tuple[tuple[int, str], ...]

    @property
    def numbers(self) -> int:
        """All numbers of the report."""
        return self.facts + sum(self.skips.values()) + len(self.lost)


Span = tuple[int, int, str]
"""Start, end and reason ("fact" for the numeral of a figure)."""


def ledger(store: Store) -> list[Account]:
    """The account of each report of a graph, by id."""
    spans: dict[str, list[Span]] = defaultdict(list)
    found = store.query(QUERY.read_text("utf-8"))
    assert isinstance(found, QuerySolutions)
    for report, start, end, reason in found:
        spans[report.value].append((int(start.value), int(end.value), reason.value))
    return [account(iri_names(report)[-1], text, spans[report]) for report, text in sorted(texts(store).items())]


def texts(store: Store) -> dict[str, str]:
    """The text of each report, by IRI."""
    found = store.query(f"SELECT ?report ?text WHERE {{ ?report {KG.text} ?text }}")
    assert isinstance(found, QuerySolutions)
    return {report.value: text.value for report, text in found}


def account(report: str, text: str, spans: Iterable[Span]) -> Account:
    """Count the numbers of a text: its runs of digits, and the numerals in Chinese characters that `spans` mark."""
    spans = sorted(spans, key=lambda span: (span[2] != FACT, span))
    reasons: list[str | None] = [None] * len(text)
    for start, end, reason in reversed(spans):  # where a figure and a skip overlap, the figure counts
        reasons[start:end] = [reason] * (end - start)
    counts: Counter[str] = Counter()
    lost: list[tuple[int, str]] = []
    for run in _NUMBER.finditer(text):
        missing = [i for i in range(*run.span()) if reasons[i] is None and text[i].isdecimal()]
        if missing:
            lost.append((run.start(), run.group()))
        else:
            counts[reasons[run.start()] or FACT] += 1
    counts.update(reason for start, end, reason in spans if not any(map(str.isdecimal, text[start:end])))
    facts = counts.pop(FACT, 0)
    return Account(report, facts, dict(sorted(counts.items())), tuple(lost))
