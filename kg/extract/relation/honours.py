"""awarded: who received which honour."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lexicon import alternation, any_of, lexicon
from kg.extract.organisation.persons import SURNAMES
from kg.extract.relation.scene import Named, Passage, Scene, outermost
from kg.extract.relation.sites import is_facility
from kg.model import Relation

LEXICON = lexicon("relation")["award"]
NO_PRIZE = f"(?!{alternation(LEXICON['not_behind_prize'])})"  # 奖章, 奖金
PRIZES = re.compile(
    rf"{alternation(LEXICON['won'])}了?(?!奖)(?P<first>[^,。;、]{{2,30}}?奖”?){NO_PRIZE}"
    rf"(?P<more>(?:[、和及][^,。;、和]{{2,14}}奖”?{NO_PRIZE})*)"
)
GIVEN = any_of(LEXICON["given"], "给?")
WON = any_of(LEXICON["won"])
STYLED = re.compile(rf"{alternation(LEXICON['won'])}了?“(?P<what>[^“”]{{5,40}})”")
NAMED_MAN = re.compile(
    rf"{alternation(LEXICON['posts'])}(?P<name>[一-龥]{{2,3}}?)(?={alternation(LEXICON['behind_names'])})"
)
ADVERBS = re.compile(f"{alternation(LEXICON['adverbs'])}+$")
APART = any_of(LEXICON["apart"])
POST = re.compile(f"^.*{alternation(LEXICON['posts'])}")
WORK = re.compile(rf"{alternation(LEXICON['works'])}?《[^《》]+》$")
CONTESTS = tuple(LEXICON["contests"])
CONTEST = re.compile(rf".*?{alternation(LEXICON['contests'])}")
REPORTING = re.compile(rf"\s*(?:{alternation(LEXICON['often'])}|连续[一二三四五六七八九十两\d]+年)?")
EMPLOYER = re.compile(f"^.*{alternation(LEXICON['employers'])}")


def honours(scene: Scene) -> Iterator[Relation]:
    """Every honour that a report says somebody received."""
    persons = {o.name for passage in scene.passages for o in passage.organisations if o.type == "person"}
    for passage in scene.passages:
        yield from titled(scene, passage)
        yield from prizes(scene, passage)
        yield from styled(scene, passage)
        for p in passage.programs:
            yield from given(scene, passage, p, persons)
            yield from won(scene, passage, p)


def titled(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """全国劳模陶军: a person named with an honour before the name."""
    for o in passage.organisations:
        for p in passage.programs:
            if o.type == "person" and p.end == o.start:
                yield from scene.relate("awarded", o.name, p.name, passage, (p.start, o.end), "honour-before-a-name")


def given(scene: Scene, passage: Passage, p: Named, persons: set[str]) -> Iterator[Relation]:
    """授予天水卷烟厂…示范单位称号: who stands between the verb of giving and the honour."""
    start, _ = passage.clause(p.start)
    verbs = list(GIVEN.finditer(passage.text, start, p.start))
    if not verbs:
        return
    stretch = passage.text[verbs[-1].end() : p.start]
    for name in _receivers(passage, verbs[-1].end(), p.start, stretch, persons):
        yield from scene.relate("awarded", name, p.name, passage, (verbs[-1].start(), p.end), "honour-given-to")


def _receivers(passage: Passage, start: int, end: int, stretch: str, persons: set[str]) -> list[str]:
    """Who stands between the verb of giving and the honour: persons, else organisations."""
    people = [name for name in persons if name in stretch] + [
        m["name"] for m in NAMED_MAN.finditer(passage.text, start, end + 1)
    ]
    if not people and stretch[:1] and stretch[0] in SURNAMES and re.fullmatch(r"[一-龥]{2,3}", stretch):
        people = [stretch]
    if people:
        return list(dict.fromkeys(people))
    return [o.name for o in outermost(passage, start, end)]


def won(scene: Scene, passage: Passage, p: Named) -> Iterator[Relation]:
    """A公司、B公司荣获…称号: who stands before the verb of winning in the same clause."""
    start, _ = passage.clause(p.start)
    verb = next(reversed(list(WON.finditer(passage.text, start, p.start))), None)
    if not verb or not _is_won(passage, p, verb.end()) or is_prize(passage, p):
        return
    end = start + len(ADVERBS.sub("", passage.text[start : verb.start()]))
    names = paired(passage, start, end) or _made(passage, start, end) or winners(passage, start, end)
    if APART.search(passage.text[end : verb.end()]):
        names = _each(passage, p, verb.end(), names)
    for name in names:
        yield from scene.relate("awarded", name, p.name, passage, (start, p.end), "honour-won-by")


def _is_won(passage: Passage, p: Named, start: int) -> bool:
    """Whether an honour stands behind the verb that ends at `start`, alone or in a list of honours."""
    between = passage.text[start : p.start]
    for other in passage.programs:
        if start <= other.start and other.end <= p.start:
            between = between.replace(passage.text[other.start : other.end], "")
    gap = len(re.sub("[、和及与“”]", "", between))
    return gap <= 6 and _is_whole(passage.text, p) and not _is_part_of_quotation(passage.text, p, start)


def _each(passage: Passage, p: Named, start: int, names: list[str]) -> list[str]:
    """A、B分别荣获X、Y: the one winner of an honour where there are as many of both; else the text leaves it open."""
    _, end = passage.clause(start)
    prizes = [q for q in passage.programs if start <= q.start < end and _is_won(passage, q, start)]
    if len(prizes) == 1:
        return names
    return [names[prizes.index(p)]] if p in prizes and len(prizes) == len(names) else []


def _is_whole(text: str, p: Named) -> bool:
    """Whether an honour ends where the program does: not 竞赛 in 获评…劳动和技能竞赛标杆单位."""
    return p.end == len(text) or text.startswith(tuple(LEXICON["behind_honours"]), p.end)


def _is_part_of_quotation(text: str, p: Named, start: int) -> bool:
    """Whether a program is only a part of a quotation behind the verb: “全国工会职工书屋品牌活动…”."""
    opening = text.rfind("“", start, p.start)
    closing = text.find("”", opening) if opening >= 0 else -1
    return closing > p.start and (closing > p.end or opening + 1 < p.start)


def winners(passage: Passage, start: int, end: int) -> list[str]:
    """Organisations, or stations named after them (凤台县环卫处幸福驿站), before a verb of winning."""
    found = []
    for o in outermost(passage, start, end):
        site = (p for p in passage.programs if o.start < p.start <= o.end <= p.end <= end and is_facility(p))
        station = next(site, None)
        found.append(passage.text[o.start : station.end] if station else o.name)
    return found


def prizes(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """获书画展二等奖、组织奖: prizes that were won; all are of the first one's contest."""
    for m in PRIZES.finditer(passage.text):
        start, _ = passage.clause(m.start())
        winner = (
            winners(passage, start, m.start())
            or _work(passage, start, m.start())
            or _reporting(scene, passage.text[start : m.start()])
        )
        own = [p for p in passage.programs if m.start() < p.start and p.end <= m.end() and is_prize(passage, p)]
        names = list(dict.fromkeys([p.name for p in own] or _full_names(m)))
        several = len(names) > 1 or passage.text[m.end() : m.end() + 1] in ("、", "和", "及")
        open_which = several and APART.search(passage.text, start, m.start())  # A、B分别获X、Y
        for name in names if not open_which else ():
            for who in winner:
                yield from scene.relate("awarded", who, name, passage, m.span(), "prize-won")
        yield from _of_their_contest(scene, passage, m, own)


def is_prize(passage: Passage, p: Named) -> bool:
    """Whether a program is a prize with a name of its own: “最佳民族特色奖”."""
    return bool(re.fullmatch("“[^“”]+”?[^“”]*奖”?", passage.text[p.start : p.end]))


def _full_names(m: re.Match[str]) -> list[str]:
    """省运动会二等奖, 省运动会组织奖 of 获省运动会二等奖、组织奖: all prizes are of the first one's contest."""
    names = [re.sub("[“”]", "", n) for n in (m["first"], *(n for n in re.split("[、和及]", m["more"]) if n))]
    contest = CONTEST.match(names[0])
    return [n if not contest or n.startswith(contest[0]) else contest[0] + n for n in names]


def _of_their_contest(scene: Scene, passage: Passage, m: re.Match[str], prizes: list[Named]) -> Iterator[Relation]:
    """荣获第三届…大赛“故事类”金奖: a prize with a name of its own is part of the contest told before it."""
    contest = next((p for p in passage.programs if m.start() < p.start and p.name.endswith(CONTESTS)), None)
    for p in prizes if contest else ():
        if contest and contest.end <= p.start:
            yield from scene.relate("partOf", p.name, contest.name, passage, m.span(), "part-prize-of-a-contest")


def _reporting(scene: Scene, before: str) -> list[str]:
    """The reporting union, where nothing but 先后 or 连续3年 stands before the verb of winning."""
    return [scene.home.name] if scene.home.name and REPORTING.fullmatch(before) else []


def _work(passage: Passage, start: int, end: int) -> list[str]:
    """微电影《脚印》荣获…: a work, or a program, that won."""
    title = WORK.search(passage.text[start:end])
    program = next((p.name for p in passage.programs if start <= p.start and p.end == end), None)
    found = title[0] if title else _quoted(passage.text[start:end]) or program
    return [found] if found else []


def _made(passage: Passage, start: int, end: int) -> list[str]:
    """市总工会“书香工会”读书活动获评…: the work or event that won, not its union; a station is its keeper's."""
    facility = any(p.end == end and is_facility(p) for p in passage.programs)
    quoted = re.search("[“《]", passage.text[start:end])
    return _work(passage, start, end) if quoted and not facility else []


def styled(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """“南明工会”APP被评为“…新媒体”: an honour that stands in quotation marks behind the verb."""
    for m in STYLED.finditer(passage.text):
        start, _ = passage.clause(m.start())
        who = _work(passage, start, m.start()) or winners(passage, start, m.start())
        named = any(p.start <= m.start("what") and p.end >= m.end("what") for p in passage.programs)
        for name in who[:1] if not named else ():
            yield from scene.relate("awarded", name, m["what"], passage, (start, m.end()), "honour-in-quotation-marks")


def _quoted(before: str) -> str | None:
    """“南明工会”APP: a name in quotation marks that ends a stretch."""
    found = re.search(r"(“[^“”]{2,16}”[A-Za-z一-龥]{0,4})$", before)
    return re.sub("[“”]", "", found[1]) if found else None


def paired(passage: Passage, start: int, end: int) -> list[str]:
    """区幼儿园周某、月兔集团职工叶某获…: persons, each behind an employer."""
    found = []
    for item in re.finditer(r"[^、,。;]+", passage.text[start:end]):
        employer = [o for o in passage.organisations if start + item.start() <= o.start and o.end < start + item.end()]
        behind = max((o.end for o in employer), default=None)
        name = passage.text[behind : start + item.end()] if behind else EMPLOYER.sub("", item[0])
        name = POST.sub("", name)
        if re.fullmatch(r"[一-龥]{2,3}", name) and name[0] in SURNAMES:
            found.append(name)
    return found
