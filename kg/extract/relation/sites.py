"""siteOf: a named station or studio and the program whose site it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lexicon import alternation, lexicon
from kg.extract.organisation.persons import SURNAMES
from kg.extract.organisation.rules import Organisation
from kg.extract.program.naming import by_label
from kg.extract.relation.scene import Named, Passage, Scene, outermost
from kg.model import Relation
from kg.schemes import Concept

LEXICON = lexicon("relation")["site"]
NAMES = re.compile(
    r"(?P<names>[一-龥]{2,3}(?:、[一-龥]{2,3}){1,9})等?(?:[一二三四五六七八九十\d]+[个家])?"
    rf"{alternation(LEXICON['grades'])}?$"
)
LED = re.compile(f"{alternation(LEXICON['led'])}了?")
SET_UP = re.compile(
    rf"在(?P<where>[^,。;]+?){alternation(LEXICON['closers'])}?新?{alternation(LEXICON['set_up'])}了?“?$"
)


def sites(scene: Scene) -> Iterator[Relation]:
    """Every station that a report names by its keeper."""
    for passage in scene.passages:
        for o in passage.organisations:
            if program := station_of(scene, o):
                yield from scene.relate("siteOf", o.name, program, passage, (o.start, o.end), "site-by-its-name")
        for p in passage.programs:
            if is_facility(p):
                yield from led_by(scene, passage, p)
                yield from set_up(scene, passage, p)


def is_facility(p: Named) -> bool:
    """Whether a program is one of places: 驿站, 创新工作室."""
    return bool(p.entry and p.entry.kind == "facility")


def station_of(scene: Scene, o: Organisation) -> str | None:
    """The program of which an organisation is a station by its name: 幸福驿站 of 凤台县环卫处幸福驿站."""
    concept = facility_in(o.name)
    return scene.of_concept.get(concept.name) if concept else None


def facility_in(name: str) -> Concept | None:
    """The kind of place that a name ends in."""
    labels = (name[-length:] for length in range(len(name) - 2, 3, -1))
    return next((c for label in labels if (c := by_label().get(label)) and c.kind == "facility"), None)


def set_up(scene: Scene, passage: Passage, p: Named) -> Iterator[Relation]:
    """在甲公司、乙中学设立了“职工书屋”: a station at each of the organisations."""
    start, _ = passage.clause(p.start)
    found = SET_UP.search(passage.text[start : p.start])
    if not found:
        return
    for o in outermost(passage, start + found.start("where"), start + found.end("where")):
        name = o.name + re.sub("[“”]", "", passage.text[p.start : p.end])
        yield from scene.relate("siteOf", name, p.name, passage, (start + found.start(), p.end), "site-set-up-at")


def led_by(scene: Scene, passage: Passage, p: Named) -> Iterator[Relation]:
    """吴晓刚、赵飞等5个…创新工作室: studios that bear the names of those who lead them."""
    before = NAMES.search(passage.text[: p.start])
    if not before:
        return
    verb = LED.search(before["names"])
    names = before["names"][verb.end() if verb else 0 :].removesuffix("等").split("、")
    surface = re.sub("[“”]", "", passage.text[p.start : p.end])
    for name in names:
        if 2 <= len(name) <= 3 and name[0] in SURNAMES:
            span = (before.start("names"), p.end)
            yield from scene.relate("siteOf", name + surface, p.name, passage, span, "site-named-after-its-leader")
