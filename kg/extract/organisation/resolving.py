"""One report's organisations, each under one name: a short name joins the full one that the report gives elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.lexicon import alternation
from kg.extract.organisation.home import LEXICON, MARKS, Organisation
from kg.extract.organisation.offices import full_names
from kg.extract.organisation.unions import NAMED_BEFORE, UNNAMED
from kg.regions import by_name

FIRM = re.compile(f"(?:集团)?(?:股份)?{alternation(LEXICON['name']['firm_kinds'])}?公司$|集团$")
SCHOOL = re.compile("(?:[市县区])?第?([一二三四五六七八九十]+)中(?:学)?(?=工会|$)")  # 歙县第二中学, 歙县二中
LONG = 8  # characters; so long a name is told from its end alone
Passage = tuple[int, str, Sequence[Organisation]]


@dataclass
class Named:
    """An organisation with the spans of its mentions in the report's clean text."""

    name: str
    type: str
    rule: str
    spans: list[tuple[int, int]] = field(default_factory=list)


def gather(passages: Sequence[Passage]) -> list[Named]:
    """The organisations of a report's passages (offset, text, what was found there), in order of first mention."""
    kinds = {o.name: o.type for _, _, found in passages for o in found if o.rule not in (UNNAMED, NAMED_BEFORE)}
    full = _full_names(kinds)
    bare = dict(_bare_forms(passages, kinds))
    gathered: dict[tuple[str, bool], Named] = {}
    for offset, text, found in passages:
        for org in _with_bare_forms(text, found, bare, kinds):
            name = full.get(org.name, org.name)
            entry = Named(name, kinds.get(name, org.type), org.rule)
            spans = gathered.setdefault((name, org.type == "person"), entry).spans
            spans.append((offset + org.start, offset + org.end))
    return list(gathered.values())


def _full_names(kinds: Mapping[str, str]) -> dict[str, str]:
    """Each name that stands for a longer one of the report: 甲区人社部门 → 甲区人力资源和社会保障局."""
    found: dict[str, str] = {}
    for name, kind in kinds.items():
        longer = [other for other, of in kinds.items() if of == kind and other != name and _is_short_for(name, other)]
        if len(longer) == 1:
            found[name] = longer[0]
    return found


def _is_short_for(name: str, other: str) -> bool:
    if name.endswith("部门"):
        return other in full_names(name[:-2])
    if len(name) < len(other) and SCHOOL.search(name) and SCHOOL.sub(r"\1", name) == SCHOOL.sub(r"\1", other):
        return True
    if len(name) >= 4 and other.endswith(name):
        before = other[: -len(name)]
        return bool(by_name(before)) or before[-1] in MARKS
    return len(name) >= 3 and other.startswith(name) and FIRM.fullmatch(other, len(name)) is not None


def _bare_forms(passages: Sequence[Passage], kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What the report may also call a firm or a long-named body: 星火机床 for 星火机床公司; a name without its 省."""
    for _, text, found in passages:
        for org in found:
            surface = text[org.start : org.end]
            if kinds.get(org.name) == "enterprise" and len(firm := FIRM.sub("", surface)) >= 4 and firm != surface:
                yield firm, org.name
            if surface[0] in MARKS and len(surface) > LONG and org.type in ("association", "other"):
                yield surface[1:], org.name


def _with_bare_forms(
    text: str, found: Sequence[Organisation], bare: Mapping[str, str], kinds: Mapping[str, str]
) -> list[Organisation]:
    """What was found in a passage and the bare forms in it; a longer bare form takes the place of shorter names."""
    kept = [o for o in found if o.rule not in (UNNAMED, NAMED_BEFORE)]
    for form, name in bare.items():
        for start in (m.start() for m in re.finditer(re.escape(form), text)):
            end = start + len(form)
            if not any(o.start <= start and end <= o.end for o in kept):
                kept = [o for o in kept if o.end <= start or end <= o.start]
                kept.append(Organisation(start, end, name, kinds[name], "organisation/short-of-a-full-name"))
    return sorted(kept, key=lambda o: (o.start, -o.end))


def own_paper(passages: Iterable[Passage], publisher: str | None) -> str | None:
    """What 本报 stands for: the publisher of the report, or the paper that its imprint names."""
    papers = tuple(LEXICON["name"]["papers"])
    if publisher and publisher.removesuffix("社").endswith(papers):
        return publisher
    named: dict[str, int] = defaultdict(int)
    for _, _, found in passages:
        for org in found:
            named[org.name] += org.type == "media" and org.name.endswith("报社")
    return max((name for name, count in named.items() if count), key=lambda name: named[name], default=None)
