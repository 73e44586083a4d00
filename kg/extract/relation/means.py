"""partOf by means and purpose: what a program is run by, for and upon, told in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extract.lexicon import alternation, lexicon
from kg.extract.program.naming import CAMPAIGNS, GRADED_KINDS, stem
from kg.extract.relation.bearing import owner_of
from kg.extract.relation.scene import Named, Passage, Scene
from kg.extract.relation.sites import is_facility
from kg.model import Relation

LEXICON = lexicon("relation")["part"]
WAYS, GOES_ON = tuple(LEXICON["ways"]), tuple(LEXICON["goes_on"])
MEANS = re.compile(rf"{alternation(LEXICON['means'])}[^,。;]{{0,6}}$")
PURPOSE = re.compile(rf"(?:^|[,;。])为了?{alternation(LEXICON['how'])}*{alternation(LEXICON['serves'])}")
RESTS = re.compile(rf"为{alternation(LEXICON['rests'])},[^,。;、]{{0,20}}$")
CONTENT_OF = re.compile(rf"”?的[^,。;、]{{0,4}}{alternation(LEXICON['contents'])}(?:之一)?,[^,。;]{{0,30}}$")
AMID = re.compile(rf"”?{alternation(LEXICON['amid'])},[^,。;]{{0,30}}$")
CENTRES = re.compile(rf"(?:工作)?为{alternation(LEXICON['centres'])},[^,。;]{{0,20}}$")
SPELT_OUT = re.compile("“[^“”]*”的“?$")  # 实现“政治强、组织强”的|“双强”目标
RUN = re.compile(rf"{alternation(LEXICON['runs'])}[^,。;]{{0,4}}$")


def run_within(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """开展A,推行“…”模式: the means by which the program is run that opens the part of a sentence."""
    led = [p for p in passage.programs if p.led]
    for first, p in pairwise(led):
        start, clause = passage.part(p.start)[0], passage.clause(p.start)[0]
        before = passage.text[clause : p.start]
        if start <= first.start and first.end < clause and (_is_means(p, before) or _is_case(passage, first, before)):
            whole = first if first.name.endswith(CAMPAIGNS) else _opener(led, start, p)
            yield from scene.relate("partOf", p.name, whole.name, passage, (whole.start, p.end), "part-as-its-means")


def _opener(led: list[Named], start: int, p: Named) -> Named:
    """The program that opens the part of the sentence in which p is run."""
    return next(q for q in led if start <= q.start <= p.start)


def _is_means(p: Named, before: str) -> bool:
    """采用“1+X”模式, 以“筹备金”规范收缴为抓手: a way of working, no program beside the first."""
    way = p.name.endswith(WAYS) or p.program.rule == "program/numbered-catchword"
    return way and bool(MEANS.search(SPELT_OUT.sub("", before)))


def _is_case(passage: Passage, first: Named, before: str) -> bool:
    """深化平安建设,开展“六防六促”工作: a standing work goes on, and something is run for it."""
    opening = passage.text[passage.clause(first.start)[0] : first.start]
    return opening.endswith(GOES_ON) and bool(RUN.search(before))


def served(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """为深入推进A,举办B: what is run for a program that goes on, up to the next semicolon."""
    for m in PURPOSE.finditer(passage.text):
        _, end = passage.part(m.end())
        comma = passage.clause(m.end())[1]
        whole = [p for p in passage.programs if m.start() < p.start and p.end <= comma]  # 推进 may be in the name
        for p in passage.programs if len(whole) == 1 else ():
            if p.led and comma < p.start < end and stem(p.name) not in whole[0].name:
                span = (whole[0].start, p.end)
                yield from scene.relate("partOf", p.name, whole[0].name, passage, span, "part-for-a-purpose")


def resting_on(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """以A为依托,开展B: the contest or campaign under which another is run."""
    for first, p in pairwise(passage.programs):
        between = passage.text[first.end : p.start]
        opens = passage.text[: first.start].rstrip("“").endswith("以") and not is_facility(first)
        if opens and RESTS.match(between):
            yield from scene.relate("partOf", p.name, first.name, passage, (first.start, p.end), "part-resting-on")


def within(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """作为“安康杯”竞赛的重要内容,开展B; 在“书香三衢”系列活动中,举办B: what is told to be run inside another."""
    for first, p in pairwise(passage.programs):
        opening = passage.text[: first.start].rstrip("“")
        behind = passage.text[first.end : p.start]
        content = opening.endswith("作为") and CONTENT_OF.match(behind)
        if p.led and (content or (opening.endswith("在") and AMID.match(behind))):
            yield from scene.relate("partOf", p.name, first.name, passage, (first.start, p.end), "part-run-within")


def centred(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """以开展货车司机入会为重点,带动八大群体入会: the part of a work on which it centres."""
    for first, p in pairwise(passage.programs):
        start, _ = passage.clause(first.start)
        opens = re.search("以[^,。;、]{0,4}$", passage.text[start : first.start])
        if opens and CENTRES.match(passage.text[first.end : p.start]):
            yield from scene.relate("partOf", first.name, p.name, passage, (first.start, p.end), "part-at-the-centre")


def narrower(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """发放会员服务卡3万张,推进普惠服务: in neighbouring clauses, what the scheme puts under what is run there."""
    for p in passage.programs:
        for whole in passage.programs if not owner_of(p.name, scene) else ():
            near = _is_beside(passage, p, whole) or _heads(passage, whole, p)
            if whole.led and near and _is_under(p, whole):
                span = (min(p.start, whole.start), max(p.end, whole.end))
                yield from scene.relate("partOf", p.name, whole.name, passage, span, "part-by-scheme-beside-it")


def _is_under(p: Named, whole: Named) -> bool:
    """Whether the scheme puts a program, no honour and no contest, right under another that is no way of working."""
    if p.entry is None or p.entry.kind in GRADED_KINDS or whole.name.endswith(WAYS):
        return False
    return whole.program.concept in p.entry.broader


def _heads(passage: Passage, whole: Named, p: Named) -> bool:
    """Whether a standing work opens the part of the sentence in which a program is run: 持续深化A,…,开展B."""
    start, clause = passage.part(p.start)[0], passage.clause(p.start)[0]
    opening = passage.text[start : whole.start]
    return p.led and start <= whole.start < clause and opening.endswith(GOES_ON) and len(opening) <= 8


def _is_beside(passage: Passage, p: Named, whole: Named) -> bool:
    """Whether two programs stand in neighbouring clauses of one part of the sentence."""
    between = passage.text[min(p.end, whole.end) : max(p.start, whole.start)]
    return between.count(",") == 1 and not re.search("[;。]", between)
