"""Aspect of a figure: flow, stock, rate, rank or delta."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.lexicon import alternation, any_of, lexicon
from kg.extract.measure.rules import Measure
from kg.extract.quantity.rules import Quantity
from kg.extract.status.standing import stands
from kg.extract.time.rules import Time
from kg.model import Aspect

LEXICON = lexicon("status")
FLOW, STOCK, RATE, DELTA = LEXICON["flow"], LEXICON["stock"], LEXICON["rate"], LEXICON["delta"]

BUILT_IN_A_YEAR = re.compile(r"(?:19|20)\d\d年,?(?:[^,]{0,8})已" + alternation(FLOW["built"]))
NEWLY = re.compile("新" + alternation(FLOW["newly"]))
YEARS = re.compile(r"(?:19|20)\d\d年|" + alternation(FLOW["years"]))
IN_A_YEAR = any_of(FLOW["in_a_year"], r"[^;]*累计")
SET_FOR = tuple(FLOW["set_for"])
CONTESTANTS = tuple(FLOW["contestants"])
SET_AT_A_CONTEST, CONTEST = tuple(FLOW["set_at_a_contest"]), any_of(FLOW["contests"], "[^;]*设")
PRIZES = re.compile("[一二三四特]等奖$|优秀奖$")
BEHIND = re.compile(r"[^,;。:、\d]*")  # the rest of a clause, up to the next figure
EACH = re.compile(f"每(?:{alternation(RATE['each'])}|[一-龥]{{2}})?[^,每]{{0,6}}$")
PER_HEAD = any_of(RATE["words"])
EACH_GIVEN = re.compile(f"每(?!{alternation(RATE['no_each'])})[^,;:。\\d每]{{1,24}}$")
RATED = any_of(RATE["nouns"], "(?:大多|普遍|基本)?$")
EXTREME = any_of(RATE["extremes"], r"[^,;:\d]{0,10}$")
CAPPED = any_of(RATE["caps"])
YIELD = re.compile("一[年天月][^,;]{0,2}" + alternation(RATE["yields"]) + "[^,;]*$")
YEARLY = re.compile(f"(?:^|[^{RATE['not_yearly']}\\d])年[可均]?{alternation(RATE['yearly'])}[^,;]*$")  # 图书室年接待
PRICE = re.compile(f"[仅只]?一{alternation(RATE['pieces'])}[^,;:\\d]{{0,6}}$")  # 一份套餐15元
TO_EACH = re.compile("(?:分别|依次|各)" + alternation(RATE["giving"]) + r"[^,;\d]{0,4}$")
APIECE = re.compile("(?<!自)各" + alternation(RATE["apiece"]) + r"[^,;:、\d]{0,8}$")
AVERAGE = any_of(RATE["averages"], r"[^,;:\d]*$")
CHANGED = any_of(DELTA["compare"], "[^,;]*" + alternation(DELTA["verbs"]))
CHANGED_BY = any_of(DELTA["before_number"], "[^,]{0,3}$")
CHANGING = any_of(DELTA["verbs"])
NOW, REACHED, STATE = any_of(STOCK["opening"], "(?!的[一-龥])"), any_of(STOCK["reached"]), any_of(STOCK["clause"])
UP_TO = any_of(DELTA["courses"], "[^,;]{0,2}[到至][^一-龥]?$")
ALREADY = any_of(STOCK["already"])
LINKED = any_of(STOCK["linked"], "[^一-龥]?$")
DEEDS, MET = tuple(STOCK["events"]), tuple(STOCK["met"])
DEED = any_of((*DEEDS, *MET, *STOCK["honoured"]))
DONE_UNTIL = any_of(DEEDS, f"(?!{alternation(STOCK['attributes'])})[^,;的]*$")  # 到2025年末举办各类竞赛
ATTRIBUTE = any_of((*DEEDS, *MET), "[^,;]{0,8}的[^,;的]{0,12}(?:共|已)?(?:有|为|达|达到|共有)[^一-龥]?$")
PART = any_of(STOCK["part"], "[^,;]*$")
SHARES = any_of(STOCK["shares"], "[^一-龥]?$")
HAS = any_of(STOCK["has"], "$")
BASE = any_of(STOCK["base"], r"(?:(?:19|20)\d\d年)?[^,;\d]{0,12}$")
GROWS = re.compile("[^,;。]{0,6}?" + alternation(DELTA["courses"]))
CASES = tuple(STOCK["cases"])
TURNS = ("元", *STOCK["no_units"])  # what is counted so is spent or happens, and stands nowhere
REACHING = tuple(STOCK["reaching"])
SOLVED = any_of(STOCK["solved"])
OPENING, SHORT = 7, 8  # characters: within which 目前 opens a sentence; between two of a list
LISTED = re.compile("[、和及与]")
BARE = re.compile("(?:其中|另有|还有)?")  # nothing but the counted thing: 成员240人
BREAKDOWN = re.compile("[^,]{0,4}(?:从[^,]{1,8}看|按[^,]{1,8}(?:划?分|看|统计))")  # 按职称分,工程师20人
ANEW = any_of(FLOW["anew"])
SIZES, NEW = tuple(STOCK["sizes"]), tuple(FLOW["new"])
EXTENT = tuple(STOCK["extent"])
COURSE = "measure/course"
OF_A_SUM = "measure/part-of-a-sum"
DESCRIBED = "measure/described-elided"  # 其中常年在外的1万人
SPANS = frozenset(
    {
        "time/years-past",
        "time/since-year",
        "time/since-last-year",
        "time/since-congress",
        "time/since-begun",
        "time/since-birth",
        "time/year-onward",
        "time/year-range",
        "time/plan-period",
        "time/years-running",
        "time/month-range",
        "time/first-months",
        "time/part-of-year",
    }
)


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around a figure.

    `part` is the sentence from its last ; up to the number, `behind` what follows the number. `time` is the one the
    sentence tells, `told` the one carried over where it tells none; the report tells of `years` years.
    """

    part: str
    behind: str
    time: Time | None = None
    told: Time | None = None
    years: int = 1
    planned: bool = False

    @property
    def clause(self) -> str:
        """The last clause before the number."""
        return re.split("[,:]", self.part)[-1]

    @property
    def rest(self) -> str:
        """What follows the number in its clause."""
        return BEHIND.match(self.behind)[0]  # type: ignore[index]  # it matches the empty string too


def aspect_of(q: Quantity, m: Measure, around: Words) -> tuple[Aspect, str]:
    """rate for shares and per-head figures, rank, delta after 比去年, stock for states (目前, 累计, 现有), else flow.

    What is told of a span of years (五年来累计) is a flow, so is 累计 in a report on several years.
    """
    if q.kind == "rank":
        return "rank", "aspect/rank"
    if _grown(q, around.clause):
        return "delta", "aspect/compared"
    if _per_head(q, m, around):
        return "rate", "aspect/per-head"
    if _compared(q, m, around):
        return "delta", "aspect/compared"
    if q.kind in ("share", "multiple"):
        return "rate", "aspect/share"
    return _deed_or_state(q, m, around)


def _deed_or_state(q: Quantity, m: Measure, around: Words) -> tuple[Aspect, str]:
    """A count or a sum: stock or flow."""
    segment, clause, time = around.part, around.clause, around.time
    if around.planned and time and time.as_of and _to_be_done(m, clause):
        return "flow", "aspect/to-be-done-until"
    if _reached(q, m, around) or (is_base(m, around) and not m.noun.endswith(CASES)):
        return "stock", "aspect/level-reached"
    if stands(q, m, segment, around.behind):
        return "stock", "aspect/standing"
    spans = any(t and t.rule in SPANS and not t.as_of for t in (time, around.told))
    if _done(m, clause) or _told_year(segment, time) or spans:
        return "flow", "aspect/done-in-a-span"
    if time and time.rule == "time/year" and BUILT_IN_A_YEAR.search(clause):
        return "flow", "aspect/built-in-a-year"
    if (around.years > 1 and not time and "累计" in clause) or (IN_A_YEAR.search(segment) and not NOW.search(segment)):
        return "flow", "aspect/done-in-a-span"
    at_a_time = time and (time.as_of or (time.rule == "time/now" and time.start < OPENING))
    if at_a_time or _now(m, segment, clause) or _state(q, m, around):
        return "stock", "aspect/state"
    return "flow", "aspect/done-in-period"


def _to_be_done(m: Measure, clause: str) -> bool:
    """到2025年底建站300家: a deed, no level that is reached by then (会员达到8万人)."""
    deed = m.verb or m.name.startswith(DEEDS) or DONE_UNTIL.search(clause)
    return bool(deed) and not REACHED.search(clause) and not m.verb.startswith(REACHING)


def shared_aspect(q: Quantity, m: Measure, around: Words, between: str, aspects: tuple[Aspect, Aspect]) -> Aspect:
    """The aspect of a figure that goes on from the one before: a part, the next of a list, what a state extends to.

    发展会员5600人,其中农民工会员4000人 are both flows; 现有站点68家,覆盖12个镇 are both states.
    `aspects` are that of the figure before and its own, `between` is what stands between the two.
    """
    before, own = aspects
    clause = around.clause
    if own not in ("flow", "stock") or q.kind != "count" or m.noun.startswith(NEW):
        return own
    if before == "rate" and q.unit == "元" and m.rule == OF_A_SUM:
        return before  # 每人每年80元,其中单位承担50元
    if NOW.search(clause) or STATE.search(clause):
        return own
    whole = before in ("flow", "stock")
    of_its_own = m.happened and (bool(m.verb) or m.rule != DESCRIBED)
    if whole and ((PART.search(clause) and not of_its_own and not YEARS.search(clause)) or SHARES.search(clause)):
        return before
    if _eventful(m, around) or ANEW.search(clause):
        return own
    if whole and BREAKDOWN.match(around.part):
        return before
    if re.search("[;。:]", between):
        return own
    short = len(between) < SHORT and LISTED.search(between)
    if "," not in between and (short or (whole and "、" in between)):
        return before
    bare = not m.happened and q.unit not in TURNS and BARE.fullmatch(clause.removesuffix(m.noun))
    extends = m.verb.startswith(EXTENT) or bare
    return before if before == "stock" and extends else own


def _grown(q: Quantity, clause: str) -> bool:
    """人均工资增长8.5%: a change, though of a rate."""
    return q.unit == "%" and bool(CHANGED_BY.search(clause)) and not UP_TO.search(clause)


def _per_head(q: Quantity, m: Measure, around: Words) -> bool:
    """每人500元, 保额10万元/人, 最高补助3万元, 一年可节约20万元: what one gets or gives, or a stretch of time."""
    clause = around.clause
    told = EACH.search(clause[-8:]) or PER_HEAD.search(clause[-14:]) or EACH_GIVEN.search(clause)
    priced = q.unit == "元" and PRICE.match(clause)
    if told or priced or YEARLY.search(clause) or YIELD.search(clause) or _rated(q, m) or around.behind.startswith("/"):
        return True
    given = EXTREME.search(clause) or CAPPED.match(around.behind) or TO_EACH.search(clause)
    return (q.unit == "元" and bool(given)) or bool(APIECE.search(clause) or AVERAGE.search(clause))


def _rated(q: Quantity, m: Measure) -> bool:
    """最低工资标准2010元; not 8个工种的定额标准."""
    return bool(RATED.search(m.noun)) and q.unit not in RATE["not_units"]


def _compared(q: Quantity, m: Measure, around: Words) -> bool:
    """增长12%, 比上年多30人, 提高3个百分点: a change of what was so before."""
    clause = around.clause
    named = m.rule in ("measure/change", "measure/change-of", "measure/change-behind")
    if q.kind == "share" and (not CHANGING.search(clause + around.rest) or UP_TO.search(clause)):
        return False  # 近六成实现解困, 占比提高到60%: shares, not changes
    if q.kind == "count" and m.rule == COURSE and UP_TO.search(clause):
        return False  # 由412户下降到265户: what is left
    grown = bool(CHANGED.search(clause) or CHANGED_BY.search(clause))
    return grown or named or q.unit == "百分点" or q.kind == "growth"


def _done(m: Measure, clause: str) -> bool:
    """新建…, 新参保…人: what was added in the period, by its verb or its noun."""
    return (m.verb or m.noun).startswith(NEW) or bool(NEWLY.search(clause[-12:]))


def _told_year(segment: str, time: Time | None) -> bool:
    """截至目前…,其中2021年销售80万元: the year told behind 目前 bounds the figure."""
    if not time or time.as_of or time.rule not in ("time/year", "time/relative-year", "time/look-back"):
        return False
    told = [m.start() for m in YEARS.finditer(segment)]
    marks = [m.start() for m in NOW.finditer(segment)]
    return bool(told and marks) and told[-1] > marks[-1] and "累计" not in segment[told[-1] :]


def _reached(q: Quantity, m: Measure, around: Words) -> bool:
    """基层工会由3840家增至5210家: both are levels; 会员总数达8万人."""
    if q.unit == "元" or q.kind != "count":
        return False
    members = tuple(STOCK["members"])
    if m.verb.startswith(members) or m.complement.startswith(members):
        return True
    sized = m.name.endswith(SIZES) and not m.name.startswith(NEW) and not SOLVED.search(around.rest)
    return sized or (bool(REACHED.search(around.part[-6:])) and not m.noun.endswith(CASES))


def is_base(m: Measure, around: Words) -> bool:
    """Whether a figure is where a course began: 由3840家 in 由3840家增至5210家."""
    return m.rule == COURSE and bool(BASE.search(around.clause)) and bool(GROWS.match(around.behind))


def _now(m: Measure, segment: str, clause: str) -> bool:
    """截至目前,走访36家,发放…: 目前 that opens a part holds for all of it, elsewhere for what is no deed of its own."""
    told = NOW.search(segment)
    if told is None:
        return False
    deed = (m.complement or m.verb).startswith(DEEDS)
    return not deed or told.start() < 3 or bool(NOW.search(clause))


def _state(q: Quantity, m: Measure, around: Words) -> bool:
    """累计发放…; 基层工会已达320家; 会员2万人: words, a link or a noun that tell a state."""
    clause = around.clause
    if STATE.search(clause):
        return True
    if _eventful(m, around):
        return False  # 参赛职工有8000名, 有4人被授予: who they are is what they did
    if ANEW.search(clause) and (m.verb in STOCK["verbs"] or LINKED.search(clause)):
        return m.noun.endswith(tuple(STOCK["nouns"]))  # 去年一年有2846项, 今年全市有会员20万人
    if m.verb in STOCK["verbs"] or ALREADY.search(clause):
        return True
    if m.noun.startswith(tuple(STOCK["states"])):
        return not m.happened
    bare = not m.happened and q.unit not in TURNS
    if bare and m.noun and HAS.search(clause.removesuffix(m.noun)):
        return True  # 集团有职工3万名
    return bare and (m.noun.endswith(tuple(STOCK["nouns"])) or bool(LINKED.search(clause)))


def _eventful(m: Measure, around: Words) -> bool:
    """Whether what is counted is known by what it did in the period: 参赛职工, 一等奖, 接受培训的有, 有4人获评."""
    if m.noun.startswith(MET) or m.noun.endswith((*SET_FOR, *CONTESTANTS)) or PRIZES.search(m.noun):
        return True
    if m.noun.endswith(SET_AT_A_CONTEST) and CONTEST.search(around.part):
        return True
    return bool(ATTRIBUTE.search(around.clause) or DEED.search(around.rest))
