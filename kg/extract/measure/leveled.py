"""Names of levels alone and before a noun: 省级, 嘉兴市级, 盟市级, 五星级, 首钢集团级 of the things counted before."""

from __future__ import annotations

import re

from kg.extract.lexicon import alternation
from kg.extract.measure.words import endings
from kg.regions import by_name

RANKS, NATION = alternation(endings("levels", "ranks")), alternation(endings("levels", "nation"))
INSIDE = alternation(endings("levels", "inside"))
FIRMS = alternation(endings("levels", "firms"))  # 首钢集团级
GRADES = alternation((*endings("levels", "grades"), *endings("levels", "unions")))  # 盟市级, 五星级, 省总级
OWN = rf"(?:[一-龥]{{0,4}}{FIRMS}|{GRADES})级"
ONLY = re.compile(rf"^(?:其中)?(?:(?:{RANKS}|{NATION})?(?:总工会)?{INSIDE}|{OWN}|(?:{RANKS}|{GRADES})级以[上下])$")
SEVERAL = alternation(endings("levels", "several"))
FIRST = re.compile(rf"^(?:{SEVERAL}|(?:{OWN}|(?:{RANKS}|{NATION})级)(?:以[上下])?|{NATION})")
LAST = re.compile(rf"{RANKS}级$")
REGION = re.compile(rf"^[一-龥]{{2,7}}?{alternation(endings('levels', 'regions'))}(?=级|[一-龥]{{4}})级?")


def is_level(noun: str) -> bool:
    """Whether a noun is the name of a level and no more: 市级, 嘉兴市级, 市级以上; not 职工书屋市级."""
    return bool(ONLY.match(noun)) or bool(noun and _of_region(noun) == noun and noun.endswith("级"))


def without_level(noun: str) -> str:
    """创新工作室 of 省级创新工作室, 河南省创新工作室 and 创新工作室省级: what may stand behind another level."""
    plain = LAST.sub("", FIRST.sub("", noun))
    return plain.removeprefix(_of_region(plain)).removeprefix("级")


def _of_region(noun: str) -> str:
    """嘉兴市级 of 嘉兴市级工作室: the region whose name opens a noun, if there is one so called."""
    found = REGION.match(noun)
    return found[0] if found and by_name(found[0].removesuffix("级")) else ""
