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
NEW, DEEDS = tuple(FLOW["new"]), tuple(STOCK["events"])
TURNS = ("元", *STOCK["no_units"])
WHOLE, PEOPLE = re.compile(f"现?{alternation(STANDING['whole'])}[^,;的]{{0,12}}$"), tuple(STANDING["people"])
OVER = re.compile("[,;。]|$")  # nothing is told of those counted
AREAS = tuple(STANDING["areas"])


def stands(q: Quantity, m: Measure, clause: str, behind: str) -> bool:
    """Whether a count tells what is there, whatever is done beside it; `clause` ends before the number.

    参保职工达9万人, 开展协商的企业203家, 依托8个基地, 3100名群监员全年查隐患, 80平方米的站点; not 新参保300人.
    """
    if q.kind != "count" or q.unit in TURNS or m.noun.startswith(NEW):
        return False
    if (INSTITUTED.search(clause) or COVERED.search(clause)) and not m.verb.startswith(NEW):
        return True
    if m.verb.startswith((*NEW, *DEEDS)):
        return False
    if LEANED_ON.search(clause) or EQUIPPED.search(clause):
        return True
    whole = WHOLE.match(clause) and not m.verb and m.noun.endswith(PEOPLE)
    if (q.unit in AREAS and not m.happened) or (whole and OVER.match(behind)):
        return True
    at_work = not m.verb and not clause.endswith(DEEDS) and LASTING.match(behind)
    return bool(at_work) or _enrolled(m, clause)


def _enrolled(m: Measure, clause: str) -> bool:
    """注册会员4300人, 参保职工达118万人; not 为300名参保职工办理…, 新注册企业."""
    name = m.verb + m.noun
    linked = LINKED.search(clause) and (INSURED.search(name) or (not m.happened and name.endswith("会员")))
    found = ENROLLED.search(name) or linked
    return bool(found) and not any(word in clause for word in STANDING["anew"])
