"""What a lineage is made of. A link always runs from upstream (whole, directive, plan) to downstream."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Years = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A typed link; `predicate` is the one by which the graph states it, from downstream to upstream."""

    type: str
    source: str
    target: str
    predicate: str
    year: int | None = None
    ordinal: int | None = None
    gap: int = 0
    """Years or editions that are missing between the two ends."""

    @property
    def pair(self) -> tuple[str, str, str]:
        """What makes two links one: a later telling of the same adds its year alone."""
        return (self.type, self.source, self.target)


@dataclass(slots=True)
class Edition:
    """A program in one organisation's hands in one period, as figures tell; `year` is its last, `since` its first."""

    iri: str
    program: str
    program_name: str
    organisation: str
    organisation_name: str
    year: int | None
    since: int | None = None
    figures: set[str] = field(default_factory=set)
    planned: set[str] = field(default_factory=set)

    @property
    def span(self) -> str:
        """The year or years: 2019, 2015–2019."""
        if self.year is None:
            return ""
        return f"{self.since}–{self.year}" if self.since not in (None, self.year) else str(self.year)


@dataclass(frozen=True, slots=True)
class Node:
    """A thing shown; `rank` is its distance from the root, negative upstream; `above` and `below` are hidden ones."""

    iri: str
    name: str
    kind: str
    note: str
    years: Years = ()
    rank: int = 0
    above: int = 0
    below: int = 0
    planned: bool = False

    @property
    def hidden(self) -> int:
        """How many neighbours are not shown."""
        return self.above + self.below

    @property
    def span(self) -> str:
        """The years: 2019, 2015–2019, or nothing."""
        if not self.years:
            return ""
        first, last = self.years[0], self.years[-1]
        return str(first) if first == last else f"{first}–{last}"

    def within(self, start: int | None, end: int | None) -> bool:
        """Whether a year filter keeps the node bright; one without a year is bright without a filter alone."""
        if start is None and end is None:
            return True
        return any((start or 0) <= year <= (end or 9999) for year in self.years)


@dataclass(frozen=True, slots=True)
class Lineage:
    """What is shown: nodes by IRI in the order they were reached, and the links between them."""

    root: str
    nodes: Mapping[str, Node]
    links: tuple[Link, ...]
    cut: bool = False
    """Whether there was more than may be shown."""

    def types(self) -> list[str]:
        """The types of links that occur, each once."""
        return list(dict.fromkeys(link.type for link in self.links))

    def further(self) -> set[str]:
        """The nodes beyond which, seen from the root, something is shown."""
        pairs = [pair for link in self.links for pair in ((link.source, link.target), (link.target, link.source))]
        return {near for near, far in pairs if abs(self.nodes[far].rank) > abs(self.nodes[near].rank)}
