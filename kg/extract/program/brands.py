"""Quoted brands that no verb of running stands before: the subject of a clause, the object of 开展的."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lexicon import alternation, any_of, lexicon
from kg.extract.program.naming import LEXICON, STRONG, WEAK, Program, clean

WORDS = lexicon("program", "themes")["brand"]
HEADS = alternation(WORDS["heads"])
INNER = r"“(?P<inner>[^“”,。;\d]{2,16})”"
ACTING = r"“(?P<inner>[送助护暖惠圆帮援][一-龥]{1,4})”"
SUBJECT = re.compile(
    rf"(?:^|(?<=[,;。]))(?:在)?{INNER}(?P<tail>[^,。;:、“”的\d]{{0,8}}?{HEADS})?(?={alternation(WORDS['behind'])})"
)
HEAD = re.compile(rf"(?:^|(?<=[;。:])){ACTING}(?P<tail>)(?=[,:])")
OBJECT = re.compile(rf"{alternation(WORDS['before'])}的{INNER}(?P<tail>[^,。;:、“”的\d]{{0,8}}?{HEADS})?")
DOING = any_of(WORDS["doing"])
NEVER = {*LEXICON["not"]["slogans"], *lexicon("program", "themes")["counted"]["by_names"]}
SPAN = re.compile(r"^十?[一二三四五六七八九]五$|节$")  # “十四五”期间, “春节”期间 tell when


def brands(text: str) -> Iterator[Program]:
    """“暖途”行动启动两年来 → 暖途行动; “送法律”,… → 送法律; 首次开展的“云上招聘” → 云上招聘."""
    for rule in (SUBJECT, HEAD, OBJECT):
        for m in rule.finditer(text):
            if m["inner"] in NEVER or SPAN.search(m["inner"]):
                continue
            named = m["tail"] or m["inner"].endswith((*STRONG, *WEAK)) or DOING.match(text, m.end())
            if named or rule in (HEAD, OBJECT):
                start, end = m.start("inner") - 1, m.end("tail") if m["tail"] else m.end("inner") + 1
                yield Program(start, end, clean(text[start:end]), None, True, "program/quoted-brand")
