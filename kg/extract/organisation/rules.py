"""Organisations: full names from what a report writes short (市总工会, 全市各级工会, 市委), and names by their ending.

All is read against `Home`, the union that reports: its name, kind of region and the regions above it. The unions,
offices and persons that characters tell come first, then the words are cut, then the names that need words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from kg.extract.organisation.acting import actor
from kg.extract.organisation.below import all_of_a_kind, departments_acting, places_acting, places_in_a_row, purses
from kg.extract.organisation.home import Home, Organisation, home_of, unnumbered
from kg.extract.organisation.meant import own_kinds, remember, with_meant
from kg.extract.organisation.names import named
from kg.extract.organisation.offices import (
    assemblies_listed,
    centre,
    departments_listed,
    known,
    offices,
    youth_leagues,
    zones,
)
from kg.extract.organisation.parts import (
    counties,
    firms_of_unions,
    parts,
    publishers,
    towns,
    unions_in_a_row,
    unions_of_a_pair,
)
from kg.extract.organisation.persons import honoured, persons
from kg.extract.organisation.told import branches_acting, firms_acting, listed_firms, papers, self_named, units_acting
from kg.extract.organisation.unions import ends_of_names, unions
from kg.language import words

__all__ = [
    "Home",
    "Organisation",
    "actor",
    "all_organisations",
    "ends_of_names",
    "find_organisations",
    "home_of",
    "own_kinds",
    "read_organisations",
    "remember",
    "with_meant",
]

BY_CHARACTERS = (
    unions, offices, purses, youth_leagues, departments_acting, departments_listed, assemblies_listed, zones, centre,
    known, papers, towns, unions_in_a_row, unions_of_a_pair, self_named, firms_acting, branches_acting, units_acting,
    persons, honoured, places_acting, places_in_a_row, all_of_a_kind,
)  # fmt: skip


def find_organisations(text: str, home: Home) -> list[Organisation]:
    """The organisations and persons that a sentence's characters tell, in order; of two that overlap the longer."""
    text = unnumbered(text)
    return _apart(org for rule in BY_CHARACTERS for org in rule(text, home))


def all_organisations(doc: Doc, home: Home, known_before: Sequence[Organisation]) -> list[Organisation]:
    """Those found before and every name that its ending tells, with the parts of them that have names of their own."""
    found = _apart((*named(doc, home, known_before), *counties(doc, home), *listed_firms(doc.text, home)))
    nested = (*parts(doc, found, home), *firms_of_unions(found), *publishers(doc, found))
    return sorted({*found, *nested}, key=lambda o: (o.start, -o.end))


def read_organisations(text: str, home: Home) -> list[Organisation]:
    """Every organisation that a text names, for text of which nothing else is wanted."""
    found = find_organisations(text, home)
    edges = [edge for o in found for edge in (o.start, o.end)]
    return all_organisations(words(text, [*edges, *ends_of_names(text)]), home, found)


def _apart(organisations: Iterable[Organisation]) -> list[Organisation]:
    found: list[Organisation] = []
    for org in sorted(organisations, key=lambda o: (o.start - o.end, o.start)):
        if not any(o.start < org.end and org.start < o.end for o in found):
            found.append(org)
    return sorted(found, key=lambda o: o.start)
