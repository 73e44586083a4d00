"""Regions as the graph knows them: by GB/T 2260 code, each described with those above it."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from kg.graph.lines import Lines, zh
from kg.regions import Region, by_code, chain, resolve
from kg.vocab import KG, RDF, SKOS, entity_iri

LONGEST, SHORTEST = 12, 3  # characters of a region's full name: 恩施土家族苗族自治州, 寿光市
RANKS = ("省", "市", "区", "县", "州", "旗", "盟")


class Places:
    """The regions that one report names; a name that several bear is sought near the report's own region first."""

    def __init__(self, home: str | None, lines: Lines) -> None:
        self._lines = lines
        self._around: tuple[str | None, ...] = (None,)
        if home and (region := settle(home, self._around)):
            self._around = (*(member.code for member in chain(region.code)), None)

    def find(self, name: str) -> NamedNode:
        """The region of a name or code, described with those above it; one that has no code goes by its name."""
        region = settle(name, self._around)
        if region is None:
            node = entity_iri("region", name)
            self._lines.add(node, (RDF.type, KG.Region), (SKOS.prefLabel, zh(name)))
            return node
        for member in chain(region.code):
            describe(member, self._lines)
        return entity_iri("region", region.code)

    def region(self, organisation: str, told: str | None) -> Region | None:
        """The region of an organisation: the one `told`, else the longest that its name begins with."""
        if told:
            return settle(told, self._around)
        lengths = range(min(len(organisation), LONGEST), SHORTEST - 1, -1)
        fronts = (organisation[:length] for length in lengths if organisation[:length].endswith(RANKS))
        return next(filter(None, (settle(front, self._around) for front in fronts)), None)


def settle(name: str, around: Iterable[str | None]) -> Region | None:
    """The region meant by a name or code, looked for in each of the codes `around`, and anywhere for None."""
    if name.isdecimal():
        return by_code(name)
    return next(filter(None, (resolve(name, within) for within in around)), None)


def describe(member: Region, lines: Lines) -> None:
    """Write a region's own node."""
    lines.add(
        entity_iri("region", member.code),
        (RDF.type, KG.Region),
        (SKOS.prefLabel, zh(member.name)),
        (SKOS.altLabel, zh(member.short) if member.short != member.name else None),
        (SKOS.notation, Literal(member.code)),
        (KG.partOf, entity_iri("region", member.parent) if member.parent else None),
    )
