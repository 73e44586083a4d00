"""Every sentence of the corpus of statuses: each figure's status, aspect and level, as far as the text settles them."""

import pytest

from short_reports import Case, cases, read, report_of

KEYS = ("status", "aspect", "level")


@pytest.mark.parametrize("case", cases("status/corpus.toml"))
def test_statuses(case: Case) -> None:
    facts = read(
        report_of([case["text"]], case.get("headings", ()), lead_in=case.get("lead_in")), case["figures"]
    )
    for figure, fact in zip(case["figures"], facts, strict=True):
        expected = {key: figure[key] for key in KEYS if key in figure}
        assert expected == {key: getattr(fact, key) or "none" for key in expected}, figure["surface"]
