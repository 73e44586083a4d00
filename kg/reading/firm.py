"""Which firm, school or bureau a text is about, where it is not by a region's general union."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.reading.lexicon import either, lexicon
from kg.regions import by_name, is_within

WORDS = lexicon("home")
PHRASES = re.compile("[ —!?:”]+")  # what parts a title: 暖“家”又暖“站”|重庆邮政…
_ENDS, _SPEAKS = either(WORDS["firm"]["ends"]), either(WORDS["firm"]["speaks"])
SPEAKS = re.compile(
    rf"[全我本该]{_SPEAKS}(?!{either(WORDS['firm']['not_spoken'])})|{_SPEAKS}工会|(?<=[,。;、])集团公司"
)
_GOES_ON = "|".join(f"(?<={end}){either(words)}" for end, words in WORDS["firm"]["goes_on"].items())
_WITHIN = f"(?:(?!{either(WORDS['firm']['parts'])})[㐀-鿿]){{0,10}}?"  # what names a branch: 大学|附属第一|医院
_BRANCH = "|".join(f"(?<={end}){_WITHIN}{either(ends)}" for end, ends in WORDS["firm"]["branches"].items())
_SCHOOL = f"(?<=[一二三四五六七八九十])中(?!{either(WORDS['firm']['no_school'])})"  # 福州三中
_UNION_ENDS = rf"{either(WORDS['firm']['union_ends'])}(?=(?:机关|职工)?工会)"
_NAME = rf"[㐀-鿿A-Za-z0-9()]{{1,24}}?(?:{_ENDS}+(?:{_BRANCH})?|{_SCHOOL}|{_UNION_ENDS})\)?"
_NAMED = re.compile(rf"(?P<name>{_NAME})(?!{_GOES_ON})(?P<union>(?:本部|机关|教职工)?总?工会)?")
_COUNTED = rf"\d[\d.]*[余多万亿千百]*{either(WORDS['firm']['counted'])}"
_SENTENCE = re.compile(f"{either(WORDS['firm']['held'])}|(?P<word>{either(WORDS['firm']['before'])}|{_COUNTED})")
_NO_NAME = tuple(WORDS["firm"]["no_name"])
_ACTS = re.compile(f"(?<=[,。;:、])(?:集团)?{_SPEAKS}(?=[㐀-鿿])")
_OWNERS = re.compile(f"^{either(WORDS['placed']['owners'])}")
_TRADE = re.compile(f"{either(WORDS['placed']['trades'])}+(?!{either(WORDS['placed']['not_behind'])})")
_VISIT = re.compile("^[^ ,:]{2,14}(?:来到|走进|到|赴)(?=[^ ,:]{2,20}(?:取经|参观|观摩|考察|学习|交流))")
_IN_TITLE, _OPENING, _OPENING_LENGTH = 5, 3, 40  # claims of a name in the title, in the first words of the text
_SHORTENED = 2  # characters: 哈电
_SHORTEST, _LONGEST, _LONGEST_SHORT = 4, 24, 8  # characters of a firm's name, and of a short one


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


def opening_firm(title: str, body: str) -> str:
    """The firm that a title opens with in short, in full: 广州港 → 广州港集团有限公司, 江西移动 → 中国移动江西公司."""
    short = PHRASES.split(title)[0]
    if len(short) <= 2 or by_name(short):
        return ""
    named = Counter(name for name, _ in _names(body) if name.startswith(short))
    spelt = spelt_out(short, body)
    return max(named, key=lambda name: (len(name), name), default=spelt if spelt != short else "")


def _in_full(place: str, trade: str, body: str) -> str:
    """国网宁海县供电公司 for 宁海 and 供电; 山西焦煤 where the text has no longer name but speaks of its firm."""
    short = next((region.short for region in by_name(place)), place)
    named = Counter(name for name, _ in _names(body) if short in name and trade in name[name.index(short) :])
    if named:
        return max(named, key=lambda name: (named[name], len(name), name))
    return f"{place}{trade}" if f"{place}{trade}" in body and (SPEAKS.search(body) or _ACTS.search(body)) else ""


def name_starts(stretch: str) -> list[int]:
    """Where a name may begin in a stretch, behind each word of the sentence: 走访|远岭电机厂, but not 日|照港."""
    return [match.end() for match in _SENTENCE.finditer(stretch) if match["word"]]


def own_part(stretch: str) -> str:
    """What of a stretch may be a name: 远岭电机厂 of 为430名工人走访远岭电机厂."""
    return stretch[max(name_starts(stretch), default=0) :]


def _names(place: str) -> Iterator[tuple[str, bool]]:
    """Each firm, school or bureau that a stretch names, and whether as its union: 马钢集团工会."""
    for match in _NAMED.finditer(place):
        name = own_part(match["name"])
        if (
            _SHORTEST <= len(name) <= _LONGEST
            and name.count("(") == name.count(")")
            and not name.startswith(_NO_NAME)
            and "工会" not in name
        ):
            yield without_superiors(name), match["union"] is not None


def without_superiors(name: str) -> str:
    """辽宁凌源钢铁公司 → 凌源钢铁公司: of several regions before a name the last stays, if it lies in the others."""
    for length in (n for n in range(9, 1, -1) if by_name(name[:n])):
        inner = [region for n in range(9, 1, -1) for region in by_name(name[length : length + n])]
        if any(is_within(region.code, outer.code) for region in inner for outer in by_name(name[:length])):
            return without_superiors(name[length:])
    return name


def spelt_out(short: str, body: str) -> str:
    """马鞍山钢铁股份有限公司 for 马钢, 福州第三中学 for 福州三中: the one firm so named that has all its characters.

    What ends as a firm does is short only with a shortened name before it: 哈电集团, 哈尔滨电气集团.
    """
    if len(short) > _LONGEST_SHORT:
        return short
    if end := re.search(f"{_ENDS}$", short):
        shortened = end.start() == _SHORTENED and not by_name(short[:_SHORTENED])
        spelt = re.compile(f"{'[㐀-鿿]{1,3}'.join(short[:_SHORTENED])}[㐀-鿿]{{1,6}}{end[0]}$")
        named = {name for name, _ in _names(body) if shortened and spelt.match(name)}
        return named.pop() if len(named) == 1 else short
    named = {name for name, _ in _names(body) if set(short) <= set(name) and short not in name}
    return named.pop() if len(named) == 1 else short


def _repeated(phrase: str, body: str) -> str:
    """What opens a phrase of the title and, twice or more, a clause of the text: 宏远铝冬送温暖…, 宏远铝拨款…."""
    opening = re.match("[㐀-鿿]{2,8}", phrase)
    names = (phrase[:n] for n in range(opening.end(), 1, -1)) if opening else ()
    for name in (name for name in names if not name.startswith(_NO_NAME) and not by_name(name)):
        enough = 2 if f"{name}工会" in phrase + body else 3
        if len(re.findall(f"(?:^|[,。;:、\\s从在]){name}", body)) >= enough:
            return name
    return ""
