"""The search index of a snapshot: what has a name, under its labels, aliases and their pinyin."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from pyoxigraph import QuerySolutions, Store

Entry = dict[str, Any]
"""iri, kind, label, aliases, pinyin and initials (of the label and each alias), facts (how many figures hang on it)."""

QUERY = Path(__file__).with_name("queries") / "search.rq"


def entries(store: Store) -> list[Entry]:
    """An entry for each organisation, program, measure, region, person, site and document of a graph."""
    found: dict[tuple[str, str], Entry] = {}
    names: dict[str, set[str]] = defaultdict(set)
    solutions = store.query(QUERY.read_text("utf-8"))
    assert isinstance(solutions, QuerySolutions)
    for iri, kind, label, alias, facts in solutions:
        entry = {"iri": iri.value, "kind": kind.value, "label": label.value, "facts": int(facts.value)}
        found.setdefault((kind.value, iri.value), entry)
        if alias is not None and alias.value != label.value:
            names[iri.value].add(alias.value)
    return [entry | _spellings(entry["label"], sorted(names[entry["iri"]])) for _, entry in sorted(found.items())]


def dumps(found: Iterable[Entry]) -> str:
    """The index as JSON, one entry a line."""
    lines = (json.dumps(entry, ensure_ascii=False) for entry in found)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def matches(found: Iterable[Entry], text: str) -> list[Entry]:
    """The entries that `text` may mean, best first: 金秋, 市总工会, jinqiu, jqzx."""
    wanted = "".join(text.split()).lower()
    ranked = [(rank, -entry["facts"], entry["label"], entry) for entry in found if (rank := _rank(entry, wanted))]
    return [entry for *_, entry in sorted(ranked, key=lambda item: item[:3])]


def _rank(entry: Entry, wanted: str) -> int:
    """How near an entry is: 1 its label, 2 an alias, 3 begins so, 4 pinyin, 5 holds it, 0 not at all."""
    names = [entry["label"].lower(), *(alias.lower() for alias in entry["aliases"])]
    sounds = [*entry["pinyin"], *entry["initials"]]
    tests = (
        names[0] == wanted,
        wanted in names,
        any(name.startswith(wanted) for name in names),
        any(sound.startswith(wanted) for sound in sounds),
        any(wanted in name for name in names),
    )
    return next((rank for rank, hit in enumerate(tests, 1) if hit and wanted), 0)


def _spellings(label: str, aliases: list[str]) -> Entry:
    sounds = [_sounds(name) for name in (label, *aliases)]
    return {
        "aliases": aliases,
        "pinyin": ["".join(syllables) for syllables in sounds],
        "initials": ["".join(syllable[:1] for syllable in syllables) for syllables in sounds],
    }


@lru_cache(maxsize=65536)
def _sounds(name: str) -> tuple[str, ...]:
    """The syllables of a name without tones: 总工会 → zong, gong, hui."""
    from pypinyin import lazy_pinyin

    return tuple(syllable.lower() for syllable in lazy_pinyin(name))
