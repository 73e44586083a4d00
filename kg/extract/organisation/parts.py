"""Organisations within organisations (凤台县环卫处幸福驿站, the firm in 同欣公司工会), counties that act, townships."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from kg.extract.lexicon import alternation
from kg.extract.organisation.home import LEXICON, Home, Organisation, is_below
from kg.extract.organisation.names import BREAKERS, suffixes
from kg.extract.organisation.unions import OPENING

PART = LEXICON["part"]
INSIDE = r"[^,;。:、“”《》()\d的与和及等在对为]"
SITE = re.compile(rf"{INSIDE}{{0,6}}?(?P<part>{alternation(PART['site'])})")
UNION_SITE = re.compile(rf"{INSIDE}{{0,4}}?(?P<part>{alternation(PART['union_site'])})")
MEMBERS = re.compile(rf"各?{alternation(PART['members'])}")
OWN = re.compile(rf"(?:本级)?{alternation(PART['own'])}")
SITE_OWNERS = ("enterprise", "institution", "school", "government", "bank")
FIRMS = ("enterprise", "institution", "school", "bank")
COUNTY = re.compile(r"[一-龥]{1,9}?(?:自治[县旗]|[县区市旗])")
ACTS, JOINS, TOWNS = (alternation(LEXICON["county"][words]) for words in ("acting", "joins", "towns"))
ACTING = re.compile(rf"{ACTS}|(?:以?及|和|等)[^,;。]{{0,24}}?{ACTS}")
ROW_OF_UNIONS = re.compile(
    r"(?P<row>[一-龥、]{2,40}?[县区市旗])(?:等?[\d一二三四五六七八九十两]+个?[县区市旗()、]+)?总工会"
)
PAIR_OF_UNIONS = re.compile(
    r"(?P<row>[一-龥]{2,8}(?:、[一-龥]{2,4}){1,5})[两二三四五六七八九十]个?(?P<mark>[县区市旗])总?工会"
)
TOWN = re.compile(
    rf"(?:^|(?<=[,;。、与和由])|(?<={JOINS}))(?![与和由在为对到赴联会])"
    rf"(?P<county>[一-龥]{{1,6}}?[县区市旗])(?P<town>[一-龥]{{1,5}}?{TOWNS})"
    r"(?![村社中办工长人企职居卫党政])"
)
UNION_TAIL = re.compile("(?:联合)?工会(?:委员会)?$")


def parts(doc: Doc, found: Sequence[Organisation], home: Home) -> Iterator[Organisation]:
    """What stands behind an organisation's name as a named part of it."""
    text = doc.text
    for org in found:
        yield from _sites(doc, org)
        if m := MEMBERS.match(text, org.end):
            name = f"{org.name}{m[0]}"
            yield Organisation(org.start, m.end(), name, "government", "organisation/member-bodies", acts=False)
    if home.name:
        for m in OWN.finditer(text):
            name = f"{home.name}{m[0]}"
            yield Organisation(m.start(), m.end(), name, "party", "organisation/of-the-reporting-union", acts=False)


def _sites(doc: Doc, org: Organisation) -> Iterator[Organisation]:
    pattern = UNION_SITE if org.type == "union" else SITE if org.type in SITE_OWNERS else None
    m = pattern.match(doc.text, org.end) if pattern else None
    if not m or doc.text[m.end() : m.end() + 1] in tuple(PART["no_site"]):
        return
    between = [w for w in doc if org.end <= w.idx < m.start("part")]
    if not any(w.text in BREAKERS or w.text.endswith("有") or w.tag_ in ("d", "p", "ul") for w in between):
        name = org.name + m[0]
        kind = "institution" if org.type == "union" else "other"
        yield Organisation(org.start, m.end(), name, kind, "organisation/part-behind-its-name")


def firms_of_unions(found: Sequence[Organisation]) -> Iterator[Organisation]:
    """同欣公司工会 names 同欣公司 too."""
    for org in found:
        firm = UNION_TAIL.sub("", org.name)
        if org.type != "union" or firm == org.name or not org.rule.endswith(("named-by-ending", OPENING)):
            continue
        kind = next((suffixes()[firm[n:]] for n in range(2, len(firm)) if firm[n:] in suffixes()), "")
        if kind in FIRMS and len(firm) >= 4:
            length = org.end - org.start - len(org.name) + len(firm)
            yield Organisation(org.start, org.start + length, firm, kind, "organisation/firm-of-a-union", acts=False)


def publishers(doc: Doc, found: Sequence[Organisation]) -> Iterator[Organisation]:
    """许昌日报社印刷厂 names 许昌日报社 too."""
    for org in found:
        if m := re.match("[一-龥]{2,8}?报社(?=.)", doc.text[org.start : org.end]):
            end = org.start + m.end()
            yield Organisation(org.start, end, m[0], "media", "organisation/publisher-of-a-part", acts=False)


def towns(text: str, home: Home) -> Iterator[Organisation]:
    """寿县李乡: a township named with its county as one that takes part."""
    for m in TOWN.finditer(text):
        own = m["town"] in (home.name or "")  # its own union reports
        if home.code and not own and (is_below(m["county"], home) or m["county"] == home.region):
            yield Organisation(m.start(), m.end(), m[0], "other", "organisation/township")


def counties(doc: Doc, home: Home) -> Iterator[Organisation]:
    """麦积区、甘谷县…开展: counties that act at the opening of a clause."""
    text = doc.text
    for clause in re.finditer(r"(?:^|(?<=[,;。:]))[^,;。:]+", text):
        row, end = _row_of_counties(text, clause.start(), clause.end(), home)
        if row and ACTING.match(text, end):
            for start, stop in row:
                name = text[start:stop]
                yield Organisation(start, stop, name, "government", "organisation/county-acting", acts=False)


def unions_in_a_row(text: str, home: Home) -> Iterator[Organisation]:
    """白云区、修文县等四个区(县)总工会: the union of each county in the row."""
    for m in ROW_OF_UNIONS.finditer(text):
        first = next((p for p in range(m.start(), m.end()) if _row_of_counties(text, p, m.end("row"), home)[0]), None)
        for start, stop in _row_of_counties(text, first, m.end("row"), home)[0] if first is not None else ():
            yield Organisation(start, stop, f"{text[start:stop]}总工会", "union", "organisation/unions-in-a-row")


def unions_of_a_pair(text: str, home: Home) -> Iterator[Organisation]:
    """休宁、祁门两县工会: the union of each county, whose rank is told once for all."""
    for m in PAIR_OF_UNIONS.finditer(text):
        for item in re.finditer("[^、]+", m["row"]):
            start, stop = m.start("row") + item.start(), m.start("row") + item.end()
            names = ((n, f"{text[n:stop]}{m['mark']}") for n in range(start, stop - 1))
            if found := next(((n, name) for n, name in names if is_below(name, home)), None):
                name = f"{found[1]}总工会"
                yield Organisation(found[0], stop, name, "union", "organisation/unions-in-a-row")


def _row_of_counties(text: str, start: int, end: int, home: Home) -> tuple[list[tuple[int, int]], int]:
    """The counties inside the home region that a clause opens with, and where their row ends."""
    row: list[tuple[int, int]] = []
    position = start
    while m := COUNTY.match(text, position, end):
        stop = next((e for e in range(m.end(), position + 1, -1) if is_below(text[position:e], home)), None)
        if stop is None:
            break
        row.append((position, stop))
        if text[stop : stop + 1] not in ("、", "和", "及", "与"):
            return row, stop
        position = stop + 1
    return row, (row[-1][1] if row else start)
