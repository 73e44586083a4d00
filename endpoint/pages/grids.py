"""Figures and relations of a thing arranged: editions by year and place, relations by their kind, plans by outcome."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from endpoint.figures import Figure
from endpoint.graph import Row
from kg.vocab import KG, SKOS


@dataclass(frozen=True, slots=True)
class Grid:
    """Years down, places (or programs) across; each cell the figures that there are."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[tuple[Figure, ...], ...]], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The relations of one kind in one direction."""

    property: str
    name: str
    outward: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A planned figure, and the one that met it if there is one."""

    plan: Figure
    outcome: Figure | None

    @property
    def met(self) -> bool | None:
        """Whether the outcome reaches the plan; None without an outcome."""
        return None if self.outcome is None else self.outcome.amount >= self.plan.amount


_COLUMNS = 6  # places or programs of a grid, those with most figures


def editions(found: Iterable[Figure], kind: str) -> Grid | None:
    """When and where a program was run, or what an organisation ran when; None where no figure says so."""
    across = "program" if kind == "org" else "org"
    cells: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    names: dict[str, str] = {}
    for figure in found:
        if figure.row.get(across):
            names[figure.row[across]] = figure.row[f"{across}Name"]
            cells[figure.years, figure.row[across]].append(figure)
    if not cells:
        return None
    weights = {column: sum(len(cell) for (_, other), cell in cells.items() if other == column) for column in names}
    columns = sorted(names, key=lambda column: (-weights[column], names[column]))[:_COLUMNS]
    years = sorted({year for year, _ in cells}, reverse=True)
    rows = tuple((year, tuple(tuple(cells.get((year, column), ())) for column in columns)) for year in years)
    return Grid(tuple((column, names[column]) for column in columns), rows)


_FIRST = (SKOS.broader, KG.partOf, KG.variantOf, KG.editionOf, KG.guidedBy, KG.hostedBy, KG.coHostedBy, KG.supportedBy)
_LAST = (KG.awarded, KG.siteOf)
_OWN = {KG.targetOf.value, KG.fulfils.value}


def relation_groups(relations: Iterable[Row]) -> list[Group]:
    """The relations by kind and direction, honours and sites last; plans have a place of their own."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in relations:
        if row["property"] not in _OWN:
            groups[row["property"], row["direction"]].append(row)
    order = [node.value for node in (*_FIRST, *_LAST)]
    rank = {name: number for number, name in enumerate(order)}
    ranked = sorted(groups, key=lambda key: (rank.get(key[0], len(_FIRST)), key[0], key[1] == "in"))
    return [
        Group(key[0], groups[key][0].get("propertyName", ""), key[1] == "out", tuple(groups[key])) for key in ranked
    ]


def plans(rows: Iterable[Row], known: Mapping[str, Figure]) -> list[Plan]:
    """Plans with their outcomes, those that have one first."""
    pairs = [(known.get(row["plan"]), known.get(row.get("outcome", ""))) for row in rows]
    made = [Plan(plan, outcome) for plan, outcome in pairs if plan is not None]
    return sorted(made, key=lambda each: (each.outcome is None, each.plan.row.get("measureName", "")))
