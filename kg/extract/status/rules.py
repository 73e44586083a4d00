"""Status of a figure: actual, planned or required."""

from __future__ import annotations

import re

from kg.extract.lexicon import alternation, any_of, lexicon
from kg.extract.status.planning import about_to, fulfilled, goes_on, plans
from kg.model import Status

LEXICON = lexicon("status")
PLANNED, REQUIRED = LEXICON["planned"], LEXICON["required"]

DONE = any_of(PLANNED["done"])
ASKED = re.compile(alternation(REQUIRED["askers"]) + "[^,]{0,4}" + alternation(REQUIRED["asks"]) + "[^,]{0,2}$")
# 书记在讲话中要求,…; not 按照省总要求,…
ASKS = re.compile(f"^(?!.*{alternation(REQUIRED['orders'])})[^,“]{{2,30}}(?<!的){alternation(REQUIRED['asks'])}$")
ANNOUNCED = re.compile(
    f"^[^,]{{0,12}}{alternation(REQUIRED['askers'])}[^,]{{0,4}}{alternation(PLANNED['announcing'])}$"
)
HEADING, LEAD_IN = any_of(PLANNED["headings"]), any_of(PLANNED["lead_in"])
TITLE, TITLE_OF_THE_PAST, PAST = any_of(PLANNED["titles"]), any_of(PLANNED["told"]), any_of(PLANNED["past"])
QUOTED = re.compile("《[^》]*》|“[^”]*”")
TO_BE_DONE = re.compile(
    alternation(PLANNED["set_tasks"]) + "(?:数|量)?(?!的)(?:是|为|:)?[^,;。、]{0,6}$"
)  # 任务建会280家, 下达的任务是8亿元; 完成 before it tells what was done
GOAL = any_of(PLANNED["goals"], "(?:数|量)?$")
OF_A_GOAL = re.compile("的[^,;。]{0,4}" + alternation(PLANNED["goals"]))  # 吞吐量2.8亿吨的目标
TOWARDS = any_of(PLANNED["towards"])
DECIDED = re.compile(alternation(PLANNED["deciding"]) + "[^,]{0,6}决定$")
PROGRAM_OF_WORK = re.compile(f"^[^,“《]{{0,8}}{alternation(PLANNED['lead_in'])}(?:是|为|如下)?$")
ASKED_TO_REACH = re.compile(
    f"(?:^|[,;]|{alternation(REQUIRED['asking'])})"
    + alternation(REQUIRED["asks"])
    + "[^,;]*"
    + alternation(REQUIRED["reaching"])
    + "$"
)  # 市总要求各单位参训率达到
DUTY = any_of(REQUIRED["duties"], f"[^,;]*{alternation(REQUIRED['limits'])}[^,;]*$")
LIMITING, FOLLOWING = any_of(REQUIRED["setting"]), any_of(REQUIRED["following"])
HONOURING = any_of(PLANNED["honouring"])
REQUIRED_NEAR = any_of(REQUIRED["near"], "[^,]{0,12}$")
REQUIRED_FAR = any_of(REQUIRED["far"], ".*" + alternation(REQUIRED["limits"]))


def status_of(
    part: str,
    opening: str,
    after: str,
    heading: str | None,
    lead_in: str | None,
    limited: bool = False,
    earlier: str = "",
) -> tuple[Status, str]:
    """planned after 计划, 力争, 将新建, under 展望 or in a plan's list; required after 不得, 必须; else actual.

    `part` is the sentence from its last ; up to the number, `opening` its first clause (计划 there holds for the whole
    sentence), `after` what follows the number, `earlier` what goes before the part; `limited` is a number with 不少于.
    """
    if plans(part, after) or (opening and plans(opening, "", at_once=True) and not fulfilled(part)):
        return "planned", "status/word-of-planning"
    if about_to(after):
        return "planned", "status/about-to-happen"
    if goes_on(earlier, part):
        return "planned", "status/plan-goes-on"
    if heading and HEADING.search(heading):
        return "planned", "status/heading-of-planning"
    if (lead_in and _announces_plan(lead_in)) or _opens_plan(opening, part):
        return "planned", "status/list-of-a-plan"
    if opening and (ASKED.search(opening) or ASKS.search(opening)):
        return "required", "status/asked-for"
    plain = QUOTED.sub("", part)  # 《女职工劳动保护特别规定》讲座64场 requires nothing
    if _required(plain, after, limited):
        return "required", "status/word-of-requirement"
    if _task_set(part, after):
        return "planned", "status/task-set"
    return "actual", "status/told-as-done"


def _required(plain: str, after: str, limited: bool) -> bool:
    """必须, 要求…不少于, 市总要求参训率达到, 每人每月至少, 约定增幅不低于: somebody sets it; not 按照要求,…不少于."""
    if REQUIRED_NEAR.search(plain) or REQUIRED_FAR.search(plain + after[:6]):
        return True
    if ASKED_TO_REACH.search(plain) or DUTY.search(plain):
        return True
    return limited and any(
        LIMITING.search(clause) and not FOLLOWING.search(clause) for clause in re.split("[,;]", plain)
    )


def _task_set(part: str, after: str) -> bool:
    """任务建会280家, 完成目标9000万元的96%, 围绕吞吐量2.8亿吨的目标; not 占任务的46%, 完成任务280家."""
    clause = re.split("[,;]", part)[-1]
    if OF_A_GOAL.match(after):
        return bool(TOWARDS.search(clause))
    if GOAL.search(clause) and re.match(r"的\d", after):
        return True
    return bool(TO_BE_DONE.search(part)) and not DONE.search(clause)


def is_plan(title: str) -> bool:
    """Whether a report tells what will be done: 今年要做十件实事, 2024年工作要点; not 十件实事兑现."""
    return bool(TITLE.search(title)) and not TITLE_OF_THE_PAST.search(title)


def told_as_done(sentence: str) -> bool:
    """Whether a sentence of a plan tells the past: 去年, 目前, 截至, 已."""
    return bool(PAST.search(sentence))


def announces(clause: str) -> bool:
    """Whether a clause only says who announces what follows: 会议明确, 方案提出."""
    return bool(ANNOUNCED.search(clause))


def _opens_plan(opening: str, part: str) -> bool:
    """下半年打算:新建站点30个; 会议决定,年内建成驿站5个: the first clause says that what follows is planned."""
    if DECIDED.search(opening):
        return not _honours(part)
    return f"{opening}:" in part and bool(PROGRAM_OF_WORK.search(opening)) and not DONE.search(opening)


def _honours(text: str) -> bool:
    """Whether somebody is honoured: 决定授予60个单位…称号 is done by being decided."""
    return bool(HONOURING.search(text))


def _announces_plan(sentence: str) -> bool:
    """Whether a sentence introduces a plan that is yet to be done: 今年的目标任务是:."""
    return bool(LEAD_IN.search(sentence)) and not DONE.search(sentence)
