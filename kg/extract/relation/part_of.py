"""partOf: a program and the umbrella, brand or plan that the text puts it under."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lexicon import alternation, any_of, lexicon
from kg.extract.program.lists import MADE_OF
from kg.extract.program.naming import MARKS, pairs_in, stem
from kg.extract.relation.bearing import by_name_alone, owner_of
from kg.extract.relation.headed import counted, housed, of_a_line, under_heading
from kg.extract.relation.means import centred, narrower, resting_on, run_within, served, within
from kg.extract.relation.scene import Named, Passage, Scene
from kg.model import Relation

LEXICON = lexicon("relation")["part"]
MEETINGS = tuple(LEXICON["meetings"])
CONTENT = re.compile(MADE_OF)
CLOSER = re.compile(rf"等[^,。;、“]{{0,6}}{alternation(LEXICON['closers'])}")
SPELLS = re.compile(rf":|,?{alternation(LEXICON['lists'])}")
INTO = any_of(LEXICON["into"])
AMONG = any_of(LEXICON["among"])
REGION = re.compile(rf"^[一-龥]{{2,8}}?[{MARKS}](?=[一-龥]{{3}})")
GIVING = re.compile(rf"{alternation(LEXICON['giving'])}[^。;]*$")


def part_of(scene: Scene) -> Iterator[Relation]:
    """Every way in which a report states that a program is part of another."""
    rules = (by_lists, run_within, served, within, resting_on, centred, narrower, prized, planned, counted, housed)
    for passage in scene.passages:
        told = [relation for rule in rules for relation in rule(scene, passage)]
        placed = frozenset(relation.subject for relation in told)
        whole = frozenset(relation.object for relation in told)
        yield from told
        yield from by_name_alone(scene, passage, placed)
        yield from under_heading(scene, passage, placed)
        yield from of_a_line(scene, passage, placed | whole)


def by_lists(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """What a list, a content or a count of members puts under a whole."""
    for rule in (listed_before, made_of, spelt_out, taken_into, of_these):
        yield from rule(scene, passage)


def planned(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """“7”即…命名100个市级模范职工之家…: what a plan's list promises for a program makes it part of the plan."""
    plan = scene.plans.get(passage.sentence.start)
    for p in passage.programs:
        if plan and _promised(passage, p):
            yield from scene.relate("partOf", p.name, plan, passage, (p.start, p.end), "part-promised-in-a-plan")


def _promised(passage: Passage, p: Named) -> bool:
    """Whether a plan's list counts a program: 命名100个市级模范职工之家, no example of several (…等)."""
    start, _ = passage.clause(p.start)
    return bool(re.search(r"\d", passage.text[start : p.start])) and passage.text[p.end : p.end + 1] != "等"


def listed_before(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """把思想引领、…、健康幸福“十大行动”: the members of a list and the brand that sums them up."""
    members = [p for p in passage.programs if p.program.rule == "program/member-of-a-list"]
    for member in members:
        if brand := _brand_of(passage, member, members):
            yield from scene.relate(
                "partOf", member.name, brand.name, passage, (member.start, brand.end), "part-of-a-brand"
            )


def _brand_of(passage: Passage, member: Named, members: list[Named]) -> Named | None:
    """The brand whose name holds the list, or that stands right behind it."""
    last = max(m.end for m in members)
    others = [p for p in passage.programs if p not in members]
    holding = (p for p in others if p.start <= member.start and member.end <= p.end)
    return next(holding, None) or next((p for p in others if 0 <= p.start - last <= 3), None)


def made_of(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """以“…答题、…培训”为主要内容的“安康杯”竞赛: what a program is made of."""
    for m in CONTENT.finditer(passage.text):
        whole = next((p for p in passage.programs if p.start >= m.end() and p.start - m.end() <= 2), None)
        opening = max(passage.text.rfind("“", 0, m.start()), passage.text.rfind("以", 0, m.start()))
        for p in passage.programs:
            if whole and p.end <= m.start() and p.start >= opening:
                yield from scene.relate(
                    "partOf", p.name, whole.name, passage, (p.start, whole.end), "part-as-its-content"
                )
    for m in CLOSER.finditer(passage.text):
        yield from _closed(scene, passage, m.start())


def spelt_out(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """“四季送”品牌:春送岗位、夏送清凉…; 惠工工程,包括体检、疗休养: the list behind a colon or 包括."""
    for m in SPELLS.finditer(passage.text):
        whole = next((p for p in reversed(passage.programs) if 0 <= m.start() - p.end <= 6), None)
        parts = _chain([p for p in passage.programs if p.start >= m.end()], passage.text, m.end())
        for p in parts if whole and whole.led and len(parts) >= 2 else ():
            yield from scene.relate(
                "partOf", p.name, whole.name if whole else "", passage, (m.start(), p.end), "part-spelt-out"
            )


def _chain(programs: list[Named], text: str, start: int) -> list[Named]:
    """The programs that follow one another from `start`, joined by 、 or 和."""
    found: list[Named] = []
    for p in programs:
        if not re.fullmatch(r"[、和及与以“”]{0,3}|活动、|行动、", text[start : p.start]):
            break
        found.append(p)
        start = p.end
    return found


def _closed(scene: Scene, passage: Passage, end: int) -> Iterator[Relation]:
    """开展A,举办了B、C等活动: the items of a list that 等活动 closes are part of what the sentence runs."""
    start, _ = passage.clause(end)
    items = [p for p in passage.programs if start <= p.start < end and "、" in passage.text[start:end]]
    before = [p for p in passage.programs if p.led and p.end <= start and p.start >= passage.part(end)[0]]
    if len(items) >= 2 and len(before) == 1:
        whole = before[-1]
        for p in items:
            yield from scene.relate(
                "partOf", p.name, whole.name, passage, (whole.start, p.end), "part-in-a-closed-list"
            )


def taken_into(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """将X纳入Y: what is taken into a plan."""
    for m in INTO.finditer(passage.text):
        start, end = passage.clause(m.start())
        part = [p for p in passage.programs if start <= p.start and p.end <= m.start()]
        whole = [p for p in passage.programs if m.end() <= p.start < end]
        if part and whole:
            span = (part[-1].start, whole[0].end)
            yield from scene.relate("partOf", part[-1].name, whole[0].name, passage, span, "part-taken-into")


def of_these(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """新建X102家,其中省级示范性X3家: a class of what was counted before."""
    for m in AMONG.finditer(passage.text):
        whole = [p for p in passage.programs if p.end <= m.start() and m.start() - p.end <= 30]
        part = [p for p in passage.programs if m.end() <= p.start <= passage.clause(m.end())[1]]
        if whole and part and pairs_in(_without_region(part[0].name)) & pairs_in(_without_region(whole[-1].name)):
            span = (whole[-1].start, part[0].end)
            yield from scene.relate("partOf", part[0].name, whole[-1].name, passage, span, "part-among-these")


def _without_region(name: str) -> str:
    """A name without the region before it: two honours of one city have no more in common than that."""
    return REGION.sub("", stem(name))


def prized(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """举行表彰会,授予工人先锋号12个: the honours given at a meeting."""
    for p in passage.programs:
        if not _is_honour(p) or not GIVING.search(passage.text[: p.start]):
            continue
        start, _ = passage.part(p.start)
        meeting = [q for q in passage.programs if start <= q.start and q.end <= p.start and q.name.endswith(MEETINGS)]
        owner = scene.stems.get(owner_of(p.name, scene) or "")
        if meeting and not (owner and owner in meeting[-1].name):
            span = (meeting[-1].start, p.end)
            yield from scene.relate("partOf", p.name, meeting[-1].name, passage, span, "part-honoured-at-a-meeting")


def _is_honour(p: Named) -> bool:
    """Whether a program is an honour: 工人先锋号, 五一劳动奖章."""
    return p.program.rule == "program/honour-in-a-list" or bool(p.entry and p.entry.kind == "honour")
