"""Programs: the scheme's names in a sentence, and new names told by their ending, their quotation marks or a heading.

A name is kept as a reader would say it: without quotation marks and without words like 各类 before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc

from kg.extract.lexicon import alternation, lexicon
from kg.language import Lexicon
from kg.schemes import Concept, scheme

LEXICON = lexicon("program")
STRONG = tuple(LEXICON["suffix"]["strong"])
WEAK = tuple(LEXICON["suffix"]["weak"])
GENERIC = frozenset(LEXICON["trim"]["generic"])
OPENERS = tuple(LEXICON["trim"]["openers"])
QUOTES = "“”‘’"
NAMED_KINDS = frozenset({"facility", "honour", "competition", "insurance"})  # a name of these is a brand, not a phrase
PHRASE_TAGS = frozenset({"r", "d", "p", "u", "uj", "ul", "uv", "ud", "y", "m", "q"})  # no name holds such words


@dataclass(frozen=True, slots=True)
class Program:
    """A program named at text[start:end].

    `name` is what the report calls it; `concept` the scheme's concept that it is or is a variant of (幸福驿站 is a variant
    of 户外劳动者服务站点). `led` says that it is run here: behind a verb like 开展 or in quotation marks.
    """

    start: int
    end: int
    name: str
    concept: str | None
    led: bool
    rule: str


@cache
def names() -> Lexicon:
    """The labels of the scheme of programs."""
    return Lexicon((label, c.name) for c in scheme("programs") for label in c.labels)


@cache
def by_name() -> dict[str, Concept]:
    """Concepts by their preferred name."""
    return {c.name: c for c in scheme("programs")}


def known(text: str) -> Iterator[Program]:
    """“安康杯”竞赛 → 安康杯竞赛: a label of the scheme; quotation marks inside it are looked through."""
    kept = [i for i, c in enumerate(text) if c not in QUOTES]
    bare = "".join(text[i] for i in kept)
    for match in names().find(bare):
        start, end = kept[match.start], kept[match.end - 1] + 1
        quoted = text[end : end + 1] in ("”", "’") and text[start - 1 : start] in ("“", "‘")
        if not quoted and text[start:end].count("”") > text[start:end].count("“"):
            start, quoted = max(0, start - 1), True
        led, surface = quoted or is_led(text, start), bare[match.start : match.end]
        own_name = (led or by_name()[match.name].kind in NAMED_KINDS) and not alike(surface, match.name)
        yield Program(start, end, surface if own_name else match.name, match.name, led, "program/scheme")


def alike(surface: str, name: str) -> bool:
    """Whether a report's name is only another writing of a concept's: 安康杯竞赛活动, not 幸福驿站 for 户外劳动者服务站点."""
    short, long = sorted((surface, name), key=len)
    if short in long and len(short) * 2 >= len(long):
        return True
    pairs = [{t[i : i + 2] for i in range(len(t) - 1)} for t in (short, long)]
    return 2 * len(pairs[0] & pairs[1]) >= 0.75 * (len(pairs[0]) + len(pairs[1]))


def is_led(text: str, start: int) -> bool:
    """Whether a verb that runs programs stands before `start` in the same clause: 开展户外劳动者…, 打造…"""
    clause = re.split("[,;。:]", text[:start])[-1]
    return bool(re.search(alternation(LEXICON["run"]["verbs"]) + r"(?:了|好)?[^的、0-9]{0,8}$", clause))


@cache
def _quoted() -> re.Pattern[str]:
    endings = alternation((*STRONG, *WEAK, "奖", "称号"))
    return re.compile(rf"[“《](?P<inner>[^“”《》]{{2,36}})[”》](?P<tail>[^,。;:、“”《》等\\d]{{0,14}}?{endings})?")


def quoted(text: str) -> Iterator[Program]:
    """“跟着劳模去扶贫”义诊活动, “四送”行动: quotation marks with or without an ending behind them."""
    for m in _quoted().finditer(text):
        if m[0].startswith("《"):
            continue
        tail = m["tail"] or ""
        if tail or re.search(alternation(LEXICON["run"]["verbs"]) + "$", text[: m.start()]):
            yield Program(m.start(), m.end(), clean(m["inner"] + tail), None, True, "program/quoted")


def by_ending(doc: Doc) -> Iterator[Program]:
    """开展就业创业援助行动 → 就业创业援助行动: from a verb that runs programs to an ending, in one clause."""
    text = doc.text
    verbs = alternation(LEXICON["run"]["verbs"])
    endings = alternation((*STRONG, *WEAK))
    for m in re.finditer(
        rf"{verbs}(?:了|好)?(?P<name>[^,。;:、“”《》的]{{2,24}}?{endings})(?=$|[,。;:、”]|[^一-龥]|暨|和|及|等|以来|以)",
        text,
    ):
        name = clean(m["name"])
        if name and name not in GENERIC and not re.search(r"\d", name) and not name.startswith(OPENERS) and _is_name(doc, *m.span("name")):
            yield Program(m.start("name"), m.end("name"), name, None, True, "program/behind-a-verb")


def _is_name(doc: Doc, start: int, end: int) -> bool:
    """Whether a stretch of words can be a name: no pronoun, adverb, preposition or particle stands in it."""
    inside = [w for w in doc if start <= w.idx < end]
    return all(w.tag_ not in PHRASE_TAGS and w.text != "是" for w in inside)


def clean(name: str) -> str:
    """A name without quotation marks and without words like 各类 before it."""
    name = re.sub(rf"[{QUOTES}]", "", name).strip(" ,、")
    leading = alternation(LEXICON["trim"]["leading"])
    while (shorter := re.sub(rf"^{leading}", "", name)) != name and len(shorter) >= 2:
        name = shorter
    return name


def find_programs(doc: Doc) -> list[Program]:
    """The programs named in a sentence from left to right; of two that overlap the longer one."""
    candidates = sorted(
        (*known(doc.text), *quoted(doc.text), *by_ending(doc)), key=lambda p: (p.start - p.end, p.concept is None)
    )
    found: list[Program] = []
    for p in candidates:
        if p.name not in GENERIC and not any(p.start < f.end and f.start < p.end for f in found):
            found.append(_with_concept(p, candidates))
    return sorted(found, key=lambda p: p.start)


def _with_concept(p: Program, candidates: list[Program]) -> Program:
    """A found name that holds a known one is a variant of it, or the same but for its ending (安康杯竞赛活动)."""
    inside = [k for k in candidates if k.concept and p.start <= k.start and k.end <= p.end and k is not p]
    if p.concept or not inside:
        return p
    k = max(inside, key=lambda k: k.end - k.start)
    same = len(p.name) - len(k.name) <= 2
    return replace(p, concept=k.concept, name=k.name if same else p.name)


@cache
def _kind_endings() -> list[tuple[str, str]]:
    pairs = [(ending, kind) for kind, endings in LEXICON["kind"].items() for ending in endings]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def kind_of(name: str) -> str:
    """The kind that a found name's ending tells: …大赛 competition, …驿站 facility; else campaign."""
    return next((kind for ending, kind in _kind_endings() if ending in name[-10:]), "campaign")


def theme(heading: str) -> str:
    """The program that a heading names: 开展“安康杯”竞赛活动 → 安康杯竞赛; 大力推动精准帮扶 → 精准帮扶."""
    text = re.split(r"[,\s/—]+", heading.strip("●·。 "))[-1]
    openings = alternation((*LEXICON["run"]["verbs"], *LEXICON["run"]["adverbs"]))
    while (shorter := re.sub(rf"^{openings}", "", text)) != text and len(shorter) >= 2:
        text = shorter
    name = clean(text)
    inside = [p for p in known(heading) if alike(p.name, name)]
    return max((p.name for p in inside), key=len, default=name)
