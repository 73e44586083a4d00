"""Which firm, school, bureau, township or trade a text is about, where it is not by a region's general union."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.regions import by_name, resolve

WORDS = tomllib.loads((Path(__file__).parent / "home.toml").read_text("utf-8"))


def either(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


_ENDS, _SPEAKS = either(WORDS["firm"]["ends"]), either(WORDS["firm"]["speaks"])
SPEAKS = re.compile(rf"[全我本该]{_SPEAKS}|{_SPEAKS}工会|(?<=[,。;、])集团公司")
_NAMED = re.compile(rf"(?P<name>[㐀-鿿A-Za-z0-9()]{{1,24}}?{_ENDS}+)(?![生子])(?P<union>(?:本部|机关|教职工)?总?工会)?")
_BEFORE = re.compile(either(WORDS["firm"]["before"]))
_NO_NAME = tuple(WORDS["firm"]["no_name"])
_NO_TRADE = re.compile(either(WORDS["trade"]["no_trade"]) + "|[省市县区州盟旗厂矿局钢]$|[^㐀-鿿]")
_TOWN = re.compile(f"[㐀-鿿]{{2,10}}?{either(WORDS['town']['ends'])}")
_IN_TITLE, _OPENING, _OPENING_LENGTH = 5, 3, 40  # claims of a name in the title, in the first words of the text
_SHORTEST, _LONGEST = 4, 18  # characters of a firm's name


def firm_named(title: str, body: str) -> tuple[str, int]:
    """The firm that title and text name most, and its claim; none has none."""
    claims: Counter[str] = Counter()
    for place, weight in ((title, _IN_TITLE), (body[:_OPENING_LENGTH], _OPENING), (body, 1)):
        for name, has_union in _names(place):
            claims[name] += weight + has_union
    for phrase in re.split("[ —!?:]+", title):
        if name := _repeated(phrase, body):
            claims[name] += _IN_TITLE
    best = max(claims, key=lambda name: (claims[name], len(name), name), default="")
    return best, claims[best]


def _names(place: str) -> Iterator[tuple[str, bool]]:
    for match in _NAMED.finditer(place):
        name = _BEFORE.split(match["name"])[-1]
        if _SHORTEST <= len(name) <= _LONGEST and not name.startswith(_NO_NAME) and "工会" not in name:
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


def town_union(title: str, body: str) -> re.Match[str] | None:
    """Where text or title names the union of a township, street or zone of the title: 柳河街道三年建会320家."""
    text = f"{body}\n{title}"
    return next(filter(None, (re.search(f"{town[0]}总?工会", text) for town in _TOWN.finditer(title))), None)


def trade_union(title: str, body: str) -> tuple[str, str] | None:
    """The region and trade of a title that begins 湖北邮政:…, where the text speaks of 邮政工会."""
    form = next((title[:n] for n in range(9, 1, -1) if by_name(title[:n])), "")
    region = resolve(form) if form else None
    if region is None or region.level == "县级":
        return None
    rest = title[len(form) :]
    named = (rest[:n] for n in (4, 3, 2) if f"{rest[:n]}工会" in body and not _NO_TRADE.search(rest[:n]))
    return next(((region.name, trade) for trade in named if not by_name(trade)), None)
