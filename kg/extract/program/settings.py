"""Programs told as the subject or the setting of a clause: 职工创新大赛收到…, 普惠服务方面,…, 以“…”为主题的…活动."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extract.lexicon import alternation
from kg.extract.program.endings import may_be_name
from kg.extract.program.naming import LEXICON, STRONG, WEAK, Program, clean, known

WORDS = LEXICON["setting"]
CLAUSE_START = r"(?:^|(?<=[,。;:、—]))"
THEMED = re.compile(
    rf"“(?P<inner>[^“”]{{2,36}})”为(?:活动)?主?题的(?P<head>[^,。;:、“”的]{{0,14}}?{alternation(STRONG)})"
)
SUBJECT = re.compile(
    rf"{CLAUSE_START}在?(?P<name>(?:(?:19|20)\d\d年)?[^,。;:、“”《》的\d]{{2,24}}?{alternation(WORDS['contests'])})"
    rf"(?={alternation(WORDS['verbs'])}|[上中](?=,)|期间)"
)
OPENER = re.compile(
    rf"(?:(?:^|(?<=[。;]))在?(?P<name>[一-龥]{{2,12}}?{alternation((*STRONG, *WEAK))})(?:工作)?方面(?=[,:])"
    rf"|^【(?P<head>[一-龥]{{4,10}})】)"
)
PLACE = re.compile(
    rf"(?:\d[余多]?[个座家处所间]|{alternation(WORDS['building'])})"
    rf"(?P<name>[一-龥]{{2,3}}?{alternation(WORDS['places'])})(?=[\d,。;、”共已有]|$|{alternation(WORDS['verbs'])})"
)


def themed(text: str) -> Iterator[Program]:
    """以“暖秋同行”为主题的关爱活动 → 暖秋同行关爱活动."""
    for m in THEMED.finditer(text):
        name = clean(m["inner"]) + m["head"]
        yield Program(m.start(), m.end(), name, None, True, "program/motto-as-the-theme")


def subjects(doc: Doc) -> Iterator[Program]:
    """全县职工创新大赛收到项目90个, 在2019年全省技能大赛上: a contest that is the subject or the place of a clause."""
    for m in SUBJECT.finditer(doc.text):
        if len(m["name"]) >= 6 and may_be_name(doc, *m.span("name")):
            yield Program(*m.span("name"), clean(m["name"]), None, True, "program/contest-as-subject")


def openers(text: str) -> Iterator[Program]:
    """普惠服务方面,… and 【慰问帮扶】…: the line of work that a sentence opens with."""
    for m in OPENER.finditer(text):
        part = "name" if m["name"] else "head"
        if found := list(known(m[part])):
            yield Program(*m.span(part), found[-1].name, found[-1].concept, True, "program/opener")


def counted_places(text: str) -> Iterator[Program]:
    """建成渔光驿站20个: a brand of places that no scheme knows, where it is counted or built."""
    for m in PLACE.finditer(text):
        yield Program(*m.span("name"), m["name"], None, False, "program/counted-places")
