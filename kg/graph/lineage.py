"""What only all reports together tell: unions above unions, editions in order, plans and outcomes, one thing in two.

Every statement is derived, and says how (`derivations`). A year that no report tells is a gap: no edge leads over it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

from pyoxigraph import NamedNode, QuerySolutions, Store

from kg.graph.derivations import derive
from kg.graph.figures import Figure
from kg.graph.lines import Lines, integer, when, zh
from kg.graph.places import describe
from kg.graph.plans import outcomes
from kg.graph.resolution import UNION
from kg.graph.wholes import wholes
from kg.regions import by_code, chain, full_name
from kg.vocab import KG, RDF, RDFS, SKOS, entity_iri, graph_iri, iri_names

QUERIES = Path(__file__).parent.parent / "queries"
NATIONAL = f"中华全国{UNION}"
Row = Mapping[str, str | None]


def lineage(store: Store, told: list[Figure]) -> list[str]:
    """Sorted N-Quads lines of all that follows from the whole graph, for the graph of what is derived."""
    lines = Lines(graph_iri("derived"))
    _unions(_rows(store, "unions"), lines)
    _yearly(_rows(store, "editions"), lines)
    _numbered(_rows(store, "ordinals"), lines)
    _shared(_rows(store, "shared"), lines)
    _figures(told, lines)
    return list(lines)


def _rows(store: Store, name: str) -> list[Row]:
    """The solutions of a query as rows of text, in an order of their own."""
    found = store.query((QUERIES / f"{name}.rq").read_text("utf-8"))
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    rows = ({n: None if t is None else t.value for n, t in zip(names, row, strict=True)} for row in found)
    return sorted(rows, key=repr)


# ---- unions ----


def _unions(rows: Iterable[Row], lines: Lines) -> None:
    """中华全国总工会 > 安徽省总工会 > 淮南市总工会: each region's union below that of the region above."""
    for row in rows:
        code, union = row["code"], str(row["union"])
        if code and iri_names(union)[-1] == _union_of(code):
            _above(code, lines)


def _union_of(code: str) -> str:
    """The full name of a region's general union: 上饶市广丰区总工会."""
    return f"{full_name(code)}{UNION}"


def _above(code: str, lines: Lines) -> None:
    """The union above that of a region, and those above it, described where no report names them."""
    regions = chain(code)
    below = entity_iri("org", _union_of(code))
    for member, above in zip(regions, (*regions[1:], None), strict=True):
        name = _union_of(above.code) if above else NATIONAL
        node, region = entity_iri("org", name), entity_iri("region", member.code)
        reason = f"{member.name}属{above.name}" if above else f"{member.name}是省级区划"
        reason += "，下级区划的总工会隶属上级区划的总工会"
        derive(lines, (below, KG.subOrganisationOf, node), "resolution/union-of-region", reason, [region])
        lines.add(node, (RDF.type, KG.Organisation), (SKOS.prefLabel, zh(name)), (KG.kind, entity_iri("kind", "union")))
        if above:
            describe(by_code(above.code), lines)
            lines.add(node, (KG.region, entity_iri("region", above.code)))
        below = node


# ---- editions ----


def _yearly(rows: Iterable[Row], lines: Lines) -> None:
    """An edition for each program, organisation and period of which figures tell, in order of time."""
    series: dict[tuple[str, str], dict[tuple[str, str], list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        years = str(row["since"])[:4], str(row["until"])[:4]
        series[str(row["program"]), str(row["organisation"])][years].append(row)
    for editions in series.values():
        nodes = {years: _edition(years, editions[years], lines) for years in sorted(editions)}
        for one, other in pairwise(nodes):
            if int(one[1]) + 1 == int(other[0]):
                reason = f"同一组织的同一项目，{one[1]}年之后是{other[0]}年"
                _in_order(nodes[one], nodes[other], reason, lines)


def _edition(years: tuple[str, str], rows: list[Row], lines: Lines) -> NamedNode:
    """One edition, with the figures that are about it."""
    first = rows[0]
    program, organisation = (NamedNode(str(first[end])) for end in ("program", "organisation"))
    when_held = years[0] if years[0] == years[1] else "--".join(years)
    node = entity_iri("edition", iri_names(program)[-1], iri_names(organisation)[-1], when_held)
    figures = [NamedNode(str(row["observation"])) for row in rows]
    statuses = {str(row["status"]) for row in rows}
    status = "actual" if "actual" in statuses else sorted(statuses)[0]
    lines.add(
        node,
        (RDF.type, KG.Edition),
        (RDFS.label, zh(f"{first['host']}{when_held.replace('--', '—')}年{first['name']}")),
        (KG.organisation, organisation),
        (KG.year, when(years[1]) if years[0] == years[1] else None),
        (KG.status, entity_iri("status", status)),
        *((KG.period, NamedNode(str(row["period"]))) for row in rows if _is_whole(row)),
    )
    reason = f"{when_held}年有{len(figures)}个数值述及该组织的这一项目"
    derive(lines, (node, KG.editionOf, program), "lineage/edition-by-year", reason, figures)
    for figure in figures:
        lines.add(figure, (KG.edition, node))
    return node


def _is_whole(row: Row) -> bool:
    """Whether a period is told in years: 2019, 2015 to 2019."""
    return len(str(row["since"])) == len(str(row["until"])) == 4


def _numbered(rows: Iterable[Row], lines: Lines) -> None:
    """Editions told by their number, in its order: 第二届天水工匠 before 第三届."""
    series: dict[str, dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        series[str(row["series"])][int(str(row["ordinal"]))].append(row)
    for numbered in series.values():
        nodes = {number: _numbered_edition(number, numbered[number], lines) for number in sorted(numbered)}
        for one, other in pairwise(nodes):
            if one + 1 == other:
                _in_order(nodes[one], nodes[other], f"同一系列，第{one}届之后是第{other}届", lines)


def _numbered_edition(number: int, rows: list[Row], lines: Lines) -> NamedNode:
    first = rows[0]
    series = NamedNode(str(first["series"]))
    node = entity_iri("edition", iri_names(series)[-1], f"第{number}届")
    lines.add(node, (RDF.type, KG.Edition), (RDFS.label, zh(str(first["label"]))), (KG.ordinal, integer(number)))
    for row in rows:
        lines.add(node, (KG.year, when(row["year"])), (RDFS.seeAlso, NamedNode(str(row["edition"]))))
        if row["predicate"] and row["host"]:
            lines.add(node, (NamedNode(row["predicate"]), NamedNode(row["host"])))
    sources = [NamedNode(str(row["relation"])) for row in rows]
    derive(lines, (node, KG.editionOf, series), "lineage/edition-by-number", f"报告称其为第{number}届", sources)
    return node


def _in_order(one: NamedNode, other: NamedNode, reason: str, lines: Lines) -> None:
    derive(lines, (other, KG.previous, one), "lineage/next-in-the-series", reason, [one, other])
    derive(lines, (one, KG.next, other), "lineage/next-in-the-series", reason, [one, other])


# ---- things and figures ----


def _shared(rows: Iterable[Row], lines: Lines) -> None:
    """A thing that several reports name alike is one; the evidence in each of them tells so."""
    proofs: dict[tuple[str, str], list[NamedNode]] = defaultdict(list)
    for row in rows:
        proofs[str(row["thing"]), str(row["name"])].append(NamedNode(str(row["proof"])))
    for (thing, name), found in proofs.items():
        reason = f"{len(found)}份报告中的“{name}”归为同一事物"
        derive(lines, (NamedNode(thing), SKOS.prefLabel, zh(name)), "resolution/same-name", reason, found)


def _figures(told: list[Figure], lines: Lines) -> None:
    """Parts of figures that 其中 tells, and the outcomes of plans."""
    known = {figure.observation: figure for figure in told}
    for part, whole in wholes(told).items():
        if known[part].whole != whole.observation:
            ends = NamedNode(part), KG.subsetOf, NamedNode(whole.observation)
            reason = f"“{whole.quote}”之后以“其中”引出“{known[part].quote}”"
            derive(lines, ends, "lineage/part-by-qizhong", reason, [NamedNode(known[part].sentence)])
    for plan, actual in outcomes(told).items():
        ends = NamedNode(actual.observation), KG.fulfils, NamedNode(plan)
        derive(lines, ends, "lineage/outcome-of-a-plan", _why(known[plan], actual), [ends[0], ends[2]])


def _why(plan: Figure, actual: Figure) -> str:
    where = "同一报告" if plan.report == actual.report else "另一报告"
    return f"{where}所述同一组织、同一年份、同一指标的计划“{plan.quote}”与实际“{actual.quote}”"
