"""Plans and what became of them, within a report and across reports: a target and the figure that met it or did not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.graph.figures import Figure
from kg.graph.findings import Finding

COUNTS = ("organisations", "groups", "things")  # kinds of unit of which one may stand for another: 100个, 102家
LIKE = 2  # pairs of characters that two names share, where no measure of the ontology decides


def outcomes(told: Sequence[Figure]) -> dict[str, Figure]:
    """The figure that tells how each plan came out, by the planned observation; none where the text leaves it open."""
    found = {}
    for plan in {f.observation: f for f in told if f.status == "planned"}.values():
        candidates = [f for f in told if f.status == "actual" and _answers(f, plan)]
        best = sorted(candidates, key=lambda f: _closeness(f, plan), reverse=True)
        level = [f for f in best if _closeness(f, plan) == _closeness(best[0], plan)]
        if level and len({f.amount for f in level}) == 1:
            found[plan.observation] = level[0]
    return found


def _answers(actual: Figure, plan: Figure) -> bool:
    """Whether a figure counts what was planned: the same measure, actor, unit and year, and no other level."""
    same = actual.organisation == plan.organisation and plan.organisation is not None and _same_unit(actual, plan)
    year = plan.until and actual.until and plan.until[:4] == actual.until[:4]
    level = actual.level == plan.level or None in (actual.level, plan.level)
    return bool(same and year and level and actual.aspect in ("flow", "stock") and _same_thing(actual, plan))


def _same_unit(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit or (one.unit_kind in COUNTS and other.unit_kind in COUNTS)


def _same_thing(one: Figure, other: Figure) -> bool:
    if one.measure and other.measure:
        return one.measure == other.measure
    shared, fewest = len(_pairs(one) & _pairs(other)), min(len(_pairs(one)), len(_pairs(other)))
    return one.words is not None and (one.words == other.words or (shared >= LIKE and shared * 3 >= fewest))


def _pairs(figure: Figure) -> set[str]:
    words = figure.words or ""
    return {words[i : i + 2] for i in range(len(words) - 1)}


def _closeness(actual: Figure, plan: Figure) -> tuple[float, bool]:
    """How near the words of two figures are, then whether they are told of one program."""
    shared, fewest = len(_pairs(actual) & _pairs(plan)), min(len(_pairs(actual)), len(_pairs(plan)))
    return (round(shared / fewest, 3) if fewest else 0.0), actual.program == plan.program


def targets(told: Iterable[Figure]) -> Iterator[Finding]:
    """Whether plans were met; undecided where no report tells the outcome."""
    told = list(told)
    met = outcomes(told)
    for plan in {f.observation: f for f in told if f.status == "planned"}.values():
        if actual := met.get(plan.observation):
            yield _met(plan, actual)
        else:
            yield Finding("target", "undecided", "未见计划数的结果", f"计划 {plan.number}", (plan,), plan.amount)


def _met(plan: Figure, actual: Figure) -> Finding:
    least = plan.interval.low if plan.interval.low is not None else plan.amount
    most = actual.interval.high if actual.interval.high is not None else actual.amount
    verdict, label = "inconsistent", "未达到计划数"
    if most >= least:
        verdict, label = "consistent", "达到计划数"
    elif _under_way(plan, actual):
        verdict, label = "undecided", "计划数尚未达到"
    return Finding("target", verdict, label, f"计划 {plan.number}，实际 {actual.number}", (plan, actual), plan.amount)


def _under_way(plan: Figure, actual: Figure) -> bool:
    """Whether a plan could still be met: the figure is of an earlier day, or of a text not known to be later than it.

    到6月底新建34家 beside 全年新建50家 contradicts nothing.
    """
    if _last_day(actual.until) < _last_day(plan.until):
        return True
    return plan.report == actual.report and not (actual.issued and actual.issued > _last_day(plan.until))


def _last_day(until: str | None) -> str:
    """The end of a period of any precision, to be compared as text: 2021 → 2021-12-31."""
    return f"{until or ''}-12-31" if len(until or "") == 4 else f"{until}-31" if len(until or "") == 7 else until or ""
