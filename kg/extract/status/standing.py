"""What is counted because it stands: members enrolled, bases leaned on, teams at work all year, the size of a site."""

from __future__ import annotations

import re

from kg.extract.lexicon import alternation, any_of, lexicon
from kg.extract.measure.rules import Measure
from kg.extract.quantity.rules import Quantity

LEXICON = lexicon("status")
STANDING, FLOW, STOCK = LEXICON["standing"], LEXICON["flow"], LEXICON["stock"]

ENROLLED, INSURED = any_of(STANDING["enrolled"]), any_of(STANDING["insured"])
LINKED = re.compile(alternation(STANDING["links"]) + "[^一-龥]?$")
KIND = alternation(STANDING["kinds"])
LINK = f"(?:{alternation(STANDING['links'])})?[^一-龥]?$"
INSTITUTED = re.compile(
    f"(?:{alternation(STANDING['instituting'])}[^,;的]{{1,16}}|{alternation(STANDING['institutions'])})的[^,;的]{{0,4}}{KIND}{LINK}"
)
COVERED = re.compile(
    f"{alternation(STANDING['insurances'])}的[^,;的]{{0,4}}{KIND}{alternation(STANDING['links'])}[^一-龥]?$"
)
LEANED_ON = any_of(STANDING["leaning"], "[^,;\\d]{0,4}$")
LASTING = re.compile(f"[^,;。:\\d]{{1,16}}?{alternation(STANDING['lasting'])}")
EQUIPPED = any_of(STANDING["equipped"], "[^,;\\d]*等$")
CASES, MET = tuple(STOCK["cases"]), tuple(STOCK["met"])
ROOM = "measure/room-for"
NEW, DEEDS = tuple(FLOW["new"]), tuple(STOCK["events"])
TURNS = ("元", *STOCK["no_units"])
WHOLE, PEOPLE = re.compile(f"现?{alternation(STANDING['whole'])}[^,;的]{{0,12}}$"), tuple(STANDING["people"])
WIDE = re.compile(f"[^,;。:\\d]{{0,12}}?{alternation(STANDING['wide'])}")  # 实现|11个县区全覆盖, 9个乡镇|都有了服务站
HOLDERS = ("人", "户", "家", "个")  # people and places: 242枚奖章有了得主 is no state
FOUNDED = re.compile(
    f"{alternation(STANDING['founded'])}[^;]*,{alternation(STANDING['covering'])}[^,;的]*$"
)  # 联合会成立,涵盖企业
SEATING = any_of(STANDING["seating"], "[^,;\\d]{0,2}$")  # 可供40人同时阅读
AT_REST, DAYS_SAFE = tuple(STANDING["at_rest"]), any_of(STANDING["safe"])
HAVING = re.compile(f"(?<!{alternation(STANDING['not_having'])})有$")  # 市总工会有|编制9人
OVER = re.compile("[,;。]|$")  # nothing is told of those counted
AREAS = tuple(STANDING["areas"])


def stands(q: Quantity, m: Measure, part: str, behind: str) -> bool:
    """Whether a count tells what is there, whatever is done beside it; `part` ends before the number.

    参保职工达9万人, 开展协商的企业203家, 依托8个基地, 3100名群监员全年查隐患, 80平方米的站点; not 新参保300人.
    """
    clause = re.split("[,:]", part)[-1]
    if q.kind != "count" or q.unit in TURNS or m.noun.startswith(NEW):
        return False
    if (
        m.rule == ROOM
        or SEATING.search(clause)
        or (q.unit in HOLDERS and WIDE.match(behind))
        or (q.unit == "天" and DAYS_SAFE.search(clause))
    ):
        return True
    if (INSTITUTED.search(clause) or COVERED.search(clause)) and not m.verb.startswith(NEW):
        return True
    if m.verb.startswith((*NEW, *DEEDS)):
        return False
    if FOUNDED.search(part) or _at_rest(m, clause) or (_had(m, clause) and OVER.match(behind)):
        return True
    if LEANED_ON.search(clause) or EQUIPPED.search(clause):
        return True
    whole = WHOLE.match(clause) and not m.verb and m.noun.endswith(PEOPLE)
    if (q.unit in AREAS and not m.happened) or (whole and OVER.match(behind)):
        return True
    at_work = not m.verb and not clause.endswith(DEEDS) and LASTING.match(behind)
    return bool(at_work) or _enrolled(m, clause)


def _at_rest(m: Measure, clause: str) -> bool:
    """入驻商户45家, 下属工会17家: they are there; not 新入驻."""
    return (m.verb + m.noun).startswith(AT_REST) and not any(word in clause for word in STANDING["anew"])


def _had(m: Measure, clause: str) -> bool:
    """2013年,镇总工会有专职干部6人: what a body has, told with nothing that they did; not 其中有女职工30人."""
    bare = not m.happened and m.noun and not m.noun.endswith((*CASES, *MET))
    bare = bare and not any(word in clause for word in FLOW["anew"])  # 去年一年有建议2800条
    return bool(bare and clause.endswith(m.noun) and HAVING.search(clause.removesuffix(m.noun)))


def _enrolled(m: Measure, clause: str) -> bool:
    """注册会员4300人, 参保职工达118万人; not 为300名参保职工办理…, 新注册企业."""
    name = m.verb + m.noun
    linked = LINKED.search(clause) and (INSURED.search(name) or (not m.happened and name.endswith("会员")))
    found = ENROLLED.search(name) or linked
    return bool(found) and not any(word in clause for word in STANDING["anew"])
