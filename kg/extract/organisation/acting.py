"""Who acts at a figure: the subject of its clause or sentence, as far as an organisation or a person is named there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from kg.extract.lexicon import alternation
from kg.extract.organisation.home import LEXICON, Organisation

ACTOR = LEXICON["actor"]
NOT_BEHIND, NOT_BEFORE = tuple(ACTOR["not_behind"]), tuple(ACTOR["not_before"])
DEEDS = re.compile(alternation(ACTOR["deeds"]))
BEARS = re.compile(alternation(ACTOR["bears"]))
UNDER = re.compile(f"在[^,;。]{{0,16}}{alternation(ACTOR['under'])}")  # 市总工会在省总指导下 names a superior
DESCRIBED = re.compile(f"(?:作为|[^,]*{alternation(ACTOR['led'])}的$)")
OPENINGS = tuple(ACTOR["openings"])
APPROXIMATE = re.compile(f"{alternation(ACTOR['between'])}?")
OF_WHICH = re.compile(r"[约近超]?[\d.]+[万亿千百]?[余多]?万?[人名个家户位所][^,;。]{0,4}的$")


def actor(organisations: Sequence[Organisation], doc: Doc, position: int) -> Organisation | None:
    """Who acts at `position`: the last union or person before it that stands as a subject, not behind 与, 由 or 在.

    Another organisation acts only in the part of the sentence that it opens (X基金会捐款20万元); a union goes on acting
    to the sentence's end. A figure that describes an organisation (拥有职工300人的东华公司) is that organisation's.
    """
    text = doc.text
    for org in organisations:
        if org.start > position and org.acts and OF_WHICH.match(text[position : org.start]):
            return org
    for org in reversed([o for o in organisations if o.end <= position and o.acts]):
        if APPROXIMATE.fullmatch(text, org.end, position) and _opens(org, text):
            return org
        if _is_subject(org, text, position) and (org.type in ("union", "person") or _acts_alone(org, text, position)):
            return org
    return None


def _opens(org: Organisation, text: str) -> bool:
    """Whether a clause begins with the organisation."""
    return org.start == 0 or text[org.start - 1] in ",;。:、"


def _is_subject(org: Organisation, text: str, position: int) -> bool:
    """Whether what stands around an organisation leaves it a subject: not 获省总工会…, not 市总工会主席…"""
    if BEARS.match(text, org.end) and text[: org.start].endswith("由"):
        return True
    behind = text[org.end :]
    if text[: org.start].endswith(NOT_BEHIND) or behind.startswith(NOT_BEFORE) or UNDER.match(behind):
        return False
    clause = text[max(text.rfind(mark, 0, org.start) for mark in ",;。:") + 1 : org.start]
    comma = text.find(",", org.end, position)
    if comma >= 0 and clause.startswith(OPENINGS):
        return False
    return not (re.match("[^,;。0-9]{0,8}的", text[org.end :]) and org.end + 9 > position)


def _acts_alone(org: Organisation, text: str, position: int) -> bool:
    """Whether an organisation that is no union opens the figure's part of the sentence and is followed by a deed.

    What describes it may stand before it where a comma parts it from its deeds: 作为主力的某某工作室,累计….
    """
    start = max(text.rfind(mark, 0, org.start) for mark in ",;。:") + 1
    described = bool(DESCRIBED.match(text[start : org.start])) and text[org.end : org.end + 1] == ","
    start = start if described else org.start
    if not (described or _opens(org, text)) or not DEEDS.match(text, org.end):
        return False
    opens_part = start == 0 or text[start - 1] in ";。:" or text[:start].endswith("其中,")
    return not re.search("[;。]" if opens_part else "[;。,]", text[org.end : position])
