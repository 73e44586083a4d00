"""Organisations told by what their name ends in: 东华实业公司, 天水卷烟厂, 省劳模协会, “土专家服务队”, 《广丰报》.

The name reaches back from its ending to the last word that cannot belong to it. It counts only if something in it is
a name: a region, a region's mark, or a word that is nobody's common noun (行业协会 and 用工企业 are nobody).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.lexicon import alternation
from kg.extract.organisation.home import LEXICON, MARKS, Home, Organisation, place_before, region_named
from kg.extract.organisation.refused import GENERIC, LOW, is_refused, is_saying
from kg.extract.organisation.unions import DOES
from kg.language import is_word
from kg.regions import by_name

NAME = LEXICON["name"]
BREAKERS, LEADING = frozenset(NAME["breakers"]), frozenset(NAME["leading"])
PLAIN = frozenset(NAME["plain"])
NO_NAME = tuple(LEXICON["mark"]["no_name"])
NO_PART_TAGS = frozenset({"x", "p", "c", "u", "uj", "ul", "uv", "ud", "r", "y", "e", "q", "mq"})
PROPER_TAGS = frozenset({"ns", "nr", "nt", "nz", "nrt", "nrfg", "eng"})
NOT_ALONE = re.compile(f"(?!{DOES}){alternation(LEXICON['together']['not_behind'])}")  # 工会干部, 工会工作
TOWNS = tuple(LEXICON["county"]["towns"])  # 幸福乡工会会员数: the members of one union
JOINTS = tuple(NAME["joints"])
NUMERALS = "一二三四五六七八九十两几数百千万0123456789"
KNOWN = "organisation/known-name"
UNITS = tuple(NAME["units"])
NUMBERED = re.compile(  # 一矿工会, 二院工会, 第三工程公司工会
    f"第?[{NUMERALS[:10]}]{{1,2}}{alternation(NAME['numbered_of'])}?[{NAME['numbered']}]"
)
CENTRAL = tuple(NAME["central"])
OWN_REGION = ("government", "court", "party")  # without a region they are the home region's
PLACE_NUMERAL = re.compile(f"[{NUMERALS[:10]}]+{alternation(NAME['counted_places'])}")
COUNTED = re.compile(r"\d+[余多]?[家个]")  # “同乡工会”12家: a kind of union
OF_THE_SCHOOL = re.compile("(?<=大学|学院|中学|小学)校(?=工会)")  # 重庆大学|校|工会
TO_TEN = frozenset(NUMERALS[:10])


@cache
def suffixes() -> dict[str, str]:
    """Every ending with its kind."""
    return {suffix: kind for kind, words in LEXICON["suffix"].items() for suffix in words}


@cache
def _by_last() -> dict[str, tuple[str, ...]]:
    """The endings by their last character, the longest first."""
    found: dict[str, list[str]] = {}
    for suffix in sorted(suffixes(), key=len, reverse=True):
        found.setdefault(suffix[-1], []).append(suffix)
    return {last: tuple(words) for last, words in found.items()}


FIRM_ENDINGS = tuple(suffix for suffix, kind in suffixes().items() if kind == "enterprise")


def named(doc: Doc, home: Home, taken: Sequence[Organisation]) -> list[Organisation]:
    """The names that their ending tells, from right to left, so that the longer of two overlapping ones wins."""
    text, found, leftmost = doc.text, list(taken), len(doc.text)
    for i in range(len(doc) - 1, -1, -1):
        end = doc[i].idx + len(doc[i])
        suffix = next((s for s in _by_last().get(text[end - 1], ()) if text.endswith(s, 0, end)), None)
        if suffix is None or end > leftmost:
            continue
        if suffix.endswith("工会") and NOT_ALONE.match(text, end) and not text[: end - len(suffix)].endswith(TOWNS):
            continue
        if org := _name(doc, i, suffix, home):
            inside = [o for o in taken if o.start < org.end and org.start < o.end]
            union_site = org.type == "institution" and any(o.type == "union" for o in inside)  # parts.py names it
            known = any((o.start, o.end) == (org.start, org.end) for o in inside)  # 工商银行: its full name is known
            if (
                not union_site
                and not known
                and all(org.start <= o.start and (o.end < org.end or o.rule == KNOWN) for o in inside)
            ):
                found = [o for o in found if o not in inside] if inside else found
                found.append(org)
                leftmost = org.start
    return sorted(found, key=lambda o: o.start)


def _name(doc: Doc, i: int, suffix: str, home: Home) -> Organisation | None:
    """The organisation whose name ends with word i in `suffix`."""
    text, kind = doc.text, suffixes()[suffix]
    end = doc[i].idx + len(doc[i])
    quoted = _quotation(text, end)
    if quoted and kind == "union" and not any(by_name(word.text) for word in doc.char_span(*quoted) or ()):
        return None  # “书香工会” is a brand
    if quoted and not COUNTED.match(text, end + 1):
        return Organisation(*quoted, text[quoted[0] : quoted[1]], kind, "organisation/quoted-name")
    first = _first_word(doc, i, end - len(suffix))
    glued = _glued(doc[first]) if first < i else 0
    if glued == len(doc[first]):
        first, glued = first + 1, 0
    start = doc[first].idx + glued
    start += max((len(lead) for lead in NAME["leads"] if text.startswith(lead, start)), default=0)
    surface = text[start:end]
    if is_refused(surface, suffix, kind, text[:start]) or doc[first].text in LOW:
        return None
    if text[end : end + 1] == "”" or (kind == "union" and "工会" in surface[: -len(suffix)]):
        return None
    founded = text[:start].endswith(tuple(NAME["founding"])) and len(surface) >= len(suffix) + 4
    if not founded and not _is_name(doc, first, end - len(suffix), kind, home):
        return None
    return Organisation(start, end, in_full(surface, home, kind), kind, "organisation/named-by-ending")


def _quotation(text: str, end: int) -> tuple[int, int] | None:
    """The span of a whole quotation that ends at `end`: “土专家服务队”."""
    opening = text.rfind("“", 0, end)
    inner = text[opening + 1 : end]
    whole = text[end : end + 1] == "”" and opening >= 0 and len(inner) <= NAME["quoted_enough"]
    named = whole and inner not in GENERIC and not is_saying(inner) and re.fullmatch("[一-龥A-Za-z]{4,}", inner)
    return (opening + 1, end) if named else None


def _first_word(doc: Doc, i: int, stem_end: int) -> int:
    """The index of the word with which the name that ends in word i begins; its stem ends at `stem_end`."""
    first, end = i, doc[i].idx + len(doc[i])
    while doc[first].idx > stem_end:
        first -= 1
    while first > 0 and end - doc[first - 1].idx <= NAME["longest"]:
        if not _belongs(doc[first - 1]):
            joined = _across_and(doc, first - 1), _across_bracket(doc, first - 1)
            if joined == (None, None):
                break
            first = min(n for n in joined if n is not None)
        else:
            first -= 1
            if first < i and _is_joint(doc[first]):
                break
    while first < i and _leads(doc[first]):
        first += 1
    return first


def _belongs(word: Token) -> bool:
    """Whether a word may stand inside an organisation's name."""
    text, tag = word.text, word.tag_
    if text in BREAKERS:
        return False
    if by_name(text):
        return True
    if text.endswith(JOINTS) and not is_word(text):
        return False
    if re.fullmatch(f"[{NUMERALS[:10]}]+[{NAME['numbered']}]", text):
        return True  # 中铁|十二局
    if tag == "m" and set(text) <= TO_TEN and word.i + 1 < len(word.doc):
        return word.nbor().text[0] in NAME["numbered"]  # 中铁四局
    if PLACE_NUMERAL.fullmatch(text) and word.i + 1 < len(word.doc):
        return word.nbor().text[0] in NAME["places_end"]  # 七里|村
    if tag == "m":
        ordinal = text.startswith("第") and not text.endswith(tuple(NAME["ordered"]))
        return ordinal or (len(text) == 1 and text not in NUMERALS and not _is_date(word))
    return not (tag in NO_PART_TAGS or text in "、,;。:“”《》()·! " or text[0].isdigit())


def _is_joint(word: Token) -> bool:
    """Whether jieba glued the word before a name to it: 与区 of 总工会|与区|城发集团."""
    return len(word) > 1 and word.text.startswith(JOINTS) and not is_word(word.text)


def _across_bracket(doc: Doc, i: int) -> int | None:
    """凯迈(洛阳)气源有限公司: a firm's name goes on across its place, or (集团), in brackets."""
    if doc[i].text != ")" or i < 3 or doc[i - 2].text != "(":
        return None
    inset, before = doc[i - 1].text, doc[i - 3]
    return i - 3 if (by_name(inset) or inset in NAME["inset"]) and _belongs(before) else None


def _is_date(word: Token) -> bool:
    """年 and 月 behind a number; 月兔集团 is a name."""
    return word.text in "年月日" and word.i > 0 and word.nbor(-1).text[-1] in NUMERALS


def _glued(word: Token) -> int:
    """How much of an unknown word belongs to the sentence: 对 of 对善梦|实业, all of 使全|公司."""
    if word.text[0] in NAME["counters"] and word.i > 0 and word.nbor(-1).text[-1].isdigit():
        return 1  # 12|家子|分公司
    if len(word) < 2 or word.text[0] not in NAME["glued"] or is_word(word.text):
        return 0
    return len(word) if word.text[1:] in BREAKERS else 1


def _across_and(doc: Doc, i: int) -> int | None:
    """省劳模和工匠人才…联盟: a name goes on across 和 where a region or its mark opens it a few nouns before."""
    if doc[i].text != "和":
        return None
    for j in range(i - 1, max(-1, i - 5), -1):
        word = doc[j]
        if not _belongs(word) or (word.tag_[0] not in "nbvaj" and not by_name(word.text)):
            return None
        if word.text in NAME["across_and"] or (by_name(word.text) and word.text[-1] in MARKS):
            between = doc.text[word.idx : doc[i].idx]
            return None if between.endswith(tuple(suffixes())) or "总工会" in between else j
    return None


def _leads(word: Token) -> bool:
    """Whether a word at the opening of a stretch belongs to the sentence, not to the name: 参观, 全市, 积极."""
    if word.text in LEADING:
        return True
    if NUMBERED.match(word.doc.text, word.idx) or PLACE_NUMERAL.fullmatch(word.text):
        return False
    if word.tag_ not in ("v", "d", "ad", "vd", "m") or len(word) == 1:
        return False
    return is_word(word.text) and not by_name(word.text)


def _is_name(doc: Doc, first: int, stem_end: int, kind: str, home: Home) -> bool:
    """Whether the words before an ending hold a name: a region, a mark, or a word that is no common noun."""
    text, start = doc.text, doc[first].idx
    stem = [w for w in doc[first:] if w.idx < stem_end]
    if not stem:
        stem = [doc[first]]
    if text.startswith(NO_NAME, start):
        return False
    if text[start] in MARKS and (doc[first].text in MARKS or not is_word(doc[first].text)):
        whole = stem_end - start >= 2 or kind in ("media", "court")
        return whole and place_before(text, start + 1, home) is not None
    if kind == "union" and text[start - 1 : start] in "、,:" and re.match(r"\d", text[stem_end + 2 :]):
        return stem[0].text not in PLAIN
    if any(by_name(w.text) for w in stem) or (kind == "union" and NUMBERED.match(text, start, stem_end)):
        return True
    common = [w.text in PLAIN for w in stem]
    of_firm = kind == "union" and text[start:stem_end].endswith(FIRM_ENDINGS + UNITS)  # 鞍钢集团|工会
    if (kind in ("enterprise", "bank") or of_firm) and not all(common) and stem_end - start >= 2:
        return all(w.tag_[0] in "nzjafbqvmt" for w in stem)
    return any(not c and (w.tag_ in PROPER_TAGS or _unknown(w)) for c, w in zip(common, stem, strict=True))


def _unknown(word: Token) -> bool:
    """Whether a word is no word of the dictionary, and may thus be a name's: 晋煤, 凌钢."""
    return word.tag_[0] in "nj" and not is_word(word.text)


def in_full(surface: str, home: Home, kind: str) -> str:
    """市煤运工会 → 晋城市煤运工会, 省劳模协会 → 安徽省劳模协会; a name of the reporting union is its full name."""
    if (
        kind == "union"
        and home.name
        and ((len(surface) >= 4 and home.name.endswith(surface)) or home.is_called(surface))
    ):
        return home.name
    surface = OF_THE_SCHOOL.sub("", surface) if kind == "union" else surface
    if surface[0] in MARKS and (place := home.place(surface[0])):
        return place + surface[1:]
    if (
        kind in OWN_REGION
        and home.region
        and not surface.startswith(CENTRAL)
        and not _starts_with_region(surface, home)
    ):
        return home.region + surface
    return surface


def _starts_with_region(surface: str, home: Home) -> bool:
    return any(region_named(surface[:n], home) for n in range(min(len(surface), 11), 1, -1))
