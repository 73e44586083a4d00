"""Status of a figure: actual, planned or required."""

from __future__ import annotations

import re

from kg.extract.lexicon import alternation, any_of, lexicon
from kg.extract.measure.words import ACTION
from kg.model import Status

LEXICON = lexicon("status")
PLANNED, REQUIRED = LEXICON["planned"], LEXICON["required"]

PLANNING, FULFILLED, DONE = any_of(PLANNED["words"]), any_of(PLANNED["fulfilled"]), any_of(PLANNED["done"])
INSIDE = any_of(PLANNED["inside"])
ASKED_FOR = re.compile("[向从][^,。;]{1,14}$")
ASKED = re.compile(alternation(REQUIRED["askers"]) + "[^,]{0,4}" + alternation(REQUIRED["asks"]) + "[^,]{0,2}$")
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
WHOLE_REGION = re.compile("[^,;]{0,8}全[省市县区镇乡校厂]$")  # 将全市1360名农民工纳入
COURSE = re.compile(
    alternation(LEXICON["stock"]["base"]) + "[^,;]{0,12}$|的$"
)  # 将标准由300元提高到400元, 将节省的6万元用于…
DISPOSAL = re.compile("[^,;。]{1,20}?" + alternation(PLANNED["disposal"]))  # 将驿站建设纳入实事: 将 marks an object
REACHING, NOT_TO = tuple(PLANNED["reaching"]), tuple(PLANNED["not_to"])
DATED = re.compile(r"\d{1,2}月|(?:19|20)\d\d年")  # 计划10月启动
ACTING = (*ACTION, *PLANNED["openings"])
REQUIRED_NEAR = any_of(REQUIRED["near"], "[^,]{0,12}$")
REQUIRED_FAR = any_of(REQUIRED["far"], ".*" + alternation(REQUIRED["limits"]))


def status_of(
    part: str, opening: str, after: str, heading: str | None, lead_in: str | None, limited: bool = False
) -> tuple[Status, str]:
    """planned after 计划, 力争, 将新建, under 展望 or in a plan's list; required after 不得, 必须; else actual.

    `part` is the sentence from its last ; up to the number, `opening` its first clause (计划 there holds for the whole
    sentence), `after` what follows the number; `limited` is a number with 不少于, 不超过.
    """
    if _plans(part, after) or (opening and _plans(opening, "", at_once=True) and not _fulfilled(part)):
        return "planned", "status/word-of-planning"
    if re.match("[^,;。0-9]{0,16}将", after) and not DISPOSAL.match(after.split("将", 1)[1]):
        return "planned", "status/about-to-happen"
    if heading and HEADING.search(heading):
        return "planned", "status/heading-of-planning"
    if (lead_in and _announces_plan(lead_in)) or _opens_plan(opening, part):
        return "planned", "status/list-of-a-plan"
    if opening and ASKED.search(opening):
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


def what_is_planned(clause: str) -> str:
    """A clause from its word of planning on: 明年将举办竞赛 → 将举办竞赛; "" where it plans nothing."""
    found = PLANNING.search(INSIDE.sub(lambda m: "·" * len(m[0]), clause))
    return clause[found.start() :] if found else ""


def _plans(text: str, after: str, at_once: bool = False) -> bool:
    """Whether a word of planning governs the end of `text`: 计划新建 does, 提升计划, 将…纳入 and 计划100人,实际 do not.

    `after` may still tell that 将 marks an object; with `at_once` the word must open the text.
    """
    text = INSIDE.sub(lambda m: "·" * len(m[0]), text)
    for m in PLANNING.finditer(text):
        rest, before = text[m.end() :], text[: m.start()]
        if at_once and len(before) > 6:
            return False
        if _governs(m[0], before, rest, after) and not _fulfilled(rest):
            return True
    return False


def _governs(word: str, before: str, rest: str, after: str) -> bool:
    """Whether a word of planning plans what follows it: 要新建, 计划10月启动; not 需要, 将…纳入, 争取到."""
    if word == "将" and not rest:
        return False  # 将|1360名…纳入: no verb between, so it marks an object
    if word == "将":
        object_first = COURSE.search(rest) or WHOLE_REGION.fullmatch(rest)
        return not DISPOSAL.match(rest + after if object_first else rest)
    if word == "争取" and (re.match(r"到(?!\d|年)|了", rest) or ASKED_FOR.search(before)):
        return False  # 争取到资金380万元, 向上级工会争取援助: gained
    acting = rest.startswith(ACTING) or bool(DATED.match(rest))
    if word == "要":
        reaching = rest.startswith(REACHING) and not before.endswith(NOT_TO)
        return reaching or (acting and (not before or before[-1] in ",;。会年划还"))
    if word in PLANNED["nouns"]:
        return acting and not before.endswith(tuple(PLANNED["modifiers"]))
    return True


def _fulfilled(text: str) -> bool:
    """计划培训100人,实际培训120人; 完成…: what follows is told as done."""
    return bool(FULFILLED.search(text))


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
