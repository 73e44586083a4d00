"""The front page: a search box, three doors, questions with their queries, a small lineage, how much there is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from endpoint.graph import Graph, Row
from endpoint.pages.names import Names
from endpoint.pages.things import small_lineage
from endpoint.views import Views
from kg.vocab import KG, ONTOLOGY

_QUESTIONS = (
    "program-figures", "plans-with-outcomes", "measure-across-cities", "hardship-money", "edition-lineage",
    "honours-by-level", "station-variants", "part-of",
)  # fmt: skip
"""Of the questions of the ontology, whose answers are tested, those for a reader who comes first."""
_COUNTED = {
    KG.Report.value: "报告",
    KG.Observation.value: "数据",
    KG.Organisation.value: "组织",
    KG.Program.value: "项目",
    KG.Measure.value: "指标",
    KG.Relation.value: "关系",
}
_LISTS = {
    KG.Report.value: "report",
    KG.Organisation.value: "org",
    KG.Program.value: "program",
    KG.Measure.value: "measure",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question in both languages, and the query that answers it."""

    zh: str
    en: str
    query: str


@cache
def questions() -> tuple[Question, ...]:
    """The chosen questions: the first two lines of each file ask in Chinese and in English."""
    return tuple(_question(ONTOLOGY / "questions" / f"{name}.rq") for name in _QUESTIONS)


def _question(path: Path) -> Question:
    query = path.read_text("utf-8")
    zh, en = (line.removeprefix("# ") for line in query.splitlines()[:2])
    return Question(zh, en, query)


def front_page(views: Views, graph: Graph) -> str:
    """The front page."""
    counts = {row["class"]: row["count"] for row in graph.select("counts")}
    shown = [(name, counts.get(iri, "0"), _LISTS.get(iri, "")) for iri, name in _COUNTED.items()]
    programs = graph.select("programs")
    root = _root(graph, programs)
    return views.render(
        "front.html",
        counts=shown,
        searchable=bool(graph.serving.search_entries),
        reports=graph.select("reports"),
        programs=programs[:12],
        years=[
            row for row in graph.select("years") if re.fullmatch(r"\d{4}", row["from"]) and row["from"] == row["to"]
        ],
        questions=questions(),
        root=root,
        lineage=small_lineage(graph, root["this"]) if root else "",
        names=Names(graph),
        snapshot=graph.serving.hash,
    )


def _is_year(row: Row) -> bool:
    return row["from"] == row["to"] and re.fullmatch(r"\d{4}", row["from"]) is not None


def _root(graph: Graph, programs: list[Row]) -> Row | None:
    """The program of the picture on the front page: told of in most reports, and of those the one most linked."""
    linked = {row["this"]: int(row["links"]) for row in graph.select("linked")}
    return max(programs, key=lambda row: (int(row["reports"]), linked.get(row["this"], 0)), default=None)
