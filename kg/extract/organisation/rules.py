"""Organisations: full names from what a report writes short (市总工会, 全市各级工会, 市委), and names by their suffix.

All is read against `Home`, the union that reports: its name, kind of region and the regions above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.lexicon import alternation, lexicon
from kg.regions import by_code, chain, resolve

LEXICON = lexicon("organisation")


@dataclass(frozen=True, slots=True)
class Home:
    """The reporting union and its regions: county, city and province by name, as far as they are known."""

    name: str | None
    region: str | None
    code: str | None
    regions: dict[str, str]

    def all_levels(self) -> str | None:
        """淮南市各级工会: the unions of the region, all levels together."""
        return f"{self.region}各级工会" if self.region else self.name


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation named at text[start:end]; `name` is its full name."""

    start: int
    end: int
    name: str
    type: str
    rule: str


def home_of(name: str | None, region: str | None) -> Home:
    """The home of a report: from the union's full name and its region's code (340400) or name."""
    place = (by_code(region) if region.isdigit() else resolve(region)) if region else None
    regions = {r.level: r.name for r in chain(place.code)} if place else {}
    return Home(name, place.name if place else region, place.code if place else None, regions)


def unions(text: str, home: Home) -> Iterator[Organisation]:
    """市总工会, 省总, 全总: the union of a level, named in full."""
    for level, words in LEXICON["union"].items():
        for m in re.finditer(rf"(?<![一-龥]){alternation(words)}|{alternation(words)}", text):
            name = union_name(level, m[0], home)
            if name:
                yield Organisation(m.start(), m.end(), name, "union", f"organisation/union-of-a-level")


def union_name(level: str, word: str, home: Home) -> str | None:
    """The full name of 省总工会 or 市总 in a report of `home`; None where the regions are not known."""
    if level == "national":
        return "中华全国总工会"
    if level == "own":
        return home.name
    if home.name and home.region and word[0] == home.region[-1]:
        return home.name  # 市总工会 in a report of 余姚市总工会, a city of county rank
    region = home.regions.get(level)
    return home.name if home.name and region == home.region else f"{region}总工会" if region else None


@cache
def _all_levels() -> re.Pattern[str]:
    scope, names = alternation(LEXICON["all_levels"]["scope"]), alternation(LEXICON["all_levels"]["names"])
    alone = alternation(LEXICON["all_levels"]["alone"])
    return re.compile(rf"{scope}{names}|(?<![一-龥]{{2}}市){alone}")


def unions_of_regions(text: str, home: Home) -> Iterator[Organisation]:
    """凤台县总工会, 晋城市城区总工会: a region's full name and 总工会; a name without its region is completed from home."""
    for m in re.finditer("总工会", text):
        for length in range(min(m.start(), 9), 2, -1):
            region = text[m.start() - length : m.start()]
            within = resolve(region, home.code) if home.code else None
            if region[-1] in "省市县区州旗盟" and (within or resolve(region)):
                name = f"{within.name if within else region}总工会"
                own = home.region and name == f"{home.region}总工会"
                yield Organisation(
                    m.start() - length,
                    m.end(),
                    home.name if own and home.name else name,
                    "union",
                    "organisation/union-of-a-region",
                )
                break


def unions_together(text: str, home: Home) -> Iterator[Organisation]:
    """全市各级工会, 各级工会组织: the unions of the region together."""
    together = home.all_levels()
    for m in _all_levels().finditer(text):
        if together:
            yield Organisation(m.start(), m.end(), together, "union", "organisation/unions-together")
    if home.region:
        stem = home.region.rstrip("市省县区州")
        for m in re.finditer(
            rf"{re.escape(stem)}[市省县区州]?(?:各级)?工会(?:组织|系统)?(?!主席|干部|会员|财产|工作|龙卡|服务)", text
        ):
            name = together if "各级" in m[0] else home.name
            yield Organisation(m.start(), m.end(), name or m[0], "union", "organisation/unions-of-the-region")


@cache
def _person() -> re.Pattern[str]:
    titles, surnames = alternation(LEXICON["person"]["titles"]), LEXICON["person"]["surnames"]
    return re.compile(
        rf"{titles}(?P<name>[{surnames}][一-龥]{{1,2}})(?=成立|编写|带领|牵头|创办|以|打造|建立|累计|捐|带动|组织|创建|领衔|领办|负责|投资|资助|帮助|筹)"
    )


def persons(text: str) -> Iterator[Organisation]:
    """全国劳模陶军成立…: a person named as the one who acted."""
    for m in _person().finditer(text):
        yield Organisation(m.start("name"), m.end("name"), m["name"], "person", "organisation/person-named-for-a-deed")


def named(doc: Doc, home: Home, taken: Sequence[Organisation]) -> Iterator[Organisation]:
    """东华实业公司, 市人社局, 省劳模协会: a name by its suffix, from the last word that cannot belong to it."""
    for i, word in enumerate(doc):
        kind = _kind(doc, i)
        if kind is None or any(o.start <= word.idx < o.end for o in taken):
            continue
        first = i
        while first > 0 and _belongs(doc[first - 1]) and word.idx - doc[first - 1].idx <= 18:
            first -= 1
        while first < i and (doc[first].text in LEAD or doc[first].text in "、的"):
            first += 1
        start, end = doc[first].idx, word.idx + len(word)
        surface = doc.text[start:end]
        if (
            len(surface) >= 3
            and surface not in LEXICON["not"]["names"]
            and not any(o.start < end and start < o.end for o in taken)
        ):
            yield Organisation(start, end, in_full(surface, home), kind, "organisation/named-by-suffix")


LEAD = frozenset(LEXICON["not"]["leading"])
BREAKERS = frozenset(LEXICON["not"]["breakers"])


def _kind(doc: Doc, i: int) -> str | None:
    """The kind that the ending of word i, with the words before it, gives a name; None where the name goes on."""
    if i + 1 < len(doc) and any((doc[i].text + doc[i + 1].text).endswith(s) for s in _suffixes()):
        return None
    tail = "".join(w.text for w in doc[max(0, i - 4) : i + 1])
    best = max((s for s in _suffixes() if tail.endswith(s) and doc[i].text.endswith(s[-1])), key=len, default=None)
    return _suffixes()[best] if best else None


@cache
def _suffixes() -> dict[str, str]:
    return {suffix: kind for kind, words in LEXICON["suffix"].items() for suffix in words}


def _belongs(word: Token) -> bool:
    """Whether a word may stand inside an organisation's name."""
    return not (
        word.text in BREAKERS
        or word.tag_ in ("x", "m", "p", "c", "u", "uj", "ul", "d", "r")
        or word.text in "、,;。:“”《》()"
    )


def in_full(surface: str, home: Home) -> str:
    """市人社局 in a report from 天水市 → 天水市人社局, 省劳模协会 → 安徽省劳模协会, 区委 → 广丰区委."""
    for level, mark in (("省级", "省"), ("市级", "市"), ("县级", "区"), ("县级", "县")):
        region = home.regions.get(level)
        own = home.region if home.region and home.region.endswith(mark) else region
        if region and own and surface.startswith(mark) and not surface.startswith("市场"):
            return own + surface[1:]
    if surface.startswith("市场") and home.region:
        return home.region + surface
    return surface


def find_organisations(text: str, home: Home) -> list[Organisation]:
    """The unions and acting persons of a sentence from left to right, longest first where two overlap."""
    found: list[Organisation] = []
    for org in sorted(
        (*unions_together(text, home), *unions(text, home), *unions_of_regions(text, home), *persons(text)),
        key=lambda o: (o.start - o.end, o.start),
    ):
        if not any(o.start < org.end and org.start < o.end for o in found):
            found.append(org)
    return sorted(found, key=lambda o: o.start)


def all_organisations(doc: Doc, home: Home, unions: Sequence[Organisation]) -> list[Organisation]:
    """The unions found before and every other organisation named by its suffix; a longer name swallows a union in it."""
    others = list(named(doc, home, unions))
    return sorted((*unions, *others), key=lambda o: o.start)


def actor(organisations: Sequence[Organisation], doc: Doc, position: int) -> Organisation | None:
    """Who acts at `position`: the last union or person before it that stands as a subject, not behind 与, 由 or 在.

    Another organisation acts only in its own clause (X基金会捐款20万元); a union goes on acting to the sentence's end.
    """
    text = doc.text
    for org in reversed([o for o in organisations if o.end <= position]):
        before, after = text[: org.start], text[org.end :]
        if before.endswith(tuple(LEXICON["actor"]["not_behind"])) or after.startswith(
            tuple(LEXICON["actor"]["not_before"])
        ):
            continue
        if re.match("[^,;。0-9]{0,8}的", after) and org.end + 9 > position:
            continue
        if org.type in ("union", "person") or _acts_alone(org, text, position):
            return org
    return None


def _acts_alone(org: Organisation, text: str, position: int) -> bool:
    """Whether an organisation that is no union opens the clause in which the figure stands and is followed by a deed."""
    opens = org.start == 0 or text[org.start - 1] in ",;。:、"
    return (
        opens
        and bool(re.match(alternation(LEXICON["actor"]["deeds"]), text[org.end :]))
        and not re.search("[;。,]", text[org.end : position])
    )
