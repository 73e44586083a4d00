"""Small reports read by hand, as `kg.extract` would hand them over; the words are our own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyoxigraph import RdfFormat, Store

from kg.model import Entity, Extraction, Fact, Mention, Period, Relation, Report, Sentence, Skip, Source, Text

YEAR = Period("2021", "2021")
TEXT = (
    "黄山市总工会2021年工作总结\n"
    "一、帮扶救助\n"
    "全年筹集金秋助学款85.6万元，资助学生412名。\n"
    "参加职工互助保障8.53万人，占在册职工14.6万人的58.4%。\n"
    "二、亮点\n"
    "金秋助学共资助学生412名，其中高中生三十余名。\n"
    "2022年计划新建迎客松驿站20个。\n"
)
UNION = "黄山市总工会"


def at(text: str, words: str, nth: int = 1) -> tuple[int, int]:
    """Where `words` stand in `text` for the nth time."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return start, start + len(words)


def report(text: str = TEXT, id: str = "huangshan-2021", **source: Any) -> Report:
    """A report of one sentence a line; lines of at most ten characters are headings."""
    about = {"title": "黄山市总工会2021年工作总结", "organisation": UNION, "region": "黄山市", "period": YEAR} | source
    offsets = tuple(range(len(text)))
    sentences, headings, start = [], [], 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip("\n"))
        heading = len(line) <= 10
        headings = [line.strip()] if heading else headings
        above = () if heading else tuple(headings)
        sentences.append(Sentence(start, end, text[start:end], above, "heading" if heading else "body"))
        start += len(line)
    twin = Text(text, text, offsets, tuple(i + 1 for i in offsets))
    return Report(id, Source(f"{id}.txt", **about), twin, tuple(sentences))


def fact(text: str, quote: str, number: str, value: float, unit: str | None, nth: int = 1, **more: Any) -> Fact:
    """A fact at the nth `quote`; everything else as in most facts unless said."""
    start, end = at(text, quote, nth)
    number_start = start + quote.index(number)
    line_start = text.rfind("\n", 0, start) + 1
    usual: dict[str, Any] = {
        "value_max": None,
        "unit_text": number.lstrip("0123456789."),
        "bound": "exact",
        "status": "actual",
        "aspect": "flow",
        "measure": None,
        "indicator": None,
        "programs": (),
        "organisations": (UNION,),
        "period": YEAR,
        "rules": ("quantity/plain",),
        "heading": None,
    }
    return Fact(
        start=start,
        end=end,
        number_start=number_start,
        number_end=number_start + len(number),
        sentence_start=line_start,
        sentence_end=text.index("\n", start),
        value=value,
        unit=unit,
        **(usual | more),
    )


def mention(text: str, words: str, nth: int = 1) -> Mention:
    """A mention at the nth `words`."""
    return Mention(*at(text, words, nth))


def _facts(text: str) -> tuple[Fact, ...]:
    """The figures of TEXT, in its order."""
    aid = {"programs": ("金秋助学",)}
    insured = fact(
        text, "参加职工互助保障8.53万人", "8.53万人", 85300.0, "人", measure="参加互助保障职工", aspect="stock"
    )
    return (
        fact(text, "筹集金秋助学款85.6万元", "85.6万元", 856000.0, "元", measure="筹集助学款", **aid),
        fact(text, "资助学生412名", "412名", 412.0, "人", measure="资助学生", **aid),
        insured,
        fact(text, "在册职工14.6万人", "14.6万人", 146000.0, "人", measure="在册职工", aspect="stock"),
        fact(text, "58.4%", "58.4%", 58.4, "%", measure="职工参保率", aspect="rate", links={}),
        fact(text, "资助学生412名", "412名", 412.0, "人", 2, measure="资助学生", **aid),
        fact(
            text, "高中生三十余名", "三十余名", 30.0, "人", measure="资助高中生", bound="over", **aid,
            links={"subsetOf": at(text, "412名", 2)[0]},
        ),
        fact(
            text, "新建迎客松驿站20个", "20个", 20.0, "个", measure="新建迎客松驿站", status="planned",
            programs=("迎客松驿站",), period=Period("2022", "2022"),
        ),
    )  # fmt: skip


def huangshan(text: str = TEXT, id: str = "huangshan-2021", **source: Any) -> Extraction:
    """The whole reading of TEXT."""
    entities = (
        Entity("org", UNION, "union", (mention(text, UNION),), "黄山市", "organisation/full-name"),
        Entity("program", "金秋助学", "aid", (mention(text, "金秋助学"), mention(text, "金秋助学", 2))),
        Entity("program", "黄山茶乡课堂", "education", ()),
        Entity("program", "迎客松驿站", "facility", (mention(text, "迎客松驿站"),)),
    )
    plan = at(text, "新建迎客松驿站20个")
    relations = (
        Relation("hostedBy", "金秋助学", UNION, *at(text, "筹集金秋助学款"), year="2021", rule="relation/host"),
        Relation(
            "targetOf", "新建迎客松驿站20个", "迎客松驿站", *plan, year="2022", rule="relation/target",
            subject_fact=at(text, "20个")[0],
        ),
    )  # fmt: skip
    skips = (
        Skip(*at(text, "2021年"), "period", "time/year"),
        Skip(*at(text, "2022年"), "period", "time/year"),
    )
    return Extraction(report(text, id, **source), _facts(text), entities, relations, skips)


def stored(*groups: Iterable[str]) -> Store:
    """Lines in a store whose default graph is their union, as in a snapshot."""
    store = Store()
    lines = [line for group in groups for line in group]
    both = [*lines, *(f"{line[: line.rindex(' <')]} ." for line in lines)]
    store.load("\n".join(both), format=RdfFormat.N_QUADS)
    return store


def read(*facts: Fact, text: str = TEXT, id: str = "huangshan-2021", **source: str) -> Extraction:
    """An extraction of nothing but facts."""
    return Extraction(report(text, id, **source), facts)


def values(lines: Iterable[str], predicate: object) -> list[str]:
    """The objects of a predicate, as they stand in the lines."""
    return [line.split(f" {predicate} ")[1].rpartition(" <")[0] for line in lines if f" {predicate} " in line]
