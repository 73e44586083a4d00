"""From what a person typed to things: the root that is meant, and the nodes of a view that are looked for."""

from __future__ import annotations

from typing import Any

from endpoint.lineage.asked import Asked, NoSuchRoot, key
from endpoint.lineage.model import Lineage
from endpoint.lineage.reading import Reader, kind
from endpoint.resources import iri_of, near
from endpoint.snapshots import Serving
from kg import search
from kg.vocab import iri_names, settings

_KINDS = ("program", "org", "document", "site", "award", "person")
"""The kinds that a plain name may mean, the likeliest first."""


def root_of(serving: Serving, reader: Reader, asked: str) -> str:
    """The IRI of a root given as a key (program/金秋助学), an IRI, a name, an alias or pinyin; NoSuchRoot for none."""
    if "/" in asked:
        iri = iri_of(asked.removeprefix(settings.base))
        if reader.names([iri]) or (kind(iri) == "observation" and reader.figures([iri])):
            return iri
        raise NoSuchRoot(iri_names(iri)[-1], alike(serving, iri_names(iri)[-1]))
    wanted = "".join(asked.split()).lower()
    entries = [entry for entry in serving.search_entries if wanted in _spellings(entry) and entry["kind"] in _KINDS]
    if not entries:
        raise NoSuchRoot(asked[:100], alike(serving, asked[:100]))
    best = min(entries, key=lambda entry: _preference(entry, wanted))
    return str(best["iri"])


def alike(serving: Serving, name: str) -> list[tuple[str, str]]:
    """Things of a similar name, each with the address of its lineage."""
    found = dict(near(serving, name))
    roots = {entry["label"]: entry["iri"] for entry in serving.search_entries if entry["kind"] in _KINDS}
    return [(label, Asked(root=key(roots[label])).address()) for label in found if label in roots]


def found(serving: Serving, lineage: Lineage, words: str) -> frozenset[str] | None:
    """The nodes whose name, note, alias or pinyin holds the words; None where nothing is looked for."""
    if not words:
        return None
    entries = [entry for entry in serving.search_entries if entry["iri"] in lineage.nodes]
    hits = {entry["iri"] for entry in search.matches(entries, words)}
    wanted = words.casefold()
    hits |= {node.iri for node in lineage.nodes.values() if wanted in f"{node.name} {node.note}".casefold()}
    return frozenset(hits)


def _spellings(entry: dict[str, Any]) -> set[str]:
    return {name.lower() for name in (entry["label"], *entry["aliases"], *entry["pinyin"], *entry["initials"])}


def _preference(entry: dict[str, Any], wanted: str) -> tuple[bool, bool, int, int, str]:
    """The label itself goes before an alias, an alias before pinyin, a program before an organisation."""
    aliases = {alias.lower() for alias in entry["aliases"]}
    exact = entry["label"].lower() == wanted
    return (not exact, wanted not in aliases, _KINDS.index(entry["kind"]), -entry["facts"], entry["label"])
