"""Which firm, school or bureau a text is about, where it is not by a region's general union."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.regions import by_name

WORDS = tomllib.loads((Path(__file__).parent / "home.toml").read_text("utf-8"))


def either(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


PHRASES = re.compile("[ —!?:”]+")  # what parts a title: 暖“家”又暖“站”|重庆邮政…
_ENDS, _SPEAKS = either(WORDS["firm"]["ends"]), either(WORDS["firm"]["speaks"])
SPEAKS = re.compile(rf"[全我本该]{_SPEAKS}|{_SPEAKS}工会|(?<=[,。;、])集团公司")
_NAMED = re.compile(
    rf"(?P<name>[㐀-鿿A-Za-z0-9()]{{1,24}}?{_ENDS}+\)?)(?![生子])(?P<union>(?:本部|机关|教职工)?总?工会)?"
)
_BEFORE = re.compile(either(WORDS["firm"]["before"]))
_NO_NAME = tuple(WORDS["firm"]["no_name"])
_ACTS = re.compile(f"(?<=[,。;:、])(?:集团)?{_SPEAKS}(?=[㐀-鿿])")
_OWNERS = re.compile(f"^{either(WORDS['placed']['owners'])}")
_TRADE = re.compile(f"{either(WORDS['placed']['trades'])}+(?!{either(WORDS['placed']['not_behind'])})")
_VISIT = re.compile("^[^ ,:]{2,14}(?:来到|走进|到|赴)(?=[^ ,:]{2,20}(?:取经|参观|观摩|考察|学习|交流))")
_IN_TITLE, _OPENING, _OPENING_LENGTH = 5, 3, 40  # claims of a name in the title, in the first words of the text
_SHORTEST, _LONGEST = 4, 18  # characters of a firm's name


def firm_named(title: str, body: str) -> tuple[str, int]:
    """The firm that title and text name most, and its claim; none has none."""
    claims: Counter[str] = Counter()
    title, guests = _hosts(title)
    for place, weight in ((title, _IN_TITLE), (body[:_OPENING_LENGTH], _OPENING), (body, 1)):
        for name, has_union in _names(place):
            claims[name] += weight + has_union
    for phrase in PHRASES.split(title):
        if name := _repeated(phrase, body):
            claims[name] += _IN_TITLE
    if name := firm_of_place(title, body):
        claims[name] += _IN_TITLE
    claims = Counter({name: claim for name, claim in claims.items() if name not in guests})
    best = max(claims, key=lambda name: (claims[name], len(name), name), default="")
    return best, claims[best]


def _hosts(title: str) -> tuple[str, str]:
    """A title without the guests that it opens with, and they: 甲电厂到乙公司取经 tells of 乙公司."""
    visit = _VISIT.match(title)
    return (title[visit.end() :], visit[0]) if visit else (title, "")


def firm_of_place(title: str, body: str) -> str:
    """The firm, called by place and trade, that a phrase of the title opens with, in full: 宁海供电, 山西焦煤."""
    for phrase in PHRASES.split(_hosts(title)[0]):
        rest = _OWNERS.sub("", phrase)
        place = next((rest[:n] for n in range(9, 1, -1) if by_name(rest[:n])), "")
        trade = _TRADE.match(rest, len(place)) if place else None
        if trade and (name := _in_full(place, trade[0], body)):
            return name
    return ""


def _in_full(place: str, trade: str, body: str) -> str:
    """国网宁海县供电公司 for 宁海 and 供电; 山西焦煤 where the text has no longer name but speaks of its firm."""
    short = next((region.short for region in by_name(place)), place)
    named = Counter(name for name, _ in _names(body) if short in name and trade in name[name.index(short) :])
    if named:
        return max(named, key=lambda name: (named[name], len(name), name))
    return f"{place}{trade}" if f"{place}{trade}" in body and (SPEAKS.search(body) or _ACTS.search(body)) else ""


def _names(place: str) -> Iterator[tuple[str, bool]]:
    for match in _NAMED.finditer(place):
        name = _BEFORE.split(match["name"])[-1]
        if (
            _SHORTEST <= len(name) <= _LONGEST
            and name.count("(") == name.count(")")
            and not name.startswith(_NO_NAME)
            and "工会" not in name
        ):
            yield without_superiors(name), match["union"] is not None


def without_superiors(name: str) -> str:
    """辽宁凌源钢铁公司 → 凌源钢铁公司: of several regions before a name the last stays."""
    at = 0
    while length := next((n for n in range(9, 1, -1) if by_name(name[at : at + n])), 0):
        if not any(by_name(name[at + length : at + length + n]) for n in range(9, 1, -1)):
            break
        at += length
    return name[at:]


def _repeated(phrase: str, body: str) -> str:
    """What opens a phrase of the title and, twice or more, a clause of the text: 宏远铝冬送温暖…, 宏远铝拨款…."""
    opening = re.match("[㐀-鿿]{2,8}", phrase)
    names = (phrase[:n] for n in range(opening.end(), 1, -1)) if opening else ()
    for name in (name for name in names if not name.startswith(_NO_NAME) and not by_name(name)):
        enough = 2 if f"{name}工会" in phrase + body else 3
        if len(re.findall(f"(?:^|[,。;:、\\s从在]){name}", body)) >= enough:
            return name
    return ""
