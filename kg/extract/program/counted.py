"""What the words of a counted thing name: a brand in quotation marks, the kind of event that examples close with."""

from __future__ import annotations

import re

from kg.extract.lexicon import alternation, any_of, lexicon
from kg.extract.program.naming import GENERIC, by_label

WORDS = lexicon("program", "themes")["counted"]
INNER = "“([^“”]{2,16})”"
GOODS, BY_NAMES = tuple(WORDS["goods"]), frozenset(WORDS["by_names"])
KIND = re.compile(
    rf"(?:、[^,;。]*|”“[^,;。]*)等(?:{alternation(WORDS['all_sorts'])})?"
    rf"(?P<kind>[一-龥]{{2,4}}{alternation(WORDS['kinds'])})(?=[^,;。、]{{0,8}}\d)"
)
BACKGROUND = any_of(WORDS["background"])


def quoted(counted: str) -> str | None:
    """A brand in the counted thing: 命名“筑城工匠”99名, not “清凉包”500份."""
    found = [name for name in re.findall(INNER, counted) if _may_be_brand(name)]
    return found[-1] if found else None


def branded(counted: str) -> str | None:
    """A brand that is the whole of what is counted: 选树20家“金牌车间”, not “五四”青年奖章20名."""
    found = re.search(rf"{INNER}(?:称号)?(?=\d|$)", counted)
    return found[1] if found and _may_be_brand(found[1]) else None


def kind_counted(clause: str, counted: str) -> str | None:
    """The kind of event that a counted list of examples closes with: 普惠活动 of “1元洗车”“半价购书”等普惠活动5期."""
    found = KIND.search(clause)
    return found["kind"] if found and found["kind"] in counted and found["kind"] not in GENERIC else None


def is_background(sentence: str) -> bool:
    """Whether a sentence only tells what a place or firm is like: 该街道地处老城区,辖区面积3平方公里."""
    return bool(BACKGROUND.search(sentence))


def _may_be_brand(name: str) -> bool:
    """Whether a quotation can be a program: goods (清凉包) and what people are called by (娘家人) are none."""
    return name in by_label() or not (name in BY_NAMES or name.endswith(GOODS))
