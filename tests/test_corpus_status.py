"""Every sentence of the corpus of statuses: each figure's status, aspect and level, as far as the text settles them."""

import pytest
from short_reports import Case, cases, told

KEYS = ("status", "aspect", "level")


@pytest.mark.parametrize("case", cases("status/corpus.toml"))
def test_statuses(case: Case) -> None:
    for figure, fact, quote in told(case):
        expected = {key: figure[key] for key in KEYS if key in figure}
        assert expected == {key: getattr(fact, key) or "none" for key in expected}, quote
