"""From the root outwards: which nodes and links are shown, and what is hidden; it asks through a function given."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from endpoint.lineage.kinds import PREVIOUS
from endpoint.lineage.model import Edition, Link

Neighbours = Callable[[Sequence[str]], Iterable[Link]]
"""Tells every link that touches some nodes."""
MOST = 2000


@dataclass(slots=True)
class Growth:
    """What is known so far: `ranks` of the nodes shown, and the links known of each node."""

    neighbours: Neighbours
    closed: Collection[str] = ()
    most: int = MOST
    ranks: dict[str, int] = field(default_factory=dict)
    links: dict[tuple[str, str, str], Link] = field(default_factory=dict)
    cut: bool = False
    _read: set[str] = field(default_factory=set)
    _up: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    _down: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    _years: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def learn(self, nodes: Iterable[str]) -> None:
        """Read the links of nodes that were not read yet."""
        new = [node for node in nodes if node not in self._read]
        self._read.update(new)
        for link in self.neighbours(new) if new else ():
            self._keep(link)

    def _keep(self, link: Link) -> None:
        if link.source == link.target:
            return
        known = self.links.setdefault(link.pair, link)
        if known.year is None or (link.year is not None and link.year < known.year):
            self.links[link.pair] = replace(link, ordinal=link.ordinal or known.ordinal)
        self._up[link.target][link.source] = None
        self._down[link.source][link.target] = None
        if link.year is not None:
            self._years[link.source].add(link.year)
            self._years[link.target].add(link.year)

    def step(self, nodes: Iterable[str], side: str) -> list[str]:
        """Show what lies one link beyond nodes, up or down; what is new."""
        nodes = [node for node in nodes if node not in self.closed]
        self.learn(nodes)
        new: list[str] = []
        for node in nodes:
            for other in (self._up if side == "up" else self._down)[node]:
                if other in self.ranks:
                    continue
                if len(self.ranks) >= self.most:
                    self.cut = True
                    return new
                self.ranks[other] = self.ranks[node] + (-1 if side == "up" else 1)
                new.append(other)
        return new

    def open(self, nodes: Collection[str]) -> None:
        """Show all neighbours of the nodes that are shown, again as long as that shows more of them."""
        waiting = set(nodes)
        while ready := [node for node in self.ranks if node in waiting]:
            waiting.difference_update(ready)
            self.step(ready, "up")
            self.step(ready, "down")

    def years(self, node: str) -> tuple[int, ...]:
        """The years in which anything is told of a node."""
        return tuple(sorted(self._years[node]))

    def above(self, node: str) -> int:
        """How many upstream neighbours are hidden."""
        return sum(other not in self.ranks for other in self._up[node])

    def below(self, node: str) -> int:
        """How many downstream neighbours are hidden."""
        return sum(other not in self.ranks for other in self._down[node])

    def shown(self) -> list[Link]:
        """The links between nodes that are shown."""
        return [link for link in self.links.values() if link.source in self.ranks and link.target in self.ranks]


def grow(
    root: str,
    neighbours: Neighbours,
    up: int = 1,
    down: int = 1,
    opened: Collection[str] = (),
    closed: Collection[str] = (),
    most: int = MOST,
) -> Growth:
    """What is shown from a root: `up` levels upstream, `down` levels downstream, and what was opened by hand."""
    growth = Growth(neighbours, closed, most, {root: 0})
    for side, levels in (("up", up), ("down", down)):
        edge = [root]
        for _ in range(levels):
            edge = growth.step(edge, side)
    growth.open(opened)
    growth.learn(growth.ranks)
    return growth


def followers(editions: Iterable[Edition], series: Iterable[Link]) -> list[Link]:
    """What follows what: the editions of one program by one organisation by year, numbered ones by their number."""
    rows: dict[tuple[str, str], dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for edition in editions:
        if edition.year is not None and edition.since in (None, edition.year):
            rows[edition.program, edition.organisation][edition.year].append(edition.iri)
    for link in series:
        if link.type == "edition" and link.ordinal is not None:
            rows[link.source, "number"][link.ordinal].append(link.target)
    return [link for row in rows.values() for link in _chain(row)]


def _chain(row: Mapping[int, list[str]]) -> Iterable[Link]:
    numbers = sorted(row)
    for earlier, later in pairwise(numbers):
        for source in row[earlier]:
            for target in row[later]:
                yield Link("next", source, target, PREVIOUS, gap=later - earlier - 1)


def path(root: str, chosen: str, links: Iterable[Link]) -> list[str]:
    """The nodes of a shortest way from the root to the chosen one; empty where there is none."""
    beside: dict[str, list[str]] = defaultdict(list)
    for link in links:
        beside[link.source].append(link.target)
        beside[link.target].append(link.source)
    before: dict[str, str] = {root: root}
    queue = deque([root])
    while queue and chosen not in before:
        node = queue.popleft()
        for other in beside[node]:
            if other not in before:
                before[other] = node
                queue.append(other)
    if chosen not in before:
        return []
    way = [chosen]
    while way[-1] != root:
        way.append(before[way[-1]])
    return way[::-1]
