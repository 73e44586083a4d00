"""Words of planning: whether 计划, 将, 要 govern what follows them, and how far a plan reaches."""

from __future__ import annotations

import re

from kg.extract.lexicon import alternation, any_of, lexicon
from kg.extract.measure.words import ACTION

LEXICON = lexicon("status")
PLANNED = LEXICON["planned"]

PLANNING, FULFILLED = any_of(PLANNED["words"]), any_of(PLANNED["fulfilled"])
INSIDE = any_of(PLANNED["inside"])
ASKED_FOR = re.compile("[向从][^,。;]{1,14}$")
WHOLE_REGION = re.compile("[^,;]{0,8}全[省市县区镇乡校厂]$")  # 将全市1360名农民工纳入
COURSE = re.compile(
    alternation(LEXICON["stock"]["base"]) + "[^,;]{0,12}$|的$"
)  # 将标准由300元提高到400元, 将节省的6万元用于…
DISPOSAL = re.compile("[^,;。]{1,20}?" + alternation(PLANNED["disposal"]))  # 将驿站建设纳入实事: 将 marks an object
REACHING, NOT_TO = tuple(PLANNED["reaching"]), tuple(PLANNED["not_to"])
DATED = re.compile(r"\d{1,2}月|(?:19|20)\d\d年")  # 计划10月启动
ACTING = (*ACTION, *PLANNED["openings"])
ADVERBS, STILL = tuple(PLANNED["adverbs"]), tuple(PLANNED["still"])
BY_SOMEBODY = re.compile(
    f"(?:^|[,;。:、“])[^,;。:、]{{0,12}}{alternation(PLANNED['somebody'])}{alternation(PLANNED['adding'])}?$"
)
BY_ITSELF = re.compile(f"(?:^|[,;。:、年]|[一二三四五六七八九十\\d]){alternation(PLANNED['adding'])}?$")
SPENDING = re.compile(alternation(ACTION) + r"\d")
NO_WILL = tuple(PLANNED["no_will"])
HOLDING = tuple(PLANNED["holding"])
NUMBERED = re.compile(alternation(PLANNED["numbered"]) + "|[(]?[二三四五六七八九十][)、是要]|[②-⑳]")
OVER = any_of((*PLANNED["fulfilled"], *PLANNED["over"]), "|(?<![为除])了(?!解)")


def what_is_planned(clause: str) -> str:
    """A clause from its word of planning on: 明年将举办竞赛 → 将举办竞赛; "" where it plans nothing."""
    found = PLANNING.search(INSIDE.sub(lambda m: "·" * len(m[0]), clause))
    return clause[found.start() :] if found else ""


def plans(text: str, after: str, at_once: bool = False) -> bool:
    """Whether a word of planning governs the end of `text`: 计划新建 does, 提升计划, 将…纳入 and 计划100人,实际 do not.

    `after` may still tell that 将 marks an object; with `at_once` the word must open the text.
    """
    text = INSIDE.sub(lambda m: "·" * len(m[0]), text)
    for m in PLANNING.finditer(text):
        rest, before = text[m.end() :], text[: m.start()]
        if at_once and len(before) > 6:
            return False
        if _governs(m[0], before, rest, after) and not fulfilled(rest):
            return True
    return False


def _governs(word: str, before: str, rest: str, after: str) -> bool:
    """Whether a word of planning plans what follows it: 要新建, 计划10月启动; not 需要, 将…纳入, 争取到."""
    if word == "将" and not rest:
        return False  # 将|1360名…纳入: no verb between, so it marks an object
    if word == "将" and (rest.startswith(ADVERBS) or before.endswith(STILL) or SPENDING.match(rest)):
        return True  # 还将标准提高到…, 将把…提高到, 将安排60万元用于: of time to come, whatever is done to an object
    if word == "将":
        object_first = COURSE.search(rest) or WHOLE_REGION.fullmatch(rest)
        return not DISPOSAL.match(rest + after if object_first else rest)
    if word == "争取" and (re.match(r"到(?!\d|年)|了", rest) or ASKED_FOR.search(before)):
        return False  # 争取到资金380万元, 向上级工会争取援助: gained
    acting = rest.startswith(ACTING) or bool(DATED.match(rest))
    if word == "要":
        reaching = rest.startswith(REACHING) and not before.endswith(NOT_TO)
        by_itself = (BY_ITSELF.search(before) or BY_SOMEBODY.search(before)) and not rest.startswith(NO_WILL)
        return bool(reaching or by_itself) or (acting and before[-1:] in ("会", "划", "还"))
    if word in PLANNED["nouns"]:
        return acting and not before.endswith(tuple(PLANNED["modifiers"]))
    return True


def about_to(after: str) -> bool:
    """Whether what is counted is told behind it to do something yet: 12家企业将参加; not 12家企业将服务延伸到."""
    return bool(re.match("[^,;。0-9]{0,16}将", after)) and not DISPOSAL.match(after.split("将", 1)[1])


def fulfilled(text: str) -> bool:
    """计划培训100人,实际培训120人; 完成…: what follows is told as done."""
    return bool(FULFILLED.search(text))


def goes_on(earlier: str, part: str) -> bool:
    """Whether what was planned before a semicolon holds behind it: 将安排60万元…;分4批组织…; what is done ends it.

    Only a word that plans a deed does (将安排, 计划组织): 预计 and 将 with an object of its own tell of one thing.
    """
    text = INSIDE.sub(lambda m: "·" * len(m[0]), earlier)
    for m in PLANNING.finditer(text):
        rest = text[m.end() :]
        deed = rest.startswith(ACTING) or m[0] == "要"  # 要以产改为牵引,新增…;以帮扶为抓手,…
        if m[0] in HOLDING and deed and _governs(m[0], text[: m.start()], rest, ""):
            return not OVER.search(rest) and not OVER.search(part)
    return False


def numbered(sentence: str) -> bool:
    """Whether a sentence is one of a list that goes on: 二是…, 三要…, (四)…, 其次."""
    return bool(NUMBERED.match(sentence))


def over(sentence: str) -> bool:
    """Whether a sentence tells what has been done: 已建成…, 目前…, 完成了."""
    return bool(OVER.search(sentence))
