"""Bars of figures as SVG made on the server: lengths are percentages, so the text keeps its size at every width."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from endpoint.figures import Figure

LINE = 44
"""Pixels from one bar to the next: a line of text and the bar below it."""
_WIDEST = 74.0  # percent of the width that the longest bar takes; its value stands right of it
_MOST = 12  # bars of one chart; a longer one is cut, the table has all


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure drawn: lengths in percent of the width, `y` in pixels."""

    figure: Figure
    label: str
    y: int
    length: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures of one measure and unit (or of one unit only), side by side."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    left_out: int

    @property
    def height(self) -> int:
        """Pixels."""
        return len(self.bars) * LINE


@dataclass(frozen=True, slots=True)
class Wording:
    """How figures are told of: what tells a bar apart, its measure and unit, the title of what has no fellow."""

    parts: Callable[[Figure], tuple[str, ...]]
    title: Callable[[Figure], str]
    unit: Callable[[Figure], str]
    rest: str


def charts(found: Iterable[Figure], say: Wording) -> list[Chart]:
    """A chart for each measure with two figures or more in one unit; what is single, by its unit, as the rest."""
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in found:
        if figure.amount > 0 and say.unit(figure):
            groups[say.title(figure), say.unit(figure)].append(figure)
    single: dict[str, list[Figure]] = defaultdict(list)
    made = []
    for (name, unit), group in groups.items():
        if len(group) > 1:
            made.append(_chart(name, unit, group, say.parts))
        else:
            single[unit] += group
    made += [
        _chart(say.rest, unit, group, lambda figure: (say.title(figure), *say.parts(figure)))
        for unit, group in single.items()
        if len(group) > 1
    ]
    return sorted(made, key=lambda chart: -len(chart.bars))


def _chart(title: str, unit: str, group: list[Figure], parts: Callable[[Figure], tuple[str, ...]]) -> Chart:
    """What all bars share goes into the title; of equal bars nothing is left out."""
    shown = sorted(group, key=lambda figure: (figure.row.get("from", ""), -figure.amount))[:_MOST]
    scale = _WIDEST / max(_reach(figure) for figure in shown)
    told = [parts(figure) for figure in shown]
    shared = [len(set(column)) == 1 for column in zip(*told, strict=True)]
    if all(shared):
        shared = [False for _ in shared]
    common = [part for part, same in zip(told[0], shared, strict=True) if same and part]
    labels = [" · ".join(p for p, same in zip(each, shared, strict=True) if p and not same) for each in told]
    bars = (_bar(figure, labels[number], number * LINE, scale) for number, figure in enumerate(shown))
    return Chart(" · ".join([title, *common]), unit, tuple(bars), len(group) - len(shown))


def _bar(figure: Figure, label: str, y: int, scale: float) -> Bar:
    low, high = figure.row.get("lower"), figure.row.get("upper")
    ranged = figure.row.get("bound") == "exact" and low and high and low != high
    if ranged and low and high:
        return Bar(figure, label, y, figure.amount * scale, float(low) * scale, float(high) * scale)
    return Bar(figure, label, y, figure.amount * scale)


def _reach(figure: Figure) -> float:
    high = figure.row.get("upper")
    return max(figure.amount, float(high)) if figure.row.get("bound") == "exact" and high else figure.amount
