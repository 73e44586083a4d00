"""Whom 该公司 and 镇总工会 mean: the last of its kind told; 公司 alone in a firm's report is the firm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence

from kg.extract.lexicon import alternation
from kg.extract.organisation.home import LEXICON, MARKS, Home, Organisation
from kg.extract.organisation.unions import BARE_GUARD, NAMED_BEFORE, UNNAMED

KINDS: dict[str, list[str]] = LEXICON["meant"]
UNIONS: dict[str, list[str]] = LEXICON["meant_union"]
THIS_PLACE = re.compile(
    f"该(?P<mark>[{MARKS}])(?:总工会|(?![级直委域别]))|(?:^|(?<=[,;。:]))(?P<bare>[{MARKS}])总工会{BARE_GUARD}"
)
FEDERATION = "联合会"
THIS = re.compile(f"该(?P<kind>{alternation(KINDS)})(?!工会)")
ALONE = re.compile(f"(?:^|(?<=[,;。:]))(?P<kind>{alternation(LEXICON['alone'])})(?![一-龥]{{0,4}}工会)")
UNION = re.compile(
    rf"(?:^|(?<=[,;。:]))该?(?P<union>(?P<kind>{alternation(UNIONS)})总?工会|(?:工会)?{FEDERATION}){BARE_GUARD}"
)
TAIL = re.compile("总?工会$")


def remember(told: MutableMapping[str, Organisation], named: Iterable[Organisation]) -> None:
    """Keep the last organisation that each kind may mean: 公司 a firm, 校 a school, 镇工会 a township's union."""
    for org in named:
        told.update((mark, org) for mark in MARKS if _is_of(org, mark))
        if org.type != "person" and org.rule not in (UNNAMED, NAMED_BEFORE):
            told.update((kind, org) for kind, ends in KINDS.items() if org.name.endswith(tuple(ends)))
            body = TAIL.sub("", org.name)
            told.update((f"{kind}工会", org) for kind, ends in UNIONS.items() if body.endswith(tuple(ends)))
            if org.name.endswith(f"工会{FEDERATION}"):
                told[FEDERATION] = org


def with_meant(
    text: str, home: Home, told: MutableMapping[str, Organisation], named: Sequence[Organisation]
) -> list[Organisation]:
    """The organisations of a sentence with those that it means by 该公司, 县总工会 or 支行工会, in order."""
    places = places_meant(text, home, told, named)
    by_kind = list(meant(text, home, told, named))
    others = (o for o in named if not any((o.start, o.end) == (k.start, k.end) for k in by_kind))
    return sorted((*others, *by_kind, *places), key=lambda o: (o.start, -o.end))


def meant(
    text: str, home: Home, told: MutableMapping[str, Organisation], found: Sequence[Organisation] = ()
) -> Iterator[Organisation]:
    """该公司今年投入…: the firm told last, acting where its name would."""
    for m in THIS.finditer(text):
        here = [o for o in found if o.end <= m.start() and o.name.endswith(tuple(KINDS[m["kind"]]))]
        if org := here[-1] if here else told.get(m["kind"]):
            yield Organisation(m.start(), m.end(), org.name, org.type, NAMED_BEFORE)
    yield from _unions_meant(text, home, told, found)
    if home.name and not home.is_regional():
        firm = home.name.removesuffix("工会")
        for m in (m for m in ALONE.finditer(text) if firm.endswith(tuple(LEXICON["alone"][m["kind"]]))):
            yield Organisation(m.start(), m.end(), home.name, "enterprise", NAMED_BEFORE)


def places_meant(
    text: str, home: Home, told: Mapping[str, Organisation], found: Sequence[Organisation]
) -> Iterator[Organisation]:
    """该县今年建站…, 县总工会…: the union of the county told last, here or before, where home is of another rank."""
    for m in THIS_PLACE.finditer(text):
        mark = m["mark"] or m["bare"]
        here = [o for o in found if o.end <= m.start() and _is_of(o, mark)]
        org = here[-1] if here else told.get(mark)
        if org and not (home.place(mark) if m["bare"] else (home.region or "").endswith(mark)):
            yield Organisation(m.start(), m.end(), org.name, "union", NAMED_BEFORE)


def _is_of(org: Organisation, mark: str) -> bool:
    """Whether an organisation is the general union of a region of that rank."""
    return org.name.endswith(f"{mark}总工会")


def _unions_meant(
    text: str, home: Home, told: Mapping[str, Organisation], found: Sequence[Organisation]
) -> Iterator[Organisation]:
    """镇总工会今年…, 联合会已…: the union told last or that of the body told last, unless it is the reporting one.

    大田支行有网点9个,支行工会…: even in the report of a 分行 it is that of the body with which the sentence opens.
    """
    for m in UNION.finditer(text):
        here = [o for o in found if _opens_with(o, m, text) and o.name != home.name] if m["kind"] else []
        org = here[-1] if here else told.get(f"{m['kind']}工会" if m["kind"] else FEDERATION)
        if org and (here or not home.is_called(m["union"])):
            name = org.name if org.type == "union" else f"{org.name}工会"
            yield Organisation(m.start(), m.end(), name, "union", NAMED_BEFORE)


def _opens_with(org: Organisation, kind: re.Match[str], text: str) -> bool:
    """Whether an organisation of that kind opens the part of the sentence in which 支行工会 stands."""
    part = text.rfind(";", 0, kind.start()) + 1
    return (
        org.start == part and org.end <= kind.start() and TAIL.sub("", org.name).endswith(tuple(UNIONS[kind["kind"]]))
    )


def own_kinds(home: Home) -> dict[str, Organisation]:
    """What 该公司 means at the opening of a firm's report: the firm whose union reports."""
    if not home.name or home.is_regional():
        return {}
    firm = home.name.removesuffix("工会")
    told = {kind: firm for kind, ends in KINDS.items() if firm.endswith(tuple(ends))}
    return {kind: Organisation(0, 0, home.name, "enterprise", NAMED_BEFORE) for kind in told}
