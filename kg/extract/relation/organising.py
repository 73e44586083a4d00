"""hostedBy and coHostedBy by role: 由A主办、B承办的X, X由A、B联合主办, 本次大赛由A主办."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extract.lexicon import alternation, lexicon
from kg.extract.organisation.rules import Organisation
from kg.extract.program.naming import by_label
from kg.extract.relation.scene import Named, Passage, Scene, outermost
from kg.model import Relation

LEXICON, HOST = lexicon("relation")["role"], lexicon("relation")["host"]
ALL_KINDS = re.compile(f"[^,。;、]{{0,6}}{alternation(HOST['all_kinds'])}")
EVENTS = alternation([*HOST["events"], *HOST["tails"]])
EVENT = re.compile(f"{EVENTS}$")
ROLE = re.compile(rf"(?P<how>{alternation(LEXICON['how'])})?(?P<role>{alternation(LEXICON['verbs'])})")
OF = re.compile(rf"{alternation(LEXICON['verbs'])}的[^,。;、“]{{0,8}}$")
BY = re.compile(r"[^,。;:“]{0,20},?由")
THIS = re.compile(rf"(?:^|[,;。]){alternation(LEXICON['this'])}[^,。;]{{0,8}}?由")
CHAIN = re.compile("[、和与及]|以及|会同|联合")


def organised(scene: Scene) -> Iterator[Relation]:
    """Everyone whom a report names as the organiser of an event by the role of each."""
    last: Named | None = None
    for passage in scene.passages:
        for p in passage.programs:
            if stretch := roles_of(passage, p):
                yield from _by_role(scene, passage, p, stretch)
        told = THIS.search(passage.text)
        if told and last and not any(told.end() <= p.start for p in passage.programs):
            yield from _by_role(scene, passage, last, (told.end(), passage.part(told.end())[1]))
        last = next((p for p in reversed(passage.programs) if EVENT.search(p.name)), last)


def roles_of(passage: Passage, p: Named) -> tuple[int, int] | None:
    """Where the roles of an event's organisers stand: before it up to 的, or behind it from 由."""
    start, end = passage.part(p.start)
    if not EVENT.search(p.name) or is_mere_kind(p, passage):
        return None
    if OF.search(passage.text[start : p.start]):
        return start, p.start
    behind = BY.match(passage.text, p.end, end)
    return (behind.end(), end) if behind and ROLE.search(passage.text, behind.end(), end) else None


def is_mere_kind(p: Named, passage: Passage) -> bool:
    """Whether a name tells all of a kind: 劳动竞赛, 各类宣传教育活动."""
    if ALL_KINDS.match(passage.text, max(p.start - 6, passage.clause(p.start)[0]), p.start + 2):
        return True
    concept = by_label().get(p.name)
    return bool(concept and concept.kind == "competition" and p.program.rule == "program/scheme")


def _by_role(scene: Scene, passage: Passage, p: Named, stretch: tuple[int, int]) -> Iterator[Relation]:
    """One organiser in a role is a host; several in one role, and who only helps (协办), are hosts together."""
    position = stretch[0]
    for m in ROLE.finditer(passage.text, *stretch):
        found = _before(passage, position, m.start())
        alone = len(found) == 1 and m["role"] not in LEXICON["helping"] and not m["how"]
        for o in found:
            kind, rule = ("hostedBy", "host-by-its-role") if alone else ("coHostedBy", "co-host-by-its-role")
            yield from scene.relate(kind, p.name, o.name, passage, (o.start, m.end()), rule)
        position = m.end()


def _before(passage: Passage, start: int, end: int) -> list[Organisation]:
    """The organisations, joined in a row, that end right before a role."""
    found = [o for o in outermost(passage, start, end) if o.type != "person"]
    if not found or re.search("[,;。]", passage.text[found[-1].end : end]) or end - found[-1].end > 6:
        return []
    row = [found[-1]]
    for later, earlier in pairwise(reversed(found)):
        if not CHAIN.fullmatch(passage.text[earlier.end : later.start]):
            break
        row.append(earlier)
    return [] if passage.text[: row[-1].start].endswith(tuple(LEXICON["at"])) else row[::-1]
