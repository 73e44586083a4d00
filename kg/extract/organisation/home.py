"""The reporting union, what its words 市, 省, 我区 stand for, and an organisation as a sentence names it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.lexicon import alternation, lexicon
from kg.regions import COMMON_WORDS, Region, by_code, by_name, chain, is_within, resolve

LEXICON = lexicon("organisation")
MARKS: str = LEXICON["mark"]["marks"]
LONGEST_REGION = 12  # characters: 恩施土家族苗族自治州
FULLER = alternation(LEXICON["name"]["fuller"])
PLACES = (*LEXICON["local"]["towns"], *LEXICON["local"]["zones"])
BODIES = (*PLACES, *LEXICON["local"]["firms"], *(end for ends in LEXICON["suffix"].values() for end in ends))
ITEM = re.compile(r"[①-⑳] ?|\(?(?!五一)[一二三四五六七八九十\d]{1,2}(?:\)[、. ]?|[、.](?!\d) ?)")  # ①…, 1.…, (一)…
NOT_A_MARK = re.compile(rf"{alternation(LEXICON['mark']['compounds'])}$")  # 城市, 社区, 园区 name no region


@dataclass(frozen=True, slots=True)
class Home:
    """The reporting union and its regions: county, city and province by name, as far as they are known."""

    name: str | None
    region: str | None
    code: str | None
    regions: dict[str, str]

    def place(self, mark: str) -> str | None:
        """What 市 or 区 means in this report: the nearest region of that rank, from the union's own upward."""
        own = (self.region,) if self.region else ()
        return next((name for name in (*own, *self.regions.values()) if name.endswith(mark)), None)

    def union(self, place: str) -> str:
        """The full name of a region's general union: 许昌市 → 许昌市总工会, its own as the manifest has it."""
        return self.name if self.name and place == self.region and self.is_regional() else f"{place}总工会"

    def is_regional(self) -> bool:
        """Whether the reporting union is a region's general union, no firm's, town's or trade's."""
        return bool(self.name and self.region and self.name.endswith(f"{self.region}总工会"))

    def short_forms(self) -> list[str]:
        """重庆邮政, 重庆邮政工会: a trade's union of a region without the region's rank, and the trade itself."""
        region = by_name(self.region)[:1] if self.name and self.region and self.name.startswith(self.region) else ()
        short = [self.name.replace(self.region, r.short, 1) for r in region if self.name and self.region]
        return [form for name in short for form in (name, name.removesuffix("工会")) if form != region[0].short]

    def is_of_a_trade(self) -> bool:
        """Whether the reporting union is a trade's of a region: 甘肃省教育工会, no firm's, zone's or town's."""
        if not self.name or not self.region or not self.name.startswith(self.region):
            return False
        return not self.name.removesuffix("工会").endswith(("总", *BODIES))

    def is_set_in(self, place: str) -> bool:
        """Whether a place is the reporting union's own township, street or zone: 双塘街道, 秦淮区双塘街道."""
        own = (self.name or "").removesuffix("工会").removesuffix("总")
        return own.endswith(PLACES) and place.endswith(PLACES) and (own.endswith(place) or place.endswith(own))

    def is_called(self, union: str) -> bool:
        """Whether a union so called is the reporting one: 九中工会 of 南京市第九中学工会, no 南京大学工会 above it."""
        if not self.name or self.is_regional():
            return False
        if self.name.endswith(tuple(LEXICON["union"]["own"].get(union, ()))):
            return True
        if not set(union) <= set(self.name):
            return False
        rest = self.name.removeprefix(union.removesuffix("工会"))
        return rest == self.name or bool(re.fullmatch(f"{FULLER}*(?:总工会|工会|工会联合会)", rest))

    def is_called_after(self, union: str) -> bool:
        """Whether a union so called is the reporting one with fewer or more regions before it."""
        name = self.name or ""
        return name.endswith(union) or (bool(name) and union.endswith(name) and not self.is_regional())

    def all_levels(self) -> str | None:
        """淮南市各级工会, 贵州电网公司各级工会: the unions of the region or firm, all levels together."""
        if self.name and self.name.endswith("工会") and not self.is_regional():
            own = self.name.removesuffix("工会").removesuffix("总")
            return f"{own}系统各级工会" if self.is_of_a_trade() else f"{own}各级工会"
        return f"{self.region}各级工会" if self.region else self.name


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation named at text[start:end]; `name` is its full name, `acts` whether it may be a subject."""

    start: int
    end: int
    name: str
    type: str
    rule: str
    acts: bool = True


def home_of(name: str | None, region: str | None) -> Home:
    """The home of a report: from the union's full name and its region's code (340400) or name."""
    place = (by_code(region) if region.isdigit() else resolve(region)) if region else None
    regions: dict[str, str] = {r.level: r.name for r in chain(place.code)} if place else {}
    return Home(name, place.name if place else region, place.code if place else None, regions)


def unnumbered(text: str) -> str:
    """An item's text of the same length whose number is a full stop, behind which a clause opens: ①甲县… → 。甲县…."""
    item = ITEM.match(text)
    return f"{' ' * (item.end() - 1)}。{text[item.end() :]}" if item else text


def region_named(name: str, home: Home) -> str | None:
    """The full name of the region so called, sought at home first: 凤台县, 余姚 → 余姚市, 城区 → 晋城市城区."""
    candidates = by_name(name)
    if not candidates or name in COMMON_WORDS:
        return None
    around = [region.code for region in chain(home.code)] if home.code else []
    for within in (*around, None):
        found = resolve(name, within)
        if found and (within or name == found.name or _is_well_known(found)):
            return full_name(found)
    return name if name[-1] in MARKS and any(region.name == name for region in candidates) else None


def region_of(name: str, home: Home) -> str | None:
    """The region with which an organisation's full name begins: 中共歙县委员会 → 歙县, 上饶市广丰区… → 广丰区.

    A name without its rank (朝阳集团) tells a region only inside the home province, where chance is small.
    """
    rest, found = name, None
    for body in LEXICON["mark"]["before"]:
        rest = rest.removeprefix(body)
    around = [region.code for region in chain(home.code)] if home.code else []
    while step := next((n for n in range(LONGEST_REGION, 1, -1) if by_name(rest[:n])), 0):
        inside = next(filter(None, (resolve(rest[:step], code) for code in around)), None)
        ranked = None if inside or rest[step - 1] not in MARKS else resolve(rest[:step])
        region = inside or ranked
        if region is None:
            break
        rest, found = rest[step:], region.name
    return found


def _is_well_known(region: Region) -> bool:
    """Whether a region far from home may be called by its short name: a standing city or province, no county."""
    return not region.until and region.level != "县级"


def full_name(region: Region) -> str:
    """A region's name, behind that of its city where several bear it: 晋城市城区."""
    standing = [r for r in by_name(region.name) if not r.until]
    return f"{chain(region.code)[1].name}{region.name}" if len(standing) > 1 and region.parent else region.name


def is_below(name: str, home: Home) -> bool:
    """Whether a region with its rank (麦积区, not 麦积) lies inside the home region and is not the home itself."""
    code = home.code
    return code is not None and any(
        region.code != code and region.name == name and is_within(region.code, code) for region in by_name(name)
    )


def region_before(text: str, end: int, home: Home) -> tuple[int, str] | None:
    """The region whose name ends at `end`, and where it begins, higher regions before it included."""
    for length in range(min(end, LONGEST_REGION), 1, -1):
        name = region_named(text[end - length : end], home)
        if name:
            start = end - length
            outer = region_before(text, start, home)
            return (outer[0], name) if outer else (start, name)
    return None


def place_before(text: str, end: int, home: Home) -> tuple[int, str] | None:
    """The region that stands before `end`, by name (天水市…) or by its mark alone (市…, 自治区…)."""
    if text[end - 3 : end] == "自治区" and (province := home.place("自治区")):
        return end - 3, province
    if region := region_before(text, end, home):
        return region
    mark = text[end - 1 : end]
    if not mark or mark not in MARKS or NOT_A_MARK.search(text[:end]):
        return None
    place = home.place(mark)
    return (end - 1, place) if place else None
