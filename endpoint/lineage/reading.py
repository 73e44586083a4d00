"""The graph asked for a lineage: links, the editions that figures tell of, and what everything is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from endpoint.figures import Figure, figures
from endpoint.graph import Graph, Row
from endpoint.lineage.asked import Asked, key
from endpoint.lineage.growing import MOST, Growth, followers, grow
from endpoint.lineage.kinds import DONE_BY, EDITION_OF, KINDS, PREDICATES
from endpoint.lineage.model import Edition, Lineage, Link, Node
from endpoint.lineage.speech import CHINESE, Speech
from kg.vocab import entity_iri, iri_names

_BATCH = 400
"""Things asked about in one query."""
_NOBODY = "—"
_FIGURE = "observation"


class Reader:
    """One snapshot's graph, and the editions found in it so far."""

    def __init__(self, graph: Graph, speech: Speech | None = None) -> None:
        self._graph = graph
        self.speech = speech or CHINESE
        self.editions: dict[str, Edition] = {}

    def neighbours(self, iris: Sequence[str]) -> Iterator[Link]:
        """Every link that touches the things: stated ones, and those to editions."""
        yield from links(self._rows("lineage_links", iris))
        found = editions(self._rows("lineage_editions", [iri for iri in iris if iri not in self.editions]))
        for edition in found:
            known = self.editions.setdefault(edition.iri, edition)
            known.figures |= edition.figures
            known.planned |= edition.planned
            yield from edition_links(edition)

    def names(self, iris: Sequence[str]) -> dict[str, Row]:
        """Name and kind of each thing that has a name."""
        return {row["this"]: row for row in self._rows("lineage_names", iris) if "name" in row}

    def figures(self, iris: Sequence[str]) -> list[Figure]:
        """Figures with their sentences."""
        rows = [{"from": "", "to": ""} | row for row in self._rows("lineage_figures", iris)]
        return figures(rows)

    def _rows(self, query: str, iris: Sequence[str]) -> Iterator[Row]:
        for start in range(0, len(iris), _BATCH):  # the query stands for one thing: <…>; several go in its place
            yield from self._graph.select(query, these="> <".join(iris[start : start + _BATCH]))


def links(rows: Iterable[Row]) -> Iterator[Link]:
    """The rows of lineage_links.rq that are lineage."""
    for row in rows:
        kind = PREDICATES.get(row["property"])
        if kind:
            ordinal = int(row["ordinal"]) if "ordinal" in row else None
            yield Link(kind, row["upper"], row["lower"], row["property"], _year(row.get("year")), ordinal)


def editions(rows: Iterable[Row]) -> list[Edition]:
    """The rows of lineage_editions.rq by program, organisation and year."""
    found: dict[str, Edition] = {}
    for row in rows:
        since, year, org = _year(row.get("from")), _year(row.get("to")), row.get("org", "")
        iri = _edition_iri(row["program"], org, since, year)
        names = (row["program"], row.get("programName", ""), org, row.get("orgName", ""))
        edition = found.setdefault(iri, Edition(iri, *names, year, since))
        (edition.planned if row["status"] == "planned" else edition.figures).add(row["observation"])
    return list(found.values())


def edition_links(edition: Edition) -> Iterator[Link]:
    """An edition belongs to its program, and to its organisation where one is told."""
    yield Link("edition", edition.program, edition.iri, EDITION_OF, edition.year)
    if edition.organisation:
        yield Link("body", edition.organisation, edition.iri, DONE_BY, edition.year)


def lineage(reader: Reader, root: str, asked: Asked, most: int = MOST) -> Lineage:
    """What is shown from a root in a state of the view."""
    growth = grow(root, reader.neighbours, asked.up, asked.down, asked.opened, asked.closed, most)
    after = followers(reader.editions.values(), growth.links.values())
    shown = [*growth.shown(), *(link for link in after if link.source in growth.ranks and link.target in growth.ranks)]
    unique = {link.pair: link for link in reversed(shown)}
    nodes = _nodes(reader, growth, root)
    return Lineage(root, nodes, tuple(sorted(unique.values(), key=lambda link: link.pair)), growth.cut)


def _nodes(reader: Reader, growth: Growth, root: str) -> dict[str, Node]:
    things = [iri for iri in growth.ranks if iri not in reader.editions]
    names, counts = reader.names(things), _counts(reader.editions.values())
    told = {figure.row["observation"]: figure for figure in reader.figures([i for i in things if kind(i) == _FIGURE])}
    nodes = {}
    for iri, rank in growth.ranks.items():
        if edition := reader.editions.get(iri):
            words, planned = _edition_words(edition, root, reader.speech), not edition.figures
        elif figure := told.get(iri):
            words, planned = _figure_words(figure, reader.speech), figure.row["status"] == "计划"
        else:
            words, planned = _thing_words(iri, names.get(iri, {}), counts.get(iri, 0), reader.speech), False
        years = growth.years(iri) or _figure_years(told.get(iri))
        hidden = growth.above(iri), growth.below(iri)
        nodes[iri] = Node(iri, words[0], kind(iri), words[1], years, rank, *hidden, planned)
    return nodes


def kind(iri: str) -> str:
    """The kind of a node: the type of thing that its IRI tells."""
    first = key(iri).partition("/")[0]
    return first if first in KINDS else "other"


def _edition_words(edition: Edition, root: str, speech: Speech) -> tuple[str, str]:
    """Name and note of an edition; the root is not said again."""
    count = _count(len(edition.figures | edition.planned), speech)
    if not edition.figures:
        count = speech.say("计划 {number} 条", number=len(edition.planned))
    organisation = speech.name(edition.organisation, edition.organisation_name) or speech.say("未写明组织")
    if edition.program == root:
        return organisation, f"{edition.span or speech.say('年份不明')} · {count}"
    program = speech.name(edition.program, edition.program_name)
    return program, count if edition.organisation == root else f"{organisation} · {count}"


def _count(number: int, speech: Speech) -> str:
    return speech.say("{number} 条数据", number=number)


def _figure_words(figure: Figure, speech: Speech) -> tuple[str, str]:
    row = figure.row
    measure = speech.name(row.get("measure", ""), row.get("measureName", "")) or row.get("measureText", "")
    name = f"{figure.value} {row.get('unit', '')} {measure}"
    return " ".join(name.split()), f"{speech.say(row['status'])} {figure.years}".strip()


def _figure_years(figure: Figure | None) -> tuple[int, ...]:
    year = _year(figure.row.get("to")) if figure else None
    return () if year is None else (year,)


def _thing_words(iri: str, row: Mapping[str, str], count: int, speech: Speech) -> tuple[str, str]:
    name = row.get("name") or " / ".join(iri_names(iri)[1:] if kind(iri) != "other" else [iri])
    called = speech.name(row.get("kindIri", ""), row.get("kind", "")) or speech.kind(Node(iri, name, kind(iri), ""))
    return speech.name(iri, name), " · ".join([called, *([_count(count, speech)] if count else [])])


def _counts(found: Iterable[Edition]) -> dict[str, int]:
    """How many figures hang on each program and organisation, as far as its editions were read."""
    counts: dict[str, set[str]] = {}
    for edition in found:
        for iri in (edition.program, edition.organisation):
            counts.setdefault(iri, set()).update(edition.figures, edition.planned)
    return {iri: len(observations) for iri, observations in counts.items()}


def _edition_iri(program: str, organisation: str, since: int | None, year: int | None) -> str:
    """The IRI that the graph gives an edition, in one pattern with those that it does not describe."""
    held = _NOBODY if year is None else str(year) if since in (None, year) else f"{since}--{year}"
    return entity_iri("edition", *_last(program), *(_last(organisation) or (_NOBODY,)), held).value


def _last(iri: str) -> tuple[str, ...]:
    return iri_names(iri)[-1:] if iri else ()


def _year(date: str | None) -> int | None:
    """The year of a date: 2019-12 → 2019."""
    return int(date[:4]) if date and date[:4].isdigit() else None
