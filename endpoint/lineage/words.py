"""Names in boxes: how wide they are, and where they are broken or cut."""

from __future__ import annotations

_UNITS, _LINES = 12.6, 3
"""A box holds so many Chinese characters a line, and so many lines of a name."""


def wrap(name: str) -> tuple[str, ...]:
    """A name in lines of a box, cut with an ellipsis where it is too long."""
    lines, line, used = [], "", 0.0
    for character in name:
        if used + _unit(character) > _UNITS:
            kept, rest = _broken(line, character)
            lines.append(kept)
            line, used = rest, sum(map(_unit, rest))
        line, used = line + character, used + _unit(character)
    lines.append(line)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], lines[_LINES - 1][:-1] + "…"]
    return tuple(lines)


def _broken(line: str, following: str) -> tuple[str, str]:
    """What stays on a full line and what goes to the next: a Latin word goes as a whole where it can."""
    before, _, word = line.rpartition(" ")
    if before and word.isascii() and following.isascii() and following != " ":
        return before, word
    return line, ""


def narrowed(words: str, units: float) -> str:
    """Words cut with an ellipsis to a width in Chinese characters."""
    used = 0.0
    for number, character in enumerate(words):
        used += _unit(character)
        if used > units:
            return words[: max(number - 1, 0)].rstrip(" ·") + "…"
    return words


def _unit(character: str) -> float:
    """The width of a character in Chinese ones."""
    return 1.0 if ord(character) > 0x2E7F or character in "“”‘’—…" else 0.56
