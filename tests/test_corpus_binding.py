"""Every paragraph of the corpus of bindings: each figure belongs to the program that a careful reader gives it."""

import pytest
from short_reports import Case, cases, told


@pytest.mark.parametrize("case", cases("program/binding_corpus.toml"))
def test_bindings(case: Case) -> None:
    for figure, fact, quote in told(case):
        bound = fact.programs[0] if fact.programs else "none"
        assert any(_alike(bound, name) for name in figure["program"]), f"{quote}: {bound}"


def _alike(name: str, accepted: str) -> bool:
    """Whether two names are the same, or one is in the other and at least half of it: 金秋助学, 金秋助学活动."""
    short, long = sorted((name, accepted), key=len)
    return short == long or (len(short) >= 2 and short in long and 2 * len(short) >= len(long))
