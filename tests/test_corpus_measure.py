"""Every sentence of the corpus of measures: each figure is named as a careful reader would, and quoted no longer than that."""

import pytest

from short_reports import Case, cases, read, report_of


@pytest.mark.parametrize("case", cases("measure/corpus.toml"))
def test_measures(case: Case) -> None:
    report = report_of([case["text"]])
    facts = read(report, case["figures"])
    for figure, fact in zip(case["figures"], facts, strict=True):
        quote = report.text.raw[fact.start : fact.end]
        assert fact.measure in figure["measure"], quote
        assert figure["surface"] in quote and quote in figure.get("quote", quote)
    swallowed = [word for fact in facts for word in case.get("reject", ()) if word in (fact.measure or "")]
    assert not swallowed
