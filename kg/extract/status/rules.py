"""Status (actual, planned, required), aspect (flow, stock, rate, rank, delta) and level of a figure, from the words around it."""

from __future__ import annotations

import re

from kg.extract.lexicon import alternation, lexicon
from kg.extract.measure.rules import Measure
from kg.extract.measure.words import ACTION
from kg.extract.quantity.rules import Quantity
from kg.model import Aspect, Status

LEXICON = lexicon("status")
DISPOSAL = re.compile(
    "[^,;。]{1,20}?" + alternation(LEXICON["planned"]["disposal"])
)  # 将驿站建设纳入实事: 将 marks an object


def status_of(clause: str, after: str, heading: str | None, lead_in: str | None) -> tuple[Status, str]:
    """planned after 计划, 力争, 将新建 …, under 展望 or in a list that a plan introduces; required after 不得, 必须; else actual.

    `clause` is the sentence from its last ; up to the number, `after` what follows the number.
    """
    if m := re.search(alternation(LEXICON["planned"]["words"]) + "(?P<next>[一-龥]{0,2})", clause):
        if _plans(clause, m):
            return "planned", "status/word-of-planning"
    if re.match("[^,;。0-9]{0,16}将", after) and not DISPOSAL.match(after.split("将", 1)[1]):
        return "planned", "status/about-to-happen"
    if heading and re.search(alternation(LEXICON["planned"]["headings"]), heading):
        return "planned", "status/heading-of-planning"
    if lead_in and _announces_plan(lead_in):
        return "planned", "status/list-of-a-plan"
    if re.search("(?:必须|须|应当|不得|规定)[^,]{0,12}$", clause):
        return "required", "status/word-of-requirement"
    return "actual", "status/told-as-done"


def _plans(clause: str, first: re.Match[str]) -> bool:
    """Whether a word of planning governs what follows: 计划新建 does, 提升计划, 将…纳入 and 要约 do not."""
    for m in re.finditer(alternation(LEXICON["planned"]["words"]), clause):
        rest, before = clause[m.end() :], clause[: m.start()]
        acting = rest.startswith(tuple(ACTION)) or rest.startswith(
            ("全年", "在", "继续", "再", "于", "用", "选", "推", "组", "到", "年内", "明年", "今年", "新")
        )
        if m[0] == "将":
            if not DISPOSAL.match(rest):
                return True
        elif m[0] == "要":
            if acting and (not before or before[-1] in ",;。工会年"):
                return True
        elif m[0] in ("计划", "规划", "确保", "争取", "准备", "打算"):
            if (
                acting
                and (
                    not before
                    or not re.search(
                        r"(?:提升|行动|发展|三年|五年|培训|帮扶|脱困|积极|工作|规划|主动|培养|本)$", before
                    )
                )
                and m[0] != "争取"
            ):
                return True
            if m[0] == "争取" and rest.startswith(("在", "到", "年内", "实现", "使")):
                return True
        else:
            return True
    return False


def _announces_plan(sentence: str) -> bool:
    planned, done = LEXICON["planned"]["lead_in"], LEXICON["planned"]["done"]
    return bool(re.search(alternation(planned), sentence)) and not re.search(alternation(done), sentence)


def aspect_of(q: Quantity, m: Measure, segment: str, clause: str, as_of: bool) -> tuple[Aspect, str]:
    """rate for shares and per-head figures, rank, delta after 比去年, stock for states (目前, 累计, 现有), else flow.

    `segment` is the sentence from its last ; up to the number, `clause` from the last comma.
    """
    if q.kind == "rank":
        return "rank", "aspect/rank"
    if re.search(alternation(LEXICON["rate"]["words"]), clause[-14:]):
        return "rate", "aspect/per-head"
    verb = alternation(LEXICON["delta"]["verbs"])
    compare = alternation(LEXICON["delta"]["compare"])
    if (
        re.search(rf"{compare}[^,;]*{verb}", clause)
        or (q.unit == "个百分点")
        or q.kind == "growth"
        or re.search("(?:增长|下降|增幅|降幅|净增)[^,]{0,3}$", clause)
    ):
        return "delta", "aspect/compared"
    if q.kind in ("share", "multiple"):
        return "rate", "aspect/share"
    if (m.complement or m.verb).startswith(tuple(LEXICON["stock"]["flow_verbs"])) or m.noun.startswith(
        tuple(LEXICON["stock"]["flow_verbs"])
    ):
        return "flow", "aspect/verb-of-doing"
    if as_of or re.search(alternation(LEXICON["stock"]["before"]), segment) or m.verb in LEXICON["stock"]["verbs"]:
        return "stock", "aspect/state"
    return "flow", "aspect/done-in-period"


def level_of(measure: str, region: str | None) -> str | None:
    """省级2家 → 省级, 全国五一劳动奖章 → 国家级, 许昌市五一劳动奖章 → 市级; a bare 市 before an honour settles nothing."""
    for level, words in LEXICON["level"].items():
        if (
            level != "awards"
            and any(w in measure for w in words if w.endswith("级"))
            and not re.search(r"级(?:以上|整村|及以上)", measure)
        ):
            return level
    if re.search("全国[^市]*" + alternation(LEXICON["level"]["awards"]), measure):
        return "国家级"
    if m := re.search(
        r"[一-龥]{2,3}(?P<kind>省|市|县|区)(?=[^省市]*" + alternation(LEXICON["level"]["awards"]) + ")", measure
    ):
        return {"省": "省级", "市": "市级", "县": "县级", "区": "区级"}[m["kind"]]
    return None
