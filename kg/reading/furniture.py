"""What stands on the page and is not the report's prose; each block of it gets a reason, for its numbers must be told.

Reasons: advertisement, masthead, navigation, copyright, byline, dateline, page. The words are in
furniture.toml; this file knows the shapes. Prose is never furniture, whatever words it holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.reading.blocks import Block
from kg.reading.lexicon import lexicon
from kg.reading.lines import page_number

_SHORT = 40
_PHONE = re.compile(r"(?<!\d)(?:\d{3,4}[-—) ]?)?\d{7,8}(?!\d)")
_DAY = r"(?:19|20)\d{2}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)"
_MONTH = r"(?:19|20)\d{2}年\d{1,2}月"
_CLOCK = r"(?:[ T]*\d{1,2}:\d{2}(?::\d{2})?)?"
_TOLD = "来源|信息来源|文章来源|作者|编辑|浏览|点击|星期|字体|【|[|]"
_DATELINE = re.compile(
    rf"[(\[【]?(?:时间|日期)?:?(?:{_DAY}{_CLOCK} *[)\]】]?(?:(?:{_TOLD}).*)?|{_MONTH}[)\]】]?)"
    rf"|(?:来源|信息来源|文章来源|稿源): ?[^,。;\d]{{2,24}}{_DAY}{_CLOCK}[^,。;]{{0,20}}"
)
# What may stand between title and day: a paper, an author; a longer stretch with no mark of either is title still.
_LED = r"(?:[^,。;]{0,8}?|[^,。;]{0,23}?[:|/)》报网台社][ \t]*|[^,。;]{0,14}(?:记者|通讯员|作者)[^,。;]{0,8}?)"
_DATED_TITLE = re.compile(
    rf"(?P<title>.{{6,60}}?)(?:[ \t]+|(?=《[^》]{{2,8}}报》|(?:发布|发表)?(?:时间|日期):|{_DAY}|[(]?{_MONTH}[)]?$))"
    rf"(?P<tail>{_LED}{_DAY}{_CLOCK}[ )]*(?:讯|电|\d+版\)|(?:来源|稿源|文章来源|作者|《|[|(]).*"
    rf"|[㐀-鿿]{{2,8}}(?:报|网|台|社))?|[(]?{_MONTH}[)]?)"
)
_NAMES = r"[㐀-鿿]{2,3}(?:[ 、,]+[㐀-鿿]{2,3}){0,8}"
_SIGNED = re.compile(rf"[□■◎] *(?:[㐀-鿿/]{{1,6}} +)?{_NAMES}")
_BRACKETED = re.compile(r"[(【](?=[^()]*[㐀-鿿])[^()\d。;!?]{2,40}[)】] *\|?")
_PERSON = re.compile("[㐀-鿿]{2,3}|[㐀-鿿] [㐀-鿿]")
_DEED = re.compile("[了的]|其中|包括|以上|含")  # a bracket with these says something; it signs nothing


def furniture(lines: Sequence[Block]) -> dict[int, str]:
    """The reason of each block, by its number, that is not prose: {0: "advertisement", 3: "byline"}."""
    reasons = {block.number: reason for block in lines if (reason := _reason(block))}
    for block in _head(lines, reasons) + _tail(lines, reasons):
        reasons.setdefault(block.number, "navigation")
    for block in lines:
        beside = (reasons.get(block.number - 1), reasons.get(block.number + 1))
        if "dateline" in beside and _PERSON.fullmatch(block.text):
            reasons.setdefault(block.number, "byline")
    return reasons


def dateline_from(block: Block) -> int:
    """Where in a title's line its dateline begins, 0 where it has none: 服务送到一线 2020-05-06 10:20 某某日报 → 7."""
    match = None if block.prose else _DATED_TITLE.fullmatch(block.text)
    if match is None or _reason(replace(block, text=match["title"])) or re.match(_DAY, block.text):
        return 0
    return match.start("tail")


def signature(text: str) -> bool:
    """Whether a bracket behind the last sentence names its authors: (王一 李二 张三) · (区总工会)."""
    return _BRACKETED.fullmatch(text) is not None and not _DEED.search(text)


def _reason(block: Block) -> str:
    text = block.text
    if page_number(text):
        return "page"
    if len(text) <= _SHORT and (_SIGNED.fullmatch(text) or signature(text)):
        return "byline"
    if block.prose and not _is_dense_masthead(text):
        return ""
    return next((reason for reason, fits in _KINDS.items() if fits(text)), "")


def _is_dense_masthead(text: str) -> bool:
    """Whether phones and a masthead's words are so many that a full stop makes it no prose."""
    return len(_PHONE.findall(text)) > 1 and _hits(text, "masthead", "many") > 2


def _is_copyright(text: str) -> bool:
    return _hits(text, "copyright", "any") > 0


def _is_masthead(text: str) -> bool:
    many = [word for word in _words("masthead", "many") if word in text]
    few = any(f"{word}:" in text for word in many) or (many and _PHONE.search(text))
    return bool(few or len(many) > 2 or _hits(text, "masthead", "any") or _starts(text, "masthead"))


def _is_dateline(text: str) -> bool:
    return _DATELINE.fullmatch(text) is not None or (len(text) <= 2 * _SHORT and _hits(text, "dateline", "any") > 0)


def _is_byline(text: str) -> bool:
    named = _starts(text, "byline") or (_hits(text, "byline", "any") > 0 and "," not in text)
    return named and len(text) <= _SHORT and not re.search(r"\d", text)


def _is_advertisement(text: str) -> bool:
    return len(text) <= 2 * _SHORT and _hits(text, "advertisement", "any") > 0


def _is_navigation(text: str) -> bool:
    words = _hits(text, "navigation", "many")
    menu = words > 3 or (words > 1 and len(re.split(r"[ |>»·]+", text)) > 3)
    plain = not re.search("[,。;、]", text)
    return text in _words("navigation", "whole") or _starts(text, "navigation") or (menu and plain)


_KINDS = {
    "copyright": _is_copyright,
    "masthead": _is_masthead,
    "dateline": _is_dateline,
    "byline": _is_byline,
    "advertisement": _is_advertisement,
    "navigation": _is_navigation,
}


def _head(lines: Sequence[Block], reasons: dict[int, str]) -> list[Block]:
    """The page's head: all before the place where the page's title stands again, or the scraps before a menu."""
    opening = lines[:15]
    for block in opening[1:]:
        if len(block.text) > 6 and not opening[0].prose and opening[0].text.startswith(block.text):
            return list(lines[: block.number])
    first = next((block.number for block in lines if block.prose), len(lines))
    menus = (block.number for block in opening[:first] if reasons.get(block.number) == "navigation")
    return [block for block in lines[: next(menus, 0)] if len(block.text) <= 12]


def _tail(lines: Sequence[Block], reasons: dict[int, str]) -> list[Block]:
    """The page's foot: what follows the first menu or copyright line behind the last prose."""
    last = max((block.number for block in lines if block.prose and block.number not in reasons), default=-1)
    behind = lines[last + 1 :]
    foot = (i for i, block in enumerate(behind) if reasons.get(block.number) in ("navigation", "copyright"))
    return list(behind[next(foot, len(behind)) :])


def _starts(text: str, kind: str) -> bool:
    return text.startswith(_words(kind, "starts"))


def _hits(text: str, kind: str, how: str) -> int:
    return sum(word in text for word in _words(kind, how))


@cache
def _words(kind: str, how: str) -> tuple[str, ...]:
    return tuple(lexicon("furniture")[kind].get(how, ()))
