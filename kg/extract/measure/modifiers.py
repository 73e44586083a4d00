"""What else names those counted behind a number: what they got or make up, of which kind they are, what came next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from kg.extract.measure.behind import complement
from kg.extract.measure.rules import Measure, implied_unit, span
from kg.extract.measure.words import (
    BOTH,
    COVERBS,
    DIRECTIVE,
    EVENTS,
    HAVING,
    PREDICATES,
    TITLE,
    Word,
    endings,
    last_index,
    table,
    text_of,
    trim,
)

RESUMING, MAKING = table("verbs", "resuming"), table("stop", "making")
PLACES, KINDS = endings("places"), table("kinds", "nouns")
RECIPIENTS = table("honour", "recipients")
GIVEN_TO, HONOURS = table("honour", "given_to"), endings("honour", "endings")
NO_KIND = DIRECTIVE | COVERBS | (PREDICATES - BOTH) | table("doers", "no_kind")


def honour_for(verb: Word, noun: Sequence[Word]) -> str:
    """“优胜班组” of 授予100个班组“优胜班组”称号, 五一劳动奖章 of 授予12名职工全国五一劳动奖章: what they got."""
    if verb.text not in GIVEN_TO or not noun or not text_of(noun).endswith(HONOURS):
        return ""
    whom = next((k for k, w in enumerate(noun[:2]) if w.text in RECIPIENTS or implied_unit(w.text) == "人"), -1)
    return text_of(trim(noun[whom + 1 :])).removesuffix(TITLE)


def making_up(noun: Sequence[Word], rest: Sequence[Word]) -> Measure | None:
    """46名专家|组成的名师库 → 名师库专家: those counted are named by what they make up."""
    words = [*noun, *takewhile(lambda w: w.kind == "word", rest)]
    made = next((k for k, w in enumerate(words) if k and w.text in MAKING), len(words))
    whole = trim(words[made + 2 :])
    if not whole or made > len(noun) or words[made + 1].text != "的":
        return None
    return Measure("", text_of(whole) + text_of(trim(words[:made])), "", *span(words), "measure/making-up")


def kinds_of(noun: Sequence[Word]) -> str:
    """5个工种技能比赛, 9个工种(项目)的比赛: kinds are counted of what stands behind them."""
    if len(noun) < 2 or noun[0].text not in KINDS:
        return ""
    closing = last_index(noun, ")") if noun[1].text == "(" else 0
    of = [w for w in noun[closing + 1 :] if w.text != "的"]
    return text_of(of) + text_of(noun[: closing + 1]) if text_of(of).endswith(EVENTS) else ""


def names_kind(obj: Sequence[Word], modifier: Sequence[Word], noun: Sequence[Word]) -> bool:
    """竞赛25个工种: a short noun before the number that says which; not 王某等15名, not 辖区内10个."""
    if (
        not modifier
        or len(modifier) > 2
        or any(w.text in COVERBS for w in obj)
        or obj[-1].text == "等"
        or modifier[-1].text.endswith(PLACES)
    ):
        return False
    if any(w.text in NO_KIND for w in modifier) or obj[-1].text in NO_KIND:
        return False
    if obj[-1].text in HAVING and not (noun and noun[-1].text in KINDS):
        return False  # 市煤业集团有15名员工, 评选共有200项成果; but 竞赛共有25个工种
    if len(modifier) > 1 and modifier[-1].tag == "v" and modifier[-1].text not in BOTH:
        return False  # 聘书发到10名劳模手中, but 添置20台电脑
    return all(w.tag.startswith(("n", "v", "j")) and w.tag not in ("nr", "ns", "nrt") for w in modifier)


def next_clause(rest: Sequence[Word]) -> str:
    """12家车间、48个班组、900名职工,参与了答题: what the counted ones did, told behind the comma."""
    if len(rest) < 2 or rest[0].text != ",":
        return ""
    return complement(rest[1:]) if rest[1].text in RESUMING else ""
