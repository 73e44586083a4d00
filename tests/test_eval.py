"""The project's own evaluation: the floors below which no change may fall.

KG_ORIGINALS (a folder of reports) and KG_GOLD (a folder of their gold) have the originals evaluated too.
"""

from __future__ import annotations

import pytest

from bench.evaluate import (
    GOLD,
    SEEDS_CORPUS,
    TOGETHER,
    Corpus,
    Figures,
    below,
    coverage,
    evaluate,
    originals,
    read_reports,
    table,
)
from bench.scoring.report import Rows, read_gold

FLOORS = {  # of the seeds, three reports together, a little below what was last printed: raise them with the rules
    "facts.found": 0.98,
    "facts.core": 0.78,
    "facts.full": 0.60,
    "facts.unit": 0.98,
    "facts.measure": 0.85,
    "facts.org": 0.95,
    "facts.period": 0.91,
    "facts.status": 0.96,
    "facts.program": 0.82,
    "facts.bound": 0.98,
    "facts.aspect": 0.92,
    "facts.level": 0.94,
    "entities.org": 0.87,
    "entities.program": 0.83,
    "relations.editionOf": 0.80,
    "relations.targetOf": 0.30,
    "relations.partOf": 0.30,
    "relations.all": 0.40,
}
COVERED = 0.98  # of the facts of an original's gold, in its digest


@pytest.fixture(scope="module")
def digests() -> dict[str, Rows]:
    """The rows of the seeds, read once."""
    return read_reports(SEEDS_CORPUS)


@pytest.fixture(scope="module")
def scored(digests: dict[str, Rows]) -> dict[str, Figures]:
    """Their figures."""
    found = evaluate(SEEDS_CORPUS, digests)
    print(*table(SEEDS_CORPUS, found), sep="\n")
    return found


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_of_the_seeds_falls_below_its_floor(name: str, scored: dict[str, Figures]) -> None:
    assert [] == list(below([(name, FLOORS[name])], scored[TOGETHER]))


def test_the_table_has_a_line_for_each_figure_and_a_column_for_each_report(scored: dict[str, Figures]) -> None:
    lines = list(table(SEEDS_CORPUS, scored))
    shown = {line.split()[0] for line in lines[3:]}
    assert {name for name in scored[TOGETHER] if not name.endswith(".answered")} == shown
    assert [*read_gold(GOLD), "together", "P", "R"] == lines[1].split()


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The originals, or the reason why they are left out."""
    found = originals()
    if found is None:
        pytest.skip("KG_ORIGINALS and KG_GOLD are not set: the originals are not evaluated")
    return found


def test_the_originals_are_read_at_least_as_well(corpus: Corpus) -> None:
    found = evaluate(corpus, read_reports(corpus))
    print(*table(corpus, found), sep="\n")
    assert [] == list(below(list(FLOORS.items()), found[TOGETHER]))


def test_digests_tell_the_facts_of_their_originals(corpus: Corpus, digests: dict[str, Rows]) -> None:
    covered = coverage(corpus.gold, digests)
    assert covered
    assert {} == {report: figure for report, figure in covered.items() if figure.recall < COVERED}
