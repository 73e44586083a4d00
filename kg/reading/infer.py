"""What the manifest leaves open, told from the report: title, union, region, period, date and publisher.

Each is left None where the text does not settle it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import takewhile

from kg.model import Period, Sentence, Skip, Source, Text
from kg.reading.home import find_home, region_of, union_of

_YEAR = r"(?:19[5-9]\d|20\d{2})"
_DAY = re.compile(rf"({_YEAR})(?:[-/.]|年)(\d{{1,2}})(?:[-/.]|月)(\d{{1,2}})")
_MONTH = re.compile(rf"({_YEAR})年(\d{{1,2}})月")
_SIGNED_OFF = re.compile(rf"\([^()]{{0,30}}{_YEAR}[-/.年][^()]{{0,20}}\)$")  # (记者 王一 2021年4月29日) ends a text
_SPAN = re.compile(rf"({_YEAR})年? ?[-—~至到]+ ?({_YEAR})")
_PART = re.compile(rf"({_YEAR})年?(上半年|下半年|(?:第?([一二三四])季度)|(\d{{1,2}})[-—~至](\d{{1,2}})月)")
_PARTS = {"上半年": (1, 6), "下半年": (7, 12)}
_PLANS = ("九五", "十五", "十一五", "十二五", "十三五", "十四五", "十五五")
_PLAN = re.compile(
    f"[“‘](?:我省|我市|全市)?({'|'.join(_PLANS)})[”’](?:期间|时期|以来|[^。]*(?:成就|成果|综述|回眸|纪实|发布会))"
)
_SINGLE = re.compile(rf"(?<!\d)({_YEAR})(?=年|$|[ 　\-_—”》])")
_AHEAD = "[^。;,\n]{0,12}(?:计划|打算|思路|要点|工作安排|工作重点|将|力争)"  # 2024年将建会8家: a year to come
_SAID = re.compile(rf"(?<![\d自从—~-])(?<!(?<![截止])[至到])({_YEAR})年(?!以前|之前|前|来|{_AHEAD})")
_PLANNED = "[^年]{0,8}(?:计划|打算|思路|要点|安排|展望)"
_NAMED = re.compile(r"《[^》]*》|\([^)]*\)")
_YEARS_PAST = re.compile(
    r"((?<![一二三四五六七八九])[二两三四五六七八九十]|(?<!\d)(?:[2-9]|10))年"
    "(?:来|间|砥砺|奋进|回眸|工作回|工作亮点|工作综述|综述|耕耘|征程|成就|巨变)|(?:过去|这|以来的)([三四五]|[345])年"
)
_BEGUN = re.compile(rf"({_YEAR})年(\d{{1,2}}月)?[^。;,\d]{{0,30}}以来")  # 自2009年11月…召开以来的五年
_FROM_TO = re.compile(rf"({_YEAR})年?[-—~至到]+({_YEAR})年(?:间|期间)?[,是的]")  # 2017年至2022年,是…的五年
_YEARS_IN_TITLE = re.compile(
    "(?<![第续近一二三四五六七八九十\\d])([二两三四五六七八九十]|[2-9]|10)年(?=[㐀-鿿])"
    "(?!级|度|计划|规划|行动|期|制|前|后|底|内|以|任务|目标|纲要|方案|一)"
)
_NUMERALS = {
    **{str(n): n for n in range(2, 11)},
    **dict(zip("二两三四五六七八九十", (2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True)),
}
_SOURCE = re.compile(r"来源: ?((?:(?!发布|日期|时间|浏览|作者|编辑|点击|字体|阅读|责任)[^ |【\d:]){2,20})")
_JANUARY, _EARLY = "-02", "-06"  # until May a report may well look back on 去年, in January on a year named once
_NEW_YEAR = "-04"  # 五年来, said in January, are five full years
_HALF_YEAR, _OPENING = "-07", 200  # characters in which a speech tells its day
_MEETING = re.compile(
    rf"(?:总结|回顾)了?({_YEAR})年[^。]{{0,20}}(?:部署|安排|研究|谋划)"
)  # what a session looks back on
_MANY_YEARS, _LONG_TIME = 3, 8  # years that a history names at least, and that lie between its first and last
_NOW = re.compile("今年|目前")


def complete(given: Source, found: Source) -> Source:
    """What is given, and for each field left empty what was found."""
    empty = {field.name: getattr(found, field.name) for field in fields(given) if getattr(given, field.name) is None}
    return replace(given, **empty)


def infer(given: Source, text: Text, sentences: Sequence[Sentence], furniture: Sequence[Skip], stem: str) -> Source:
    """What the report itself tells of its source; a union that is given settles its region, and a region its union."""
    title = _title(sentences)
    lines = {reason: [text.clean[s.start : s.end] for s in furniture if s.reason == reason] for reason in _TOLD_BY}
    body = "\n".join(sentence.text for sentence in sentences)
    ending = [s.text for s in sentences[-1:] if _SIGNED_OFF.search(s.text)]
    published = _published(lines["dateline"] or ending)
    publisher = _publisher([*lines["dateline"], *lines["byline"]])
    signed = "\n".join(line for line in lines["byline"] if not line.startswith("来源"))
    if publisher and publisher.endswith("工会"):
        signed += f"\n{publisher}"
    organisation, region = find_home(body, title, signed, stem)
    if given.organisation:
        region = region_of(given.organisation, body)
    elif given.region and given.region != region:
        organisation = union_of(given.region, body, title, signed)
    return Source(
        given.file,
        title=title or None,
        organisation=organisation,
        region=region,
        period=find_period(body, title, stem, published),
        published=published,
        publisher=publisher,
    )


_TOLD_BY = ("byline", "dateline")


def _title(sentences: Sequence[Sentence]) -> str:
    """The first heading with what is dashed on to it."""
    opening = list(takewhile(lambda sentence: sentence.kind == "heading", sentences))[:3]
    dashed = [sentence.text for sentence in opening[1:] if sentence.text.startswith("——")]
    return "".join([*(sentence.text for sentence in opening[:1]), *dashed[:1]])


def _published(lines: Sequence[str]) -> str | None:
    """The day, else the month, that a dateline or the end of the text tells: 2021年4月29日 → 2021-04-29."""
    told = sorted(
        lines, key=lambda line: not re.search("发布|时间|来源|\\d:\\d", line)
    )  # a speech has a day of its own
    if match := next(filter(None, map(_DAY.search, told)), None):
        return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    match = next(filter(None, map(_MONTH.search, told)), None)
    return f"{match[1]}-{int(match[2]):02}" if match else None


def _publisher(lines: Sequence[str]) -> str | None:
    """Who a line says the text is from: 来源: 工人日报."""
    match = next(filter(None, map(_SOURCE.search, lines)), None)
    return match[1].strip() if match else None


def find_period(body: str, title: str, stem: str, published: str | None) -> Period | None:
    """The time that a report tells of: its title's, else its text's and stem's years; 五年来 reaches back."""
    if plan := _plan_period(title):
        return plan
    for place in (title, stem):
        if period := _explicit(place):
            return period
    yearbook = "年鉴" in title  # 年鉴(2014) tells of 2013
    summed_up = _MEETING.search(body[: 2 * _OPENING])
    end = "" if yearbook else _last_year(title)
    end = end or (summed_up[1] if summed_up else "")
    end = end or _year_told(body, "" if yearbook else _last_year(stem), published)
    if not end:
        return None
    years, last = _years_back(title, body), int(end)
    looks_back = years > 1 and _looks_back(title, body, end, published)
    if years > 1 and _begun(body, last, looks_back) == last - years:
        return Period(str(last - years), end)
    if looks_back or _of_last_year(title, body, last):
        last -= 1
    return Period(str(last - years + 1), str(last))


def _begun(body: str, end: int, full: bool) -> int:
    """The year in which the years up to `end` began: 2009 for 自2009年11月…以来的五年; 0 where the text tells none.

    Where `full` years are looked back on, one without a month is the first of them.
    """
    match = _BEGUN.search(body)
    if match and (match[2] or not full):
        return int(match[1])
    over = _FROM_TO.search(body[: 2 * _OPENING])
    return int(over[1]) if over and int(over[2]) == end else 0


def _of_last_year(title: str, body: str, end: int) -> bool:
    """Whether a title says 去年 and the text names only the year before `end`."""
    return "去年" in title and f"{end - 1}年" in body and f"{end}年" not in body


def _looks_back(title: str, body: str, end: str, published: str | None) -> bool:
    """Whether years told of in `end` ended the year before: said in its first months, at a congress its first half."""
    spoken = _DAY.search(body[:_OPENING])
    day = published or (f"{spoken[1]}-{int(spoken[2]):02}" if spoken else "")
    if day.startswith(end):
        return day < end + (_HALF_YEAR if "代表大会" in title else _NEW_YEAR)
    return not day and f"{int(end) - 1}年底" in body and f"{end}年底" not in body


def _plan_period(title: str) -> Period | None:
    """“十一五”期间民生工程: the years of the five-year plan that a title looks back on; the tenth began in 2001."""
    if not (match := _PLAN.search(title)):
        return None
    first = 1996 + 5 * _PLANS.index(match[1])
    return Period(str(first), str(first + 4))


def _explicit(place: str) -> Period | None:
    """A stretch that a title names: 2016—2020年, 2021年上半年, 2023年1-6月."""
    if match := _SPAN.search(place):
        return Period(*sorted(match.groups()))
    if match := _PART.search(place):
        quarter = "一二三四".index(match[3]) * 3 + 1 if match[3] else 0
        first, last = _PARTS.get(match[2]) or ((quarter, quarter + 2) if quarter else (int(match[4]), int(match[5])))
        return Period(f"{match[1]}-{first:02}", f"{match[1]}-{last:02}") if 1 <= first <= last <= 12 else None
    return None


def _last_year(place: str) -> str:
    """The last year named, but for one only planned for: 2023年工作总结和2024年工作思路 → 2023."""
    told = [year for year in _SINGLE.findall(place) if not re.search(f"{year}年{_PLANNED}", place)]
    return max(told or _SINGLE.findall(place), default="")


def _year_told(body: str, stem: str, published: str | None) -> str:
    """The year before the publication if the text looks back on it, else the stem's, else the one it names most."""
    told: Counter[str] = Counter(_SAID.findall(_NAMED.sub("", body)))
    if published:
        year, before = published[:4], str(int(published[:4]) - 1)
        told = Counter({other: count for other, count in told.items() if other <= year})
        told.update({before: body.count("去年"), year: len(_NOW.findall(body))})
        early = published[4:7] < (_EARLY if "去年" in body else _JANUARY)
        if told[before] > told[year] + (0 if early else 1):
            return before
        told[year] += 1
    if not stem and not published and (last := _last_of_history(body)):
        return last
    return stem or max(told, key=lambda year: (told[year], year), default="")


def _last_of_history(body: str) -> str:
    """The last of the years of a history (1951年…1959年…1990年底): it tells up to then; "" where a text is none."""
    told = set(re.findall(rf"(?:(?<![到至])|(?=\d{{4}}年[底末]))((?:19|20)\d\d)年(?!{_AHEAD})", body))
    history = len(told) >= _MANY_YEARS and int(max(told)) - int(min(told)) >= _LONG_TIME
    return max(told) if history else ""


def _years_back(title: str, body: str) -> int:
    """How many years a report tells of: more than one where its title says so or its text says so twice."""
    if told := _YEARS_IN_TITLE.findall(title):
        return _NUMERALS[told[0]]
    said = [_NUMERALS[a or b] for a, b in _YEARS_PAST.findall(title) or _YEARS_PAST.findall(body)]
    counts = Counter(said)
    years = max(counts, key=lambda n: counts[n], default=1)
    return years if counts[years] > 1 or _YEARS_PAST.search(title) else 1
