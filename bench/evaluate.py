"""`make eval`: how well the reports are read, measured against gold written by hand.

    python -m bench.evaluate [--min facts.core=0.6 relations.all=0.5 ...]

Reads the digests of seeds/ against tests/gold; before them, if the variables KG_ORIGINALS (a folder of reports) and
KG_GOLD (a folder of gold for them) are set, the originals; behind them the short texts of tests/. Corrections by hand
are left out: what is measured is the reading. What is compared, and how, is told in `bench/scoring`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.scoring import Figure, score
from bench.scoring.coverage import told_again
from bench.scoring.facts import FULL
from bench.scoring.report import Rows, read_gold
from kg.build import SEEDS, build
from kg.rows import reports, rows

TESTS = Path(__file__).parent.parent / "tests"
GOLD = TESTS / "gold"
KINDS = ("facts", "entities", "relations")
TOGETHER = "together"
Figures = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder of reports and the folder of its gold."""

    title: str
    folder: Path
    gold: Path


SEEDS_CORPUS = Corpus("seeds", SEEDS, GOLD)


SHORT_TEXTS = tuple(Corpus(name, TESTS / name, TESTS / name) for name in ("challenge", "composed", "held"))


def originals() -> Corpus | None:
    """The reports behind the digests, where the surroundings name them."""
    folder, gold = os.environ.get("KG_ORIGINALS"), os.environ.get("KG_GOLD")
    return Corpus("originals", Path(folder), Path(gold)) if folder and gold else None


def read_reports(corpus: Corpus) -> dict[str, Rows]:
    """The rows of each report by kind, built into a snapshot that is thrown away."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "reports")
        shutil.copytree(corpus.folder, folder, ignore=shutil.ignore_patterns("corrections.*"))
        snapshot = build([folder], None, Path(scratch, "data"), workers=1).snapshot
        return {report: {kind: list(rows(snapshot, kind, report)) for kind in KINDS} for report in reports(snapshot)}


def evaluate(corpus: Corpus, read: Mapping[str, Rows]) -> dict[str, Figures]:
    """The figures of each report that has gold, and of all together."""
    gold = read_gold(corpus.gold)
    scored = {report: score(gold[report], read[report]) for report in gold if report in read}
    names = sorted({name for figures in scored.values() for name in figures}, key=_place)
    together = {name: sum((f.get(name, Figure()) for f in scored.values()), Figure()) for name in names}
    return {**scored, TOGETHER: together}


def _place(name: str) -> tuple[int, int, str]:
    """Where a figure stands in the table: all that is told of facts first, the sum of the relations last."""
    part, _, rest = name.partition(".")
    order = ("found", "core", "full", *FULL)
    return KINDS.index(part), order.index(rest) if rest in order else len(order) + (rest == "all"), rest


def table(corpus: Corpus, scored: Mapping[str, Figures]) -> Iterator[str]:
    """One line a figure: F1 by report, then F1, precision and recall of all together.

    An attribute of a fact is told as the part of the found facts for which it is right, and of those answered.
    """
    columns = list(scored)
    yield f"{corpus.title}: {len(columns) - 1} reports with gold"
    yield _line("", [*columns, "P", "R"])
    sizes = [scored[column]["facts.found"] for column in columns]
    yield _line("facts gold/read", [f"{size.gold}/{size.ours}" for size in sizes])
    for name, total in scored[TOGETHER].items():
        if not name.endswith(".answered"):
            answered = scored[TOGETHER].get(f"{name}.answered")
            ends = [f"{answered.precision:.3f}", "of answered"] if answered else _percent(total)
            yield _line(name, [*(_f1(scored[column].get(name)) for column in columns), *ends])


def short_texts() -> Iterator[str]:
    """One line a figure, for each corpus of short texts; tests/test_challenge.py tells what they are."""
    scored = {corpus.title: evaluate(corpus, read_reports(corpus))[TOGETHER] for corpus in SHORT_TEXTS}
    yield "short texts of other unions, facts only"
    yield _line("", list(scored))
    for name in next(iter(scored.values())):
        if name.startswith("facts.") and not name.endswith(".answered"):
            yield _line(name, [_f1(figures.get(name)) for figures in scored.values()])


def _percent(figure: Figure) -> list[str]:
    return [f"{figure.precision:.3f}", f"{figure.recall:.3f}"]


def _f1(figure: Figure | None) -> str:
    return f"{figure.f1:.3f}" if figure and figure.ours + figure.gold else "-"


def _line(name: str, cells: Sequence[str]) -> str:
    return f"  {name:30}" + "".join(f"{cell:>16}" for cell in cells)


def coverage(gold: Path, read: Mapping[str, Rows]) -> dict[str, Figure]:
    """For each original with gold, how many of its facts stand in the digest: in its gold, else in what was read."""
    theirs, ours = read_gold(gold), {**read, **read_gold(GOLD)}
    return {report: told_again(theirs[report]["facts"], ours[report]["facts"]) for report in theirs if report in ours}


def _covered(figures: Figures) -> Iterator[str]:
    yield "facts of the original that have one of the same value, unit and years in the digest"
    for report, figure in figures.items():
        yield _line(report, [f"{figure.right}/{figure.gold}", f"{figure.recall:.3f}"])


def below(floors: Sequence[tuple[str, float]], figures: Figures) -> Iterator[str]:
    """The figures that are lower than they may be; a name that no figure has is lower than any floor."""
    for name, floor in floors:
        found = figures.get(name, Figure()).f1
        if found < floor:
            yield f"{name} is {found:.3f}, less than {floor:g}" + ("" if name in figures else " (no such figure)")


def _floor(text: str) -> tuple[str, float]:
    name, _, floor = text.partition("=")
    try:
        return name, float(floor)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected NAME=F as in facts.core=0.6, got {text!r}") from None


def main() -> None:
    """Print the tables; exit 1 when a figure of the seeds is lower than --min allows."""
    parser = argparse.ArgumentParser(prog="bench.evaluate", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--min", nargs="*", type=_floor, default=[], metavar="NAME=F", help="exit 1 below this F1")
    floors = parser.parse_args().min
    digests = read_reports(SEEDS_CORPUS)
    if corpus := originals():
        print(*table(corpus, evaluate(corpus, read_reports(corpus))), "", sep="\n")
        print(*_covered(coverage(corpus.gold, digests)), "", sep="\n")
    scored = evaluate(SEEDS_CORPUS, digests)
    print(*table(SEEDS_CORPUS, scored), "", *short_texts(), sep="\n")
    if low := list(below(floors, scored[TOGETHER])):
        sys.exit("below: " + "; ".join(low))


if __name__ == "__main__":
    main()
