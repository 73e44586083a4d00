"""Status (actual, planned, required) and aspect (flow, stock, rate, rank, delta) of a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.lexicon import alternation, lexicon
from kg.extract.measure.rules import Measure
from kg.extract.measure.words import ACTION
from kg.extract.quantity.rules import Quantity
from kg.extract.time.rules import Time
from kg.model import Aspect, Status

LEXICON = lexicon("status")
PLANNED, REQUIRED = LEXICON["planned"], LEXICON["required"]
FLOW, STOCK, RATE, DELTA = LEXICON["flow"], LEXICON["stock"], LEXICON["rate"], LEXICON["delta"]


def _any(words: Iterable[str], behind: str = "") -> re.Pattern[str]:
    """Any of `words` with the pattern `behind` after it."""
    return re.compile(alternation(words) + behind)


PLANNING, FULFILLED, DONE = _any(PLANNED["words"]), _any(PLANNED["fulfilled"]), _any(PLANNED["done"])
INSIDE = _any(PLANNED["inside"])
ASKED_FOR = re.compile("[向从][^,。;]{1,14}$")
ASKED = re.compile(alternation(REQUIRED["askers"]) + "[^,]{0,4}" + alternation(REQUIRED["asks"]) + "[^,]{0,2}$")
ANNOUNCED = re.compile(
    f"^[^,]{{0,12}}{alternation(REQUIRED['askers'])}[^,]{{0,4}}{alternation(PLANNED['announcing'])}$"
)
HEADING, LEAD_IN = _any(PLANNED["headings"]), _any(PLANNED["lead_in"])
TITLE, TITLE_OF_THE_PAST, PAST = _any(PLANNED["titles"]), _any(PLANNED["told"]), _any(PLANNED["past"])
DISPOSAL = re.compile("[^,;。]{1,20}?" + alternation(PLANNED["disposal"]))  # 将驿站建设纳入实事: 将 marks an object
ACTING = (*ACTION, *PLANNED["openings"])
REQUIRED_NEAR = _any(REQUIRED["near"], "[^,]{0,12}$")
REQUIRED_FAR = _any(REQUIRED["far"], ".*" + alternation(REQUIRED["limits"]))

BUILT_IN_A_YEAR = re.compile(r"(?:19|20)\d\d年,?(?:[^,]{0,8})已" + alternation(FLOW["built"]))
NEWLY = re.compile("新" + alternation(FLOW["newly"]))
YEARS = re.compile(r"(?:19|20)\d\d年|" + alternation(FLOW["years"]))
EACH = re.compile(f"每(?:{alternation(RATE['each'])}|[一-龥]{{2}})?[^,每]{{0,6}}$")
PER_HEAD = _any(RATE["words"])
CHANGED = _any(DELTA["compare"], "[^,;]*" + alternation(DELTA["verbs"]))
CHANGED_BY = _any(DELTA["before_number"], "[^,]{0,3}$")
NOW, REACHED, STATE = _any(STOCK["opening"]), _any(STOCK["reached"]), _any(STOCK["clause"])
LINKED = _any(STOCK["linked"], "[^一-龥]?$")
ATTRIBUTE = _any(
    (*STOCK["events"], *STOCK["met"]), "[^,;]{0,8}的[^,;的]{2,12}(?:共|已)?(?:有|达|达到|共有|为)[^一-龥]?$"
)
SPANS = frozenset(
    {
        "time/years-past",
        "time/since-year",
        "time/year-onward",
        "time/year-range",
        "time/plan-period",
        "time/years-running",
        "time/month-range",
        "time/first-months",
        "time/part-of-year",
    }
)


def status_of(part: str, opening: str, after: str, heading: str | None, lead_in: str | None) -> tuple[Status, str]:
    """planned after 计划, 力争, 将新建, under 展望 or in a plan's list; required after 不得, 必须; else actual.

    `part` is the sentence from its last ; up to the number, `opening` its first clause (计划 there holds for the whole
    sentence), `after` what follows the number.
    """
    if _plans(part) or (opening and _plans(opening, at_once=True) and not _fulfilled(part)):
        return "planned", "status/word-of-planning"
    if re.match("[^,;。0-9]{0,16}将", after) and not DISPOSAL.match(after.split("将", 1)[1]):
        return "planned", "status/about-to-happen"
    if heading and HEADING.search(heading):
        return "planned", "status/heading-of-planning"
    if lead_in and _announces_plan(lead_in):
        return "planned", "status/list-of-a-plan"
    if opening and ASKED.search(opening):
        return "required", "status/asked-for"
    if REQUIRED_NEAR.search(part) or REQUIRED_FAR.search(part + after[:6]):
        return "required", "status/word-of-requirement"
    return "actual", "status/told-as-done"


def is_plan(title: str) -> bool:
    """Whether a report tells what will be done: 今年要做十件实事, 2024年工作要点; not 十件实事兑现."""
    return bool(TITLE.search(title)) and not TITLE_OF_THE_PAST.search(title)


def told_as_done(sentence: str) -> bool:
    """Whether a sentence of a plan tells the past: 去年, 目前, 截至, 已."""
    return bool(PAST.search(sentence))


def announces(clause: str) -> bool:
    """Whether a clause only says who announces what follows: 会议明确, 方案提出."""
    return bool(ANNOUNCED.search(clause))


def what_is_planned(clause: str) -> str:
    """A clause from its word of planning on: 明年将举办竞赛 → 将举办竞赛; "" where it plans nothing."""
    found = PLANNING.search(INSIDE.sub(lambda m: "·" * len(m[0]), clause))
    return clause[found.start() :] if found else ""


def _plans(text: str, at_once: bool = False) -> bool:
    """Whether a word of planning governs the end of `text`: 计划新建 does, 提升计划, 将…纳入 and 计划100人,实际 do not.

    With `at_once` the word must open the text.
    """
    text = INSIDE.sub(lambda m: "·" * len(m[0]), text)
    for m in PLANNING.finditer(text):
        rest, before = text[m.end() :], text[: m.start()]
        if at_once and len(before) > 6:
            return False
        if _governs(m[0], before, rest) and not _fulfilled(rest):
            return True
    return False


def _governs(word: str, before: str, rest: str) -> bool:
    if word == "将":
        return not DISPOSAL.match(rest)
    if word == "争取" and (re.match(r"到(?!\d|年)|了", rest) or ASKED_FOR.search(before)):
        return False  # 争取到资金380万元, 向上级工会争取援助: gained
    acting = rest.startswith(ACTING)
    if word == "要":
        return acting and (not before or before[-1] in ",;。会年")
    if word in PLANNED["nouns"]:
        return acting and not before.endswith(tuple(PLANNED["modifiers"]))
    return True


def _fulfilled(text: str) -> bool:
    """计划培训100人,实际培训120人; 完成…: what follows is told as done."""
    return bool(FULFILLED.search(text))


def _announces_plan(sentence: str) -> bool:
    return bool(LEAD_IN.search(sentence)) and not DONE.search(sentence)


def aspect_of(
    q: Quantity, m: Measure, segment: str, time: Time | None, told: Time | None = None, years: int = 1
) -> tuple[Aspect, str]:
    """rate for shares and per-head figures, rank, delta after 比去年, stock for states (目前, 累计, 现有), else flow.

    `segment` is the sentence from its last ; up to the number. What is told of a span of years (五年来累计) is a flow,
    so is 累计 in a report on several `years`.
    """
    clause = re.split("[,:]", segment)[-1]
    if q.kind == "rank":
        return "rank", "aspect/rank"
    if _per_head(m, clause):
        return "rate", "aspect/per-head"
    if _compared(q, m, clause):
        return "delta", "aspect/compared"
    if q.kind in ("share", "multiple"):
        return "rate", "aspect/share"
    if _reached(q, m, segment):
        return "stock", "aspect/level-reached"
    if _done(m, clause) or _told_year(segment, time) or any(t and t.rule in SPANS for t in (time, told)):
        return "flow", "aspect/done-in-a-span"
    if time and time.rule == "time/year" and BUILT_IN_A_YEAR.search(clause):
        return "flow", "aspect/built-in-a-year"
    if years > 1 and not time and "累计" in clause:
        return "flow", "aspect/done-in-a-span"
    if (time and time.as_of) or _state(q, m, segment, clause):
        return "stock", "aspect/state"
    return "flow", "aspect/done-in-period"


def _per_head(m: Measure, clause: str) -> bool:
    told = EACH.search(clause[-8:]) or PER_HEAD.search(clause[-14:])
    return bool(told) or m.noun.endswith(tuple(RATE["nouns"]))


def _compared(q: Quantity, m: Measure, clause: str) -> bool:
    changed = m.rule in ("measure/change", "measure/change-of", "measure/change-behind")
    grown = bool(CHANGED.search(clause) or CHANGED_BY.search(clause))
    return grown or changed or q.unit == "个百分点" or q.kind == "growth"


def _done(m: Measure, clause: str) -> bool:
    return (m.verb or m.noun).startswith(tuple(FLOW["new"])) or bool(NEWLY.search(clause[-12:]))


def _told_year(segment: str, time: Time | None) -> bool:
    """截至目前…,其中2021年销售80万元: the year told behind 目前 bounds the figure."""
    if not time or time.as_of or time.rule not in ("time/year", "time/relative-year", "time/look-back"):
        return False
    told = [m.start() for m in YEARS.finditer(segment)]
    marks = [m.start() for m in NOW.finditer(segment)]
    return bool(told and marks) and told[-1] > marks[-1] and "累计" not in segment[told[-1] :]


def _reached(q: Quantity, m: Measure, segment: str) -> bool:
    """基层工会由3840家增至5210家: both are levels; 会员总数达8万人."""
    if q.unit == "元" or q.kind != "count":
        return False
    members = tuple(STOCK["members"])
    if m.verb.startswith(members) or m.complement.startswith(members):
        return True
    return m.noun.endswith(tuple(STOCK["sizes"])) or bool(REACHED.search(segment[-6:]))


def _state(q: Quantity, m: Measure, segment: str, clause: str) -> bool:
    """目前,…; 累计发放…; 基层工会已达320家; 会员2万人: words, a link or a noun that tell a state."""
    if m.verb in STOCK["verbs"] or STATE.search(clause):
        return True
    event = (m.complement or m.verb).startswith(tuple(STOCK["events"]))
    if not event and NOW.search(segment):
        return True
    if m.noun.startswith(tuple(STOCK["states"])):
        return not m.happened
    if ATTRIBUTE.search(clause) and not NOW.search(segment):
        return False  # 前来咨询的农民工有800人次: who they are is what they did
    bare = not m.happened and q.unit != "元"
    return bare and (m.noun.endswith(tuple(STOCK["nouns"])) or bool(LINKED.search(clause)))
