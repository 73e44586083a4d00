"""corrections.ttl: pairs of things that are one (owl:sameAs) or must not be taken for one (owl:differentFrom).

`<org/淮南总工会> owl:sameAs <org/淮南市总工会>` has every report's 淮南总工会 read as 淮南市总工会, which keeps the
other name as an alias. Why may be told beside it: `[] a kg:Correction ; kg:corrects <org/淮南总工会> ; kg:explanation
"…"`. IRIs are relative to the base of the data.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as column
from pathlib import Path
from typing import cast

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.errors import CorrectionError, IriError
from kg.graph.lines import Lines, text, zh
from kg.model import Entity, Extraction, Fact, Relation
from kg.vocab import KG, OWL, RDF, SKOS, Segment, entity_iri, graph_iri, iri_names, settings

FIELDS = {OWL.sameAs: "same", OWL.differentFrom: "different"}
ACTORS = ("org", "person", "site")
Thing = tuple[str, ...]
"""A thing by the type and the names in its IRI: ("org", "淮南市总工会")."""
Called = Callable[[str, str], str]
"""What a thing is called from now on, by its name and kind."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things of which a person says that they are the same or different, and why."""

    field: str
    one: Thing
    other: Thing
    reason: str
    file: Path = column(compare=False, repr=False)
    line: int | None = column(compare=False, repr=False)

    def fault(self, message: str) -> CorrectionError:
        """An error that names the line."""
        return CorrectionError(self.file, self.line, message)


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a corrections.ttl, in the order of their names."""
    try:
        source = path.read_text("utf-8")
        found = [quad.triple for quad in parse(source, format=RdfFormat.TURTLE, base_iri=settings.base)]
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionError(path, None, f"expected readable Turtle in UTF-8, got: {error}") from error
    except SyntaxError as error:
        raise CorrectionError(path, error.lineno, f"expected Turtle: {error.msg}; nothing was built") from None
    pairs = [_pair(path, source, triple, _reasons(found)) for triple in found if triple.predicate in FIELDS]
    return sorted(pairs, key=lambda pair: (pair.field, pair.one, pair.other))


def _reasons(found: Sequence[Triple]) -> dict[object, str]:
    """The explanation given for each thing, by its IRI."""
    told = {t.subject: t.object.value for t in found if t.predicate == KG.explanation and isinstance(t.object, Literal)}
    return {t.object: told[t.subject] for t in found if t.predicate == KG.corrects and t.subject in told}


def _pair(path: Path, source: str, triple: Triple, reasons: Mapping[object, str]) -> Pair:
    try:
        one, other = (_thing(end) for end in (triple.subject, triple.object))
    except IriError as error:
        raise CorrectionError(path, None, f"{error}; a pair links two things below {settings.base}") from None
    line = next((n for n, words in enumerate(source.splitlines(), 1) if one[-1] in words), None)
    field = FIELDS[triple.predicate]
    return Pair(field, one, other, reasons.get(triple.subject, ""), path, line)


def _thing(end: object) -> Thing:
    if not isinstance(end, NamedNode):
        raise IriError(f"{end}: expected an IRI")
    return iri_names(end)


def kept(pairs: Sequence[Pair]) -> dict[Thing, Thing]:
    """Each thing that is read as another, and as which; what contradicts itself is an error."""
    nearest: dict[Thing, Pair] = {}
    for pair in pairs:
        if pair.field == "same" and nearest.setdefault(pair.one, pair).other != pair.other:
            raise pair.fault(f"{pair.one[-1]} is the same as {nearest[pair.one].other[-1]} already; link these two")
    last = {one: _last(one, nearest) for one in nearest}
    for pair in pairs:
        if pair.field == "different" and last.get(pair.one, pair.one) == last.get(pair.other, pair.other):
            raise pair.fault(f"{pair.one[-1]} and {pair.other[-1]} are said to be the same and to differ; drop one")
    return last


def _last(thing: Thing, nearest: Mapping[Thing, Pair]) -> Thing:
    """The end of a chain of things that are the same."""
    seen = [thing]
    while pair := nearest.get(seen[-1]):
        if pair.other in seen:
            raise pair.fault(f"{pair.other[-1]} is by way of others the same as itself; break the circle")
        seen.append(pair.other)
    return seen[-1]


def rename(extraction: Extraction, same: Mapping[Thing, Thing]) -> Extraction:
    """What was read, with each thing under the name of the one that it is the same as."""
    kinds = {entity.name: entity.kind for entity in extraction.entities}

    def called(name: str, kind: str) -> str:
        thing = thing_of(extraction.report.id, kinds.get(name, kind) if kind in ACTORS else kind, name)
        return same[thing][-1] if thing in same else name

    return replace(
        extraction,
        entities=_renamed_entities(extraction.entities, called),
        facts=tuple(_renamed_fact(fact, called) for fact in extraction.facts),
        relations=tuple(_renamed_relation(relation, called, kinds) for relation in extraction.relations),
    )


def thing_of(report: str, kind: str, name: str) -> Thing:
    """The thing called `name` in a report, by type and names as in its IRI."""
    if kind == "person":
        return kind, report, name
    return kind, name.strip("《》") if kind == "document" else name


def _renamed_entities(entities: Sequence[Entity], called: Called) -> tuple[Entity, ...]:
    found: dict[tuple[str, str], Entity] = {}
    for entity in entities:
        new = replace(entity, name=called(entity.name, entity.kind))
        found[new.kind, new.name] = _joined(found.get((new.kind, new.name)), new, new.name == entity.name)
    return tuple(found.values())


def _renamed_fact(fact: Fact, called: Called) -> Fact:
    return replace(
        fact,
        programs=tuple(dict.fromkeys(called(name, "program") for name in fact.programs)),
        organisations=tuple(dict.fromkeys(called(name, "org") for name in fact.organisations)),
        indicator=called(fact.indicator, "measure") if fact.indicator else None,
    )


def _renamed_relation(relation: Relation, called: Called, kinds: Mapping[str, str]) -> Relation:
    subject, target = (called(name, kinds.get(name, "")) for name in (relation.subject, relation.object))
    return replace(relation, subject=subject, object=target)


def _joined(first: Entity | None, new: Entity, own: bool) -> Entity:
    """Two entities of a report as one, with the mentions of both; the one that had the name already describes it."""
    if first is None:
        return new
    mentions = tuple(sorted({*first.mentions, *new.mentions}, key=lambda m: (m.start, m.end)))
    return replace(new if own else first, mentions=mentions)


def things(extraction: Extraction) -> set[Thing]:
    """All that a report names and a pair may link."""
    report = extraction.report.id
    named = {thing_of(report, entity.kind, entity.name) for entity in extraction.entities}
    kinds = {entity.name: entity.kind for entity in extraction.entities}
    for fact in extraction.facts:
        named |= {("program", name) for name in fact.programs} | {("measure", fact.indicator or "")}
        named |= {thing_of(report, kinds.get(name, "org"), name) for name in fact.organisations}
    return named


def pair_quads(pairs: Sequence[Pair]) -> list[str]:
    """Sorted lines of the derived graph: each pair, and the correction that made it."""
    lines = Lines(graph_iri("derived"))
    for pair in pairs:
        one, other = (entity_iri(cast(Segment, thing[0]), *thing[1:]) for thing in (pair.one, pair.other))
        lines.add(one, (OWL.sameAs if pair.field == "same" else OWL.differentFrom, other))
        if pair.field == "same":
            lines.add(other, (SKOS.altLabel, zh(pair.one[-1])))
        lines.add(
            entity_iri("correction", pair.field, *pair.one, *pair.other),
            (RDF.type, KG.Correction),
            (KG.field, text(pair.field)),
            (KG.oldValue, text(pair.one[-1])),
            (KG.newValue, text(pair.other[-1])),
            (KG.explanation, text(pair.reason)),
            (KG.corrects, one),
        )
    return list(lines)


def refuse_strangers(pairs: Sequence[Pair], known: Collection[Thing]) -> None:
    """Stop where a pair names a thing that no report and no concept is."""
    for pair in pairs:
        for thing in (pair.one, pair.other):
            if thing not in known:
                raise pair.fault(f"matches nothing: {'/'.join(thing)} is in no report and no scheme")
