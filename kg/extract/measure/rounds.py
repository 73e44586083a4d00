"""How often a thing was done, told before it: 分6批组织职工疗休养, 先后5次到企业宣讲."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from kg.extract.measure.figures import Naming
from kg.extract.measure.rules import Measure, implied_unit, span
from kg.extract.measure.words import DIRECTIVE, EVENTS, LEXICON, NOUN_TAILS, STOP, TRAVEL, Word, text_of, trim

ROUNDS: Mapping[str, str] = LEXICON["doers"]["rounds"]
LONGEST = 10  # characters of a deed told whole


def round_of(n: Naming, i: int, ahead: Sequence[Word], following: Sequence[Word]) -> Measure | None:
    """疗休养批次 of 分6批|组织职工疗休养, 到企业宣讲次数 of 5次|到企业宣讲; not 开展|3次慰问活动."""
    unit = n.quantities[i].unit or ""
    if unit not in ROUNDS or not following or any(w.acts for w in ahead) or not _goes(following[0]):
        return None
    deed = list(takewhile(lambda w: w.kind == "word" and (w.text not in STOP or w.text in TRAVEL), following))
    whom = [w for w in n.words if w.start >= following[0].start]
    deed = _of_those(deed, whom) if deed[0].text in DIRECTIVE else trim(deed)
    if len(deed) < 2 and not (deed and deed[0].acts):
        return None
    own = any(w.kind == "number" and w.start == deed[-1].end for w in n.words)  # 6次|划拨资金|158万元
    if (deed[-1].text.endswith(EVENTS) and deed[0].tag != "v") or (deed[-1].text in NOUN_TAILS and not own):
        return None
    told = text_of(deed) if len(text_of(deed)) <= LONGEST else text_of([deed[0], deed[-1]])
    return Measure("", told + ROUNDS[unit], "", *span(deed), "measure/rounds")


def _goes(word: Word) -> bool:
    """Whether a word right behind a number can only be a deed: 组织, 到; not 慰问 of 3次慰问活动."""
    return word.text in TRAVEL | DIRECTIVE or (word.tag == "v" and word.acts)


def _of_those(deed: Sequence[Word], words: Sequence[Word]) -> list[Word]:
    """疗休养 of 组织|210名一线职工|疗休养: what those did who were called."""
    clause = list(takewhile(lambda w: w.kind != "mark", words))
    last = max((k for k, w in enumerate(clause) if w.kind == "word" and implied_unit(w.text) == "人"), default=0)
    return [w for w in clause[last + 1 :] if (w.acts or w.tag == "v") and w.text not in TRAVEL][:1]
