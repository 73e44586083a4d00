"""partOf by name: what bears the name of another program of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lexicon import alternation, lexicon
from kg.extract.program.naming import stem
from kg.extract.relation.scene import Passage, Scene
from kg.model import Relation

LEXICON = lexicon("relation")["part"]
HEADS = tuple(LEXICON["heads"])
RANKS = re.compile(f"^{alternation(LEXICON['ranks'])}+")
FRONT = re.compile(r"^(?:(?:19|20)\d\d年)?(?:省暨[一-龥]{2,4}市|[全省市区县]{1,2})?(?:工会)?")


def by_name_alone(scene: Scene, passage: Passage, placed: frozenset[str]) -> Iterator[Relation]:
    """金秋助学圆梦夏令营 is part of 金秋助学: the name begins with the other's, and a head of its own follows."""
    for p in passage.programs:
        for name in (p.name, *scene.within(p.name)):
            if owner := owner_of(name, scene) or (_ranked(name, scene) if name not in placed else None):
                yield from scene.relate("partOf", name, owner, passage, (p.start, p.end), "part-by-name")


def owner_of(name: str, scene: Scene) -> str | None:
    """The longest program of the report whose name the front of `name` bears."""
    motto = name.split("——")[0]
    if motto != name and motto in scene.programs:
        return motto
    own = scene.stems.get(name, stem(name))
    fits = [
        other
        for other, short in scene.stems.items()
        if other != name
        and 3 <= len(short) <= len(own) - 2
        and (bare := own if own.startswith(short) else FRONT.sub("", own)).startswith(short)
        and _is_head(bare[len(short) :], own)
    ]
    return max(fits, key=lambda other: len(scene.stems[other]), default=None)


def _ranked(name: str, scene: Scene) -> str | None:
    """职工书屋 of 星级职工书屋: a name with nothing but a rank before it."""
    bare = RANKS.sub("", name)
    if bare == name:
        return None
    same = (other for other, short in scene.stems.items() if short == stem(bare) and other != name)
    return bare if bare in scene.programs else next(same, None)


def _is_head(rest: str, name: str) -> bool:
    """Whether a name goes on to a head of its own behind the other's: 金秋助学|圆梦夏令营, not A|和B."""
    return name.endswith(HEADS) and not rest.startswith(("和", "与", "及"))
