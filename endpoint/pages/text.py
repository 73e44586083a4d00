"""A report's text cut into pieces: numbers read as figures, what was skipped and why, and the words between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from endpoint.figures import Figure
from endpoint.graph import Row


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `figure` where it is a number that was read, `skip` where it was skipped.

    `anchor`: links lead here, since a number or a sentence begins.
    """

    start: int
    text: str
    anchor: bool = False
    quoted: bool = False
    figure: Figure | None = None
    skip: Row | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """What lies over a stretch of text."""

    start: int
    end: int
    figure: Figure | None = None
    skip: Row | None = None


def pieces(text: str, found: Iterable[Figure], rows: Iterable[Row]) -> list[Piece]:
    """The text in order, whole: joined, the pieces give it again. A place linked to begins a piece."""
    figures, every = list(found), list(rows)
    skips = [row for row in every if "reason" in row]
    laid = _apart(sorted(_laid(figures, skips), key=lambda span: (span.start, span.figure is None, -span.end)))
    inside = [span for span in laid if span.end <= len(text)]
    quotes = _quotes(figures)
    sentences = {int(row["start"]) for row in every if "reason" not in row}
    cuts = {0, len(text), *sentences, *(edge for quote in quotes for edge in quote)}
    cuts |= {edge for span in inside for edge in (span.start, span.end)}
    cut = _cut(text, sorted(cut for cut in cuts if cut <= len(text)), inside, quotes)
    return [replace(piece, anchor=piece.start in sentences or piece.figure is not None) for piece in cut]


def _laid(figures: list[Figure], skips: list[Row]) -> Iterator[Span]:
    for figure in figures:
        for telling in figure.tellings:
            yield Span(telling.number_start, telling.number_end, figure=figure)
    for row in skips:
        yield Span(int(row["start"]), int(row["end"]), skip=row)


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans without those that overlap an earlier one."""
    done = 0
    for span in spans:
        if span.start >= done and span.end > span.start:
            done = span.end
            yield span


def _quotes(figures: list[Figure]) -> list[tuple[int, int]]:
    """Where the words of figures stand, overlapping ones made one."""
    every = sorted({(told.start, told.start + len(told.quote)) for figure in figures for told in figure.tellings})
    merged: list[tuple[int, int]] = []
    for start, end in every:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _cut(text: str, cuts: list[int], spans: list[Span], quotes: list[tuple[int, int]]) -> Iterator[Piece]:
    within = {span.start: span for span in spans}
    done = 0
    quoted = iter([*quotes, (len(text) + 1, len(text) + 1)])
    quote = next(quoted)
    for start, end in pairwise(cuts):
        if start < done:
            continue
        span = within.get(start)
        while quote[1] <= start:
            quote = next(quoted)
        stop = done = span.end if span else end
        inside = quote[0] <= start
        if span:
            yield Piece(start, text[start:stop], quoted=inside, figure=span.figure, skip=span.skip)
        else:
            yield Piece(start, text[start:stop], quoted=inside)
