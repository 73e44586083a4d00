"""Naming every figure of a sentence: which noun belongs to which number, and what is carried from figure to figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile

from spacy.tokens import Doc

from kg.extract.measure.acted import act_of, done_to, where_gone
from kg.extract.measure.before import noun_before, split_verb, without_links
from kg.extract.measure.behind import acts, complement, noun_behind
from kg.extract.measure.deeds import deed_behind
from kg.extract.measure.doers import BODIES
from kg.extract.measure.elided import settle
from kg.extract.measure.figures import Counted, Naming
from kg.extract.measure.modifiers import honour_for, kinds_of, making_up, names_kind
from kg.extract.measure.objectless import bare
from kg.extract.measure.ranks import rank
from kg.extract.measure.rounds import round_of
from kg.extract.measure.rules import Measure, head, implied_unit, span, unit_noun, untitled
from kg.extract.measure.shares import share
from kg.extract.measure.words import (
    AND,
    BOTH,
    COVERBS,
    DIRECTIVE,
    LISTING,
    MONEY_HEADS,
    NAMING,
    NAMING_MONEY,
    PEOPLE,
    PER_HEAD,
    SPENT,
    TITLE,
    TRAVEL,
    Spans,
    Word,
    annotate,
    endings,
    last_index,
    table,
    text_of,
    trim,
)
from kg.extract.quantity.rules import Quantity

ENTERING = table("doers", "participles") | table("doers", "entering")
REGIONS = endings("regions", "words")
GIVEN_TO, HONOURS = table("honour", "given_to"), endings("honour", "endings")
ROOM = table("doers", "room")
HOLDS = endings("doers", "room")[0]
SCORES = endings("doers", "scores")
AREAS, AREA = table("doers", "areas"), endings("doers", "area")
AS, MAKING = table("doers", "as"), table("verbs", "making")
SPENT_ON = table("verbs", "spent_on")
USED_AS, SIZES = table("rate", "as"), endings("rate", "sizes")


def name_measures(
    doc: Doc, quantities: Sequence[Quantity], times: Spans = (), subjects: Spans = (), told: Counted = ()
) -> list[Measure]:
    """One measure for each quantity of the sentence, in order; `subjects` are the organisations that act.

    `told` is what the sentence before counted, which a list of places may break down.
    """
    words = annotate(doc, [(q.start, q.end) for q in quantities], times)
    naming = Naming(words, quantities, subjects, told)
    for i in range(len(quantities)):
        naming.named.append(_name(naming, i))
    return settle(naming)


def _name(n: Naming, i: int) -> Measure:
    """The measure of figure i from the words around it: by a rule of its kind, else behind the number or before it."""
    q = n.quantities[i]
    if q.kind == "rank":
        return rank(n.ahead(i), q)
    if q.kind in ("share", "multiple", "growth"):
        return share(n, i)
    ahead, following = n.ahead(i), n.following(i)
    before = noun_before(ahead, q.unit)
    if times := round_of(n, i, ahead, following):
        return times
    if _is_region(q):
        verb = before.verb or (n.named[-1].verb if n.named else "")
        return replace(before, verb=verb, noun=q.unit_text, rule="measure/region-counted")
    if following and following[0].text in MAKING and any(w.text in NAMING for w in ahead):
        return _named(ahead, following[1:])
    described = bool(following) and following[0].text == "的"
    noun, rest = noun_behind(following[1:] if described else following, q.unit, done_to(ahead))
    if following and following[0].text in ("为", "是") and q.kind == "count" and q.unit != "元":
        return _is_a(before, following[1:])
    if plain := _room_or_score(q.unit, ahead, before, described):
        return plain
    if rest and rest[0].text == "被" and (at := last_index(rest[:4], AS)) > 1:
        return _named(rest[1:at], rest[at + 1 :])
    if rest and rest[0].text in MAKING and any(w.text in NAMING for w in ahead):
        return _named(ahead, rest[1:])
    if described and not noun and (nominal := _nominal(following[1:])):
        noun, rest = nominal, following[2:]
    if q.unit == "元" and not described:
        noun, rest = _of_money(before, noun, rest, following)
    noun = _leave_to_next(n, i, noun)
    if q.unit is None:
        noun, rest = _those_counted(noun, rest)
    own_noun = len(before.noun) > 1 and before.rule == "measure/noun-before"
    if kept := _kept_before(q.unit, before, described, trim(noun), own_noun):
        return kept
    if trim(noun) and not (own_noun and _keeps_noun(n, i, before, described, noun)):
        return _behind(n, i, ahead, noun, rest)
    return _before(n, i, before, rest)


def _kept_before(unit: str | None, before: Measure, described: bool, noun: Sequence[Word], own: bool) -> Measure | None:
    """价值3万元的物资: what stands before a number with what stands behind; of 公益课堂22个班 that alone."""
    if noun and described and (sized := _of_the_described(unit, before, trim(head(noun)))):
        return sized
    alone = own and not described and len(text_of(noun)) == 1 and noun[-1].tag == "n"
    return before if alone else None


def _of_the_described(unit: str | None, before: Measure, kept: Sequence[Word]) -> Measure | None:
    """物资价值 of 价值3万元的物资, 职工之家投资 of 投资12万元的职工之家: a sum or an area of the thing behind 的."""
    size = AREA[0] if unit in AREAS else next(filter(before.noun.endswith, SIZES), "")
    if size:
        return replace(before, noun=text_of(kept) + size, end=kept[-1].end)
    if unit == "元" and before.rule == "measure/verb-before" and before.verb in SPENT_ON:
        return replace(before, verb="", noun=text_of(kept) + before.verb, end=kept[-1].end)
    return None


def _those_counted(noun: list[Word], rest: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """会员 of 8万|会员|的力量, 职工 of 4万|职工|显身手: where no unit is written, the last noun that implies one."""
    last = max((k for k, w in enumerate(noun) if implied_unit(w.text)), default=len(noun) - 1)
    return noun[: last + 1], [*noun[last + 1 :], *rest]


def _nominal(following: Sequence[Word]) -> list[Word]:
    """每人1000元的|救助: a verb behind 的 that ends its clause is a noun."""
    ends = len(following) == 1 or (len(following) > 1 and following[1].kind == "mark")
    return list(following[:1]) if ends and following[0].text in BOTH else []


def _of_money(
    before: Measure, noun: list[Word], rest: list[Word], following: list[Word]
) -> tuple[list[Word], list[Word]]:
    """What stands behind a sum: 3万元|奖励 is what it is; in 投入3200万元|改造服务中心 a new deed begins."""
    if following and following[0].text in USED_AS:  # 拿出5万元作为助学金
        return noun_behind(list(dropwhile(lambda w: w.kind == "time", following[1:])), "元")
    if not noun and not before.noun.endswith(MONEY_HEADS) and (nominal := _nominal(following)):
        return nominal, following[1:]
    noun = _first_sum(noun)
    given = before.verb in NAMING_MONEY  # 捐款21万元|支援抗疫
    begins = noun and (noun[0].acts or before.verb == SPENT) and (noun[0].tag == "v" or len(trim(noun)) > 1)
    if (begins or given) and before.verb and not text_of(trim(noun)).endswith(MONEY_HEADS):
        return [], following
    return noun, rest


def _first_sum(noun: list[Word]) -> list[Word]:
    """慰问金 of 1200元|慰问金及米、油等物品: the money of a list that goes on with things."""
    if last_index(noun[:-1], "等") < 0:
        return noun  # 慰问金和物资
    listed = (k for k, w in enumerate(noun[1:], 1) if w.text in LISTING and noun[k - 1].text.endswith(MONEY_HEADS))
    return noun[: next(listed, len(noun))]


def _keeps_noun(n: Naming, i: int, before: Measure, described: bool, noun: Sequence[Word]) -> bool:
    """Whether the noun before the number stays though another follows: money, 师生3万人的学院, not 每人520元的标准."""
    if described:
        given = n.quantities[i].unit == "元" and text_of(trim(noun)).endswith(MONEY_HEADS)  # 按等级给予2000元的补贴
        return not before.noun.endswith(PER_HEAD) and (not given or before.noun.endswith(MONEY_HEADS))
    if before.noun.startswith(PER_HEAD):
        return False
    if n.quantities[i].unit == "元" and text_of(trim(noun)).endswith(MONEY_HEADS):
        return before.noun.endswith(MONEY_HEADS)  # 送上20多万元慰问金
    return n.quantities[i].unit == "元" or (bool(before.verb) and _runs_on(n, i, noun))


def _runs_on(n: Naming, i: int, noun: Sequence[Word]) -> bool:
    """涵盖企业2.2万家职工38万人: the noun behind is the next figure's."""
    if n.ahead(i)[-1:] and n.ahead(i)[-1].text == "等":
        return False  # 篮球、拔河等12个大项36个小项
    bare = all(w.kind == "word" and not w.acts for w in noun)
    return bare and i + 1 < len(n.quantities) and noun[-1].end == n.quantities[i + 1].start


def _named(ahead: Sequence[Word], following: Sequence[Word]) -> Measure:
    """授予施某等10人为技术能手 → 授予技术能手."""
    verb = next((w for w in reversed(ahead) if w.text in NAMING), ahead[-1])
    noun, _ = noun_behind(following)
    return Measure(verb.text, text_of(trim(noun)), "", *span(trim(noun)), "measure/named-as")


def _is_a(before: Measure, following: Sequence[Word]) -> Measure:
    """其中3家为省级示范性书屋: what they are is what is counted."""
    noun, _ = noun_behind(following)
    kept = trim(head(trim(noun)))
    return Measure("", text_of(kept), "", *span(kept), "measure/is-a") if kept else before


def _room_or_score(unit: str | None, ahead: Sequence[Word], before: Measure, described: bool) -> Measure | None:
    """容纳人数 of 可容纳60人就餐, 得分 of 以98.5分夺冠: what the unit and the word before it tell."""
    if unit in PEOPLE and ahead and ahead[-1].text in ROOM:
        return Measure(HOLDS, unit_noun(unit), "", *span(ahead[-1:]), "measure/room-for")
    if unit == "分" and not described and not before.noun.endswith(SCORES):
        return replace(before, verb="", noun=SCORES[0], rule="measure/score")
    return None


def _is_region(q: Quantity) -> bool:
    """两县, 七区: the unit is the counted thing."""
    return q.unit == "个" and "个" not in q.unit_text and q.unit_text.endswith(REGIONS)


def _before(n: Naming, i: int, before: Measure, rest: Sequence[Word]) -> Measure:
    """The counted thing stands before the number; what the counted ones did may stand behind (帮助1300人达成意向)."""
    q = n.quantities[i]
    if q.unit == "元" and rest and rest[0].text == "用于" and (act := complement(rest[1:])):
        return replace(before, verb="", noun="资金", complement=act, rule="measure/money-for")
    if deed := deed_behind(n, i, before, rest):
        return deed
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
    """资助80名学生助学金16万元: the sum's own noun is not the students'."""
    following = n.quantities[i + 1] if i + 1 < len(n.quantities) else None
    if following and len(noun) > 2 and noun[-1].end == following.start and noun[-1].text in ("的", "等"):
        parted = last_index(noun, LISTING | AND)  # 35名快递员|和值守的120名医生, 6个小组|、张某等28名
        noun = noun[:parted] if parted > 0 and all(w.text != ")" for w in noun[parted:]) else noun
    if following and following.unit == "元" and len(noun) > 1 and noun[-1].end == following.start:
        return _those_paid(noun, n.quantities[i].unit) if noun[-1].text.endswith(MONEY_HEADS) else noun
    if following and len(noun) > 2 and noun[-1].end == following.start and noun[-1].acts:
        return noun[:-1]  # 四个等级规范建档3065户: the deed belongs to the next number
    if following and len(noun) > 1 and noun[-1].end == following.start and following.unit != n.quantities[i].unit:
        return _until_the_next(noun, following.unit)
    return noun


def _until_the_next(noun: list[Word], unit: str | None) -> list[Word]:
    """六个分会场|进场单位340家, 12个单位|职工320人: the words that are not of the next number."""
    at = next((k for k in range(1, len(noun) - 1) if noun[k].text in ENTERING), len(noun))
    body = next((k + 1 for k, w in enumerate(noun[:-1]) if w.text.endswith(BODIES)), len(noun))
    return noun[: min(at, body if implied_unit(noun[-1].text) == unit == "人" else at)]


def _those_paid(noun: list[Word], unit: str | None) -> list[Word]:
    """退休职工 of 退休职工节日慰问金: those who got a sum, without the sum."""
    last = max((k for k, w in enumerate(noun[:-1]) if implied_unit(w.text) == unit), default=len(noun) - 2)
    return noun[: last + 1]


def _behind(n: Naming, i: int, ahead: Sequence[Word], noun: list[Word], rest: Sequence[Word]) -> Measure:
    """12家单位, 15支代表队参加展示赛, 为12名职工提供法律援助: the counted thing stands behind the number."""
    subject, verb, obj = split_verb(ahead, noun_follows=True)
    quoted = bool(trim(subject)) and trim(subject)[-1].text.startswith("“")  # “优秀班组”归于11个班组
    honour = text_of(trim(subject))
    if verb and verb[-1].text in GIVEN_TO and (quoted or honour.endswith(HONOURS)):
        return Measure("", honour.removesuffix(TITLE), "", *span(trim(subject)), "measure/honour-given-to")
    if ahead and ahead[-1].text == "的" and verb:  # 收集涉及利益的6项议案; 为取得学历的3名农民工
        verb = [] if ahead[0].text in COVERBS else verb[:1]
        obj = []
    verb = bare(verb)
    own = text_of(verb)
    modifier = trim(without_links(obj))
    carried = n.list_before(i)
    act = act_of(n, i, ahead, noun, rest, verb)
    if verb and verb[-1].text in TRAVEL - {"代表"}:
        own = ""
    if own and modifier and verb[-1].text in DIRECTIVE:
        own = ""
    verb_text, act_text = ("", act) if act and (not own or verb[-1].text in DIRECTIVE) else (own, "")
    if not verb_text and not act_text and carried:
        verb_text, act_text = carried.verb, carried.complement
    kept = where_gone(ahead, trim(noun))
    if making := making_up(kept, rest):
        return making
    if verb and (honour := honour_for(verb[-1], kept)):
        return Measure(verb[-1].text, honour, "", *span(kept), "measure/honour-given")
    if kind := kinds_of(kept):
        return Measure("", kind, "", *span(kept), "measure/kinds-of")
    rate = trim(obj)[-1:] if obj and obj[-1].text in PER_HEAD else []
    of = last_index(kept, "的") if carried else -1  # 7个一级指标、100个三级指标的体系: each counts its own noun
    name = text_of(rate) + text_of(untitled(kept[:of] if of > 0 else trim(head(kept, n.quantities[i].unit))))
    if not verb and names_kind(obj, modifier, kept):
        rates = [w for w in modifier if w.text in PER_HEAD]
        name = text_of(rates or modifier) + name  # 每人发5000元奖金
    return Measure(verb_text, name, act_text, *span(kept), "measure/noun-behind", acts(rest))
