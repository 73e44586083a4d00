"""hostedBy and coHostedBy: who held an event, alone or with others; taking part in one is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lexicon import alternation, lexicon
from kg.extract.organisation.rules import Organisation, actor
from kg.extract.program.naming import ORDINAL
from kg.extract.relation.scene import TAKES_PART, Named, Passage, Scene, outermost
from kg.model import Relation

LEXICON = lexicon("relation")["host"]
HOLDING = re.compile(rf"(?P<verb>{alternation(LEXICON['verbs'])})[了好]?[^,。;:“]{{0,6}}$")
WITH = re.compile("(?<![协共])" + alternation(LEXICON["with"]))
EVENT = re.compile(f"{alternation(LEXICON['events'])}{alternation(LEXICON['tails'])}?$")
RUN = re.compile(alternation(LEXICON["run_events"]) + "$")
LISTING = re.compile(rf"(?P<verb>{alternation(LEXICON['listing'])})了?[^,。;:]*$")


def hosting(scene: Scene) -> Iterator[Relation]:
    """The hosts and co-hosts of every event that a report says was held."""
    for passage in scene.passages:
        for p in passage.programs:
            yield from _hosts(scene, passage, p)
        yield from sessions(scene, passage)


def _hosts(scene: Scene, passage: Passage, p: Named) -> Iterator[Relation]:
    start, _ = passage.clause(p.start)
    if TAKES_PART.search(passage.text[start : p.start]):
        return
    held = HOLDING.search(passage.text[start : p.start]) or _in_a_list(passage, p, start)
    if not held:
        return
    verb = start + held.start()
    partners = partners_before(passage, verb) or signed_before(passage, start, verb)
    if partners:
        yield from _together(scene, passage, p, partners)
    elif _is_held(held["verb"], p, passage.text[p.start : p.end]) and (host := _host(scene, passage, verb)):
        yield from scene.relate("hostedBy", p.name, host, passage, (verb, p.end), "host-of-an-event")


def _in_a_list(passage: Passage, p: Named, start: int) -> re.Match[str] | None:
    """举办A、B: the verb before the first of a list stands for all; a short item (讲座) is no event by itself."""
    if passage.text[p.start - 1 : p.start] not in ("、", "和", "暨") or p.end - p.start < 8:
        return None
    return LISTING.search(passage.text[start : p.start])


def _is_held(verb: str, p: Named, surface: str) -> bool:
    """承办 and 召开 hold events; 开展 runs them too, but also what goes on all year: only some names tell."""
    event = EVENT.search(p.name) or EVENT.search(surface) or re.match("“.*活动$", surface)
    return bool(event) and (verb not in LEXICON["runs"] or bool(ORDINAL.search(p.name) or RUN.search(surface)))


def _together(scene: Scene, passage: Passage, p: Named, partners: list[Organisation]) -> Iterator[Relation]:
    joined = [m.start() for m in WITH.finditer(passage.text, 0, partners[0].start)]
    span = (joined[-1], p.end)
    for partner in partners:
        yield from scene.relate("coHostedBy", p.name, partner.name, passage, span, "co-hosts-joined-by-yu")
    own = _host(scene, passage, span[0])
    if own and own not in {partner.name for partner in partners}:
        yield from scene.relate("coHostedBy", p.name, own, passage, span, "co-host-that-reports")


def partners_before(passage: Passage, verb: int) -> list[Organisation]:
    """The organisations that 与, 会同 or 联合 joins to the verb at `verb`."""
    start, _ = passage.clause(verb)
    joined = list(WITH.finditer(passage.text, start, verb))
    if not joined:
        return []
    found = [o for o in outermost(passage, joined[0].end(), verb) if o.type != "person"]
    return found if found and found[0].start - joined[0].end() <= 10 else []


def signed_before(passage: Passage, start: int, verb: int) -> list[Organisation]:
    """与建设银行签订协议,联合开展…: the partner named in the clause before, where the verb says 联合."""
    if "联合" not in passage.text[start : verb + 4] or start < 2:
        return []
    return partners_before(passage, start - 1)


def _host(scene: Scene, passage: Passage, verb: int) -> str | None:
    """Who acts before the verb: what opens the clause, else the union of the sentence, else the reporting one."""
    start, _ = passage.clause(verb)
    before = [o for o in passage.organisations if start <= o.start and o.end <= verb]
    if before and before[-1].type != "union":
        return before[-1].name if passage.text[start : before[-1].start].strip() == "" else None
    acting = actor(passage.organisations, passage.doc, verb)
    return acting.name if acting else scene.home.name


def sessions(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """市总工会六届五次全委会议: a session is held by the union that it is one of."""
    for p in passage.programs:
        if p.program.rule == "program/session" and scene.home.name:
            yield from scene.relate("hostedBy", p.name, scene.home.name, passage, (p.start, p.end), "host-of-a-session")
