"""The line of work that words by themselves tell where nothing names a program: 发展会员 → 工会组建."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.extract.lexicon import any_of, lexicon

BROAD = frozenset(lexicon("program", "themes")["broad"]["lines"])
MASKED = any_of(lexicon("program", "themes")["masked"]["words"])


@dataclass(frozen=True, slots=True)
class Theme:
    """A line of work: the endings of measures that tell it, words that hint at it, words that names within it hold."""

    program: str
    endings: tuple[str, ...]
    holds: tuple[str, ...]
    hints: tuple[str, ...]
    family: tuple[str, ...]

    def covers(self, name: str) -> bool:
        """Whether a program of this name can be a part of this line of work: 集中入会行动 of 工会组建."""
        return name == self.program or any(word in name for word in (*self.family, *self.holds))


@cache
def themes() -> tuple[Theme, ...]:
    """Every line of work of the lexicon."""
    parts = ("endings", "holds", "hints", "family")
    return tuple(
        Theme(t["program"], *(tuple(t.get(part, ())) for part in parts)) for t in lexicon("program", "themes")["theme"]
    )


def theme_of(measure: str) -> Theme | None:
    """The line of work that a measure is of for certain, by a word in it; the longest wins: 参保会员."""
    plain = _masked(measure)  # 选派党员干部 is no work of the party
    return _longest((w, t) for t in themes() for w in t.holds if w in plain)


def ending_of(measure: str) -> Theme | None:
    """The line of work that what is counted mostly belongs to, by its ending: 工会会员, 困难职工."""
    return _longest((w, t) for t in themes() for w in t.endings if measure.endswith(w))


def _masked(text: str) -> str:
    """The text without words that only look like those of a line of work."""
    return MASKED.sub(lambda m: "〇" * len(m[0]), text)


def _longest(found: Iterable[tuple[str, Theme]]) -> Theme | None:
    return max(found, key=lambda pair: len(pair[0]), default=("", None))[1]


@lru_cache(maxsize=4096)
def hinted(text: str) -> Theme | None:
    """The line of work that the words of a clause hint at: the last one, and of two at one place the longer."""
    found = [(at + len(w), len(w), t) for at, w, t in _hints(_masked(text))]
    return max(found, key=lambda triple: triple[:2], default=(0, 0, None))[2]


@lru_cache(maxsize=4096)
def narrow(text: str) -> Theme | None:
    """The line of work that words hint at; one whose words stand in texts on all others only where nothing else is."""
    found = hinted(text)
    if not found or found.program not in BROAD:
        return found
    rest = text
    for word in sorted((*found.holds, *found.hints), key=len, reverse=True):
        rest = rest.replace(word, "〇" * len(word))
    return hinted(rest) or found


def _hints(text: str) -> Iterator[tuple[int, str, Theme]]:
    for t in themes():
        for word in (*t.holds, *t.hints):
            if (at := text.rfind(word)) >= 0:
                yield at, word, t
