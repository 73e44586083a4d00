"""guidedBy and supportedBy: the directive or upper body that a program follows, the partner that carries it along."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lexicon import alternation, any_of, lexicon
from kg.extract.organisation.rules import Organisation
from kg.extract.relation.scene import Named, Passage, Scene, outermost
from kg.model import Relation

LEXICON = lexicon("relation")["guide"]
FOLLOWS = alternation(LEXICON["follows"])
ORDERS = alternation(LEXICON["orders"])
ORDERED = re.compile(rf"{FOLLOWS}(?P<by>[^,。;]{{1,30}}?){ORDERS}")
TITLED = re.compile(rf"(?:{FOLLOWS}|{alternation(LEXICON['issues'])})[^,。;《》]{{0,6}}(?P<title>《[^《》]+》)")
PARTNERS = any_of(LEXICON["partners"])
BACKED = re.compile(rf"在(?P<by>[^,。;]{{2,40}}?)的?[一-龥]{{0,2}}?{alternation(LEXICON['backing'])}下")
CARRIES = re.compile(rf"[^,。;]{{0,10}}(?P<how>{alternation(LEXICON['carries'])})")
ISSUED = any_of(LEXICON["issues"])
ABOUT = any_of(LEXICON["about"])
CARRIES_OUT = tuple(LEXICON["carries_out"])


def guidance(scene: Scene) -> Iterator[Relation]:
    """Every directive, upper body and partner of a program."""
    for passage in scene.passages:
        yield from ordered(scene, passage)
        yield from titled(scene, passage)
        yield from partnered(scene, passage)
        yield from backed(scene, passage)
        yield from followed(scene, passage)


def followed(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """贯彻落实“八五”普法,集中开展…行动: the campaign that another one carries out."""
    for p in passage.programs:
        if passage.text[: p.start].endswith(CARRIES_OUT):
            next_one = [q for q in passage.programs if q.led and p.end < q.start < passage.part(p.end)[1]]
            for q in next_one[:1]:
                yield from scene.relate("guidedBy", q.name, p.name, passage, (p.start, q.end), "guided-by-a-campaign")


def ordered(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """按照市委部署,…; 落实全总、省总…要求: the bodies whose orders the program of the sentence follows."""
    for m in ORDERED.finditer(passage.text):
        for program in _followers(passage, m.end(), m.start()):
            for body in _within(passage, m.start("by"), m.end()):
                span = (m.start(), m.end())
                yield from scene.relate("guidedBy", program, body.name, passage, span, "guided-by-orders-of")


def _within(passage: Passage, start: int, end: int) -> list[Organisation]:
    """The bodies above the reporting union in a stretch."""
    within = (o for o in passage.organisations if start <= o.start and o.end <= end)
    return [o for o in within if o.type in ("party", "government", "union")]


def titled(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """对照《…标准》, 下发《…通知》: the document that the program of the sentence follows."""
    for m in TITLED.finditer(passage.text):
        span = (m.start(), m.end())
        bare = m["title"][1:-1]
        inside = [p.name for p in passage.programs if m.start() < p.start and p.end <= m.end() and p.name != bare]
        for program in (inside[:1] if "关于" in bare else []) or _under(passage, m):
            title = bare if bare in scene.programs else m["title"]
            yield from scene.relate("guidedBy", program, title, passage, span, "guided-by-a-document")


def _under(passage: Passage, m: re.Match[str]) -> list[str]:
    """对照《…标准》,开展…: what is run behind a title in its part; who issues one runs no heading by it."""
    end = passage.part(m.end())[1]
    behind = sorted((p for p in passage.programs if m.end() <= p.start < end), key=lambda p: not p.led)
    return [p.name for p in (behind or ([] if ISSUED.match(m[0]) else passage.umbrella))[:1]]


def _followers(passage: Passage, after: int, before: int) -> list[str]:
    """The program that follows an order: named in the order, else run behind it in the sentence, else the heading's."""
    inside = [
        p for p in passage.programs if before <= p.start and p.end <= after and _is_subject(passage, before + 2, p)
    ]
    behind = [p for p in passage.programs if p.start >= after]
    found = inside or [p for p in behind if p.led] or behind or list(passage.umbrella)
    return [p.name for p in found[:1]]


def _is_subject(passage: Passage, before: int, p: Named) -> bool:
    """Whether an order is about a program: 市委关于疫情防控的部署; the aims of 七优享工程 are an order themselves."""
    return bool(ABOUT.search(passage.text, before, p.start))


def partnered(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """与建设银行签订…, 协同市创城办…, 在…支持下: a partner that is no union, for the program of its clause."""
    for m in PARTNERS.finditer(passage.text):
        for o in passage.organisations:
            if 0 <= o.start - m.end() <= 2 and _carries(passage, o, m[0] in LEXICON["joint"]):
                for p in _carried(passage, o.end, m[0] in LEXICON["joins"]):
                    span = (m.start(), o.end)
                    yield from scene.relate("supportedBy", p.name, o.name, passage, span, "supported-by-a-partner")


def backed(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """在市总和区委、区政府的高度重视下,…: everyone whose support the program told next, or the heading's, has."""
    for m in BACKED.finditer(passage.text):
        _, end = passage.part(m.end())
        behind = [p for p in passage.programs if m.end() <= p.start < end]
        for o in outermost(passage, *m.span()):
            for p in (behind or passage.umbrella)[:1] if o.type != "person" else ():
                yield from scene.relate("supportedBy", p.name, o.name, passage, m.span(), "supported-by-backers")


def _carries(passage: Passage, o: Organisation, joint: bool) -> bool:
    """Whether an organisation is told to help: 与X合作, 协同X开展; who runs it with 与 or 联合 is a host beside."""
    _, end = passage.clause(o.end)
    told = CARRIES.match(passage.text, o.end, end)
    if told and joint and told["how"] in LEXICON["runs"]:
        return False
    return bool(told) and o.type not in ("union", "person")


def _carried(passage: Passage, position: int, joins: bool) -> list[Named]:
    """The program run next in the part of the sentence, else the heading's."""
    _, end = passage.part(position)
    behind = [p for p in passage.programs if p.led and position <= p.start < end]
    return behind[:1] or (list(passage.umbrella[:1]) if joins else [])
