"""Every sentence of the corpus of measures: each figure is named as a careful reader would, and quoted no longer."""

import pytest
from short_reports import NUMBER, Case, cases, told


@pytest.mark.parametrize("case", cases("measure/corpus.toml"))
def test_measures(case: Case) -> None:
    surfaces = NUMBER.findall(case["text"])
    for surface, (figure, fact, quote) in zip(surfaces, told(case), strict=True):
        assert fact.measure in figure["measure"], quote
        assert surface in quote and quote in figure.get("quote", quote)
        assert not [word for word in case.get("reject", ()) if word in (fact.measure or "")]
