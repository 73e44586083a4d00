"""What is called alike: the help of a page that was not found."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches

from endpoint import urls
from endpoint.snapshots import Serving
from kg import search

_NEAR = 8


def near(serving: Serving, name: str) -> list[tuple[str, str]]:
    """Things of a similar name, each with the address of its page."""
    entries = serving.search_entries
    hits = search.matches(entries, name)
    close = set(get_close_matches(name, {entry["label"] for entry in entries}, _NEAR, 0.4))
    hits = [entry for entry in entries if entry["label"] in close and entry not in hits] + hits[: 4 * _NEAR]
    hits.sort(key=lambda entry: SequenceMatcher(None, entry["label"], name).ratio(), reverse=True)
    return [(entry["label"], urls.doc(entry["iri"])) for entry in hits[:_NEAR]]
