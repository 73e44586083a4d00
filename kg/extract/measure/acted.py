"""What those counted behind a number did, or what was done for them: 15支代表队|参赛, 为210名农民工|赠送棉衣."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from kg.extract.measure.behind import complement
from kg.extract.measure.doers import is_counted
from kg.extract.measure.figures import Naming
from kg.extract.measure.modifiers import next_clause
from kg.extract.measure.words import BENEFICIARY, BOTH, DIRECTIVE, LEXICON, PEOPLE, TRAVEL, Word, endings, table

DONE_FOR, NO_THINGS = LEXICON["verbs"]["done_for"], endings("verbs", "no_things")
DONE_TO, PLACED_IN = table("doers", "done_to"), table("doers", "units_of_bodies")


def act_of(
    n: Naming, i: int, ahead: Sequence[Word], noun: Sequence[Word], rest: Sequence[Word], verb: Sequence[Word]
) -> str:
    """What those did whom figure i counts: 参赛 of 15支代表队|参赛; 受赠 of 为210名农民工|赠送棉衣."""
    if _gone_to(n, i, ahead):
        return ""
    directs = bool(verb) and verb[-1].text in DIRECTIVE
    act = complement(rest, unlisted=directs) or ("" if verb else next_clause(rest))
    if act and not directs and _counts_anew(n.quantities[i].unit, noun, rest):
        return ""
    if verb or not _done_for(ahead) or act.endswith(NO_THINGS):
        return act
    return next((made for made, deeds in DONE_FOR.items() if act.startswith(tuple(deeds))), act)


def done_to(ahead: Sequence[Word]) -> bool:
    """对52处隐患|限期整改, 为骑手|购买保险: whether a deed follows that was done to those counted."""
    return _done_for(ahead) or (bool(ahead) and ahead[-1].text in DONE_TO)


def _gone_to(n: Naming, i: int, ahead: Sequence[Word]) -> bool:
    """走进15所中小学开展宣讲: places that somebody went to did nothing themselves."""
    return n.quantities[i].unit in PLACED_IN and any(w.text in TRAVEL - {"代表"} for w in ahead[-2:])


def where_gone(ahead: Sequence[Word], kept: list[Word]) -> list[Word]:
    """养护工区 of 到13个|养护工区慰问: where somebody went, without what was done there."""
    went = bool(ahead) and ahead[-1].text in TRAVEL and len(kept) > 1
    return kept[:-1] if went and kept[-1].acts and kept[-1].text in BOTH else kept


def _done_for(ahead: Sequence[Word]) -> bool:
    """为1860名矿工|更换劳保鞋, 为受灾的13家企业|送去水: what follows those counted is what was done for them."""
    described = bool(ahead) and ahead[-1].text == "的" and ahead[0].text in BENEFICIARY
    return described or any(w.text in BENEFICIARY for w in ahead[-2:])


def _counts_anew(unit: str | None, noun: Sequence[Word], rest: Sequence[Word]) -> bool:
    """86个驿站|服务户外劳动者18.6万人次: whether the deed of a body has its own figure, which it names."""
    clause = takewhile(lambda w: w.kind != "mark", rest)
    return unit not in PEOPLE and is_counted(noun[-1].text, unit) and any(w.kind == "number" for w in clause)
