"""What the quantity rules share: the quantity itself, the shape of a rule, and the words that bound a numeral."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.extract.lexicon import alternation, lexicon, units
from kg.extract.quantity.numerals import ARABIC
from kg.model import Bound, Skip

LEXICON = lexicon("quantity")
DIGITS = "0123456789"
NUMERALS = "零〇一二两三四五六七八九十百千万亿"
CHINESE = f"[{NUMERALS}]"
SCALE = "[十百千万亿]"
PLACES = "[县区市村镇乡]"  # counted without a unit: 两县七区
TO = "(?:-|—|–|~|至|到)"
NUMBER = rf"(?<![\d.A-Za-z]){ARABIC}(?: ?{SCALE}+(?:\d+{SCALE}+)*)?"
PAREN = "(?P<paren>[((]次[))])?"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at text[start:end]: 近38.8万名 → value 388000, unit 人, bound under.

    `number_start` is where the numeral itself begins (after 近); `kind` tells counts from shares, multiples and ranks.
    """

    start: int
    end: int
    number_start: int
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    unit_text: str
    bound: Bound
    kind: str
    rule: str


Found = Quantity | Skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern with its production; a production returns what was read, or None to leave the match alone.

    A text that has none of the characters in `needs` cannot match, and is not searched.
    """

    id: str
    needs: str
    pattern: Callable[[], re.Pattern[str]]
    produce: Callable[[re.Match[str], str], Found | None]


def fixed(pattern: str) -> Callable[[], re.Pattern[str]]:
    """A pattern compiled on first use."""
    return cache(lambda: re.compile(pattern))


def skipped(reason: str) -> Callable[[re.Match[str], str], Found | None]:
    """A production that sets the match (or its group `number`) aside for `reason`."""

    def produce(m: re.Match[str], rule: str) -> Found:
        group = "number" if "number" in m.re.groupindex else 0
        return Skip(m.start(group), m.end(group), reason, rule)

    return produce


def bound_of(before: str | None, inside: str | None, after: str | None) -> Bound:
    """The bound that words before, inside and after a numeral give it; a lower limit beats 余 and 多, 只有 does not."""
    for table, word in (("before", before), ("after", after), ("inside", inside)):
        for bound, words in LEXICON[table].items():
            if word and word in words and bound != "exact":
                return bound  # type: ignore[no-any-return]
    return "exact"


@cache
def _from_afar() -> Mapping[Bound, re.Pattern[str]]:
    return {
        bound: re.compile(rf"{alternation(words)}[^,。;:、\d]{{0,10}}{LEXICON['bound_end'].get(bound, '')}$")
        for bound, words in LEXICON["from_afar"].items()
    }


def bound_told(m: re.Match[str], after: str | None, inside: str | None = None) -> Bound:
    """The bound of a matched number, else the one its clause tells before: 至少巡回|1次, 超过会员总数的|七成."""
    bound = bound_of(m["before"] if "before" in m.re.groupindex else None, inside, after)
    if bound != "exact":
        return bound
    clause = m.string[max(0, m.start() - 16) : m.start()]
    return next((afar for afar, pattern in _from_afar().items() if pattern.search(clause)), "exact")


@cache
def before() -> str:
    """A word before a numeral that bounds it, as the optional group `before`: 近, 不少于; not the 约 of 签约."""
    guards = LEXICON["no_bound"]
    guarded = (f"(?<![{guards[w]}]){w}" if w in guards else w for w in _longest_first(words_of("before")))
    return f"(?:(?P<before>{'|'.join(guarded)})了? ?)?"


@cache
def after() -> str:
    """A word behind the unit that bounds the number, as the optional group `after`: 以上, 左右."""
    return f"(?P<after>{_unless_split(words_of('after'), LEXICON['no_after'])})?"


@cache
def inside() -> str:
    """Any word between numeral and scale or unit that bounds the number: 余, 多."""
    return alternation(words_of("inside"))


def words_of(table: str) -> Iterable[str]:
    """All words of a table of bounds."""
    return [word for words in LEXICON[table].values() for word in words]


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda word: (-len(word), word))


def _unless_split(words: Iterable[str], guards: Mapping[str, str]) -> str:
    """Any of `words`, none where one of its `guards` follows."""
    guarded = (re.escape(w) + (f"(?![{guards[w]}])" if w in guards else "") for w in _longest_first(words))
    return f"(?:{'|'.join(guarded)})"


@cache
def unit_pattern() -> str:
    """Every surface form of every unit, longest first; not the first half of another word (5单|位)."""
    return _unless_split(units(), LEXICON["split"])


def unit_of(surface: str, paren: str | None) -> str:
    """The normal form of a unit: 名 → 人, 人(次) → 人次; regions are counted in 个."""
    unit = units().get(surface, "个")  # 两县, 七区: regions count themselves
    return f"{unit}次" if paren and unit != "个" else unit
