"""Naming every figure of a sentence: which noun belongs to which number, and what is carried from figure to figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from kg.extract.measure.rules import (
    Measure,
    complement,
    head,
    noun_before,
    noun_behind,
    span,
    split_verb,
    unit_noun,
    without_links,
)
from kg.extract.measure.words import (
    AND,
    CHANGE,
    COVERBS,
    DIRECTIVE,
    LEADING,
    LEXICON,
    MOVING,
    NAMING,
    PARTICLES,
    Spans,
    Word,
    annotate,
    last_index,
    text_of,
    trim,
)
from kg.extract.quantity.rules import Quantity

LEVEL_ONLY = re.compile(r"^(?:其中)?(?:国家|全国|省|市|县|区|县区|州|乡镇|镇|街道)(?:级|上|里|内)$")
LEVEL_FIRST = re.compile(r"^(?:国家|全国|省|市|县|区|县区|州|乡镇|镇|街道)级")
AWARDED = frozenset(LEXICON["verbs"]["awarded"])
PER_HEAD = tuple(LEXICON["strip"]["per_head"])
PLACES = tuple("内中上下里间")
MONEY_HEADS = tuple(LEXICON["money_heads"]["endings"])


@dataclass
class Naming:
    """One sentence while its figures are named, from left to right."""

    words: list[Word]
    quantities: Sequence[Quantity]
    subjects: Spans
    named: list[Measure] = field(default_factory=list)

    def ahead(self, i: int) -> list[Word]:
        """The words of the clause before figure i that are free: from the last mark, figure or counted thing."""
        q = self.quantities[i]
        left = max((e for _, e in [*[(0, self._taken(j)) for j in range(i)]] if e <= q.start), default=0)
        free = [w for w in self.words if left <= w.start < q.start]
        cut = last_index([replace(w, text="|") if w.kind == "mark" else w for w in free], "|")
        free = free[max(cut, _open_bracket(free)) + 1 :]
        return self._without_actor(free, q.unit)

    def _without_actor(self, free: list[Word], unit: str | None) -> list[Word]:
        """市总工会筹集…: who acts is no part of the counted thing, unless nothing else is (基层工会5624家)."""
        rest = free
        while rest and (any(a <= rest[0].start < b for a, b in self.subjects) or rest[0].text in LEADING):
            rest = rest[1:]
        return rest if any(w.acts for w in rest) or unit == "元" else free

    def _taken(self, j: int) -> int:
        m, q = self.named[j], self.quantities[j]
        return max(q.end, m.end or 0) if m.rule == "measure/noun-behind" else q.end

    def following(self, i: int) -> list[Word]:
        """The words of the sentence behind figure i."""
        return [w for w in self.words if w.start >= self.quantities[i].end]

    def list_before(self, i: int) -> Measure | None:
        """The measure just before in the same list: nothing but 、, 和 and counted things stand between."""
        if not i:
            return None
        between = [w for w in self.words if self.quantities[i - 1].end <= w.start < self.quantities[i].start]
        if any(w.kind == "mark" for w in between):
            return None
        run_on = bool(between) and not any(w.acts for w in between) and self.named[-1].rule == "measure/noun-before"
        return self.named[-1] if run_on or any(w.text in AND for w in between) else None


def _open_bracket(words: Sequence[Word]) -> int:
    """The index of a bracket that opens before the figure and closes behind it, or -1."""
    depth = 0
    for i in range(len(words) - 1, -1, -1):
        depth += words[i].text.count(")") - words[i].text.count("(")
        if depth < 0:
            return i
    return -1


def name_measures(doc: Doc, quantities: Sequence[Quantity], times: Spans = (), subjects: Spans = ()) -> list[Measure]:
    """One measure for each quantity of the sentence, in order; `subjects` are the organisations that act."""
    words = annotate(doc, [(q.start, q.end) for q in quantities], times)
    naming = Naming(words, quantities, subjects)
    for i in range(len(quantities)):
        naming.named.append(_name(naming, i))
    return _settle(naming)


def _name(n: Naming, i: int) -> Measure:
    q = n.quantities[i]
    if q.kind == "rank":
        return _rank(n.ahead(i), q)
    if q.kind in ("share", "multiple", "growth"):
        return _share(n, i)
    ahead, following = n.ahead(i), n.following(i)
    before = noun_before(ahead, q.unit)
    if _is_region(q):
        verb = before.verb or (n.named[-1].verb if n.named else "")
        return replace(before, verb=verb, noun=q.unit_text, rule="measure/region-counted")
    if following and following[0].text == "为" and any(w.text in NAMING for w in ahead):
        return _named(ahead, following[1:])
    described = bool(following) and following[0].text == "的"
    noun, rest = noun_behind(following[1:] if described else following)
    noun = _leave_to_next(n, i, noun)
    own_noun = len(before.noun) > 1 and before.rule == "measure/noun-before"
    if trim(noun) and described and before.noun.endswith("价值"):
        return replace(before, verb=before.verb, noun=text_of(trim(noun)) + "价值", end=trim(noun)[-1].end)
    if trim(noun) and not (own_noun and _keeps_noun(n, i, before, described, noun)):
        return _behind(n, i, ahead, noun, rest)
    return _before(n, i, before, rest)


def _keeps_noun(n: Naming, i: int, before: Measure, described: bool, noun: Sequence[Word]) -> bool:
    """Whether the noun before the number stays though another follows: money, 师生3万人的学院, not 每人520元的标准."""
    if described:
        return not before.noun.endswith(PER_HEAD)
    return n.quantities[i].unit == "元" or (bool(before.verb) and _runs_on(n, i, noun))


def _runs_on(n: Naming, i: int, noun: Sequence[Word]) -> bool:
    """涵盖企业2.2万家职工38万人: the noun behind is the next figure's."""
    bare = all(w.kind == "word" and not w.acts for w in noun)
    return bare and i + 1 < len(n.quantities) and noun[-1].end == n.quantities[i + 1].start


def _named(ahead: Sequence[Word], following: Sequence[Word]) -> Measure:
    """授予施某等10人为技术能手 → 授予技术能手."""
    verb = next(w for w in reversed(ahead) if w.text in NAMING)
    noun, _ = noun_behind(following)
    return Measure(verb.text, text_of(trim(noun)), "", *span(trim(noun)), "measure/named-as")


def _is_region(q: Quantity) -> bool:
    """两县, 七区: the unit is the counted thing."""
    return q.unit == "个" and "个" not in q.unit_text and q.unit_text[-1:] in tuple("县区市村镇乡")


def _before(n: Naming, i: int, before: Measure, rest: Sequence[Word]) -> Measure:
    """The counted thing stands before the number; what the counted ones did may stand behind (帮助1300人达成意向)."""
    q = n.quantities[i]
    told_behind = before.rule == "measure/verb-before" and bool(rest) and rest[0].text in AWARDED
    bracketed = bool(rest) and rest[0].text == "("
    act = complement(rest) if not bracketed and (not before.verb or before.verb in DIRECTIVE or told_behind) else ""
    if act and (before.verb or not before.noun):
        moved = before.verb in MOVING or before.rule == "measure/verb-before"
        noun = unit_noun(q.unit, act) if moved or not before.noun else before.noun
        return replace(before, verb="", noun=noun, complement=act, rule="measure/deed-behind")
    carried = n.list_before(i)
    if (
        before.noun
        and not before.verb
        and carried
        and carried.rule in ("measure/noun-before", "measure/verb-carried-over")
    ):
        return replace(before, verb=carried.verb, rule="measure/verb-carried-over")
    return before


def _leave_to_next(n: Naming, i: int, noun: list[Word]) -> list[Word]:
    """资助643名困难学子助学金317万元: the sum's own noun is not the students'."""
    following = n.quantities[i + 1] if i + 1 < len(n.quantities) else None
    if following and following.unit == "元" and len(noun) > 1 and noun[-1].end == following.start:
        return noun[:-1] if noun[-1].text.endswith(MONEY_HEADS) else noun
    if following and len(noun) > 2 and noun[-1].end == following.start and noun[-1].acts:
        return noun[:-1]  # 四个等级规范建档3065户: the deed belongs to the next number
    return noun


def _behind(n: Naming, i: int, ahead: Sequence[Word], noun: list[Word], rest: Sequence[Word]) -> Measure:
    """12家单位, 15支代表队参加展示赛, 为12名职工提供法律援助: the counted thing stands behind the number."""
    _, verb, obj = split_verb(ahead, noun_follows=True)
    if ahead and ahead[-1].text == "的" and verb:  # 收集涉及利益的6项议案; 为取得学历的3名农民工
        verb = [] if ahead[0].text in COVERBS else verb[:1]
        obj = []
    verb = [w for w in verb if w.text not in PARTICLES]
    own = text_of(verb)
    modifier = trim(without_links(obj))
    carried = n.list_before(i)
    act = complement(rest) or ("" if own else _next_clause(rest))
    if own and modifier and verb[-1].text in DIRECTIVE:
        own = ""
    verb_text, act_text = ("", act) if act and (not own or verb[-1].text in DIRECTIVE) else (own, "")
    if not verb_text and not act_text and carried:
        verb_text, act_text = carried.verb, carried.complement
    kept = trim(noun)
    rate = trim(obj)[-1:] if obj and obj[-1].text in PER_HEAD else []
    name = text_of(rate) + text_of(kept[: last_index(kept, "的")] if carried and last_index(kept, "的") > 0 else trim(head(kept)))
    if not verb and _names_kind(obj, modifier):
        name = text_of(modifier) + name
    return Measure(verb_text, name, act_text, *span(kept), "measure/noun-behind")


def _names_kind(obj: Sequence[Word], modifier: Sequence[Word]) -> bool:
    """竞赛25个工种: a short noun before the number that says which; not 王某等15名, not 辖区内10个."""
    if not modifier or len(modifier) > 2 or any(w.text in COVERBS for w in obj) or obj[-1].text == "等" or modifier[-1].text.endswith(PLACES):
        return False
    if any(w.text in DIRECTIVE | COVERBS for w in modifier):
        return False
    return all(w.tag.startswith(("n", "v", "j")) and w.tag not in ("nr", "ns", "nrt") for w in modifier)


def _next_clause(rest: Sequence[Word]) -> str:
    """39个单位、233个班组、6990名职工,参与了劳动竞赛: what the counted ones did, told behind the comma."""
    if len(rest) < 2 or rest[0].text not in (",", ","):
        return ""
    return complement(rest[1:]) if rest[1].text in LEXICON["verbs"]["resuming"] else ""


def _share(n: Naming, i: int) -> Measure:
    """建会率70.7%, 占应解户数的44.6%, 农民工占89%, 80%的企业建立制度, 增加了15%的客流量."""
    q, ahead = n.quantities[i], n.ahead(i)
    place = last_index(ahead, "占")
    if place >= 0:
        part = text_of(trim(ahead[place + 1 :]))
        start, _ = span(ahead[place:] if part else ahead)
        name = f"占{part}比例" if part else text_of(trim(ahead[:place])) + "占比"
        return Measure("", name, "", start, q.start, "measure/share-of")
    following = n.following(i)
    noun, rest = noun_behind(following[1:]) if following and following[0].text == "的" else ([], [])
    linked = without_links(ahead)
    if noun and linked and (change := linked[-1].text) in CHANGE:
        return Measure("", text_of(trim(noun)) + change, "", *span(noun), "measure/change-behind")
    if noun:
        return Measure("", text_of(trim(noun)) + "比例", complement(rest), *span(trim(noun)), "measure/share-behind")
    chunk = trim(linked[last_index(linked, "、") + 1 :])
    if chunk and chunk[0].text in COVERBS:
        chunk = chunk[-1:]
    if chunk and chunk[0].text == "完成":
        return Measure("", text_of(chunk[1:]) + "完成率", "", *span(chunk), "measure/share-done")
    if chunk and chunk[-1].text in CHANGE:
        return Measure(chunk[-1].text, text_of(trim(chunk[:-1])), "", *span(chunk), "measure/change")
    return Measure("", text_of(chunk), "", *span(chunk), "measure/share-before")


def _rank(ahead: Sequence[Word], q: Quantity) -> Measure:
    """总分在全省排名第五 → 总分全省排名; 团体第10名 → 团体名次."""
    chunk = [w for w in ahead if w.text not in ("在", "的", "位", "列", "居")][-4:]
    name = text_of(chunk)
    start, _ = span(chunk)
    return Measure("", name if "名" in name else name + "名次", "", start, q.end, "measure/rank")


def _settle(n: Naming) -> list[Measure]:
    """What a figure leaves out is taken from its neighbours, ahead or behind."""
    settled = _share_deeds(n)
    for i, m in enumerate(settled):
        q = n.quantities[i]
        if LEVEL_ONLY.match(m.noun) and i + 1 < len(settled) and settled[i + 1].rule == "measure/noun-behind":
            ahead = settled[i + 1]
            settled[i] = replace(m, noun=m.noun + LEVEL_FIRST.sub("", ahead.noun), rule="measure/noun-ahead")
            if not ahead.verb and not ahead.complement:
                settled[i + 1] = replace(ahead, verb=m.verb)
        elif _is_change(n, settled, i):
            settled[i] = _change(n, settled, i)
        elif q.unit == "元" and _part_of_sum(n, i) and not m.noun.endswith(MONEY_HEADS) and settled[i - 1].noun:
            whole = next(settled[j] for j in range(i - 1, -1, -1) if settled[j].noun.endswith(MONEY_HEADS) or not j)
            settled[i] = replace(m, noun=m.noun + _money_head(whole), rule="measure/part-of-a-sum")
        elif LEVEL_ONLY.match(m.noun) or not m.name or (not m.noun and not m.complement):
            settled[i] = _from_earlier(n, settled, i)
    return settled


def _is_change(n: Naming, settled: Sequence[Measure], i: int) -> bool:
    """增长16万元; 增长3人和5万元: a verb of change alone, or a figure listed behind one."""
    m, q = settled[i], n.quantities[i]
    alone = not m.noun or m.noun == unit_noun(q.unit, m.verb)
    listed = bool(i) and not m.name and settled[i - 1].rule == "measure/change-of"
    return (m.verb in CHANGE and alone) or (not m.noun and q.kind == "share") or listed


def _part_of_sum(n: Naming, i: int) -> bool:
    """增加值1.7亿元,其中:工业8815万元、…: a part told behind 其中 without its own word for money."""
    if not i or n.quantities[i - 1].unit != "元":
        return False
    between = [w.text for w in n.words if w.start < n.quantities[i].start]
    return "其中" in between


def _money_head(whole: Measure) -> str:
    """The word for money that ends a measure: 实现增加值 → 增加值."""
    return next((e for e in sorted(MONEY_HEADS, key=len, reverse=True) if whole.noun.endswith(e)), whole.noun)


def _share_deeds(n: Naming) -> list[Measure]:
    """95家单位、593个班组、1.4万名职工参加竞赛: the deed told at the end of a list is everybody's."""
    shared = list(n.named)
    for i in range(len(shared) - 2, -1, -1):
        m, following = shared[i], shared[i + 1]
        alone = not m.complement and (not m.verb or m.verb.endswith(tuple(DIRECTIVE)))
        joined = [w for w in n.words if n.quantities[i].end <= w.start < n.quantities[i + 1].start]
        listed = any(w.text in AND for w in joined) and not any(w.kind == "mark" for w in joined)
        if alone and listed and m.rule == following.rule == "measure/noun-behind" and following.complement:
            shared[i] = replace(m, verb="", complement=following.complement)
    return shared


def _change(n: Naming, settled: Sequence[Measure], i: int) -> Measure:
    """增长16.36万元, 分别增长1345人次和13.08万元: the change of a measure named before, the one of the same unit first."""
    m, unit = settled[i], n.quantities[i].unit
    bases = [j for j in range(i) if settled[j].name and settled[j].rule not in ("measure/change-of", "measure/change")]
    same = [j for j in bases if n.quantities[j].unit == unit]
    verb = m.verb or next((v for j in range(i - 1, -1, -1) for v in CHANGE if n.named[j].verb == v), "")
    if not bases:
        return replace(m, verb="", noun=(m.noun + m.verb) if m.verb in CHANGE else m.noun)
    pair = _paired(n, settled, i, bases)
    base = settled[pair if pair is not None else (same or bases)[-1]]
    name = verb + base.name if verb in ("新增", "净增", "增加", "减少") else base.name + verb
    if n.quantities[i].kind == "share":
        name = base.name + verb + "率"
    return replace(m, verb="", noun=name, rule="measure/change-of")


def _paired(n: Naming, settled: Sequence[Measure], i: int, bases: Sequence[int]) -> int | None:
    """The base of the k-th of several changes told together is the k-th of the figures told together before."""
    group = [j for j in range(len(settled)) if n.quantities[j].unit == n.quantities[i].unit and j not in bases]
    return bases[-len(group) :][group.index(i)] if len(group) > 1 and i in group and len(bases) >= len(group) else None


def _from_earlier(n: Naming, settled: Sequence[Measure], i: int) -> Measure:
    """网约车2个、60人; 省上命名表彰4家: the noun of the last figure in the same unit, or the verb just before."""
    m, q = settled[i], n.quantities[i]
    if i and not m.name and n.quantities[i - 1].end == q.start and settled[i - 1].verb:
        return replace(
            m, verb=settled[i - 1].verb, noun=unit_noun(q.unit, settled[i - 1].verb), rule="measure/verb-carried-over"
        )
    for j in range(i - 1, -1, -1):
        if n.quantities[j].unit == q.unit and settled[j].noun:
            return replace(m, noun=m.noun + settled[j].noun, rule="measure/noun-carried-over")
    return replace(m, noun=m.noun or unit_noun(q.unit))
