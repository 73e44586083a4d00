"""Chains of skos:broader that come back to where they began, in a file or in the whole graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import Store

from kg.errors import ReportError
from kg.vocab import SKOS

Above = Mapping[str, Iterable[str]]
"""The broader concepts of each concept, as N-Triples write them."""


def demand_no_circle(path: Path, lines: Iterable[str]) -> None:
    """Refuse an RDF file whose chain of broader concepts is a circle, naming the line of a concept in it."""
    above = defaultdict(list)
    for line in lines:
        subject, predicate, target, *_ = line.split(" ", 3)
        if predicate == str(SKOS.broader):
            above[subject].append(target)
    if (found := circle(above)) is not None:
        name = found.rstrip(">").rpartition("/")[2].rpartition("#")[2]
        told = list(enumerate(path.read_text("utf-8", "replace").splitlines(), 1))
        places = [number for number, words in told if name in words]
        first = [number for number, words in told if name in words.partition(" ")[0]]  # where it is a subject
        raise ReportError(
            path, next(iter(first or places), None), f"{found} is by way of skos:broader above itself; not loaded"
        )


def circle(above: Above) -> str | None:
    """A concept that is above itself, the first by name; None if there is none."""
    return next((concept for concept in sorted(above) if _returns(concept, above)), None)


def _returns(concept: str, above: Above) -> bool:
    seen: set[str] = set()
    left = list(above[concept])
    while left:
        name = left.pop()
        if name == concept:
            return True
        if name not in seen:
            seen.add(name)
            left += above.get(name, ())
    return False


def broader(store: Store) -> Above:
    """All chains of a graph."""
    above = defaultdict(list)
    for quad in store.quads_for_pattern(None, SKOS.broader, None, None):
        above[str(quad.subject)].append(str(quad.object))
    return above
