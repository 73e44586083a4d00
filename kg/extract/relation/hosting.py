"""hostedBy and coHostedBy: who held an event, alone or with others; taking part in one is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extract.lexicon import alternation, any_of, lexicon
from kg.extract.organisation.rules import Organisation, actor
from kg.extract.program.naming import ORDINAL
from kg.extract.relation.organising import is_mere_kind, organised, roles_of
from kg.extract.relation.scene import TAKES_PART, Named, Passage, Scene, outermost
from kg.model import Relation

LEXICON = lexicon("relation")["host"]
HOLDING = re.compile(rf"(?P<verb>{alternation(LEXICON['verbs'])})[了好]?[^,。;:“]{{0,6}}$")
WITH = re.compile("(?<![协共])" + alternation(LEXICON["with"]))
EVENT = re.compile(f"{alternation(LEXICON['events'])}{alternation(LEXICON['tails'])}?$")
RUN = any_of(LEXICON["run_events"], "$")
APART, TOGETHER = (any_of(LEXICON[words]) for words in ("apart", "together"))
CAUSES = any_of(LEXICON["causes"])
PEOPLE = any_of(LEXICON["people"])
PLACE = re.compile("[在于到赴]")
JOINED = re.compile("[、和及以]{1,2}")
SESSIONS = re.compile(rf"\d+[余多]?{alternation(LEXICON['sessions'])}")
EDITIONS = re.compile(rf"[二三四五六七八九十\d]+[余多]?{alternation(LEXICON['sessions'])}$")
LISTING = re.compile(rf"(?P<verb>{alternation(LEXICON['listing'])})了?[^,。;:]*$")


def hosting(scene: Scene) -> Iterator[Relation]:
    """The hosts and co-hosts of every event that a report says was held."""
    by_role = frozenset(relation.subject for relation in organised(scene))
    for passage in scene.passages:
        for p in passage.programs:
            yield from _hosts(scene, passage, p) if p.name not in by_role else ()
            yield from owning(scene, passage, p)
        yield from sessions(scene, passage)


def _hosts(scene: Scene, passage: Passage, p: Named) -> Iterator[Relation]:
    """The hosts of one event: with a partner, in a row, or one alone."""
    start, _ = passage.clause(p.start)
    if TAKES_PART.search(passage.text[start : p.start]) or roles_of(passage, p):
        return
    held = HOLDING.search(passage.text[start : p.start]) or _in_a_list(passage, p, start)
    if not held:
        return
    verb = start + held.start()
    partners = partners_before(passage, verb) or signed_before(passage, start, verb)
    if partners:
        yield from _together(scene, passage, p, partners)
    elif row := in_a_row(passage, verb):
        apart = APART.search(passage.text, row[-1].end, p.start)
        kind = "hostedBy" if apart else "coHostedBy"
        for o in row if EVENT.search(p.name) or TOGETHER.search(passage.text, row[-1].end, p.start) else ():
            yield from scene.relate(kind, p.name, o.name, passage, (start, p.end), "host-in-a-row")
    elif _is_held(held["verb"], p, passage) and (host := _host(scene, passage, verb, p)):
        yield from scene.relate("hostedBy", p.name, host, passage, (verb, p.end), "host-of-an-event")


def _in_a_list(passage: Passage, p: Named, start: int) -> re.Match[str] | None:
    """举办A、B: the verb before the first of a list stands for all; a short item (讲座) is no event by itself."""
    if passage.text[p.start - 1 : p.start] not in ("、", "和", "暨") or (
        p.end - p.start < 8 and not _sessions(passage, p)
    ):
        return None
    return LISTING.search(passage.text[start : p.start])


def _is_held(verb: str, p: Named, passage: Passage) -> bool:
    """承办 and 召开 hold events; 开展 runs them too, but also what goes on all year: only some names tell.

    A contest by its mere kind (各类劳动竞赛2000场) is no event, what is counted in sessions is one.
    """
    surface = passage.text[p.start : p.end]
    event = EVENT.search(p.name) or EVENT.search(surface) or re.match("“.*活动$", surface) or _sessions(passage, p)
    return (
        bool(event)
        and not is_mere_kind(p, passage)
        and (verb not in LEXICON["runs"] or bool(ORDINAL.search(p.name) or RUN.search(surface)))
    )


def _sessions(passage: Passage, p: Named) -> bool:
    """Whether several sessions of a program are counted: 宣讲活动30场, 六届…大赛."""
    behind = SESSIONS.match(passage.text, p.end)
    return bool(behind or EDITIONS.search(passage.text[: p.start]))


def _together(scene: Scene, passage: Passage, p: Named, partners: list[Organisation]) -> Iterator[Relation]:
    """The partners that 与 joins to the verb, and the union that acts or reports."""
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
    place = PLACE.search(passage.text, found[0].end, verb) if found else None  # 联合市人社局|在市工人文化宫举办
    partners = [o for o in found if not place or o.end <= place.start()]
    return partners if partners and partners[0].start - joined[0].end() <= 10 else []


def in_a_row(passage: Passage, verb: int) -> list[Organisation]:
    """麦积区、甘谷县及市文旅系统相继|开展…竞赛: the organisations, two or more, that open the clause of the verb."""
    start, _ = passage.clause(verb)
    found = [o for o in outermost(passage, start, verb) if o.type != "person"]
    if len(found) < 2 or found[0].start != start or WITH.search(passage.text, start, verb):
        return []
    if PEOPLE.search(passage.text, found[-1].end, verb):
        return []
    return found if all(JOINED.fullmatch(passage.text[a.end : b.start]) for a, b in pairwise(found)) else []


def signed_before(passage: Passage, start: int, verb: int) -> list[Organisation]:
    """与建设银行签订协议,联合开展…: the partner named in the clause before, where the verb says 联合."""
    if "联合" not in passage.text[start : verb + 4] or start < 2:
        return []
    return partners_before(passage, start - 1)


def _host(scene: Scene, passage: Passage, verb: int, p: Named | None = None) -> str | None:
    """Who acts before the verb: what opens the clause, else the union of the sentence, else the reporting one.

    贵阳市工会 that held sixty sessions are the unions of the city; that held one, its general union.
    """
    start, _ = passage.clause(verb)
    named = outermost(passage, 0, len(passage.text))  # 市总工会 in 市总工会职工服务中心 is nobody who acts
    before = [o for o in named if start <= o.start and o.end <= verb]
    if caused := CAUSES.search(passage.text, start, verb):  # 指导龙游县总工会举办: the one that is guided holds it
        return next((o.name for o in before if o.start == caused.end()), None)
    if before and before[-1].type != "union":
        return before[-1].name if passage.text[start : before[-1].start].strip() == "" else None
    acting = actor(named, passage.doc, verb) or next(iter(before), None)
    together = acting and acting.rule == "organisation/unions-of-a-region" and acting.name == scene.home.name
    if together and p and _sessions(passage, p):
        return scene.home.all_levels()
    return acting.name if acting else scene.home.name


def owning(scene: Scene, passage: Passage, p: Named) -> Iterator[Relation]:
    """市总工会“书香工会”读书活动获评…: what opens a clause under the name of the union whose event it is."""
    start, _ = passage.clause(p.start)
    for o in passage.organisations:
        opens = o.start == start and o.end == p.start and o.type == "union"
        if opens and re.match("“.*活动$", passage.text[p.start : p.end]):
            yield from scene.relate("hostedBy", p.name, o.name, passage, (o.start, p.end), "host-before-the-name")


def sessions(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """市总工会六届五次全委会议: a session is held by the union that it is one of."""
    for p in passage.programs:
        if p.program.rule == "program/session" and scene.home.name:
            yield from scene.relate("hostedBy", p.name, scene.home.name, passage, (p.start, p.end), "host-of-a-session")
