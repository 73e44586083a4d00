"""Leaving persons out: `kg build --no-persons` keeps what they did, not who they are."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Extraction


def without_persons(extraction: Extraction) -> Extraction:
    """The same without the persons it names, their relations, and their names as actors of figures."""
    persons = {entity.name for entity in extraction.entities if entity.kind == "person"}
    return replace(
        extraction,
        entities=tuple(entity for entity in extraction.entities if entity.kind != "person"),
        relations=tuple(r for r in extraction.relations if not persons & {r.subject, r.object}),
        facts=tuple(
            replace(fact, organisations=tuple(name for name in fact.organisations if name not in persons))
            for fact in extraction.facts
        ),
    )
