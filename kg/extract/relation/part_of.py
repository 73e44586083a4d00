"""partOf: a program and the umbrella, brand or plan that the text puts it under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extract.lexicon import alternation, lexicon
from kg.extract.program.lists import MADE_OF
from kg.extract.program.naming import MARKS, by_label, by_name, stem
from kg.extract.quantity.numerals import parse_numeral
from kg.extract.relation.scene import TAKES_PART, Named, Passage, Scene
from kg.model import Relation

LEXICON = lexicon("relation")["part"]
HEADS, WAYS, MEETINGS = tuple(LEXICON["heads"]), tuple(LEXICON["ways"]), tuple(LEXICON["meetings"])
GOES_ON = tuple(LEXICON["goes_on"])
RANKS = re.compile(f"^{alternation(LEXICON['ranks'])}+")
CONTENT = re.compile(MADE_OF)
CLOSER = re.compile(rf"等[^,。;、“]{{0,6}}{alternation(LEXICON['closers'])}")
INTO = re.compile(alternation(LEXICON["into"]))
AMONG = re.compile(alternation(LEXICON["among"]))
MEANS = re.compile(rf"{alternation(LEXICON['means'])}[^,。;]{{0,6}}$")
RUN = re.compile(rf"{alternation(LEXICON['runs'])}[^,。;]{{0,4}}$")
REGION = re.compile(rf"^[一-龥]{{2,8}}?[{MARKS}](?=[一-龥]{{3}})")
GIVING = re.compile(rf"{alternation(LEXICON['giving'])}[^。;]*$")


def part_of(scene: Scene) -> Iterator[Relation]:
    """Every way in which a report states that a program is part of another."""
    rules = (listed_before, made_of, taken_into, of_these, run_within, prized, planned, counted)
    for passage in scene.passages:
        told = [relation for rule in rules for relation in rule(scene, passage)]
        placed = frozenset(relation.subject for relation in told)
        yield from told
        yield from by_name_alone(scene, passage, placed)
        yield from under_heading(scene, passage, placed)


def planned(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """“7”即…命名100个市级模范职工之家…: what a plan's list promises for a program makes it part of the plan."""
    plan = scene.plans.get(passage.sentence.start)
    for p in passage.programs:
        if plan and _promised(passage, p):
            yield from scene.relate("partOf", p.name, plan, passage, (p.start, p.end), "part-promised-in-a-plan")


def counted(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """抓好五项惠民措施: as many headings below as the heading's number says are its members."""
    for p in passage.programs:
        if passage.sentence.kind == "heading" and p.program.rule == "program/numbered-catchword":
            below = scene.below(passage)
            if len(below) == parse_numeral(p.name[0]):
                for other in (q for members in below for q in members[:1]):
                    yield from scene.relate(
                        "partOf", other.name, p.name, passage, (p.start, p.end), "part-by-count-of-headings"
                    )


def _promised(passage: Passage, p: Named) -> bool:
    start, _ = passage.clause(p.start)
    return bool(re.search(r"\d", passage.text[start : p.start])) and passage.text[p.end : p.end + 1] != "等"


def by_name_alone(scene: Scene, passage: Passage, placed: frozenset[str]) -> Iterator[Relation]:
    """金秋助学圆梦夏令营 is part of 金秋助学: the name begins with the other's, and a head of its own follows."""
    for p in passage.programs:
        for name in (p.name, *scene.within(p.name)):
            if owner := _owner(name, scene) or (_ranked(name, scene) if name not in placed else None):
                yield from scene.relate("partOf", name, owner, passage, (p.start, p.end), "part-by-name")


def _owner(name: str, scene: Scene) -> str | None:
    """The longest program of the report whose name the front of `name` bears."""
    motto = name.split("——")[0]
    if motto != name and motto in scene.programs:
        return motto
    own = scene.stems.get(name, stem(name))
    fits = [
        other
        for other, short in scene.stems.items()
        if other != name
        and 3 <= len(short) <= len(own) - 2
        and own.startswith(short)
        and _is_head(own[len(short) :], own)
    ]
    return max(fits, key=lambda other: len(scene.stems[other]), default=None)


def _ranked(name: str, scene: Scene) -> str | None:
    """职工书屋 of 星级职工书屋: a name with nothing but a rank before it."""
    bare = RANKS.sub("", name)
    return bare if bare != name and bare in scene.programs else None


def _is_head(rest: str, name: str) -> bool:
    return name.endswith(HEADS) and not rest.startswith(("和", "与", "及"))


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
        if whole and part and _pairs(_bare(part[0].name)) & _pairs(_bare(whole[-1].name)):
            span = (whole[-1].start, part[0].end)
            yield from scene.relate("partOf", part[0].name, whole[-1].name, passage, span, "part-among-these")


def _bare(name: str) -> str:
    """A name without the region before it: two honours of one city have no more in common than that."""
    return REGION.sub("", stem(name))


def run_within(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """开展A,推行“…”模式: the means by which the program is run that opens the part of a sentence."""
    led = [p for p in passage.programs if p.led]
    for first, p in pairwise(led):
        start, clause = passage.part(p.start)[0], passage.clause(p.start)[0]
        before = passage.text[clause : p.start]
        if start <= first.start and first.end < clause and (_is_means(p, before) or _is_case(passage, first, before)):
            whole = _opener(led, start, p)
            yield from scene.relate("partOf", p.name, whole.name, passage, (whole.start, p.end), "part-as-its-means")


def _opener(led: list[Named], start: int, p: Named) -> Named:
    return next(q for q in led if start <= q.start <= p.start)


def _is_means(p: Named, before: str) -> bool:
    """采用“1+X”模式, 以“筹备金”规范收缴为抓手: a way of working, no program beside the first."""
    way = p.name.endswith(WAYS) or p.program.rule == "program/numbered-catchword"
    return way and bool(MEANS.search(before))


def _is_case(passage: Passage, first: Named, before: str) -> bool:
    """深化平安建设,开展“六防六促”工作: a standing work goes on, and something is run for it."""
    opening = passage.text[passage.clause(first.start)[0] : first.start]
    return opening.endswith(GOES_ON) and bool(RUN.search(before))


def prized(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """举行表彰会,授予工人先锋号12个: the honours given at a meeting."""
    for p in passage.programs:
        if _kind(p) != "honour" or not _given(passage, p):
            continue
        start, _ = passage.part(p.start)
        meeting = [q for q in passage.programs if start <= q.start and q.end <= p.start and q.name.endswith(MEETINGS)]
        owner = scene.stems.get(_owner(p.name, scene) or "")
        if meeting and not (owner and owner in meeting[-1].name):
            span = (meeting[-1].start, p.end)
            yield from scene.relate("partOf", p.name, meeting[-1].name, passage, span, "part-honoured-at-a-meeting")


def _given(passage: Passage, p: Named) -> bool:
    return bool(GIVING.search(passage.text[: p.start]))


def _kind(p: Named) -> str | None:
    concept = by_name().get(p.program.concept or "")
    if p.program.rule == "program/honour-in-a-list":
        return "honour"
    return concept.kind if concept else None


def under_heading(scene: Scene, passage: Passage, told: frozenset[str]) -> Iterator[Relation]:
    """开展评选表彰活动。召开五一表彰大会…: what is run below a heading that is a program's name."""
    if passage.sentence.kind != "body" or not passage.umbrella or not _names_only(passage):
        return
    names = told.union(p.name for p in passage.umbrella)
    for p in passage.programs:
        placed = p.name in names or scene.owned(p.name) or scene.headed(p.name, passage)
        for whole in _chosen(p, passage) if p.led and _opens(passage, p) and not placed else ():
            yield from scene.relate("partOf", p.name, whole.name, passage, (p.start, p.end), "part-under-a-heading")


def _names_only(passage: Passage) -> bool:
    """Whether the heading is a program's name with a verb before it, not a slogan in which one occurs."""
    heading = passage.sentence.headings[-1].strip("●·。 ")
    named = sum(p.end - p.start for p in passage.umbrella)
    return not re.search(r"[\s/,，—]", heading) and named * 2 >= len(heading)


def _opens(passage: Passage, p: Named) -> bool:
    """Whether a program is the first that its clause runs, and is run there, not only taken part in."""
    start, _ = passage.clause(p.start)
    first = not any(q.led and start <= q.start < p.start for q in passage.programs)
    return first and not TAKES_PART.search(passage.text, start, p.start)


def _chosen(p: Named, passage: Passage) -> list[Named]:
    """The programs of the heading that a program may be part of: of several those that share a word with its name."""
    several = len(passage.umbrella) > 1 or "、" in passage.sentence.headings[-1]
    return [w for w in passage.umbrella if _shares(p, w) or (not several and _kindred(p, w))]


def _shares(p: Named, whole: Named) -> bool:
    return bool(_pairs(stem(whole.name)) & _pairs(p.name))


def _kindred(p: Named, whole: Named) -> bool:
    """Whether two programs are of one kind, or of one branch of the scheme, or one is not in it."""
    a, b = (by_name().get(n.program.concept or "") for n in (p, whole))
    if a is None or b is None or p.name not in by_label() or p.program.rule == "program/numbered-catchword":
        return True
    return a.kind == b.kind or bool(_branch(a.name) & _branch(b.name))


def _branch(name: str) -> set[str]:
    """A concept and those above it."""
    found: set[str] = set()
    above = [name]
    while above:
        concept = by_name().get(above.pop())
        if concept and concept.name not in found:
            found.add(concept.name)
            above += concept.broader
    return found


def _pairs(name: str) -> set[str]:
    return {name[i : i + 2] for i in range(len(name) - 1)}
