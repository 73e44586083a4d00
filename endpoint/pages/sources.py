"""The sentences behind the figures of a page: each once, numbered, with all its numbers marked at their offsets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from endpoint.figures import Figure, Telling, linked


@dataclass(slots=True)
class Source:
    """One sentence of a report and the numbers in it that the page shows."""

    number: int
    telling: Telling
    spans: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def html(self) -> Markup:
        """The sentence with its numbers marked."""
        return linked(self.telling.sentence, ((start, end, to) for (start, end), to in self.spans.items()))


Place = tuple[str, int]


def sources(found: Iterable[Figure], address: Callable[[str], str]) -> dict[Place, Source]:
    """The sentences of some figures in the order of the figures; `address` makes the link of an observation."""
    told: dict[Place, Source] = {}
    for figure in found:
        for telling in figure.tellings:
            source = told.setdefault(place(telling), Source(len(told) + 1, telling))
            start = telling.number_start - telling.sentence_start
            end = telling.number_end - telling.sentence_start
            source.spans.setdefault((start, end), address(figure.row["observation"]))
    return told


def place(telling: Telling) -> Place:
    """What tells one sentence from another."""
    return telling.report, telling.sentence_start
