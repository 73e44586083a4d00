"""Where everything stands: a lane for each year, in it a column for each distance from the root, in it the boxes.

A link that crosses other columns passes them at a bend, a place kept free between their boxes; links of one type from
one source share their bends, so that a fan stays a bundle until it spreads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from endpoint.lineage.model import Lineage, Link, Node
from endpoint.lineage.words import wrap

WIDTH, GAP_X, GAP_Y, MARGIN, HEAD = 204, 60, 14, 20, 40
LINE, PADDING = 18, 9
_BEND_HEIGHT = 4
_ROWS = 26
_MISSING_WIDTH = 56
_RAISE = 220
"""Pixels that a short column is moved down at most, so that a root stays in sight."""
_MOST_BENDS = 1500
"""Beyond them links go straight, the longest first."""


@dataclass(frozen=True, slots=True)
class Box:
    """A node in its place; `lines` are those of its name."""

    node: Node
    lines: tuple[str, ...]
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        """The height at which links meet the box."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Lane:
    """The strip of a year; `missing` ones stand for years of which nothing is told."""

    title: str
    x: int
    width: int
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """A link in its place, as an SVG path."""

    link: Link
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn, and how large it is."""

    lanes: tuple[Lane, ...]
    boxes: Mapping[str, Box]
    curves: tuple[Curve, ...]
    width: int
    height: int


Bend = tuple[str, str, int]
"""Source and type of the links that pass, and the column."""
Column = list[str | Bend]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What stands in which column, from left to right, and how many columns each lane has."""

    columns: list[Column]
    lanes: list[tuple[int | None, int]]
    routes: list[tuple[Link, list[Bend]]]
    lines: Mapping[str, tuple[str, ...]]

    def height(self, item: str | Bend) -> int:
        """The height of a box or of the place of a bend."""
        return _BEND_HEIGHT if isinstance(item, tuple) else (len(self.lines[item]) + 1) * LINE + 2 * PADDING

    def tall(self, column: Column) -> int:
        """The height of a column."""
        return sum(self.height(item) + GAP_Y for item in column)


def lay_out(lineage: Lineage) -> Drawing:
    """The drawing of a lineage; the same lineage gives the same drawing."""
    plan = _plan(lineage)
    _order(plan)
    lanes, lefts, width = _lanes(plan)
    places = _stack(plan, lefts)
    boxes = {
        item: Box(lineage.nodes[item], plan.lines[item], *place, plan.height(item))
        for item, place in places.items()
        if isinstance(item, str)
    }
    curves = tuple(_curve(link, bends, boxes, places) for link, bends in plan.routes)
    height = max(y + plan.height(item) for item, (_, y) in places.items()) + MARGIN
    return Drawing(lanes, boxes, curves, width, height)


def _plan(lineage: Lineage) -> _Plan:
    lanes: dict[int, dict[int, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for node in lineage.nodes.values():
        lanes[node.years[0] if node.years else -1][node.rank].append(node)
    rows = max(_ROWS, round((2.4 * len(lineage.nodes)) ** 0.5))  # a large picture is about as high as wide
    columns: list[Column] = []
    widths: list[tuple[int | None, int]] = []
    for year, ranks in sorted(lanes.items()):
        parts = [part for rank in sorted(ranks) for part in _broken(ranks[rank], rows)]
        columns += parts
        widths.append((None if year < 0 else year, len(parts)))
    lines = {node.iri: wrap(node.name) for node in lineage.nodes.values()}
    return _Plan(columns, widths, _routes(columns, lineage.links), lines)


def _broken(nodes: list[Node], rows: int) -> list[Column]:
    """The nodes of a year and rank; more than `rows` of them in several columns of even length."""
    column = [node.iri for node in sorted(nodes, key=lambda node: (node.kind, node.name, node.iri))]
    parts = -(-len(column) // rows)
    size = -(-len(column) // parts)
    return [[*column[start : start + size]] for start in range(0, len(column), size)]


def _routes(columns: list[Column], links: Sequence[Link]) -> list[tuple[Link, list[Bend]]]:
    """The bends of each link, which get a place in their columns."""
    number = {item: place for place, column in enumerate(columns) for item in column if isinstance(item, str)}
    left = _MOST_BENDS
    routes = []
    for link in sorted(links, key=lambda link: abs(number[link.source] - number[link.target])):
        first, last = number[link.source], number[link.target]
        step = 1 if first < last else -1
        left -= max(abs(last - first) - 1, 0)
        bends = [(link.source, link.type, column) for column in range(first + step, last, step)] if left > 0 else []
        routes.append((link, bends))
    for bend in dict.fromkeys(bend for _, bends in routes for bend in bends):
        columns[bend[2]].append(bend)
    return routes


def _order(plan: _Plan) -> None:
    """Bring what is linked to similar heights: each column is sorted by the mean row of an item's links."""
    beside: dict[str | Bend, set[str | Bend]] = defaultdict(set)
    for link, bends in plan.routes:
        steps: list[str | Bend] = [link.source, *bends, link.target]
        for one, other in pairwise(steps):
            beside[one].add(other)
            beside[other].add(one)
    rows = {item: row - len(column) / 2 for column in plan.columns for row, item in enumerate(column)}
    for sweep in (plan.columns, plan.columns[::-1], plan.columns, plan.columns[::-1]):
        for column in sweep:
            first = {item: (_mean([rows[other] for other in beside[item]], rows[item]), str(item)) for item in column}
            column.sort(key=first.__getitem__)
            rows.update({item: row - len(column) / 2 for row, item in enumerate(column)})


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _lanes(plan: _Plan) -> tuple[tuple[Lane, ...], list[int], int]:
    """The lanes, the left edge of each column's boxes, and the width of all."""
    lanes: list[Lane] = []
    lefts: list[int] = []
    x, before = 0, None
    for year, count in plan.lanes:
        if before is not None and year is not None and year - before > 1:
            title = str(before + 1) if year - before == 2 else f"{before + 1}–{year - 1}"
            lanes.append(Lane(title, x, _MISSING_WIDTH * (1 if year - before == 2 else 2), missing=True))
            x += lanes[-1].width
        lanes.append(Lane("年份不明" if year is None else str(year), x, count * (WIDTH + GAP_X)))
        lefts += [x + GAP_X // 2 + number * (WIDTH + GAP_X) for number in range(count)]
        x, before = x + lanes[-1].width, year
    return tuple(lanes), lefts, x


def _stack(plan: _Plan, lefts: Iterable[int]) -> dict[str | Bend, tuple[int, int]]:
    """The left upper corner of every box and bend."""
    tallest = max(map(plan.tall, plan.columns))
    places: dict[str | Bend, tuple[int, int]] = {}
    for x, column in zip(lefts, plan.columns, strict=True):
        y = HEAD + MARGIN + min((tallest - plan.tall(column)) // 2, _RAISE)
        for item in column:
            places[item] = (x, y)
            y += plan.height(item) + GAP_Y
    return places


def _curve(
    link: Link, bends: Sequence[Bend], boxes: Mapping[str, Box], places: Mapping[str | Bend, tuple[int, int]]
) -> Curve:
    """From the right of the source to the left of the target, or back; within one column, an arc on its right."""
    source, target = boxes[link.source], boxes[link.target]
    if source.x == target.x:
        edge, reach = source.x + WIDTH, source.x + WIDTH + GAP_X // 2 - 2
        return Curve(
            link, f"M{edge} {source.middle}C{reach} {source.middle} {reach} {target.middle} {edge} {target.middle}"
        )
    forwards = source.x < target.x
    path = f"M{source.x + WIDTH if forwards else source.x} {source.middle}"
    x, y = (source.x + WIDTH if forwards else source.x), source.middle
    for bend in bends:
        left, top = places[bend]
        near, far = (left, left + WIDTH) if forwards else (left + WIDTH, left)
        path += f"{_turn(x, y, near, top)}H{far}"
        x, y = far, top
    return Curve(link, path + _turn(x, y, target.x if forwards else target.x + WIDTH, target.middle))


def _turn(x: int, y: int, to_x: int, to_y: int) -> str:
    """A curve that leaves and arrives level."""
    middle = (x + to_x) // 2
    return f"C{middle} {y} {middle} {to_y} {to_x} {to_y}"
