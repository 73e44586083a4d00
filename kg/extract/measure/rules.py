"""Measures: what a figure counts, named from the noun, its modifiers and the verb that stand with the number.

Chinese puts the counted thing behind the number (39个班组) or before it (班组39个). Which of the two is decided by what
follows the unit; the words are then gathered up to a verb, a mark or another figure. Nothing is looked up here but the
word lists: the same rules name what no ontology foresaw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.measure.words import FIELDS, FUNDING, LEXICON, LISTING, NAMING_MONEY, Word, last_index, text_of

TITLES, LONG_TITLE = "《“", 10


@dataclass(frozen=True, slots=True)
class Measure:
    """The name of what is counted, its parts, and the span of the counted thing in the sentence (None if elided).

    `complement` is what the counted ones did (参加体检), `verb` what was done to them (救助); `acted` tells
    that they did something, be it no part of the name (登上列车).
    """

    verb: str
    noun: str
    complement: str = ""
    start: int | None = None
    end: int | None = None
    rule: str = ""
    acted: bool = False

    @property
    def happened(self) -> bool:
        """Whether the text tells of a deed, of theirs or to them."""
        return bool(self.verb or self.complement or self.acted)

    @property
    def name(self) -> str:
        """Verb and noun as an expert would write them together: 新建 + 职工书屋, 参加体检 + 农民工."""
        deed = self.complement or self.verb
        return self.noun if deed and self.noun.startswith(deed) else deed + self.noun


def span(words: Sequence[Word]) -> tuple[int | None, int | None]:
    """Where the words begin and end."""
    return (words[0].start, words[-1].end) if words else (None, None)


def unit_noun(unit: str | None, verb: str = "") -> str:
    """What a bare unit counts: 人 → 人数; 元 → 资金 behind a verb of funding, else 金额."""
    if unit == "元" and verb in NAMING_MONEY:
        return ""
    if unit == "元":
        return "资金" if verb in FUNDING else "金额"
    noun: str = LEXICON["unit_noun"].get(unit or "", "")
    return noun


def head(noun: Sequence[Word], unit: str | None = None) -> list[Word]:
    """The noun that is meant: behind 等 (奖章获得者等先进人物 → 先进人物) and behind 的 that closes a description.

    With the `unit` of a number before the noun, what stands right behind the number may be what is counted.
    """
    noun = list(noun)
    i = last_index(noun[:-1], "等")
    if i > 0:
        behind = noun[i + 1 :]
        return behind[1:] if behind[0].text in FIELDS and len(behind) > 1 else behind
    i = last_index(noun[:-1], "的")
    if i <= 0:
        return noun
    described, described_by = noun[i + 1 :], noun[:i]
    plain = len(described_by) <= 2 and all(w.tag.startswith("n") and not w.acts for w in described_by)
    if not plain or len(text_of(described)) > 6:
        return described
    counted_first = unit and _counts(described_by[-1], unit, described[-1])
    return described_by if counted_first else described_by + described  # 两个贫困村的帮扶任务 counts villages


def _counts(word: Word, unit: str, behind: Word) -> bool:
    """两个贫困村的…, 17个单位的经费, 三个项目的选手: whether what stands right behind the number is what it counts."""
    of = implied_unit(word.text)
    things = unit == "个" and of is None and implied_unit(behind.text) == "人"
    return of == unit[:1] or {of, unit} == {"家", "个"} or things


def untitled(noun: Sequence[Word]) -> list[Word]:
    """知识讲座 of 《…规定》知识讲座: a noun whose long title goes before it is named without the title."""
    rest = list(noun[1:])
    titled = noun and noun[0].text[:1] in TITLES and len(noun[0].text) >= LONG_TITLE
    return rest if titled and len(text_of(rest)) > 2 and rest[0].text not in LISTING else list(noun)


def implied_unit(noun: str) -> str | None:
    """The unit that a noun implies where none is written: 486万职工 → 人, 7万图书 → 册."""
    for unit, endings in LEXICON["implied_unit"].items():
        if noun.endswith(tuple(endings)):
            return str(unit)
    return None
