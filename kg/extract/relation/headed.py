"""partOf by headings: what is run below a heading that is a program's name, and headings that a number counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lexicon import any_of, lexicon
from kg.extract.program.naming import by_label, by_name, pairs_in, stem
from kg.extract.program.rules import kind_of
from kg.extract.quantity.numerals import parse_numeral
from kg.extract.relation.bearing import owner_of
from kg.extract.relation.scene import TAKES_PART, Named, Passage, Scene
from kg.model import Relation

HOUSES = any_of(lexicon("relation")["part"]["houses"])


def counted(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """抓好五项惠民措施: as many headings below as the heading's number says are its members."""
    for p in passage.programs:
        if passage.sentence.kind == "heading" and p.program.rule == "program/numbered-catchword":
            below = scene.below(passage)
            if len(below) == parse_numeral(p.name[0]):
                for other in (q for members in below for q in members[:1]):
                    yield from scene.relate(
                        "partOf", other.name, p.name, passage, (p.start, p.end), "part-by-count-of-headings"
                    )


def under_heading(scene: Scene, passage: Passage, told: frozenset[str]) -> Iterator[Relation]:
    """开展评选表彰活动。召开五一表彰大会…: what is run below a heading that is a program's name."""
    if passage.sentence.kind != "body" or not passage.umbrella or not _names_only(passage):
        return
    names = told.union(passage.above, (p.name for p in passage.umbrella))
    for p in passage.programs:
        placed = (
            p.name in names
            or bool(owner_of(p.name, scene))
            or scene.headed(p.name, passage)
            or scene.turned(passage, p.name)
        )
        for whole in _chosen(p, passage) if p.led and _opens(passage, p) and not placed else ():
            yield from scene.relate("partOf", p.name, whole.name, passage, (p.start, p.end), "part-under-a-heading")


def housed(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """建好区本级“职工之家”。文化宫内设职工书屋、爱心驿站等: what is set up in the house that a heading names."""
    home = next((p for p in passage.umbrella if kind_of(p.name) == "facility"), None)
    for m in HOUSES.finditer(passage.text):
        _, end = passage.clause(m.end())
        for p in passage.programs if home and "、" in passage.text[m.end() : end] else ():
            inside = m.end() <= p.start < end and kind_of(passage.text[p.start : p.end]) == "facility"
            if home and inside and not scene.stands_alone(p.name):
                yield from scene.relate("partOf", p.name, home.name, passage, (m.start(), p.end), "part-in-a-house")


def of_a_line(scene: Scene, passage: Passage, told: frozenset[str]) -> Iterator[Relation]:
    """创新劳动竞赛激励机制。举办了茶艺大赛: what the scheme puts under the one program that a heading holds.

    A contest of its own name belongs to the contests of the heading.
    """
    if passage.sentence.kind != "body" or len(passage.umbrella) != 1 or _names_only(passage):
        return
    whole = passage.umbrella[0]
    for p in passage.programs:
        placed = p.name in told or bool(owner_of(p.name, scene))
        if p.led and not placed and _opens(passage, p) and _is_kind_of(p, whole):
            yield from scene.relate("partOf", p.name, whole.name, passage, (p.start, p.end), "part-of-a-line-of-work")


def _is_kind_of(p: Named, whole: Named) -> bool:
    """Whether the scheme, or for a contest its name, puts a program under another."""
    above, own = whole.entry, p.entry
    if above is None or p.program.concept == whole.program.concept:
        return False
    contest = above.kind == "competition" and above.name == whole.name and kind_of(p.name) == "competition"
    return contest or bool(own and above.name in _branch(own.name))


def _names_only(passage: Passage) -> bool:
    """Whether the heading is a program's name with a verb before it, not a slogan in which one occurs."""
    heading = passage.sentence.headings[-1].strip("●·。 ")
    named = sum(p.end - p.start for p in passage.umbrella)
    return not re.search(r"[\s/,，—]", heading) and named * 2 >= len(heading)


def _opens(passage: Passage, p: Named) -> bool:
    """Whether a program is the first that its clause runs, and is run there, not only taken part in."""
    start, _ = passage.clause(p.start)
    first = not any(q.led and start <= q.start < p.start for q in passage.programs)
    return first and not TAKES_PART.search(passage.text, start, p.start)


def _chosen(p: Named, passage: Passage) -> list[Named]:
    """The programs of the heading that a program may be part of: of several those that share a word with its name."""
    several = len(passage.umbrella) > 1 or "、" in passage.sentence.headings[-1]
    return [w for w in passage.umbrella if _shares(p, w) or (not several and _kindred(p, w))]


def _shares(p: Named, whole: Named) -> bool:
    """Whether a program's name has two characters side by side from that of the whole: 助学 of 金秋助学."""
    return bool(pairs_in(stem(whole.name)) & pairs_in(p.name))


def _kindred(p: Named, whole: Named) -> bool:
    """Whether two programs are of one kind, or of one branch of the scheme, or one is not in it."""
    a, b = p.entry, whole.entry
    if a is None or b is None or p.name not in by_label() or p.program.rule == "program/numbered-catchword":
        return True
    return a.kind == b.kind or bool(_branch(a.name) & _branch(b.name))


def _branch(name: str) -> set[str]:
    """A concept and those above it."""
    found: set[str] = set()
    above = [name]
    while above:
        concept = by_name().get(above.pop())
        if concept and concept.name not in found:
            found.add(concept.name)
            above += concept.broader
    return found
