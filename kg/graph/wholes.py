"""Parts and wholes: figures that the text calls part of another (其中), and totals that figures beside them make up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from kg.graph.figures import Figure, Interval
from kg.graph.findings import Finding, grouped

AMONG = "其中"
LEAST = 10  # a smaller total may be made up by chance
MEMBERS = 4  # figures beside a total that are tried as its parts


def wholes(told: Sequence[Figure]) -> dict[str, Figure]:
    """The whole of each part, by observation: as the graph links it, else as 其中 before the part tells."""
    known = {figure.observation: figure for figure in told}
    found = {f.observation: known[f.whole] for f in told if f.whole in known and f.unit == known[f.whole].unit}
    for near in grouped(told, lambda figure: (figure.report, figure.section)):
        for place, part in enumerate(near):
            if part.observation not in found and (whole := _told_before(near[:place], part)):
                found[part.observation] = whole
    return found


def _told_before(earlier: Sequence[Figure], part: Figure) -> Figure | None:
    """The figure of the same unit before 其中, if 其中 stands between it and the part, or opens the part's sentence."""
    same = [f for f in earlier if f.sentence == part.sentence]
    begin = int(same[-1].number_end) if same else int(part.sentence_start)
    words = re.sub(r"\([^)]*\)", "", part.sentence_words[begin - int(part.sentence_start) : part.number_offset])
    if AMONG not in words or (not same and not words.startswith(AMONG)):
        return None
    found = [f for f in same or earlier if _counts_alike(f, part) and f.observation != part.observation]
    whole = [f for f in found if f.aspect != "delta"]  # 参加3万人,比上年增加500人,其中女职工1万人
    if part.unit_kind == "share":
        return whole[-1] if whole else None  # 同比增长18%,其中本地产品占82%
    return next(reversed(whole or found), None)


def _counts_alike(one: Figure, other: Figure) -> bool:
    return one.unit is not None and one.unit == other.unit and one.status == other.status and one.aspect != "rate"


def parts(told: Iterable[Figure]) -> Iterator[Finding]:
    """No part is greater than its whole, and parts may make up the whole."""
    told = list(told)
    whole_of = wholes(told)
    members: Mapping[str, list[Figure]] = defaultdict(list)
    for figure in {figure.observation: figure for figure in told}.values():
        if figure.observation in whole_of:
            members[whole_of[figure.observation].observation].append(figure)
    for group in members.values():
        whole = whole_of[group[0].observation]
        yield from (_bound(part, whole) for part in group)
        if len(group) > 1:
            yield from _total(whole, group)


def _bound(part: Figure, whole: Figure) -> Finding:
    low, high = part.interval.low, whole.interval.high
    if low is not None and high is not None:
        verdict = "inconsistent" if low > high else "consistent"
    else:  # one of them is open: 5600余人，其中4000多人
        verdict = "consistent" if part.amount <= whole.amount else "undecided"
    label = {"inconsistent": "部分大于总数", "consistent": "部分不大于总数", "undecided": "部分与总数无从比较"}[verdict]
    sign = "≤" if part.amount <= whole.amount else ">"
    return Finding("part", verdict, label, f"{part.number} {sign} {whole.number}", (whole, part), whole.amount)


def totals(told: Iterable[Figure]) -> Iterator[Finding]:
    """Totals that the next figures of the same sentence and unit make up exactly: 46名，8名…、38名…"""
    for near in grouped(told, lambda figure: (figure.report, figure.sentence)):
        for place, whole in enumerate(near):
            if whole.exact and whole.amount >= LEAST and whole.aspect in ("flow", "stock"):
                following = [f for f in near[place + 1 :] if _counts_alike(f, whole)][:MEMBERS]
                sizes = range(2, len(following) + 1)
                group = next((following[:n] for n in sizes if _adds_up(whole, following[:n])), None)
                yield from _total(whole, group) if group and _in_a_row(group) else ()


def _adds_up(whole: Figure, members: Sequence[Figure]) -> bool:
    return all(member.exact for member in members) and sum(m.amount for m in members) == whole.amount


def _in_a_row(members: Sequence[Figure]) -> bool:
    """Whether a list tells them: no full stop of a sentence between, and none of them a part of another."""
    return all(int(a.number_end) <= int(b.number_start) for a, b in pairwise(members))


def _total(whole: Figure, members: Sequence[Figure]) -> Iterator[Finding]:
    if not (whole.exact and all(member.exact for member in members)):
        return
    total = Interval(Fraction(0), Fraction(0))
    for member in members:
        total += member.interval
    if total.meets(whole.interval):
        formula = " + ".join(member.number for member in members) + f" = {whole.number}"
        yield Finding("total", "consistent", "各部分之和等于总数", formula, (whole, *members), whole.amount)
