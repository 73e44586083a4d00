"""Every paragraph of the corpus of bindings: each figure belongs to the program that a careful reader gives it."""

import pytest

from short_reports import Case, cases, read, report_of


def _alike(name: str, accepted: str) -> bool:
    """Whether a name is an accepted one, or the longer half of the two at least: 金秋助学活动, 金秋助学."""
    short, long = sorted((name, accepted), key=len)
    return short == long or (len(short) >= 2 and short in long and 2 * len(short) >= len(long))


@pytest.mark.parametrize("case", cases("program/binding_corpus.toml"))
def test_bindings(case: Case) -> None:
    facts = read(report_of(case["paragraphs"], case.get("headings", ()), case.get("title")), case["figures"])
    for figure, fact in zip(case["figures"], facts, strict=True):
        bound = fact.programs[0] if fact.programs else "none"
        assert any(_alike(bound, name) for name in figure["program"]), f"{figure['surface']}: {bound}"
