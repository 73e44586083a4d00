"""The search: names, aliases, pinyin and initials from the index of the snapshot; sentences from the graph."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from opencc import OpenCC

from endpoint import urls
from endpoint.figures import linked
from endpoint.graph import Graph, Row, literal
from endpoint.pages.names import Names
from endpoint.pages.nearby import near
from endpoint.views import Views
from endpoint.words import language
from kg import search
from kg.vocab import entity_iri

_HITS = 60
_SUGGESTED = 8
_SENTENCES = 40
_SHORTEST = 2  # characters of words that are looked for in sentences
KINDS = {
    "program": "项目", "org": "组织", "measure": "指标", "region": "地区", "site": "站点", "award": "荣誉",
    "person": "人物", "document": "文件", "report": "报告", "year": "年度",
}  # fmt: skip
"""The Chinese name of each kind of hit."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, and by which of its names if not by the first."""

    label: str
    by: str
    kind: str
    address: str
    facts: int
    iri: str


@cache
def _converter(direction: str) -> Any:
    return OpenCC(direction)


def simplified(text: str) -> str:
    """Words in simplified script: 金秋助學 → 金秋助学."""
    return str(_converter("t2s").convert(text))


def hits(graph: Graph, asked: str) -> list[Hit]:
    """What may be meant, best first: a year, things by name, reports by title."""
    wanted = simplified(asked)
    found = [_hit(entry, wanted) for entry in search.matches(graph.serving.search_entries, wanted)]
    return [*_years(graph, wanted), *found, *_reports(graph, wanted)]


def _hit(entry: search.Entry, asked: str) -> Hit:
    return Hit(entry["label"], _by(entry, asked), entry["kind"], urls.doc(entry["iri"]), entry["facts"], entry["iri"])


def _by(entry: search.Entry, asked: str) -> str:
    """The alias by which an entry was found; empty where its first name says it."""
    wanted = "".join(asked.split()).lower()
    names = [entry["label"], *entry["aliases"]]
    for test in (str.startswith, str.__contains__):
        hit = next((name for name in names if test(name.lower(), wanted)), None)
        if hit is not None:
            return "" if hit == entry["label"] else hit
    sounds = zip(names, entry["pinyin"], entry["initials"], strict=False)
    hit = next((name for name, *spelt in sounds if any(sound.startswith(wanted) for sound in spelt)), None)
    return "" if hit in (None, entry["label"]) else str(hit)


def _years(graph: Graph, asked: str) -> list[Hit]:
    year = re.fullmatch(r"(\d{4})年?", asked)
    if year is None:
        return []
    iri = entity_iri("period", year[1]).value
    facts = sum(int(row["figures"]) for row in graph.select("years") if row["this"] == iri)
    return [Hit(f"{year[1]}年", "", "year", urls.doc(iri), facts, iri)] if facts else []


def _reports(graph: Graph, asked: str) -> list[Hit]:
    rows = graph.select("reports") if len(asked) >= _SHORTEST else []
    return [
        Hit(row["name"], "", "report", urls.doc(row["this"]), int(row["figures"]), row["this"])
        for row in rows
        if asked in simplified(row.get("name", ""))
    ]


def sentences(graph: Graph, asked: str) -> list[dict[str, Any]]:
    """The sentences that hold the words, in either script, the words marked where they stand as asked."""
    if len(asked) < _SHORTEST or not re.search(r"[\u4e00-\u9fff\d]", asked):
        return []
    plain = simplified(asked)
    full = str(_converter("s2t").convert(plain))
    rows = graph.select("sentences", plain=literal(plain), full=literal(full))
    return [row | {"html": _marked(row, (plain, full))} for row in rows]


def _marked(row: Row, words: tuple[str, ...]) -> Any:
    sentence, address = row["sentence"], urls.place(row["report"], row["start"])
    start = next((at for word in words if (at := sentence.find(word)) >= 0), -1)
    return linked(sentence, [(start, start + len(words[0]), address)] if start >= 0 else [])


def search_page(views: Views, graph: Graph, asked: str) -> str:
    """The search page; where nothing was found it says what was searched."""
    found = hits(graph, asked) if asked else []
    told = sentences(graph, asked) if asked else []
    searched = Counter(entry["kind"] for entry in graph.serving.search_entries)
    return views.render(
        "search.html",
        asked=asked,
        hits=found[:_HITS],
        total=len(found),
        sentences=told[:_SENTENCES],
        more=len(told) > _SENTENCES,
        kinds=KINDS,
        searched=[(kind, count) for kind, count in searched.most_common() if kind in KINDS],
        near=near(graph.serving, simplified(asked)) if asked and not found else [],
        names=Names(graph),
        snapshot=graph.serving.hash,
    )


def suggestions(graph: Graph, asked: str) -> str:
    """The first hits as JSON, for the box that suggests and for programs."""
    names, spoken = Names(graph), language()
    found = hits(graph, asked)[:_SUGGESTED] if asked else []
    shown = [
        {
            "label": hit.label,
            "by": hit.by,
            "kind": names.say(KINDS.get(hit.kind, hit.kind)),
            "iri": hit.iri,
            "address": urls.spoken(hit.address, spoken),
            "facts": hit.facts,
        }
        for hit in found
    ]
    return json.dumps({"query": asked, "hits": shown}, ensure_ascii=False) + "\n"
