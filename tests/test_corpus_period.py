"""Sentences of the corpus of times: each figure has the period that a careful reader gives it."""

import pytest
from short_reports import Case, cases, told


@pytest.mark.parametrize("case", cases("time/corpus.toml"))
def test_periods(case: Case) -> None:
    for figure, fact, quote in told(case):
        assert fact.period and figure["period"] == f"{fact.period.start} {fact.period.end}", quote
