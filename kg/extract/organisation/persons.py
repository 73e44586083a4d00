"""Persons whom a report names for a deed or an honour, and the firm that stands before an honoured person's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.lexicon import alternation
from kg.extract.organisation.home import LEXICON, Home, Organisation
from kg.language import may_be_a_person

PERSON = LEXICON["person"]
SURNAMES: str = PERSON["surnames"]
NAME = rf"[{SURNAMES}](?:(?![{PERSON['no_name']}])[一-龥]){{1,2}}"


@cache
def _acting() -> re.Pattern[str]:
    titles, crafts, by_names = (alternation(PERSON[words]) for words in ("titles", "crafts", "by_names"))
    led = rf"(?:{titles}[”、]?|[为是]{titles}的|{crafts}|{by_names}”)"
    return re.compile(rf"{led}(?P<name>{NAME})(?={alternation(PERSON['deeds'])})")


@cache
def _owners() -> re.Pattern[str]:
    return re.compile(rf"{alternation(PERSON['titles'])}(?P<name>{NAME})的(?P<own>{alternation(PERSON['own'])})")


@cache
def _honoured() -> re.Pattern[str]:
    verbs, posts, behind = (alternation(PERSON[words]) for words in ("honouring", "posts", "honoured"))
    firm = rf"(?P<firm>(?:(?!{alternation(PERSON['no_firm'])})[^,;。:、“”《》\d的]){{3,24}}?)"
    return re.compile(rf"{verbs}(?!{verbs}){firm}{posts}?(?P<name>{NAME})(?={behind})")


@cache
def _studios() -> re.Pattern[str]:
    return re.compile(rf"(?P<names>{NAME}(?:、{NAME})+)(?=等\d*[个名位家]|\d+名|同志)")


def persons(text: str, home: Home) -> Iterator[Organisation]:
    """全国劳模陶军成立…: a person named for a deed; 劳模陶军的合作社: what is that person's; 汪明、方志远等5个."""
    for m in _acting().finditer(text):
        if not may_be_a_person(m["name"]):
            continue
        rule = "organisation/person-named-for-a-deed"
        yield Organisation(m.start("name"), m.end("name"), m["name"], "person", rule)
    for m in _owners().finditer(text):
        rule = "organisation/persons-own"
        yield Organisation(m.start(), m.end(), f"{m['name']}{m['own']}", "enterprise", rule)
    for m in _studios().finditer(text):
        for name in re.finditer(NAME, m["names"]):
            start, end = m.start() + name.start(), m.start() + name.end()
            yield Organisation(start, end, name[0], "person", "organisation/person-in-a-list", acts=False)


def honoured(text: str, home: Home) -> Iterator[Organisation]:
    """推荐中航天飞廖永刚第二届…奖: the person and, unless its ending tells it anyway, the firm before the name."""
    for m in _honoured().finditer(text):
        rule = "organisation/named-for-an-honour"
        yield Organisation(m.start("name"), m.end("name"), m["name"], "person", rule, acts=False)
        yield Organisation(m.start("firm"), m.end("firm"), m["firm"], "enterprise", rule, acts=False)
