"""Relations of a report: what the text states between the things it names, each with the words that state it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.relation.editions import editions
from kg.extract.relation.guidance import guidance
from kg.extract.relation.honours import honours
from kg.extract.relation.hosting import hosting
from kg.extract.relation.order import in_order
from kg.extract.relation.organising import organised
from kg.extract.relation.part_of import part_of
from kg.extract.relation.places import places
from kg.extract.relation.scene import scene_of
from kg.extract.relation.sites import sites
from kg.extract.relation.targets import targets
from kg.extract.relation.variants import variants
from kg.extract.sentence import Read
from kg.model import Entity, Fact, Relation, Report

RULES = (editions, variants, part_of, organised, hosting, honours, sites, guidance, places, targets)


def find_relations(
    report: Report, read: Read, facts: Sequence[Fact], entities: Sequence[Entity]
) -> tuple[Relation, ...]:
    """The stated relations of a report, each once, in the order in which the text states them."""
    scene = scene_of(report, read, facts, entities)
    stated = sorted(_once(r for rule in RULES for r in rule(scene)), key=lambda r: (r.start, r.end, r.type))
    return tuple(in_order(stated))


def _once(relations: Iterator[Relation]) -> Iterator[Relation]:
    """Each relation as first stated."""
    seen: set[tuple[str, str, str]] = set()
    for relation in relations:
        key = (relation.type, relation.subject, relation.object)
        if key not in seen:
            seen.add(key)
            yield relation
