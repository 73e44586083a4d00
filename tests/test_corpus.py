"""The sentences beside the rules: each holds what its corpus says, and nothing else is found in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg.extract.quantity.rules import RULES as QUANTITY_RULES
from kg.extract.quantity.rules import Found, Quantity, find_quantities
from kg.extract.time.rules import RULES as TIME_RULES
from kg.extract.time.rules import Clock, clock_of, find_times
from kg.model import Period

EXTRACT = Path(__file__).parent.parent / "kg" / "extract"
MARK = re.compile(r"[{}]")
CLOCK = clock_of(Period("2019", "2019"), None, "工作总结")
SKIPPED_BY_COUNTS = {"quantity/skip-duration"}  # made by a rule of counting, no rule of its own
Case = Mapping[str, Any]
Expected = tuple[str, ...]


def corpus(subject: str) -> Mapping[str, Sequence[Case]]:
    return tomllib.loads((EXTRACT / subject / "corpus.toml").read_text("utf-8"))


def unmarked(said: str) -> tuple[str, list[tuple[int, int]]]:
    """A sentence without its braces, and where the marked stretches lie: "办{9场}" → 办9场, (1, 3)."""
    edges = [m.start() - i for i, m in enumerate(MARK.finditer(said))]
    return MARK.sub("", said), list(zip(edges[::2], edges[1::2], strict=True))


def quantity_sentences() -> Iterator[tuple[str, list[Expected]]]:
    """Every sentence of the quantity corpus with what is found in it, in order."""
    cases = corpus("quantity")
    for case in cases["figure"]:
        value, top = (str(Decimal(str(case[key]))) if key in case else "-" for key in ("value", "value_max"))
        figure = (
            value,
            top,
            case.get("unit", "-"),
            case.get("bound", "exact"),
            case.get("kind", "count"),
            case["rule"],
        )
        yield from ((said, [figure]) for said in case["says"])
    for case in cases["skip"]:
        yield from ((said, [("skip", case["reason"], case["rule"])]) for said in case["says"])
    for case in cases["several"]:
        yield case["text"], [tuple(found.split(" ")) for found in case["found"]]
    for case in cases["nothing"]:
        yield from ((said, []) for said in case["says"])


def told(found: Found) -> Expected:
    """A quantity or skip as the corpus writes it, with all it has to say."""
    if not isinstance(found, Quantity):
        return "skip", found.reason, found.rule
    value, top = (f"{v.normalize():f}" if v is not None else "-" for v in (found.value, found.value_max))
    return value, top, found.unit or "-", found.bound, found.kind, found.rule


def in_short(found: Found) -> Expected:
    """The same as the sentences with several figures write it: value, unit and a bound that is not exact."""
    if not isinstance(found, Quantity):
        return "skip", found.reason
    value, _, unit, bound, _, _ = told(found)
    return (value, unit) if bound == "exact" else (value, unit, bound)


def read_quantities(text: str) -> list[Found]:
    return find_quantities(text, [(t.start, t.end) for t in find_times(text, CLOCK)])


@pytest.mark.parametrize(("said", "expected"), [pytest.param(s, e, id=s) for s, e in quantity_sentences()])
def test_quantities(said: str, expected: list[Expected]) -> None:
    text, spans = unmarked(said)
    found = read_quantities(text)
    full = all(len(e) in (3, 6) and "/" in e[-1] for e in expected)
    assert expected == [told(f) if full else in_short(f) for f in found]
    assert spans == [(f.start, f.end) for f in found]


def time_sentences() -> Iterator[tuple[str, Clock, list[Expected]]]:
    """Every sentence of the time corpus, its clock, and the times in it."""
    clocks = {name: clock(**told) for name, told in corpus("time")["clock"].items()}
    for case in corpus("time")["time"]:
        start = case["start"]
        as_of = "as of" if case.get("as_of") else "-"
        time = (start, case.get("end", start), as_of, case.get("role", "period"), case["rule"])
        yield from ((said, clocks[case.get("clock", "review")], [time]) for said in case["says"])
    for case in corpus("time")["several"]:
        yield case["text"], clocks[case.get("clock", "review")], [tuple(f.split(" ")) for f in case["found"]]
    for case in corpus("time")["nothing"]:
        yield from ((said, clocks["review"], []) for said in case["says"])


def clock(start: str, end: str, title: str, published: str | None = None) -> Clock:
    return clock_of(Period(start, end), published, title)


@pytest.mark.parametrize(
    ("said", "against", "expected"), [pytest.param(s, c, e, id=f"{s} {c.this_year}") for s, c, e in time_sentences()]
)
def test_times(said: str, against: Clock, expected: list[Expected]) -> None:
    text, spans = unmarked(said)
    found = find_times(text, against)
    full = [(t.period.start, t.period.end, "as of" if t.as_of else "-", t.role, t.rule) for t in found]
    assert expected == [row if len(e) == 5 else row[:2] for row, e in zip(full, expected, strict=False)]
    assert spans == [(t.start, t.end) for t in found]


def test_every_quantity_rule_has_an_accept() -> None:
    seen = {f.rule for said, _ in quantity_sentences() for f in read_quantities(unmarked(said)[0])}
    assert {rule.id for rule in QUANTITY_RULES} | SKIPPED_BY_COUNTS == seen


def test_every_time_rule_has_an_accept() -> None:
    seen = {t.rule for said, against, _ in time_sentences() for t in find_times(unmarked(said)[0], against)}
    assert {rule.id for rule in TIME_RULES} == seen


@pytest.mark.parametrize("subject", ["quantity", "time"])
def test_every_corpus_has_rejects(subject: str) -> None:
    assert all(case["says"] for case in corpus(subject)["nothing"])
    assert 10 <= sum(len(case["says"]) for case in corpus(subject)["nothing"])


@pytest.mark.parametrize("rule", [*QUANTITY_RULES, *TIME_RULES], ids=lambda rule: rule.id)
def test_rule_ids_are_words(rule: Any) -> None:
    assert re.fullmatch(r"(quantity|time)(/[a-z]+(-[a-z]+)*)", rule.id)


def test_no_sentence_is_told_twice() -> None:
    said = [unmarked(s)[0] for s, _ in quantity_sentences()]
    assert sorted(set(said)) == sorted(said)
