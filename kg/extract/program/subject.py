"""What a report is about: the program of its title, else what its opening runs or its text comes back to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.lexicon import any_of, lexicon
from kg.extract.program.headings import AIMS, NEVER
from kg.extract.program.merging import is_work
from kg.extract.program.naming import DEEDS, PEOPLE, stem
from kg.extract.program.rules import Program, known
from kg.extract.program.standing import HONOURS, PLANS, governs, is_name, kind_told
from kg.extract.program.themes import Theme, narrow
from kg.extract.sentence import Read, Reading
from kg.model import Sentence

OVERVIEW = any_of(lexicon("program", "themes")["overview"]["words"])
SHOWN = re.compile("[”’]?(?:[、“][^,;。]{0,30})?等[^,;。、]{0,12}\\d")  # 书画展、棋牌赛等活动46场
SEVERAL = 3  # sentences that make a text with a subject of its own


@dataclass(frozen=True, slots=True)
class Subject:
    """The program that a whole report is about, and whether its title says so."""

    program: Program
    titled: bool


def subject(read: Read, title: str) -> Subject | None:
    """What the title names or hints at; of a short text also what it tells of first or most.

    `title` is the whole printed line, of which the first sentence may be a part.
    """
    head = 1 if read and read[0][0].kind == "heading" else 0
    title = title if head else ""
    printed = [*_told(read[:head]), *(p for p in known(title) if _may_be(p, title[p.start : p.end]))]
    if named := _best(printed) or _best(_honours(read[:head])):
        return Subject(named, True)
    body = [(s, reading) for s, reading in read[head:] if s.kind != "heading"]
    opening = _best(_told((s, reading) for s, reading in body if s.paragraph == body[0][0].paragraph))
    if len(body) + head < len(read):  # a long text tells of many things, each under its heading
        return Subject(opening, False) if opening and opening.name.endswith(PLANS) else None
    told = [p for p in _told(body) if is_name(p) and governs(p)]
    bare = re.sub("[“”]", "", title)
    if echoed := [p for p in told if len(stem(p.name)) > 2 and stem(p.name) in bare]:
        return Subject(max(echoed, key=lambda p: len(stem(p.name))), True)
    overview = bool(OVERVIEW.search(title))
    if hint := narrow(title):
        fitting = [p for p in told if p.led and hint.covers(p.name)]
        return Subject(_most(fitting) or _of_theme(hint), not overview)
    found = None if len(body) < SEVERAL or overview else opening or _most(told) or _best(_told(body))
    return Subject(found, False) if found else None


def _told(read: Iterable[tuple[Sentence, Reading]]) -> list[Program]:
    """The programs told that a whole report can be about: no honours, no aims, nobody who is only described by one."""
    told = [(p, r.text) for _, r in read for p in r.programs if _may_be(p, r.text[p.start : p.end])]
    return [p for p, text in told if not SHOWN.match(text, p.end)] or [p for p, _ in told]


def _honours(read: Read) -> list[Program]:
    """What a title that tells of no program says was given: 某市表彰五一劳动奖获得者."""
    return [p for _, r in read for p in r.programs if kind_told(p) == "honour"]


def _may_be(program: Program, surface: str) -> bool:
    """Whether a whole report can be about a program told so: 金秋助学; no honour, no deed (发展会员), no 劳模."""
    honour = kind_told(program) == "honour"
    told = program.name in AIMS or program.name.endswith((*NEVER, *HONOURS))
    deed = is_work(program) and surface.startswith(DEEDS)
    if program.rule == "program/congress":  # it tells of all that a union does
        return False
    return not honour and not told and not deed and not surface.endswith(PEOPLE)


def _best(programs: Sequence[Program]) -> Program | None:
    """Of the programs told in one place the first that is run, else the longest name."""
    names = [p for p in programs if is_name(p) and governs(p)]
    led = [p for p in names if p.led]
    return led[0] if led else max(names or programs, key=lambda p: len(p.name), default=None)


def _most(programs: Sequence[Program]) -> Program | None:
    """The program that is told of most often, by this name or one that it holds."""
    return max(programs, key=lambda p: sum(q.name in p.name or p.name in q.name for q in programs), default=None)


def _of_theme(hint: Theme) -> Program:
    """The program of a line of work that the title hints at: 送温暖 of 寒冬送暖."""
    return Program(0, 0, hint.program, None, False, "program/hinted-by-the-title")
